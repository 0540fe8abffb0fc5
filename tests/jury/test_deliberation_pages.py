"""The sitting screen and a learner's page, as the members of the jury meet them."""

from __future__ import annotations

import html
import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment
from passerelle.foundation import clock
from passerelle.jury.actions import (
    freeze_deliberation,
    move,
    move_together,
    read_marks_again,
    recuse,
)
from passerelle.jury.actions.moving import Terms
from passerelle.jury.enums import Choice, MotionKind
from passerelle.jury.models import Deliberation, Motion, Voting
from passerelle.jury.queries.cases import Need
from tests.diploma.graduation import Graduation

from .deliberating import Jury, give_regulations, make_jury
from .test_jury_pages import queries_of, signed_in


@pytest.fixture
def jury(graduation: Graduation) -> Jury:
    graduation.learner("Un Inventé", points=13)
    return make_jury(graduation)


def test_the_coordinator_convenes_then_all_see_what_is_missing(graduation: Graduation) -> None:
    give_regulations(graduation)
    coordinator = signed_in(graduation.coordinator)

    sent = coordinator.post(
        reverse("deliberation_opening", args=["2026"]), {"chair": graduation.juror.pk}
    )
    page = signed_in(graduation.juror).get(sent["Location"])

    assert Deliberation.objects.get().members.get(chair=True).person == graduation.juror
    assert not page.context["sitting"].quorum.is_reached


def test_a_motion_moved_on_a_page_is_voted_on_the_other(jury: Jury) -> None:
    learner, client = jury.graduation.learner("Deux Inventée", points=9), signed_in(jury.chair)
    jury.come()

    client.post(
        reverse("motions", args=["2026", learner.pk]),
        {"kind": "rachat", "points": "0,5", "reason": "Assiduité.", "form_key": str(uuid4())},
    )
    motion = Motion.objects.get()
    client.post(reverse("votes", args=["2026", motion.pk]), {"choice": "for"})

    assert (motion.points, Voting.objects.get().motion) == (Decimal("0.5"), motion)


def test_a_recused_member_sees_no_button(jury: Jury) -> None:
    learner, recused = jury.graduation.learner(), jury.people[2]
    jury.come()
    recuse(jury.member(recused), learner, reason="Du même service.")
    motion = jury.moved(learner)

    page = signed_in(recused).get(reverse("deliberation", args=["2026"]))
    sent = signed_in(recused).post(reverse("votes", args=["2026", motion.pk]), {"choice": "for"})

    assert reverse("votes", args=["2026", motion.pk]) not in page.content.decode()
    assert sent.status_code == 422
    assert not Voting.objects.exists()


def test_a_secret_vote_shows_no_count_while_it_lasts(graduation: Graduation) -> None:
    secret = make_jury(graduation, ballot="secret")
    secret.come()
    motion = secret.moved(graduation.learner())
    voter = signed_in(secret.people[1])
    voter.post(reverse("votes", args=["2026", motion.pk]), {"choice": "against"})

    page = signed_in(secret.chair).get(reverse("deliberation", args=["2026"]))

    assert page.context["sitting"].open_motions[0].tally is None


def test_cases_come_by_need_of_discussion(jury: Jury) -> None:
    near = jury.graduation.learner("Aline Limite", points=10)
    agenda = read_marks_again(jury.deliberation).agenda

    assert [each["need"] for each in agenda] == [Need.NEAR, Need.CLEAR]
    assert agenda[0]["number"] == near.pk


def test_who_is_near_honours_comes_first_among_the_clear_and_the_button_counts_them(
    jury: Jury,
) -> None:
    near = jury.graduation.learner("Zélie Presque", points=16)
    agenda = read_marks_again(jury.deliberation).agenda
    jury.come()
    client = signed_in(jury.chair)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = jury.chair.language = "en"
    jury.chair.save()

    page = _words(client.get(reverse("deliberation", args=["2026"])))

    assert [each["need"] for each in agenda] == [Need.CLEAR] * 2
    assert agenda[0]["number"] == near.pk
    assert "2 learners whose case raises no question, 1 of them near an honours threshold" in page
    assert "exactly at “High honours”" in page


