"""Whom a jury is to be convened for, once the day to decide has come."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from passerelle.campus.models import Enrolment
from passerelle.programme.models import Edition, RevisionFile

from ..kinds import REGULATIONS
from ..models import Decision, Deliberation, PresentationDay
from .candidates import learners_of


def awaiting_a_jury(edition: Edition, at: datetime) -> QuerySet[Enrolment]:
    """Learners without a decision while no deliberation is open; nobody where a juror decides
    alone, nor before the presentations are over or the day of the decisions has come."""
    decided = Decision.objects.filter(enrolment=OuterRef("pk"))
    sitting = Deliberation.objects.filter(edition=edition, frozen_at=None)
    written = RevisionFile.objects.filter(revision=edition.revision_id, path=REGULATIONS)
    presented = PresentationDay.objects.filter(edition=edition, ends_at__lte=at)
    is_time = Q() if at.date() >= edition.decisions_on else Q(Exists(presented))
    return learners_of(edition).filter(is_time, ~Exists(decided), ~Exists(sitting), Exists(written))
