"""The steps as sentences, and as the rows of a table, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from passerelle.engines.grading import _words as words
from passerelle.engines.grading._rule import TakeKind, Text
from passerelle.engines.grading._steps import (
    AttendanceCheck,
    CategoryValue,
    CompensationCheck,
    ComponentValue,
    Decided,
    HonoursGiven,
    MarkOnScale,
    Reason,
    Step,
    Threshold,
    ThresholdCheck,
    TotalRounded,
    TotalSummed,
    Use,
    Verdict,
    WeightedValue,
)
from passerelle.engines.numbers import Language, format_exact, format_in

_THRESHOLDS = {
    Threshold.FLOOR: words.FLOOR,
    Threshold.COMPONENT: words.COMPONENT_PASS,
    Threshold.TOTAL: words.TOTAL_PASS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One step: what it is, how it is computed, what it gives, and the same as a sentence."""

    step: Step
    label: str
    formula: str
    value: str
    sentence: str


def explain(verdict: Verdict, language: Language) -> tuple[str, ...]:
    """One plain sentence for each step, in order: enough to redo the whole by hand."""
    return tuple(row.sentence for row in table(verdict, language))


def table(verdict: Verdict, language: Language) -> tuple[TableRow, ...]:
    """The steps as rows with their numbers written for the reader."""
    return tuple(_row(step, _Pen(language)) for step in verdict.steps)


def explain_reasons(verdict: Verdict, language: Language) -> tuple[str, ...]:
    """Why, in one sentence for each reason."""
    return _reasons(verdict.reasons, _Pen(language))


@dataclass(frozen=True, slots=True)
class _Pen:
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


def _row(step: Step, pen: _Pen) -> TableRow:  # noqa: C901 - one arm for each kind of step
    match step:
        case MarkOnScale():
            return _mark_row(step, pen)
        case ComponentValue():
            return _component_row(step, pen)
        case WeightedValue():
            return _weighted_row(step, pen)
        case CategoryValue():
            return _category_row(step, pen)
        case TotalSummed():
            return _sum_row(step, pen)
        case TotalRounded():
            return _total_row(step, pen)
        case ThresholdCheck():
            return _threshold_row(step, pen)
        case CompensationCheck():
            return _compensation_row(step, pen)
        case AttendanceCheck():
            return _attendance_row(step, pen)
        case HonoursGiven():
            return _honours_row(step, pen)
        case Decided():
            return _decision_row(step, pen)


def _mark_row(step: MarkOnScale, pen: _Pen) -> TableRow:
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


def _component_row(step: ComponentValue, pen: _Pen) -> TableRow:
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


def _component_formula(step: ComponentValue, pen: _Pen) -> str:
    if step.value is None or len(step.values) < 2:
        return ""
    if step.take.kind is TakeKind.SUM:
        pairs = zip(step.values, step.sizes, strict=True)
        earned = [value * size / Fraction(step.scale) for value, size in pairs]
        top, bottom = pen.numbers(earned, " + "), pen.numbers(step.sizes, " + ")
        return f"({top}) ÷ ({bottom}) × {pen.number(step.scale)}"
    kept = sorted(step.values, reverse=True)[: step.kept] if step.kept < len(step.values) else None
    terms = step.values if kept is None else kept
    return f"({pen.numbers(terms, ' + ')}) ÷ {len(terms)}"


def _weighted_row(step: WeightedValue, pen: _Pen) -> TableRow:
    title, value = pen.copy(step.title), pen.number(step.value)
    weight, share = pen.number(step.weight), pen.number(step.share)
    return TableRow(
        step=step,
        label=pen.say(words.LABELS["weighted"], title=title),
        formula=f"{value} × {weight} ÷ 100",
        value=share,
        sentence=pen.say(words.WEIGHTED, title=title, value=value, weight=weight, share=share),
    )


def _category_row(step: CategoryValue, pen: _Pen) -> TableRow:
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


def _sum_row(step: TotalSummed, pen: _Pen) -> TableRow:
    shares, total = pen.numbers(step.shares, " + "), pen.number(step.total)
    return TableRow(
        step=step,
        label=pen.say(words.LABELS["sum"]),
        formula=shares,
        value=total,
        sentence=pen.say(words.SUMMED, shares=shares, total=total),
    )


def _total_row(step: TotalRounded, pen: _Pen) -> TableRow:
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


def _threshold_row(step: ThresholdCheck, pen: _Pen) -> TableRow:
    title = pen.copy(step.title)
    value, least = pen.number(step.value), pen.number(step.least)
    return TableRow(
        step=step,
        label=pen.say(words.THRESHOLD_LABELS[step.threshold], title=title),
        formula=f"{value} {'≥' if step.met else '<'} {least}",
        value=pen.say(words.MET[step.met]),
        sentence=pen.say(
            _THRESHOLDS[step.threshold][step.met], title=title, value=value, least=least
        ),
    )


def _compensation_row(step: CompensationCheck, pen: _Pen) -> TableRow:
    lacks = ", ".join(
        pen.say(words.LACK, title=pen.copy(some.title), points=pen.number(some.points))
        for some in step.shortfalls
    )
    text = words.COMPENSATION_GRANTED if step.granted else words.COMPENSATION_REFUSED
    return TableRow(
        step=step,
        label=pen.say(words.LABELS["compensation"]),
        formula=lacks,
        value=pen.say(words.GRANTED[step.granted]),
        sentence=pen.say(
            text if step.terms.allowed else words.COMPENSATION_ABSENT,
            lacks=lacks,
            most_components=str(step.terms.most_components),
            most_shortfall=pen.number(step.terms.most_shortfall),
        ),
    )


def _attendance_row(step: AttendanceCheck, pen: _Pen) -> TableRow:
    proven, required = pen.number(step.proven), pen.number(step.required)
    percent, least = pen.number(step.percent), pen.number(step.least_percent)
    return TableRow(
        step=step,
        label=pen.say(words.LABELS["attendance"]),
        formula=f"{proven} ÷ {required} × 100 = {percent} {'≥' if step.met else '<'} {least}",
        value=pen.say(words.ATTENDED[step.met]),
        sentence=pen.say(
            words.ATTENDANCE[step.met],
            proven=words.duration(step.proven),
            required=words.duration(step.required),
            percent=percent,
            least=least,
        ),
    )


def _honours_row(step: HonoursGiven, pen: _Pen) -> TableRow:
    # Where none is given, the one compared with is the lowest.
    honour = step.given or step.honours[-1]
    least, title = pen.number(honour.least), pen.copy(honour.title)
    text = words.HONOURS_GIVEN if step.given else words.HONOURS_NONE
    return TableRow(
        step=step,
        label=pen.say(words.LABELS["honours"]),
        formula=f"{pen.number(step.total)} {'≥' if step.given else '<'} {least}",
        value=title if step.given else pen.say(words.NONE),
        sentence=pen.say(text, title=title, least=least),
    )


def _decision_row(step: Decided, pen: _Pen) -> TableRow:
    outcome = pen.say(words.OUTCOMES[step.outcome])
    reasons = " ".join(_reasons(step.reasons, pen))
    return TableRow(
        step=step,
        label=pen.say(words.LABELS["decision"]),
        formula=reasons,
        value=outcome,
        sentence=pen.say(words.DECIDED, outcome=outcome, reasons=reasons),
    )


def _reasons(reasons: Sequence[Reason], pen: _Pen) -> tuple[str, ...]:
    return tuple(
        pen.say(words.REASONS[reason.kind], title=pen.copy(reason.title)) for reason in reasons
    )