def test_whoever_votes_on_the_common_motion_reads_how_many_are_near_honours(jury: Jury) -> None:
    near = jury.graduation.learner("Zélie Presque", points=16)
    jury.graduation.learner("Zoé Presque", points=16)  # the motion leaves this one aside
    read_marks_again(jury.deliberation)
    jury.come()
    clear = Enrolment.objects.get(person__name="Un Inventé")
    move_together(jury.deliberation, [clear, near], by=jury.chair)
    voter = jury.people[1]
    client = signed_in(voter)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = voter.language = "en"
    voter.save()

    address = reverse("deliberation", args=["2026"])
    page = _words(client.get(address))

    assert "2 learners whose case is clear (1 near an honours threshold)" in page
    assert queries_of(client, address) <= 8


@pytest.mark.parametrize("name", ["deliberation", "deliberation_now"])
def test_the_sitting_costs_as_much_for_one_learner_as_for_three(jury: Jury, name: str) -> None:
    jury.come()
    jury.moved(jury.graduation.learner("Zoé Inventée"))
    address, client = reverse(name, args=["2026"]), signed_in(jury.chair)
    one = queries_of(client, address)
    for each in ("Quatre Inventé", "Cinq Inventée"):
        jury.moved(jury.graduation.learner(each), MotionKind.ADOPT)
    read_marks_again(jury.deliberation)

    three = queries_of(client, address)

    assert one == three
    assert three <= 8


def test_a_room_that_looked_away_reads_what_the_last_votes_decided(jury: Jury) -> None:
    jury.come()
    carried = jury.vote(jury.moved(jury.graduation.learner("Deux Inventée")), *[Choice.FOR] * 3)
    waiting = jury.moved(jury.graduation.learner("Trois Inventée"))

    page = signed_in(jury.chair).get(reverse("deliberation_now", args=["2026"]))

    sitting = page.context["sitting"]
    assert sitting.results == [carried]
    assert [each.motion for each in sitting.open_motions] == [waiting]
    assert reverse("motion_withdrawal", args=["2026", waiting.pk]) in page.content.decode()


def test_a_mover_withdraws_from_the_sitting_page(jury: Jury) -> None:
    jury.come()
    motion = jury.moved(jury.graduation.learner("Deux Inventée"))

    signed_in(jury.chair).post(reverse("motion_withdrawal", args=["2026", motion.pk]))

    motion.refresh_from_db()
    assert motion.withdrawn


def test_a_learner_before_the_jury_costs_eight_queries_whatever_was_moved(jury: Jury) -> None:
    jury.come()
    learner = jury.graduation.learner("Deux Inventée")
    jury.vote(jury.moved(learner), *[Choice.FOR] * 3)
    jury.moved(learner)
    address = reverse("deliberation_case", args=["2026", learner.pk])

    assert queries_of(signed_in(jury.chair), address) <= 8


def test_the_coordinator_keeps_the_presence_buttons_as_the_screen_follows(jury: Jury) -> None:
    followed = signed_in(jury.graduation.coordinator).get(
        reverse("deliberation_now", args=["2026"])
    )

    for seat in jury.deliberation.members.all():
        assert reverse("deliberation_presence", args=["2026", seat.pk]) in followed.content.decode()


def test_whoever_votes_is_told_so_and_a_second_choice_changes_nothing(jury: Jury) -> None:
    jury.come()
    motion = jury.moved(jury.graduation.learner())
    client, votes = signed_in(jury.chair), reverse("votes", args=["2026", motion.pk])

    pages = [client.post(votes, {"choice": each}, follow=True) for each in ("for", "against")]

    told = [[str(each) for each in page.context["messages"]] for page in pages]
    assert told == [["Votre vote est enregistré. On vote une fois, et ce vote ne change plus."]] * 2
    assert [each.choice for each in motion.ballots.all()] == [Choice.FOR]


def test_the_reasons_of_a_motion_and_of_a_recusal_are_named_apart(jury: Jury) -> None:
    jury.come()
    learner = jury.graduation.learner()

    page = signed_in(jury.chair).get(reverse("deliberation_case", args=["2026", learner.pk]))

    ids = re.findall(r' id="([^"]+)"', page.content.decode())
    assert len(ids) == len(set(ids))
    assert {"id_reason", "recusal_reason"} <= set(ids)


def test_a_member_who_comes_late_reads_that_they_are_not_noted_and_says_it_in_one_press(
    jury: Jury,
) -> None:
    jury.come(*jury.people[:2])
    late = signed_in(jury.people[2])
    seat = jury.member(jury.people[2])
    address = reverse("deliberation", args=["2026"])

    before = late.get(address).content.decode()
    late.post(reverse("deliberation_presence", args=["2026", seat.pk]), {"present": "on"})
    after = late.get(address).content.decode()

    assert ("Je suis là" in before, "Je suis là" in after) == (True, False)


