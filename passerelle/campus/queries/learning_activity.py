"""One activity as a viewer reaches it, with its texts in both languages: one query."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.db.models.fields.json import KT

from passerelle.foundation import clock
from passerelle.foundation.translated import Language
from passerelle.programme.models import Module

from ..models import Activity, ActivityText, Enrolment, RubricText
from ..rules import can_read_content, is_staff
from ..viewer import Viewer
from .learning_attempts import doer_for


@dataclass(frozen=True, slots=True)
class Reached:
    """An activity, whether its content may be read now, and under which enrolment."""

    activity: Activity
    doer: Enrolment | None
    is_open: bool
    fr: str
    en: str
    rubric_digest: str

    def prose_in(self, language: Language) -> Prose | None:
        """The text in the reader's language, or else in the other one."""
        wanted, other = (self.fr, self.en) if language == "fr" else (self.en, self.fr)
        if wanted:
            return Prose(wanted, language, is_translation_missing=False)
        if other:
            spare: Language = "en" if language == "fr" else "fr"
            return Prose(other, spare, is_translation_missing=True)
        return None


@dataclass(frozen=True, slots=True)
class Prose:
    html: str
    language: Language
    is_translation_missing: bool


def reach(viewer: Viewer, *, module: str, slug: str) -> Reached | None:
    """Learners and staff reach every activity; datathon guests what their team does."""
    found = (
        Activity.objects.filter(
            _reachable(viewer),
            edition=viewer.edition,
            module__slug=module,
            slug=slug,
            retired_at=None,
        )
        .select_related("module")
        .annotate(
            html_fr=_text_in("fr"),
            html_en=_text_in("en"),
            rubric_slug=KT("settings__rubric"),
            rubric_digest=_latest_rubric(),
        )
        .first()
    )
    if found is None or viewer.edition is None:
        return None
    found.edition = viewer.edition
    return Reached(
        activity=found,
        doer=doer_for(viewer),
        is_open=is_staff(viewer) or found.opens_at <= clock.now(),
        fr=found.html_fr or "",
        en=found.html_en or "",
        rubric_digest=found.rubric_digest or "",
    )


def following(activity: Activity) -> Activity | None:
    """The next activity of the same module."""
    after = Activity.objects.filter(
        module=activity.module_id, position__gt=activity.position, retired_at=None
    )
    return after.only("slug", "title", "position", "module").order_by("position").first()


def _reachable(viewer: Viewer) -> Q:
    if can_read_content(viewer):
        return Q()
    return Q(by_team=True, module__kind=Module.DATATHON)


def _text_in(language: Language) -> Subquery:
    texts = ActivityText.objects.filter(activity=OuterRef("pk"), language=language)
    return Subquery(texts.values("html")[:1])


def _latest_rubric() -> Subquery:
    rubrics = RubricText.objects.filter(edition=OuterRef("edition"), slug=OuterRef("rubric_slug"))
    return Subquery(rubrics.order_by("-pk").values("digest")[:1])
