"""A reliability curve, drawn on the server, with its words beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_SIDE, _FOOT = 240, 28


def curve_drawn(points: Sequence[Mapping[str, Any]], *, said: str) -> SafeString:
    """A reliability curve: what was predicted (across) against what was seen (up).

    `points` are the engine's bins as JSON (Any: JSON)."""
    seen = [point for point in points if point["n"]]
    if not seen:
        return mark_safe("")
    bars = format_html_join(
        "",
        '<path class="bar" d="M{} {}V{}"/>',
        ((_across(p["predicted"]), _up(p["observed_low"]), _up(p["observed_high"])) for p in seen),
    )
    line = "L".join(f"{_across(p['predicted'])} {_up(p['observed'])}" for p in seen)
    dots = format_html_join(
        "",
        '<path class="dot" d="M{} {}h.01"/>',
        ((_across(p["predicted"]), _up(p["observed"])) for p in seen),
    )
    return format_html(
        '<svg class="curve" viewBox="0 0 {side} {side}" role="img" aria-label="{said}">'
        '<path class="frame" d="M{foot} 0V{floor}H{side}"/>'
        '<path class="ideal" d="M{foot} {floor}L{side} 0"/>{bars}'
        '<path class="seen" d="M{line}"/>{dots}</svg>',
        side=_SIDE,
        foot=_FOOT,
        floor=_SIDE - _FOOT,
        said=said,
        bars=bars,
        line=line,
        dots=dots,
    )


def _across(share: float) -> float:
    return round(_FOOT + share * (_SIDE - _FOOT), 1)


def _up(share: float) -> float:
    return round((1 - share) * (_SIDE - _FOOT), 1)
