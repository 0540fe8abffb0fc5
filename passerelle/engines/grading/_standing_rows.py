"""How the provisional total is reached: each component so far, weighed by what is marked of it."""

from dataclasses import dataclass

from passerelle.engines.grading import _words as words
from passerelle.engines.grading._standing import ComponentStanding, Standing
from passerelle.engines.grading._total_rows import Pen, formula_of
from passerelle.engines.numbers import Language, format_in


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow:
    """One line of the arithmetic: what it is, how it is computed, what it gives."""

    label: str
    formula: str
    value: str


def table_of_standing(standing: Standing, language: Language) -> tuple[StandingRow, ...]:
    """Σ value × part ÷ Σ part, by hand; nothing before the first mark, the total last."""
    if standing.so_far is None:
        return ()
    pen = Pen(language)
    marked = [some for some in standing.components if some.value is not None]
    rows = (_component_row(some, standing, pen) for some in marked)
    return (*rows, _total_row(standing, marked, pen))


def _component_row(some: ComponentStanding, standing: Standing, pen: Pen) -> StandingRow:
    text = words.STANDING_PART if some.remaining else words.STANDING_WHOLE
    label = pen.say(
        text,
        title=pen.copy(some.title),
        assessed=str(some.assessed),
        expected=str(some.expected),
        part=pen.number(some.part),
        weight=pen.number(some.weight),
    )
    formula = formula_of(some.take, some.values, some.sizes, scale=standing.scale, pen=pen)
    return StandingRow(label=label, formula=formula, value=pen.number(some.value))


def _total_row(standing: Standing, marked: list[ComponentStanding], pen: Pen) -> StandingRow:
    earned = _sum([f"{pen.number(some.value)} × {pen.number(some.part)}" for some in marked])
    parts = _sum([pen.number(some.part) for some in marked])
    assert standing.so_far is not None
    return StandingRow(
        label=pen.say(words.STANDING_TOTAL),
        formula=f"{earned} ÷ {parts}",
        value=format_in(pen.language, standing.so_far, places=standing.places),
    )


def _sum(terms: list[str]) -> str:
    return terms[0] if len(terms) == 1 else f"({' + '.join(terms)})"
