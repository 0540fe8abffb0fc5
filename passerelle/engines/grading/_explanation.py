"""The steps as sentences, and as the rows of a table, in the reader's language."""

from collections.abc import Sequence

from passerelle.engines.grading import _words as words
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
    Verdict,
    WeightedValue,
)
from passerelle.engines.grading._total_rows import (
    Pen,
    TableRow,
    category_row,
    component_row,
    mark_row,
    sum_row,
    total_row,
    weighted_row,
)
from passerelle.engines.numbers import Language, hours_said

_THRESHOLDS = {
    Threshold.FLOOR: words.FLOOR,
    Threshold.COMPONENT: words.COMPONENT_PASS,
    Threshold.TOTAL: words.TOTAL_PASS,
}


def explain(verdict: Verdict, language: Language) -> tuple[str, ...]:
    """One plain sentence for each step, in order: enough to redo the whole by hand."""
    return tuple(row.sentence for row in table(verdict, language))


def table(verdict: Verdict, language: Language) -> tuple[TableRow, ...]:
    """The steps as rows with their numbers written for the reader."""
    return tuple(_row(step, Pen(language)) for step in verdict.steps)


def explain_reasons(verdict: Verdict, language: Language) -> tuple[str, ...]:
    """Why, in one sentence for each reason."""
    return _reasons(verdict.reasons, Pen(language))


def _row(step: Step, pen: Pen) -> TableRow:  # noqa: C901 - one arm for each kind of step
    match step:
        case MarkOnScale():
            return mark_row(step, pen)
        case ComponentValue():
            return component_row(step, pen)
        case WeightedValue():
            return weighted_row(step, pen)
        case CategoryValue():
            return category_row(step, pen)
        case TotalSummed():
            return sum_row(step, pen)
        case TotalRounded():
            return total_row(step, pen)
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


def _threshold_row(step: ThresholdCheck, pen: Pen) -> TableRow:
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


def _compensation_row(step: CompensationCheck, pen: Pen) -> TableRow:
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


def _attendance_row(step: AttendanceCheck, pen: Pen) -> TableRow:
    proven, required = pen.number(step.proven), pen.number(step.required)
    percent, least = pen.number(step.percent), pen.number(step.least_percent)
    return TableRow(
        step=step,
        label=pen.say(words.LABELS["attendance"]),
        formula=f"{proven} ÷ {required} × 100 = {percent} {'≥' if step.met else '<'} {least}",
        value=pen.say(words.ATTENDED[step.met]),
        sentence=pen.say(
            words.ATTENDANCE[step.met],
            proven=hours_said(round(step.proven * 60)),
            required=hours_said(round(step.required * 60)),
            percent=percent,
            least=least,
        ),
    )


def _honours_row(step: HonoursGiven, pen: Pen) -> TableRow:
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


def _decision_row(step: Decided, pen: Pen) -> TableRow:
    outcome = pen.say(words.OUTCOMES[step.outcome])
    reasons = " ".join(_reasons(step.reasons, pen))
    return TableRow(
        step=step,
        label=pen.say(words.LABELS["decision"]),
        formula=reasons,
        value=outcome,
        sentence=pen.say(words.DECIDED, outcome=outcome, reasons=reasons),
    )


def _reasons(reasons: Sequence[Reason], pen: Pen) -> tuple[str, ...]:
    return tuple(
        pen.say(words.REASONS[reason.kind], title=pen.copy(reason.title)) for reason in reasons
    )
