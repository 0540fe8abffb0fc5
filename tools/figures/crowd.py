"""Make the demo's cohort of 25 a cohort of 2,500; run in a process of its own.

The one place that writes past the actions: a hundred copies of each learner's work, to see whether
a page costs more when its table is long."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from copy import copy
from typing import TypeVar
from uuid import uuid4

import django
from django.db import models, transaction

Row = TypeVar("Row", bound=models.Model)


def main(year: str, wanted: int) -> None:
    django.setup()
    from passerelle.campus.enums import Role
    from passerelle.campus.models import Attempt, Attendance, Enrolment, Result

    learners = list(
        Enrolment.objects.filter(edition__slug=year, role=Role.LEARNER).select_related("person")
    )
    with transaction.atomic():
        added = _enrolments(learners, wanted - len(learners))
        attempts = _copied(Attempt.objects.filter(enrolment__in=learners), added, form_key=True)
        attempts = Attempt.objects.bulk_create(attempts, batch_size=500)
        results = {each.attempt_id: each for each in Result.objects.all()}
        Result.objects.bulk_create(
            [
                _copy(results[row.copied_from], attempt_id=row.pk)  # type: ignore[attr-defined]
                for row in attempts
                if row.copied_from in results  # type: ignore[attr-defined]
            ],
            batch_size=500,
        )
        presences = _copied(Attendance.objects.filter(enrolment__in=learners), added)
        Attendance.objects.bulk_create(presences, batch_size=500)


def _enrolments(learners: Sequence[models.Model], count: int) -> list[tuple[int, int]]:
    """New enrolments, each with the one it copies: (copied, new)."""
    from passerelle.campus.models import Enrolment
    from passerelle.people.models import Person

    models_of = [learners[number % len(learners)] for number in range(count)]
    people = Person.objects.bulk_create(
        [
            _copy(each.person, email=f"foule{number}@invente.example", calendar_key=None)  # type: ignore[attr-defined]
            for number, each in enumerate(models_of)
        ],
        batch_size=500,
    )
    added = Enrolment.objects.bulk_create(
        [_copy(each, person=person) for each, person in zip(models_of, people, strict=True)],
        batch_size=500,
    )
    return [(copied.pk, made.pk) for copied, made in zip(models_of, added, strict=True)]


def _copied(
    rows: Iterable[Row], added: Sequence[tuple[int, int]], *, form_key: bool = False
) -> list[Row]:
    own: dict[int, list[Row]] = {}
    for row in rows:
        own.setdefault(row.enrolment_id, []).append(row)  # type: ignore[attr-defined]
    copies = []
    for copied, made in added:
        for row in own.get(copied, ()):
            keys = {"form_key": uuid4()} if form_key else {}
            copies.append(_copy(row, enrolment_id=made, copied_from=row.pk, **keys))
    return copies


def _copy(row: Row, **changed: object) -> Row:
    made = copy(row)
    made._state = copy(row._state)
    made._state.fields_cache = dict(row._state.fields_cache)
    made.pk, made._state.adding = None, True
    for name, value in changed.items():
        setattr(made, name, value)
    return made


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
