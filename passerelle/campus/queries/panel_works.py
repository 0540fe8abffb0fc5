"""What a panel has to mark."""

from __future__ import annotations

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from passerelle.programme.models import Edition

from ..models import Attempt, Panel, Sheet


def works_of(panel: Panel) -> QuerySet[Attempt]:
    """What is handed in for the panel's activity and no other panel marks, in order."""
    elsewhere = Sheet.objects.filter(
        attempt=OuterRef("pk"), panel__isnull=False, setting_aside=None
    ).exclude(panel=panel)
    works = Attempt.objects.filter(activity=panel.activity_id, submitted_at__isnull=False)
    return (
        works.filter(~Exists(elsewhere))
        .select_related("activity__edition", "activity__module", "team", "enrolment__person")
        .order_by("submitted_at", "pk")
    )


def works_lacking_jurors(edition: Edition) -> QuerySet[Attempt]:
    """What is handed in before an open panel and has fewer jurors than it asks for."""
    counted = Count("sheets", filter=Q(sheets__setting_aside=None), distinct=True)
    before_panel = Q(activity__panels__isnull=False, activity__panels__closed_at=None)
    return (
        Attempt.objects.filter(before_panel, activity__edition=edition, submitted_at__isnull=False)
        .annotate(asked=counted)
        .filter(asked__lt=F("activity__panels__jurors_per_work"))
    )
