"""A motion to compensate: what it would compensate, and when the rule has done so already."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from passerelle.campus.models import Enrolment, Result
from passerelle.jury.actions import Terms, move
from passerelle.jury.enums import MotionKind
from passerelle.jury.errors import MotionRefused
from passerelle.jury.models import Motion
from tests.diploma.graduation import Graduation
from tests.factories import AWARD

from .deliberating import Jury, make_jury
from .test_jury_pages import signed_in


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def jury_whose_rule_compensates(graduation: Graduation, *, most_shortfall: int) -> Jury:
    """The quizzes have a pass of their own: ten."""
    award = deepcopy(AWARD)
    award["components"][0]["pass"] = 10  # type: ignore[index]  # plain data
    award["compensation"] = {
        "allowed": True,
        "most_components": 1,
        "most_shortfall": most_shortfall,
    }
    jury = make_jury(graduation)
    # Without a revision, no rule is kept in memory from test to test.
    graduation.edition.award, graduation.edition.revision = award, None
    graduation.edition.save()
    jury.come()
    return jury


def below_in_the_quizzes(graduation: Graduation) -> Enrolment:
    """Eight of twenty there, fourteen elsewhere: 11.6 in all."""
    learner = graduation.learner(points=14)
    quizzes = Result.objects.filter(
        attempt__enrolment=learner, attempt__activity__component="quizzes"
    )
    quizzes.update(points=8)
    return learner


def compensate(jury: Jury, learner: Enrolment) -> Motion:
    terms = Terms(reason="Very near.")
    return move(
        jury.deliberation, learner, kind=MotionKind.COMPENSATION, terms=terms, by=jury.chair
    )


def test_what_the_rule_already_compensates_is_not_moved(graduation: Graduation) -> None:
    jury = jury_whose_rule_compensates(graduation, most_shortfall=3)

    with pytest.raises(MotionRefused, match="The rule already compensates: move to follow"):
        compensate(jury, below_in_the_quizzes(graduation))


def test_a_compensation_says_of_what_and_what_it_comes_to_before_the_vote(
    graduation: Graduation,
) -> None:
    jury = jury_whose_rule_compensates(graduation, most_shortfall=1)
    learner = below_in_the_quizzes(graduation)
    jury.chair.language = "en"
    jury.chair.save()
    client = signed_in(jury.chair)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    motion = compensate(jury, learner)
    room, case = (
        " ".join(client.get(page).content.decode().split())
        for page in (
            reverse("deliberation", args=["2026"]),
            reverse("deliberation_case", args=["2026", learner.pk]),
        )
    )

    assert (motion.outcome, motion.foreseen) == ("awarded", Decimal("11.6"))
    assert ["Compensate: Quizzes" in page for page in (room, case)] == [True, True]
    foreseen = "If it is carried: <b>11.60</b>, diploma awarded."
    assert [foreseen in page for page in (room, case)] == [True, True]
