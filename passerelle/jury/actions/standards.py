"""An Angoff round on a quiz: opened, judged, closed. No threshold is ever set by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.campus.enums import MARKING_ROLES, Kind, Role
from passerelle.campus.errors import CampusRefusal
from passerelle.campus.models import Activity, Enrolment
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.notices import tell_all
from passerelle.people.models import Person

from ..angoff_questions import questions_in
from ..errors import (
    EstimatesRefused,
    NoRoundLeft,
    NotAJudge,
    NothingToEstimate,
    RoundClosed,
    RoundOpenAlready,
)
from ..models import AngoffEstimate, AngoffJudge, AngoffRound

MOST_ROUNDS = 2


@transaction.atomic
def open_round(activity: Activity, *, judges: Sequence[Person], by: Person) -> AngoffRound:
    """Ask judges for their estimates on the quiz as it is now."""
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if activity.kind != Kind.QUIZ or not questions_in(activity.content):
        raise NothingToEstimate
    rounds = list(AngoffRound.objects.filter(activity=activity))
    if any(each.closed_at is None for each in rounds):
        raise RoundOpenAlready
    if len(rounds) >= MOST_ROUNDS:
        raise NoRoundLeft
    if not judges:
        raise CampusRefusal(_("Choose at least one person."))
    standard = AngoffRound.objects.create(
        activity=activity,
        number=len(rounds) + 1,
        content=activity.content,
        opened_at=clock.now(),
        opened_by=by,
    )
    _note(standard, "opened an Angoff round", by=by, judges=len(judges))
    invite_judges(standard, people=judges, by=by)
    return standard


@transaction.atomic
def invite_judges(standard: AngoffRound, *, people: Iterable[Person], by: Person) -> int:
    """Ask people who mark in the edition; twice is once. Gives how many are new."""
    standard = _locked(standard)
    edition = standard.activity.edition
    asked = {person.pk: person for person in people}
    roles: dict[int, set[str]] = {}
    enrolments = Enrolment.objects.filter(edition=edition, person__in=asked, withdrawal=None)
    for person_id, role in enrolments.values_list("person", "role"):
        roles.setdefault(person_id, set()).add(role)
    for person in asked.values():
        held = roles.get(person.pk, set())
        if not held & set(MARKING_ROLES) or Role.LEARNER in held:
            raise NotAJudge(str(person))
    there = set(standard.judges.values_list("person", flat=True))
    fresh = [person for person in asked.values() if person.pk not in there]
    now = clock.now()
    AngoffJudge.objects.bulk_create(
        AngoffJudge(standard=standard, person=person, invited_at=now) for person in fresh
    )
    for person in fresh:
        _note(standard, "asked for estimates", by=by, who=str(person))
    url = reverse("angoff_estimates", args=[edition.slug, standard.pk])
    told = [person.pk for person in fresh]
    verb = "to estimate" if standard.number == 1 else "to estimate again"
    tell_all(told, verb=verb, label=standard.activity.title, url=url)
    return len(fresh)


@transaction.atomic
def give_estimates(
    judge: AngoffJudge,
    percents: Mapping[str, int],
    *,
    by: Person,
    unread: Collection[str] = (),
    while_typing: bool = False,
) -> AngoffJudge:
    """Keep a judge's estimates as they now are, complete or not; a question left out has none.

    An `unread` question, where what was typed is no percentage, keeps what it had. What is kept
    `while_typing` enters the journal once: when the last question gets its own."""
    standard = _locked(judge.standard)
    if judge.person_id != by.pk:
        raise CampusRefusal(_("Estimates are given by the person who was asked for them."))
    known = {each.key for each in questions_in(standard.content)}
    wrong = {
        key: _("Write a whole number from 0 to 100.")
        for key, percent in percents.items()
        if key not in known or not 0 <= percent <= 100
    }
    if wrong:
        raise EstimatesRefused(wrong)
    before = dict(judge.estimates.values_list("question", "percent"))
    percents = {key: before[key] for key in unread if key in before} | dict(percents)
    if before == percents:
        return judge
    now = clock.now()
    judge.estimates.exclude(question__in=percents).delete()
    AngoffEstimate.objects.bulk_create(
        [
            AngoffEstimate(judge=judge, question=key, percent=percent, given_at=now)
            for key, percent in percents.items()
            if before.get(key) != percent
        ],
        update_conflicts=True,
        unique_fields=("judge", "question"),
        update_fields=("percent", "given_at"),
    )
    if not while_typing or len(before) < len(known) == len(percents):
        _note(standard, "gave estimates", by=by, given=f"{len(percents)}/{len(known)}")
    return judge


@transaction.atomic
def close_round(standard: AngoffRound, *, by: Person) -> AngoffRound:
    """No estimate changes any more. Twice is once."""
    standard = AngoffRound.objects.select_for_update(of=("self",)).get(pk=standard.pk)
    if standard.closed_at is not None:
        return standard
    standard.closed_at, standard.closed_by = clock.now(), by
    standard.save(update_fields=["closed_at", "closed_by"])
    _note(standard, "closed an Angoff round", by=by)
    return standard


def _locked(standard: AngoffRound) -> AngoffRound:
    """The round as it stands, if it still takes estimates."""
    found = AngoffRound.objects.select_for_update(of=("self",)).select_related("activity__edition")
    standard = found.get(pk=standard.pk)
    if standard.closed_at is not None:
        raise RoundClosed
    return standard


def _note(standard: AngoffRound, verb: str, *, by: Person, **detail: str | int) -> None:
    activity = standard.activity
    thing = Thing("Angoff round", str(standard.pk), activity.title.fr)
    note(by, verb, thing, edition=activity.edition.slug, round=standard.number, **detail)
