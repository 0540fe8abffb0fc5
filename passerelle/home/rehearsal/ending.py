"""June: the jury decides, the institutions sign, one diploma is revoked in the autumn."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial

from passerelle.diploma.actions import (
    establish_keys,
    prepare_diploma,
    revoke,
    sign_all,
)
from passerelle.diploma.enums import RevocationReason
from passerelle.diploma.models import Credential
from passerelle.engines.timetable import at_local
from passerelle.jury.queries import awarding_decisions
from passerelle.people.models import Institution

from .deliberating import deliberate
from .minutes import answer_the_appeal, appeal_once, sign_the_minutes
from .score import Score
from .stage import Stage

_MEETING, _SIGNING = time(14, 0), time(10, 0)
_REVOKED_AFTER = timedelta(days=96)
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
    if revoke_one:
        score.add(signing + _REVOKED_AFTER, partial(_revoke_last, stage))


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


def _revoke_last(stage: Stage) -> None:
    credential = (
        Credential.objects.filter(
            decision__enrolment__edition=stage.edition, issued_at__isnull=False
        )
        .order_by("-pk")
        .first()
    )
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
