"""Nobody gains by cheating: looking after one's own race, choosing what is checked twice."""

from __future__ import annotations

from django.test import override_settings

from passerelle.datathon import actions
from passerelle.datathon.enums import BoardName, StewardPart
from passerelle.datathon.models import Evaluation
from passerelle.datathon.queries.boards import board_of
from passerelle.datathon.queries.desk import candidates_of
from passerelle.datathon.queries.stewards import owns
from passerelle.datathon.queries.submissions import submission_page
from passerelle.datathon.twins import is_drawn_twice
from passerelle.people.models import Person
from tests.datathon.core_cast import Stage, evaluate, guesses, send


def test_whoever_competes_looks_after_no_challenge(stage: Stage) -> None:
    luc: Person = stage.luc.person
    for part in StewardPart:
        actions.appoint(stage.challenge, person=luc, part=part, by=stage.coordinator)
    theirs = send(stage, guesses(0.5))
    evaluate(theirs)

    standing = stage.standing(luc)

    assert board_of(stage.challenge, BoardName.PRIVATE, standing) is None
    assert submission_page(theirs.pk, stage.challenge, standing) is None
    assert not owns(luc, stage.challenge)
    assert luc.pk not in {each.id for each in candidates_of(stage.edition)}


def test_nobody_can_work_out_what_is_evaluated_twice(stage: Stage) -> None:
    stage.challenge.settings["scoring"]["twice"] = 0.5
    stage.challenge.save()
    sent = [send(stage, guesses(0.5), team=team) for team in (stage.herons, stage.loutres) * 4]
    known = Evaluation.objects.select_related("submission__phase__challenge")
    evaluations = list(known.filter(submission__in=sent))

    drawn = set()
    for key in ("a", "b", "c"):
        with override_settings(SECRET_KEY=key):
            drawn.add(tuple(map(is_drawn_twice, evaluations)))

    assert len(drawn) > 1
