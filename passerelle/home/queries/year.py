"""The bridge of the year: for learners as far as their hours are proven, for others by the date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.campus.queries.agenda import Duty, Meeting
from passerelle.campus.queries.year_parts import drawn_by_calendar, spans_said
from passerelle.campus.rules import can_read_content
from passerelle.campus.viewer import Viewer
from passerelle.foundation.bridge import Span, Year
from passerelle.foundation.templatetags.passerelle import hours
from passerelle.programme.models import Edition, Module


@dataclass(frozen=True, slots=True)
class Proof:
    """Minutes proven by module, and those whose roll is still to be called."""

    by_module: Mapping[int, int]
    waiting: int

    @property
    def minutes(self) -> int:
        return sum(self.by_module.values())


def proof_from(meetings: Sequence[Meeting], duties: Sequence[Duty], at: datetime) -> Proof:
    """Presence at sessions and activities done, as the gradebook counts them."""
    found: Counter[int] = Counter()
    for meeting in meetings:
        found[meeting.module_id] += meeting.minutes_present or 0
    for duty in duties:
        found[duty.module_id] += duty.minutes if duty.done_at else 0
    held = (each for each in meetings if each.ends_at <= at and not each.is_recorded)
    return Proof(found, sum(each.minutes for each in held))


def place_in_year(modules: Sequence[Module], at: datetime) -> str:
    """Module 3 of 6."""
    courses = [module for module in modules if module.kind == Module.COURSE]
    here = _current(modules, at)
    if here not in courses:
        return str(here.title) if here else ""
    words = {"rank": courses.index(here) + 1, "count": len(courses)}
    return _("module %(rank)s of %(count)s") % words


def year_of(
    viewer: Viewer,
    edition: Edition,
    modules: Sequence[Module],
    *,
    at: datetime,
    proof: Proof | None,
    is_over: bool = False,
) -> Year:
    """Course modules and great moments; the conferences span the whole year.

    All is crossed once it `is_over`: the jury awarded the diploma."""
    spans = [module for module in modules if module.kind != Module.CONFERENCES]
    here, linked = _current(modules, at), can_read_content(viewer)
    drawn = tuple(
        Span(
            label=str(module.title),
            short=str(module.short),
            share_done=1.0 if is_over else _share_done(module, at, proof),
            current=module is here and not is_over,
            url=reverse("module", args=[edition.slug, module.slug]) if linked else "",
            measure=_measure(module, proof) if proof else "",
        )
        for module in spans
    )
    if proof is None:
        return Year(drawn, note=drawn_by_calendar(module.kind for module in spans))
    results = reverse("my_gradebook", args=[edition.slug])
    note = _note_at_the_end(proof, edition) if is_over else _note(proof, edition, spans)
    return Year(drawn, note=note, note_url=results, note_link=_("See what proves them"))


def _measure(module: Module, proof: Proof) -> str:
    words = {
        "proven": hours(proof.by_module.get(module.pk, 0)),
        "required": hours(round(module.hours * 60)),
    }
    return _("%(proven)s proven of %(required)s") % words


def _note_at_the_end(proof: Proof, edition: Edition) -> str:
    words = {"proven": hours(proof.minutes), "required": hours(round(edition.hours * 60))}
    return _("The year is over; %(proven)s proven of %(required)s.") % words


def _note(proof: Proof, edition: Edition, spans: Sequence[Module]) -> str:
    words = {
        "proven": hours(proof.minutes),
        "required": hours(round(edition.hours * 60)),
        "spans": spans_said(module.kind for module in spans),
    }
    note = _(
        "%(proven)s proven of %(required)s; each span (%(spans)s) is drawn as far as your proof "
        "goes."
    )
    said = note % words
    if not proof.waiting:
        return said
    return said + " " + _("%(time)s more await the roll call.") % {"time": hours(proof.waiting)}


def _current(modules: Sequence[Module], at: datetime) -> Module | None:
    """The last one opened, while the year lasts."""
    spans = [module for module in modules if module.kind != Module.CONFERENCES]
    opened = [module for module in spans if module.opens_at <= at]
    if not opened or all(module.closes_at <= at for module in spans):
        return None
    return max(opened, key=lambda module: module.opens_at)


def _share_done(module: Module, at: datetime, proof: Proof | None) -> float:
    return _elapsed(module, at) if proof is None else _proven(module, proof)


def _elapsed(module: Module, at: datetime) -> float:
    whole = (module.closes_at - module.opens_at).total_seconds()
    passed = (at - module.opens_at).total_seconds()
    return min(1.0, max(0.0, passed / whole)) if whole else float(passed > 0)


def _proven(module: Module, proof: Proof) -> float:
    whole = float(module.hours) * 60
    return min(1.0, proof.by_module.get(module.pk, 0) / whole) if whole else 0.0
