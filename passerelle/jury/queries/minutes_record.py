"""What minutes say of a deliberation, in both languages, ready to be frozen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from django.db.models import Model, TextChoices
from django.utils.translation import override

from passerelle.foundation.translated import LANGUAGES, Translated

from ..enums import Attendance, BallotKind, Choice, DeliberationKind, MotionKind, Outcome
from ..minutes_file import digest_of
from ..models import Ballot, Decision, Deliberation, Member, Motion, Presence, Recusal
from ..proceedings import lines_of
from .day_presence import presences_of_edition

Json = dict[str, Any]  # Any: JSON


def content_of(deliberation: Deliberation) -> Json:
    """Everything the minutes say; ten queries, whatever the number of learners."""
    members = list(
        deliberation.members.select_related("person", "institution").order_by("-chair", "pk")
    )
    edition = deliberation.edition
    there = presences_of_edition(edition)
    return {
        "programme": {"slug": edition.programme.slug, **_both(edition.programme.title)},
        "edition": {
            "slug": edition.slug,
            **_both(edition.title),
            "zones": edition.zones,
            "specimen": edition.is_specimen,
        },
        "deliberation": _sitting(deliberation),
        "regulations": {
            "in_force": deliberation.regulations,
            "digest": digest_of(deliberation.regulations),
        },
        "quorum": _quorum(deliberation, members),
        "members": [_member(each, there.get(each.person_id)) for each in members],
        "recusals": [_recusal(each) for each in _recusals(deliberation)],
        "motions": [_motion(each, deliberation) for each in _motions(deliberation)],
        "decisions": [_decision(each) for each in decisions_of(deliberation)],
        "proceedings": lines_of(deliberation),
    }


def decisions_of(deliberation: Deliberation) -> Iterable[Decision]:
    """What this deliberation decided, by the learners' names; of two, the one in force."""
    found = (
        Decision.objects.filter(deliberation=deliberation)
        .select_related("enrolment__person", "enrolment__institution")
        .order_by("enrolment__person__sort_name", "enrolment_id", "version")
    )
    return {each.enrolment_id: each for each in found}.values()


def _recusals(deliberation: Deliberation) -> Iterable[Recusal]:
    return (
        Recusal.objects.filter(member__deliberation=deliberation)
        .select_related("member__person", "enrolment__person")
        .order_by("declared_at", "pk")
    )


def _motions(deliberation: Deliberation) -> Iterable[Motion]:
    return (
        deliberation.motions.filter(closed_at__isnull=False, withdrawn=False)
        .select_related("enrolment__person", "moved_by__person")
        .prefetch_related("ballots__member__person", "together__person")
        .order_by("closed_at", "pk")
    )


def _sitting(deliberation: Deliberation) -> Json:
    return {
        "number": deliberation.version,
        "kind": _chosen(DeliberationKind(deliberation.kind)),
        "ballot": _chosen(BallotKind(deliberation.ballot)),
        "opened_at": _instant(deliberation.opened_at),
        "frozen_at": _instant(deliberation.frozen_at),
        "frozen_by": str(deliberation.frozen_by),
        "supersedes": deliberation.supersedes.version if deliberation.supersedes else None,
    }


def _quorum(deliberation: Deliberation, members: list[Member]) -> Json:
    present = [each for each in members if each.is_present]
    institutions = {each.institution_id for each in present if each.institution_id}
    return {
        "needed": deliberation.quorum,
        "present": len(present),
        "institutions_needed": deliberation.least_institutions,
        "institutions_present": len(institutions),
        "reached": len(present) >= deliberation.quorum
        and len(institutions) >= deliberation.least_institutions,
    }


def _member(member: Member, there: Presence | None) -> Json:
    """`day` is how they were at the presentations, where the day's chair marked it."""
    said = _chosen(Attendance(there.attendance)) if there else None
    return {
        "person": member.person_id,
        "name": str(member.person),
        "institution": _both(member.institution.name) if member.institution else None,
        "chair": member.chair,
        "present": member.is_present,
        "present_from": _instant(member.present_from),
        "left_at": _instant(member.left_at),
        "day": {"attendance": said, "marked_at": _instant(there.marked_at)} if there else None,
    }


def _recusal(recusal: Recusal) -> Json:
    return {
        "name": str(recusal.member.person),
        "learner": str(recusal.enrolment.person),
        "reason": recusal.reason,
        "declared_at": _instant(recusal.declared_at),
    }


def _motion(motion: Motion, deliberation: Deliberation) -> Json:
    ballots: list[Ballot] = list(motion.ballots.all())
    counted = Counter(each.choice for each in ballots)
    named = {} if deliberation.is_secret else {"votes": _votes(ballots)}
    about = [motion.enrolment] if motion.enrolment else motion.together.all()
    return {
        "number": motion.pk,
        "learner": ", ".join(sorted(str(each.person) for each in about)),
        "kind": _chosen(MotionKind(motion.kind)),
        "outcome": _chosen(Outcome(motion.outcome)) if motion.outcome else None,
        "points": _number(motion.points),
        "component": motion.component,
        "reason": motion.reason,
        "conditions": motion.conditions,
        "moved_by": str(motion.moved_by.person),
        "moved_at": _instant(motion.moved_at),
        "closed_at": _instant(motion.closed_at),
        "tally": {choice.value: counted[choice.value] for choice in Choice},
        "carried": motion.carried,
        "casting_vote": motion.tie,
        **named,
    }


def _votes(ballots: list[Ballot]) -> list[Json]:
    """Who voted what, where the regulations say that votes are named."""
    named = [each for each in ballots if each.member is not None and not each.secret]
    votes = [
        {"name": str(cast(Member, each.member).person), "choice": each.choice} for each in named
    ]
    return sorted(votes, key=lambda vote: vote["name"])


def _decision(decision: Decision) -> Json:
    proposal = cast(Json, decision.proposal)
    return {
        "enrolment": decision.enrolment_id,
        "learner": str(decision.enrolment.person),
        "institution": _both(decision.enrolment.institution.name)
        if decision.enrolment.institution
        else None,
        "version": decision.version,
        "outcome": _chosen(Outcome(decision.outcome)),
        "total": _number(decision.total),
        "honours": _both(decision.honours) if decision.honours else None,
        "reason": decision.reason,
        "rachat_points": _number(decision.rachat_points),
        "conditions": decision.conditions,
        "rule": {
            "outcome": proposal.get("outcome"),
            "total": proposal.get("total"),
            "sentences": proposal.get("sentences"),
        },
        "decided_at": _instant(decision.decided_at),
    }


def _chosen(choice: TextChoices) -> Json:
    """A choice as code reads it, and as each language says it."""
    words: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            words[language] = str(choice.label)
    return {"value": choice.value, **words}


def _both(words: Translated | Model | None) -> Json:
    assert isinstance(words, Translated)
    return {"fr": words.in_language("fr"), "en": words.in_language("en")}


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
