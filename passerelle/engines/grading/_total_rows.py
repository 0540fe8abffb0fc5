"""How a total is made, as the rows of a table: marks, components, categories, their sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from passerelle.engines.grading import _words as words
from passerelle.engines.grading._rule import Take, TakeKind, Text
from passerelle.engines.grading._steps import (
    CategoryValue,
    ComponentValue,
    MarkOnScale,
    Step,
    TotalRounded,
    TotalSummed,
    Use,
    WeightedValue,
)
from passerelle.engines.numbers import Language, format_exact, format_in


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One step: what it is, how it is computed, what it gives, and the same as a sentence."""

    step: Step
    label: str
    formula: str
    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes texts and numbers in one language."""

    language: Language

    def say(self, text: Text, **parts: str) -> str:
        """One of our own sentences, its places filled in."""
        sentence = text.said_in(self.language).format(**parts)
        return sentence[:-1] if sentence.endswith("….") else sentence

    def copy(self, text: Text | None) -> str:
        """Words of the programme, as they are: braces in a title are not ours to fill."""
        return text.said_in(self.language) if text else ""

    def number(self, value: Fraction | Decimal | None) -> str:
        if value is None:
            return self.say(words.NO_MARK)
        return format_exact(self.language, value)

    def numbers(self, values: Sequence[Fraction], joint: str) -> str:
        return joint.join(map(self.number, values))


def mark_row(step: MarkOnScale, pen: Pen) -> TableRow:
    label = pen.copy(step.label)
    if step.resit:
        label = pen.say(words.RESIT_LABEL, label=label)
    points, maximum, scale = map(pen.number, (step.points, step.maximum, step.scale))
    value = pen.number(step.value)
    sentence = pen.say(
        _mark_words(step), label=label, points=points, maximum=maximum, value=value, scale=scale
    )
    formula = "" if step.points is None else f"{points} ÷ {maximum} × {scale}"
    if step.is_capped:
        formula += f" > {value}"
    return TableRow(step=step, label=label, formula=formula, value=value, sentence=sentence)


def _mark_words(step: MarkOnScale) -> Text:
    if step.use is Use.COUNTED and step.is_capped:
        return words.MARK_CAPPED
    same = step.use is Use.COUNTED and step.maximum == step.scale
    return words.MARK_ON_SCALE if same else words.MARK[step.use]


def component_row(step: ComponentValue, pen: Pen) -> TableRow:
    title, value = pen.copy(step.title), pen.number(step.value)
    sentence = pen.say(
        _component_words(step),
        title=title,
        value=value,
        values=pen.numbers(step.values, pen.say(words.BETWEEN)),
        kept=str(step.kept),
        scale=pen.number(step.scale),
    )
    return TableRow(
        step=step,
        label=title,
        formula=_component_formula(step, pen),
        value=value,
        sentence=sentence,
    )


def _component_words(step: ComponentValue) -> Text:
    if step.value is None:
        return words.COMPONENT_AWAITED
    if not step.values:
        return words.COMPONENT_EMPTY
    if len(step.values) == 1:
        return words.COMPONENT_SINGLE
    if step.take.kind is TakeKind.BEST and step.kept == 1:
        return words.COMPONENT_BEST_ONE
    return words.COMPONENT[step.take.kind]


def _component_formula(step: ComponentValue, pen: Pen) -> str:
    if step.value is None:
        return ""
    return formula_of(step.take, step.values, step.sizes, scale=step.scale, pen=pen)


def formula_of(
    take: Take, values: Sequence[Fraction], sizes: Sequence[Fraction], *, scale: Decimal, pen: Pen
) -> str:
    """How several values make one; nothing for one alone, which is its own."""
    if len(values) < 2:
        return ""
    if take.kind is TakeKind.SUM:
        earned = [value * size / Fraction(scale) for value, size in zip(values, sizes, strict=True)]
        top, bottom = pen.numbers(earned, " + "), pen.numbers(sizes, " + ")
        return f"({top}) ÷ ({bottom}) × {pen.number(scale)}"
    is_cut = take.kind is TakeKind.BEST and take.count < len(values)
    terms = sorted(values, reverse=True)[: take.count] if is_cut else values
    return f"({pen.numbers(terms, ' + ')}) ÷ {len(terms)}"


def weighted_row(step: WeightedValue, pen: Pen) -> TableRow:
    title, value = pen.copy(step.title), pen.number(step.value)
    weight, share = pen.number(step.weight), pen.number(step.share)
    return TableRow(
        step=step,
        label=pen.say(words.LABELS["weighted"], title=title),
        formula=f"{value} × {weight} ÷ 100",
        value=share,
        sentence=pen.say(words.WEIGHTED, title=title, value=value, weight=weight, share=share),
    )


def category_row(step: CategoryValue, pen: Pen) -> TableRow:
    title, value = pen.copy(step.title), pen.number(step.value)
    weights = [f"{pen.number(weight)}" for weight in step.weights]
    terms = [f"{pen.number(each)} × {w}" for each, w in zip(step.values, weights, strict=True)]
    joint = pen.say(words.BETWEEN)
    return TableRow(
        step=step,
        label=title,
        formula=f"({' + '.join(terms)}) ÷ ({' + '.join(weights)})",
        value=value,
        sentence=pen.say(
            words.CATEGORY,
            title=title,
            values=pen.numbers(step.values, joint),
            weights=joint.join(weights),
            value=value,
            scale=pen.number(step.scale),
        ),
    )


def sum_row(step: TotalSummed, pen: Pen) -> TableRow:
    shares, total = pen.numbers(step.shares, " + "), pen.number(step.total)
    return TableRow(
        step=step,
        label=pen.say(words.LABELS["sum"]),
        formula=shares,
        value=total,
        sentence=pen.say(words.SUMMED, shares=shares, total=total),
    )


def total_row(step: TotalRounded, pen: Pen) -> TableRow:
    before = pen.number(step.before)
    after = format_in(pen.language, step.after, places=step.places)
    mode = pen.say(words.ROUNDINGS[step.mode])
    exact = step.before == Fraction(step.after)
    text = words.ROUNDED_ALREADY if exact else words.ROUNDED
    return TableRow(
        step=step,
        label=pen.say(words.LABELS["total"]),
        formula=before if exact else f"{before} → {after} ({mode})",
        value=after,
        sentence=pen.say(text, before=before, after=after, mode=mode),
    )
