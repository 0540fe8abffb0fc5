"""What stands between a person and the data of a challenge: read from rows, kept nowhere.

Access is worked out each time it is asked for. It opens with the first phase and ends some days
after the last one, wherever these are moved to: nothing has to be closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery

from passerelle.campus.enums import Kind
from passerelle.campus.models import Attempt, Result
from passerelle.foundation.translated import Translated
from passerelle.people.prepared import prepared
from passerelle.programme.models import Edition

from ..enums import Missing
from ..intake import days_after
from ..models import (
    AccessSuspension,
    AgreementSignature,
    Challenge,
    DataGrant,
    Phase,
    TrainingRecognition,
    UsageAgreement,
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The agreement that a challenge asks for, as one person stands before it."""

    slug: str
    title: Translated
    version: int
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Training:
    """The activity to pass, with half of its points at least, unless it is recognised."""

    title: Translated
    module: str
    slug: str
    opens_at: datetime
    is_passed: bool


@dataclass(frozen=True, slots=True)
class Access:
    """Of one person to one challenge. Nothing is asked where the challenge asks nothing."""

    missing: tuple[Missing, ...]
    terms: Terms | None
    training: Training | None
    opens_at: datetime | None
    ends_at: datetime | None
    suspended_for: str

    @property
    def is_open(self) -> bool:
        return not self.missing

    @property
    def is_asked(self) -> bool:
        return self.terms is not None or self.training is not None


def with_access_facts(
    challenges: QuerySet[Challenge], *, person: int | None, team: int | None, at: datetime
) -> QuerySet[Challenge]:
    """The same challenges, each with what is known of this person before it; no query more."""
    phases = Phase.objects.filter(challenge=OuterRef("pk"), retired_at=None).order_by()
    return challenges.select_related("agreement", "training__module").annotate(
        access_opens=Subquery(_of_all(phases, Min("opens_at"))),
        access_closes=Subquery(_of_all(phases, Max("closes_at"))),
        access_extended=Subquery(_extended(person, team, at)),
        access_suspended=Subquery(
            AccessSuspension.objects.filter(team=team, lifted_at=None).values("reason")[:1]
        ),
        access_signed=Subquery(
            AgreementSignature.objects.filter(
                agreement=OuterRef("agreement"), person=person
            ).values("at")[:1]
        ),
        access_signed_before=Exists(
            AgreementSignature.objects.filter(
                agreement__edition=OuterRef("edition"),
                agreement__slug=OuterRef("agreement__slug"),
                person=person,
            )
        ),
        access_trained=trained(person, OuterRef("training")),
    )


# Any: an id, a row or a column of an outer query.
def trained(person: Any, activity: Any) -> Q:
    """Whether a person passed an activity, read it if it is a lesson, or has it recognised."""
    theirs = {"activity": activity, "enrolment__person": person, "submitted_at__isnull": False}
    passed = Result.objects.filter(
        **{f"attempt__{name}": value for name, value in theirs.items()},
        points__gte=F("maximum") / 2,
    )
    read = Attempt.objects.filter(**theirs, activity__kind=Kind.LESSON)
    recognised = TrainingRecognition.objects.filter(activity=activity, person=person)
    return Q(Exists(passed)) | Q(Exists(read)) | Q(Exists(recognised))


def access_told(challenge: Challenge, *, at: datetime, owns: bool) -> Access:
    """From a row that `with_access_facts` gave; owners look after the data, nobody asks them."""
    told = vars(challenge)
    terms = _terms(challenge.agreement, told["access_signed"])
    training = _training(challenge, is_passed=told["access_trained"])
    window = _Window.of(challenge, at)
    missing: list[Missing] = []
    if (terms or training) and not owns:
        if told["access_suspended"]:
            missing.append(Missing.SUSPENDED)
        if terms and terms.signed_at is None:
            again = told["access_signed_before"]
            missing.append(Missing.NEW_VERSION if again else Missing.AGREEMENT)
        if training and not training.is_passed:
            missing.append(Missing.TRAINING)
        missing += window.missing(at)
    return Access(
        missing=tuple(missing),
        terms=terms,
        training=training,
        opens_at=window.opens_at,
        ends_at=window.ends_at,
        suspended_for=told["access_suspended"] or "",
    )


def access_of(
    challenge: Challenge, *, person: int, team: int | None, at: datetime, owns: bool
) -> Access:
    """One query, for actions: they ask again what a page has shown."""
    [row] = prepared(_with_access, challenge=challenge.pk, person=person, team=team, at=at)
    return access_told(row, at=at, owns=owns)


def _with_access(
    challenge: int, person: int, team: int | None, at: datetime
) -> QuerySet[Challenge]:
    rows = Challenge.objects.filter(pk=challenge)
    return with_access_facts(rows, person=person, team=team, at=at)


def agreement_in_force(edition: Edition, slug: str) -> UsageAgreement | None:
    found = UsageAgreement.objects.filter(edition=edition, slug=slug, replaced_at=None)
    return found.select_related("edition").first()


@dataclass(frozen=True, slots=True)
class _Window:
    opens_at: datetime | None
    ends_at: datetime | None

    @classmethod
    def of(cls, challenge: Challenge, at: datetime) -> _Window:
        told = vars(challenge)
        opens, closes = told["access_opens"], told["access_closes"]
        if closes is None:
            return cls(None, None)
        ends, extended = closes + timedelta(days=days_after(challenge)), told["access_extended"]
        if extended is None:
            return cls(opens, ends)
        return cls(min(opens, at), max(ends, extended))

    def missing(self, at: datetime) -> list[Missing]:
        if self.opens_at is not None and at < self.opens_at:
            return [Missing.NOT_OPEN]
        if self.ends_at is not None and at >= self.ends_at:
            return [Missing.OVER]
        return []


# Any: one column of one row.
def _of_all(phases: QuerySet[Phase], extreme: Min | Max) -> QuerySet[Phase, Any]:
    return phases.values("challenge").annotate(extreme=extreme).values("extreme")


# Any: as above.
def _extended(person: int | None, team: int | None, at: datetime) -> QuerySet[DataGrant, Any]:
    to_them = Q(person=person) if team is None else Q(person=person) | Q(team=team)
    grants = DataGrant.objects.filter(
        to_them,
        Q(challenge=OuterRef("pk")) | Q(challenge=None),
        edition=OuterRef("edition"),
        begins_at__lte=at,
        ends_at__gt=at,
    )
    return grants.order_by("-ends_at").values("ends_at")[:1]


def _terms(agreement: UsageAgreement | None, signed_at: datetime | None) -> Terms | None:
    if agreement is None:
        return None
    return Terms(agreement.slug, agreement.title, agreement.version, signed_at)


def _training(challenge: Challenge, *, is_passed: bool) -> Training | None:
    activity = challenge.training
    if activity is None:
        return None
    return Training(
        activity.title, activity.module.slug, activity.slug, activity.opens_at, is_passed
    )
