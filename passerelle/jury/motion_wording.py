"""A motion in words: what one says yes or no to."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from passerelle.campus.queries.gradebook import rule_of
from passerelle.engines.grading import AwardRule, Category, Component
from passerelle.engines.timetable import day_en, day_fr
from passerelle.foundation.translated import reading_language
from passerelle.programme.models import Edition

from .decision_wording import with_honours
from .enums import MotionKind
from .models import Motion
from .rachat import points_said


def motion_said(motion: Motion, edition: Edition) -> str:
    """Its kind, then its terms where it has some: « Délivrer le diplôme, mention bien »."""
    if motion.kind == MotionKind.HONOURS:
        return with_honours(MotionKind.AWARD.label, _honours(motion, rule_of(edition)))
    terms = _terms(motion, edition)
    if motion.kind == MotionKind.RACHAT:
        return _("Rachat: %(points)s") % {"points": terms}
    kind = str(motion.get_kind_display())
    return _("%(kind)s: %(terms)s") % {"kind": kind, "terms": terms} if terms else kind


def _terms(motion: Motion, edition: Edition) -> str:
    if motion.points:
        to = _titles(edition).get(motion.component, motion.component)
        return ", ".join(filter(None, (points_said(motion.points), to)))
    conditions: dict[str, Any] = motion.conditions or {}
    return _parts(conditions, edition) if conditions else ""


def _honours(motion: Motion, rule: AwardRule) -> str:
    """Their title, by their rank in the award rule."""
    rank: Any = (motion.conditions or {}).get("honours", len(rule.honours))  # Any: JSON
    offered = rule.honours[rank : rank + 1]
    return offered[0].title.said_in(reading_language()) if offered else ""


def _titles(edition: Edition) -> dict[str, str]:
    language, rule = reading_language(), rule_of(edition)
    known: tuple[Component | Category, ...] = (*rule.components, *rule.categories)
    return {each.id: each.title.said_in(language) for each in known}


def _parts(conditions: dict[str, Any], edition: Edition) -> str:
    titles = _titles(edition)
    parts = ", ".join(titles.get(each, each) for each in conditions.get("components") or ())
    if not conditions.get("before"):
        return parts
    day = date.fromisoformat(conditions["before"])
    said = day_fr(day) if reading_language() == "fr" else day_en(day)
    return _("%(parts)s, before %(day)s") % {"parts": parts, "day": said}
