"""The year as a bridge: its spans from bank to bank, and the drawing of what is crossed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

LENGTH = 1000
PIER = 4
ROAD, DECK, SPRINGING, WATER, RISE = 18, 27, 88, 100, 54


@dataclass(frozen=True, slots=True)
class Span:
    """A module or a great moment, how much of it is done (0 to 1), its measure said in words."""

    label: str
    short: str
    share_done: float = 0.0
    current: bool = False
    url: str = ""
    measure: str = ""

    @property
    def standing(self) -> str:
        """Said aloud after the label."""
        if self.share_done >= 1:
            return gettext("crossed")
        if self.current:
            return gettext("you are here")
        return (self.measure or gettext("begun")) if self.share_done > 0 else gettext("ahead")


@dataclass(frozen=True, slots=True)
class Year:
    """The whole crossing; the note (hours proven, say) and its link end the caption."""

    spans: tuple[Span, ...]
    start: str = "Montréal"
    end: str = "Dijon"
    note: str = ""
    note_url: str = ""
    note_link: str = ""

    @property
    def sentence(self) -> str:
        """Where we stand, in words."""
        words = {"start": self.start, "end": self.end, "count": len(self.spans)}
        for rank, span in enumerate(self.spans, start=1):
            if span.current:
                words |= {"rank": rank, "label": span.label}
                text = gettext("Span %(rank)s of %(count)s, from %(start)s to %(end)s: %(label)s.")
                return text % words
        if self.spans and all(span.share_done >= 1 for span in self.spans):
            return gettext("All %(count)s spans are crossed, from %(start)s to %(end)s.") % words
        return gettext("%(count)s spans to cross, from %(start)s to %(end)s.") % words


def drawing(year: Year) -> SafeString:
    """The bridge as SVG, stretched to any width: strokes keep their thickness (see pieces.css)."""
    if not year.spans:
        return mark_safe("")
    width = LENGTH / len(year.spans)
    crossed = [_arch(rank, width) for rank, span in enumerate(year.spans) if span.share_done >= 1]
    ahead = [_arch(rank, width) for rank, span in enumerate(year.spans) if span.share_done < 1]
    road = [
        f"M{_short(rank * width)} {ROAD}H{_short((rank + _share(span)) * width)}"
        for rank, span in enumerate(year.spans)
        if span.share_done > 0
    ]
    return format_html(
        '<svg viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        "{}{}{}{}{}</svg>",
        LENGTH,
        WATER + 2,
        _path("ahead", [*ahead, f"M0 {ROAD}H{LENGTH}M0 {DECK}H{LENGTH}"]),
        _path("crossed", crossed),
        _path("road", road),
        _path("here", here := _here(year, width)),
        _path("here-core", here),
    )


def _arch(rank: int, width: float) -> str:
    left, right = rank * width + PIER, (rank + 1) * width - PIER
    radius = _short((right - left) / 2)
    return (
        f"M{_short(left)} {WATER}V{SPRINGING}"
        f"A{radius} {RISE} 0 0 1 {_short(right)} {SPRINGING}V{WATER}"
    )


def _here(year: Year, width: float) -> list[str]:
    """A dot: a line of almost no length whose round ends are not stretched with the drawing."""
    at = [(rank + _share(span)) * width for rank, span in enumerate(year.spans) if span.current]
    return [f"M{_short(x)} {ROAD}h.01" for x in at[:1]]


def _share(span: Span) -> float:
    return min(max(span.share_done, 0.0), 1.0)


def _short(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")


def _path(name: str, pieces: Iterable[str]) -> SafeString:
    drawn = "".join(pieces)
    return format_html('<path class="{}" d="{}"/>', name, drawn) if drawn else mark_safe("")
