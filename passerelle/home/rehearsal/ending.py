"""June: the jury decides, the institutions sign, some of the year's certificates are issued; one
diploma and one certificate are revoked in the autumn."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial

from django.db.models import QuerySet

from passerelle.campus.models import SessionExpert
from passerelle.diploma.actions import (
    establish_keys,
    give_mandate,
    prepare_diploma,
    revoke,
    sign_all,
)
from passerelle.diploma.actions.certifying import issue_certificates
from passerelle.diploma.enums import CertificateKind, RevocationReason
from passerelle.diploma.models import Certificate, Credential
from passerelle.engines.timetable import at_local
from passerelle.jury.queries import awarding_decisions
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Module

from .deliberating import deliberate
from .minutes import answer_the_appeal, appeal_once, sign_the_minutes
from .score import Score
from .stage import Stage

_MEETING, _SIGNING = time(14, 0), time(10, 0)
_CERTIFIED_AFTER, _REVOKED_AFTER = timedelta(days=10), timedelta(days=96)
_ADJOURNED = "Le devoir n’a pas été remis ; la personne le présentera à la session de rattrapage."


def plan_ending(stage: Stage, score: Score, *, revoke_one: bool) -> None:
    zone = stage.edition.zones[0]
    meeting = at_local(stage.edition.decisions_on, _MEETING, zone)
    score.add(meeting, partial(deliberate, stage))
    score.add(meeting + timedelta(hours=3), partial(sign_the_minutes, stage))
    score.add(meeting + timedelta(days=4), partial(appeal_once, stage))
    score.add(meeting + timedelta(days=11), partial(answer_the_appeal, stage))
    signing = at_local(stage.edition.diplomas_on, _SIGNING, zone)
    score.add(signing, partial(_prepare_all, stage))
    for place, slug in enumerate(stage.edition.institutions):
        score.add(_working_day(signing, place // 2), partial(_sign, stage, slug))
    score.add(signing + _CERTIFIED_AFTER, partial(_certify_some, stage))
    if revoke_one:
        score.add(signing + _REVOKED_AFTER, partial(_revoke_last, stage))
        score.add(signing + _REVOKED_AFTER, partial(_revoke_a_certificate, stage))


def _working_day(start: datetime, after: int) -> datetime:
    """Some days later, the week-end skipped."""
    day = start
    for _ in range(after):
        day += timedelta(days=1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
    return day + timedelta(hours=1)


def _prepare_all(stage: Stage) -> None:
    establish_keys(stage.edition, by=stage.chair)
    for decision in awarding_decisions(stage.edition):
        prepare_diploma(decision, by=stage.chair)


def _sign(stage: Stage, slug: str) -> None:
    institution = Institution.objects.get(slug=slug)
    sign_all(stage.edition, institution=institution, by=stage.registrars[slug])


def _certify_some(stage: Stage) -> None:
    """Of the first module's experts, and of the first graduate: a whole year's would take long."""
    for slug, registrar in stage.registrars.items():
        institution = Institution.objects.get(slug=slug)
        give_mandate(stage.edition, institution=institution, by=registrar)
    first = Module.objects.filter(edition=stage.edition).earliest("position")
    gave = SessionExpert.objects.filter(session__module=first, session__retired_at=None)
    people = set(Person.objects.filter(pk__in=gave.values("person")))
    graduate = _issued(stage).order_by("pk").first()
    if graduate is not None:
        people.add(graduate.holder)
    issue_certificates(stage.edition, by=stage.chair, to=people)


def _issued(stage: Stage) -> QuerySet[Credential]:
    issued = Credential.objects.filter(edition=stage.edition, issued_at__isnull=False)
    return issued.select_related("decision__enrolment__person")


def _revoke_last(stage: Stage) -> None:
    credential = _issued(stage).order_by("-pk").first()
    if credential is None:
        return
    slug = stage.edition.institutions[1]
    revoke(
        credential,
        institution=Institution.objects.get(slug=slug),
        reason=RevocationReason.ERROR,
        private_note="Le dossier d’une autre personne avait été joint à la délibération.",
        by=stage.registrars[slug],
    )


def _revoke_a_certificate(stage: Stage) -> None:
    certificate = Certificate.objects.filter(
        edition=stage.edition, kind=CertificateKind.EXPERT
    ).first()
    if certificate is None:
        return
    slug = stage.edition.institutions[0]
    revoke(
        certificate,
        institution=Institution.objects.get(slug=slug),
        reason=RevocationReason.UNEARNED,
        private_note="La seconde séance avait été donnée par quelqu’un d’autre.",
        by=stage.registrars[slug],
    )
