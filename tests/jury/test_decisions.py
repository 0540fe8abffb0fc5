"""What a jury decides, and what is kept of the rule's proposal."""

from __future__ import annotations

from uuid import uuid4

import pytest

from passerelle.campus.actions import withdraw
from passerelle.campus.models import Result
from passerelle.foundation.journal import entries_of
from passerelle.foundation.translated import Translated
from passerelle.jury.actions import decide
from passerelle.jury.enums import Outcome
from passerelle.jury.errors import NotACandidate, OwnDecision, ReasonMissing
from passerelle.jury.models import Decision
from passerelle.jury.queries import awarding_decisions, latest_decision, proposal_for
from tests.diploma.graduation import JUNE, Graduation
from tests.factories import make_enrolment


def test_a_decision_that_follows_the_rule_needs_no_reason(graduation: Graduation) -> None:
    anais = graduation.learner("Anaïs Montplaisir", points=17)

    decision = decide(anais, outcome=Outcome.AWARDED, by=graduation.juror)

    kept = (decision.version, decision.outcome, decision.total, decision.honours, decision.reason)
    assert kept == (1, "awarded", 17, Translated(fr="Très bien", en="High honours"), "")
    assert (decision.decided_by, decision.decided_at) == (graduation.juror, JUNE)


def test_a_departure_from_the_rule_needs_its_reason(graduation: Graduation) -> None:
    didier = graduation.learner("Didier Presque", points=9)

    with pytest.raises(ReasonMissing):
        decide(didier, outcome=Outcome.AWARDED, reason="  ", by=graduation.juror)

    assert not Decision.objects.exists()


def test_a_departure_with_its_reason_is_kept_and_noted(graduation: Graduation) -> None:
    didier = graduation.learner("Didier Presque", points=9)

    decision = decide(didier, outcome=Outcome.AWARDED, reason="Congé.", by=graduation.juror)

    line = entries_of("2026").filter(verb="decided").get()
    assert decision.reason == "Congé."
    assert line.detail == {"outcome": "awarded", "version": 1, "departs_from_rule": 1}
    assert (line.actor_label, line.object_label) == ("Jurée Inventée", "Didier Presque")


def test_a_later_decision_supersedes_and_edits_nothing(graduation: Graduation) -> None:
    learner = graduation.learner()
    first = decide(learner, outcome=Outcome.AWARDED, by=graduation.juror)
    before = Decision.objects.values().get(pk=first.pk)

    decide(learner, outcome=Outcome.ADJOURNED, reason="Pièce manquante.", by=graduation.juror)

    assert Decision.objects.values().get(pk=first.pk) == before
    assert latest_decision(learner).version == 2  # type: ignore[union-attr]
    assert list(awarding_decisions(graduation.edition)) == []


def test_the_same_form_sent_twice_stores_once(graduation: Graduation) -> None:
    learner, key = graduation.learner(), uuid4()

    first = decide(learner, outcome=Outcome.AWARDED, by=graduation.juror, form_key=key)
    second = decide(learner, outcome=Outcome.AWARDED, by=graduation.juror, form_key=key)

    assert first == second
    assert Decision.objects.count() == 1


def test_nobody_decides_about_themselves(graduation: Graduation) -> None:
    learner = graduation.learner()

    with pytest.raises(OwnDecision):
        decide(learner, outcome=Outcome.AWARDED, by=learner.person)


def test_who_withdrew_or_does_not_learn_is_no_candidate(graduation: Graduation) -> None:
    gone = graduation.learner("Parti Inventé")
    withdraw(gone, by=graduation.coordinator, reason="mutation")
    guest = make_enrolment(graduation.edition, "guest")

    with pytest.raises(NotACandidate):
        decide(gone, outcome=Outcome.AWARDED, by=graduation.juror)
    with pytest.raises(NotACandidate):
        decide(guest, outcome=Outcome.AWARDED, by=graduation.juror)


def test_the_proposal_is_frozen_with_its_steps_and_its_rule(graduation: Graduation) -> None:
    learner = graduation.learner(points=13)

    decision = decide(learner, outcome=Outcome.AWARDED, by=graduation.juror)
    Result.objects.update(points=2)

    kept = Decision.objects.get(pk=decision.pk).proposal
    assert (kept["total"], kept["outcome"], kept["honours"]) == ("13.00", "awarded", None)
    assert kept["steps"][0] == {
        "kind": "MarkOnScale",
        "component": "quizzes",
        "activity": kept["steps"][0]["activity"],
        "label": kept["steps"][0]["label"],
        "resit": False,
        "points": "13.0000",
        "maximum": "20.0000",
        "scale": "20",
        "use": "counted",
        "cap": None,
        "value": "13",
    }
    assert kept["rule"] == graduation.edition.award
    assert len(kept["sentences"]["fr"]) == len(kept["sentences"]["en"]) == len(kept["steps"])


def test_who_stands_near_a_threshold_is_told_in_words(graduation: Graduation) -> None:
    at_the_pass = proposal_for(graduation.learner(points=10))
    far_from_any = proposal_for(graduation.learner(points=13))

    assert at_the_pass.near.startswith("exact")
    assert far_from_any.near == ""
