"""A score card and a ranking as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from passerelle.engines.scoring import Calibration, Figure, Ranking, ScoreCard, SliceFigure

_NOTHING = "no value"
_LEAST_P = 0.001


def card_in_words(card: ScoreCard) -> str:
    """Every metric with its interval, the slices, the calibration; no figure without its n."""
    cases = f"{card.n:,} cases"
    whose = f", {card.clusters:,} patients" if card.clusters is not None else ""
    lines = [f"{cases}{whose} · seed {card.seed} · engine {card.version}", ""]
    lines += _table([_figure(figure) for figure in (card.primary, *card.figures)])
    if card.slices:
        lines += ["", f"{card.primary.metric} by slice"]
        lines += _table([_slice(each) for each in card.slices])
    if card.calibration:
        lines += ["", "calibration (the reliability curve is in --json)"]
        lines += _table(_calibration(card.calibration))
    return "\n".join(lines)


def ranking_in_words(ranking: Ranking) -> str:
    """The order and what it is worth, then every pair, then those that cannot be ranked."""
    rows = [("rank", "", "", "rank interval", "P(best)", "tie group")]
    rows += [
        (
            str(placed.rank),
            placed.name,
            _value(placed.figure),
            f"{placed.rank_low} to {placed.rank_high}",
            f"{placed.p_best:.0%}",
            str(placed.tie_group),
        )
        for placed in ranking.entries
    ]
    lines = ["ranking", *_table(rows)]
    if ranking.pairs:
        lines += ["", "differences"]
        lines += _table(
            [
                (
                    f"{pair.first} − {pair.second}",
                    _number(pair.difference) + _interval(pair.low, pair.high),
                    f"p {_chance(pair.p_holm)} after Holm",
                )
                for pair in ranking.pairs
            ]
        )
    lines += [f"  not ranked: {name} ({why})" for name, why in ranking.unranked]
    return "\n".join([*lines, "", f"  {ranking.method}"])


def _figure(figure: Figure) -> tuple[str, ...]:
    if figure.value is None:
        return (figure.metric, _NOTHING, f"n = {figure.n:,}", figure.note)
    told = f"{figure.level:.0%}, {figure.method}" if figure.low is not None else figure.note
    note = f" ({figure.note})" if figure.note and figure.low is not None else ""
    return (figure.metric, _value(figure), f"n = {figure.n:,}", told + note)


def _slice(each: SliceFigure) -> tuple[str, ...]:
    group = each.value or "(not given)"
    cases = f"n = {each.n:,}"
    if each.figure is None:
        return (each.column, group, "too few to tell", cases, "")
    if each.figure.value is None:
        return (each.column, group, _NOTHING, cases, each.figure.note)
    return (each.column, group, _value(each.figure), cases, each.figure.note)


def _calibration(found: Calibration) -> list[tuple[str, ...]]:
    return [
        ("slope", _value(found.slope), found.slope.note),
        ("intercept", _value(found.intercept), found.intercept.note),
        ("in the large", _value(found.in_the_large), found.in_the_large.note),
        (f"ECE, {found.bins} equal widths", _value(found.ece_equal_width), ""),
        (f"ECE, {found.bins} equal numbers", _value(found.ece_equal_mass), ""),
    ]


def _value(figure: Figure) -> str:
    if figure.value is None:
        return _NOTHING
    return _number(figure.value) + _interval(figure.low, figure.high)


def _interval(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    return f" [{_number(low)}, {_number(high)}]"


def _chance(p: float) -> str:
    return f"= {p:.3f}" if p >= _LEAST_P else f"< {_LEAST_P}"


def _number(value: float) -> str:
    """Three decimals where they tell something, significant digits otherwise."""
    return f"{value:.3f}" if 0.001 <= abs(value) < 1000 or value == 0 else f"{value:.4g}"


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  "
        + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