def test_a_room_that_looked_away_reads_that_the_jury_has_closed_and_where_to_sign(
    jury: Jury,
) -> None:
    jury.come()
    for learner in Enrolment.objects.filter(role=Role.LEARNER):
        jury.vote(jury.moved(learner), *[Choice.FOR] * 3)
    freeze_deliberation(jury.deliberation, by=jury.chair)

    followed = signed_in(jury.people[1]).get(reverse("deliberation_now", args=["2026"]))

    page = followed.content.decode()
    assert "La délibération est close\u00a0: plus rien ne change." in page
    assert reverse("minutes_list", args=["2026"]) in page


def test_a_freeze_while_a_motion_is_voted_says_which_way_out(jury: Jury) -> None:
    jury.come()
    jury.moved(jury.graduation.learner())

    sent = signed_in(jury.chair).post(reverse("deliberation_freeze", args=["2026"]))

    told = [str(each) for each in sent.context["messages"]]
    assert told == [
        "Une motion est encore aux voix\u00a0: terminez son vote, ou faites-la retirer, puis "
        "prononcez la clôture."
    ]


def test_a_deliberation_that_has_decided_nothing_says_so_without_a_zero(jury: Jury) -> None:
    page = _words(signed_in(jury.chair).get(reverse("deliberation", args=["2026"])))

    assert "Le jury n’a encore statué sur personne." in page
    assert "sur 0 personne" not in page


def test_the_honours_a_motion_asks_for_are_not_called_optional(jury: Jury) -> None:
    learner = Enrolment.objects.get(role=Role.LEARNER)
    jury.come()

    page = _words(
        signed_in(jury.chair).get(reverse("deliberation_case", args=["2026", learner.pk]))
    )

    assert "Quelle mention</label>" in page


@pytest.mark.parametrize(
    ("kind", "terms", "said"),
    [
        (
            MotionKind.HONOURS,
            Terms(honours=0, reason="Remarquable."),
            "Délivrer le diplôme, très bien",
        ),
        (
            MotionKind.RESIT,
            Terms(components=("quizzes",), before=date(2026, 9, 1), reason="À refaire."),
            "Rattrapage, avec conditions : Quiz, avant le mardi 1er septembre 2026",
        ),
        (MotionKind.RACHAT, Terms(points=Decimal("0.5"), reason="Assidu."), "Rachat : 0,5 point"),
        (
            MotionKind.RACHAT,
            Terms(points=Decimal("0.5"), component="quizzes", reason="Assidu."),
            "Rachat : 0,5 point, Quiz",
        ),
    ],
)
def test_one_reads_what_one_votes_on_wherever_a_motion_is_shown(
    jury: Jury, kind: MotionKind, terms: Terms, said: str
) -> None:
    learner = jury.graduation.learner("Deux Inventée", points=9)
    jury.come()
    move(jury.deliberation, learner, kind=kind, terms=terms, by=jury.chair)
    client = signed_in(jury.chair)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = jury.chair.language = "fr"
    jury.chair.save()
    room = reverse("deliberation", args=["2026"])
    case = reverse("deliberation_case", args=["2026", learner.pk])

    voted = [_words(client.get(page)) for page in (room, case)]
    Motion.objects.update(closed_at=clock.now(), carried=True)
    ended = _words(client.get(room))

    assert [said in page for page in (*voted, ended)] == [True, True, True]


@pytest.mark.parametrize(
    ("language", "others", "column"),
    [
        ("fr", ("candidat", "dossier", "apprenant"), '<th scope="col">Personne</th>'),
        ("en", ("candidate", "dossier"), '<th scope="col">Learner</th>'),
    ],
)
def test_people_and_their_cases_have_one_name_on_every_page_of_the_jury(
    jury: Jury, language: str, others: tuple[str, ...], column: str
) -> None:
    learner, client = Enrolment.objects.get(role=Role.LEARNER), signed_in(jury.chair)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = jury.chair.language = language
    jury.chair.save()
    names = ("deliberation", "jury", "minutes_list", "simulation")

    room, *more = [_words(client.get(reverse(name, args=["2026"]))) for name in names]
    case = _words(client.get(reverse("deliberation_case", args=["2026", learner.pk])))

    assert column in room
    assert [word for word in others if word in " ".join((room, *more, case)).lower()] == []


def _words(answer: HttpResponse) -> str:
    """Without the kinds of space that French asks for."""
    return " ".join(html.unescape(answer.content.decode()).split())
