"""One activity as a viewer reaches it, with its texts in both languages: one query."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q

from passerelle.foundation import clock
from passerelle.foundation.translated import Language
from passerelle.programme.models import Module

from ..models import Activity, Enrolment, RubricText
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
    """Learners and staff reach every activity; datathon guests what their team does, and what is
    open to guests."""
    texts: dict[str, str] = {}
    activity = None
    for activity in (
        Activity.objects.filter(
            _reachable(viewer),
            edition=viewer.edition,
            module__slug=module,
            slug=slug,
            retired_at=None,
        )
        .annotate(language=F("texts__language"), html=F("texts__html"))
        .order_by()
        .select_related("module")
    ):
        texts[activity.language] = activity.html
    if activity is None or viewer.edition is None:
        return None
    activity.edition = viewer.edition
    return Reached(
        activity=activity,
        doer=doer_for(viewer),
        is_open=is_staff(viewer) or activity.opens_at <= clock.now(),
        fr=texts.get("fr", ""),
        en=texts.get("en", ""),
    )


def following(activity: Activity) -> Activity | None:
    """The next activity of the same module."""
    after = Activity.objects.filter(
        module=activity.module_id, position__gt=activity.position, retired_at=None
    )
    return after.order_by("position").first()


def _reachable(viewer: Viewer) -> Q:
    if can_read_content(viewer):
        return Q()
    return Q(by_team=True, module__kind=Module.DATATHON) | Q(settings__guests=True)


def rubric_digest_of(activity: Activity) -> str:
    """The rubric that work handed in now would be marked on."""
    rubrics = RubricText.objects.filter(
        edition=activity.edition_id, slug=activity.settings.get("rubric", "")
    )
    return rubrics.order_by("-pk").values_list("digest", flat=True).first() or ""
