"""The same seed gives the same year: a rehearsal can be told to a colleague by one number."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import transaction

from passerelle.campus.models import Attempt, Attendance, Enrolment, Result, Sheet
from passerelle.home.rehearsal import rehearse
from passerelle.programme.actions import load
from passerelle.programme.checks import read_programme
from passerelle.programme.models import Edition
from passerelle.programme.source import ProgrammeSource

FEBRUARY = datetime(2026, 2, 6, tzinfo=UTC)


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_year_and_another_seed_another() -> None:
    source = read_programme(settings.PASSERELLE_PROGRAMMES / "ia-generative-sante")

    first, again, other = (_digest_of_year(source, seed) for seed in (3, 3, 4))

    assert first == again
    assert first != other


def _digest_of_year(source: ProgrammeSource, seed: int) -> str:
    """Played in an empty campus, and taken back."""
    with transaction.atomic():
        edition = load(source, edition="2026").edition
        rehearse(edition, until=FEBRUARY, learners=3, seed=seed)
        digest = _digest_of(edition)
        transaction.set_rollback(True)
    return digest


def _digest_of(edition: Edition) -> str:
    """Of everything people did, by the names of things rather than by their keys."""
    rows = [
        *Enrolment.objects.filter(edition=edition).values_list("person__email", "role"),
        *Attempt.objects.filter(activity__edition=edition).values_list(
            "enrolment__person__email", "activity__slug", "number", "submitted_at", "text"
        ),
        *Result.objects.filter(attempt__activity__edition=edition).values_list(
            "attempt__enrolment__person__email", "attempt__activity__slug", "points"
        ),
        *Sheet.objects.filter(attempt__activity__edition=edition).values_list(
            "rater__email", "levels", "remark", "submitted_at"
        ),
        *Attendance.objects.filter(session__edition=edition).values_list(
            "enrolment__person__email", "session__slug", "minutes"
        ),
    ]
    return hashlib.sha256("\n".join(sorted(map(repr, rows))).encode()).hexdigest()
