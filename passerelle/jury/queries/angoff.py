"""What a round gave: the cut score with its error, the spread of each question, who is awaited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.campus.drawing import Scale, interval_drawn
from passerelle.campus.enums import Role
from passerelle.campus.models import Result
from passerelle.campus.queries.gradebook import rule_of
from passerelle.campus.quiz_prose import html_of_text
from passerelle.engines.numbers import format_in
from passerelle.engines.standard_setting import AngoffStandard, ItemSpread
from passerelle.foundation.translated import reading_language
from passerelle.people.models import Person

from ..angoff_questions import Ranked, questions_in
from ..models import AngoffRound
from .angoff_judges import Judge, judges_of, standard_of
from .award_written import AwardWritten, award_written

FEWEST, _FEW = 2, 5
_PERCENT = Scale(0, 100)


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """How the judges' estimates of a question lie."""

    label: str
    html: SafeString
    judges: int
    mean: str
    ends: str
    deviation: str
    drawn: SafeString


@dataclass(frozen=True, slots=True)
class JudgeRow:
    name: str
    given: int
    wanted: int


@dataclass(frozen=True, slots=True)
class RoundPage:
    """`lack` says why there is no cut score yet; then its figures are empty.

    `judges` are the people asked."""

    standard: AngoffRound
    judges: frozenset[int]
    finding: str
    lack: str
    error: str
    interval: str
    questions: str
    counted: int
    cohort: str
    earlier: str
    warnings: tuple[str, ...]
    awaited: tuple[JudgeRow, ...]
    answered: tuple[str, ...]
    spread: tuple[SpreadRow, ...]
    award: AwardWritten | None


@dataclass(frozen=True, slots=True)
class Cut:
    """Shares of the quiz: of its questions, of the scale of the diploma."""

    share: float
    low: float
    high: float
    error: float


def round_page(standard: AngoffRound, *, reader: Person | None = None) -> RoundPage:
    """Three queries at most, however many judges, questions and learners.

    A reader who owes their own estimates reads nothing of the others'."""
    questions, rounds = questions_in(standard.content, reading_language()), judges_of(standard)
    judges, wanted = rounds.get(standard.number, ()), len(questions)
    found = standard_of(judges, questions)
    rows = [JudgeRow(each.name, len(each.given), wanted) for each in judges]
    owes = standard.closed_at is None and any(
        reader and each.person == reader.pk and len(each.given) < wanted for each in judges
    )
    cut = None if owes else cut_of(found)
    lack = "" if cut else _lack(found, judges, owes=owes)
    scale = float(rule_of(standard.activity.edition).scale)
    before = rounds.get(1, ()) if standard.number > 1 else ()
    return RoundPage(
        standard=standard,
        judges=frozenset(each.person for each in judges),
        finding=_finding(cut, scale) if cut else lack,
        lack=lack,
        error=_said(cut.error * scale, 2) if cut else "",
        interval=_between(cut.low * scale, cut.high * scale) if cut else "",
        questions=_of_questions(cut, wanted) if cut else "",
        counted=found.judges,
        cohort=_cohort(standard, cut) if cut else "",
        earlier=_earlier(before, questions, scale) if before else "",
        warnings=_warnings(standard, found),
        awaited=tuple(row for row in rows if row.given < row.wanted),
        answered=tuple(row.name for row in rows if row.given >= row.wanted),
        spread=tuple(
            _spread(each, found.items[place])
            for place, each in enumerate(questions)
            if judges and not owes
        ),
        award=award_written(standard.activity, _decimal(cut.share * scale)) if cut else None,
    )


def cut_of(found: AngoffStandard) -> Cut | None:
    """As shares of the whole; nothing for fewer than two judges."""
    if found.cut is None or found.error is None or found.low is None or found.high is None:
        return None
    most = found.most_points
    return Cut(
        share=found.cut / most,
        low=max(0.0, found.low / most),
        high=min(1.0, found.high / most),
        error=found.error / most,
    )


def _lack(found: AngoffStandard, judges: Sequence[Judge], *, owes: bool) -> str:
    if owes:
        return _("Give your own estimates first: the others’ could lead yours.")
    text = ngettext(
        "Not enough data for a threshold: %(count)s judge of %(asked)s has answered every "
        "question, at least %(fewest)s are needed.",
        "Not enough data for a threshold: %(count)s judges of %(asked)s have answered every "
        "question, at least %(fewest)s are needed.",
        found.judges,
    )
    return text % {"count": found.judges, "asked": len(judges), "fewest": FEWEST}


def _finding(cut: Cut, scale: float) -> str:
    values = {
        "cut": _said(cut.share * scale),
        "scale": format_in(reading_language(), Decimal(f"{scale:g}")),
        "low": _said(cut.low * scale),
        "high": _said(cut.high * scale),
    }
    text = _("The threshold could lie at %(cut)s of %(scale)s, between %(low)s and %(high)s.")
    return text % values


def _of_questions(cut: Cut, wanted: int) -> str:
    text = ngettext(
        "%(points)s of %(count)s question right, or %(share)s%%",
        "%(points)s of %(count)s questions right, or %(share)s%%",
        wanted,
    )
    return text % {
        "points": _said(cut.share * wanted),
        "count": wanted,
        "share": round(cut.share * 100),
    }


def _cohort(standard: AngoffRound, cut: Cut) -> str:
    """What share of the learners who took the quiz would pass, and at the interval's ends."""
    shares = _best_shares(standard)
    if not shares:
        return _("Nobody has taken this quiz yet.")
    passing, most, least = (
        sum(share >= bound for share in shares) for bound in (cut.share, cut.low, cut.high)
    )
    values = {
        "passing": passing,
        "count": len(shares),
        "share": round(100 * passing / len(shares)),
        "least": least,
        "most": most,
    }
    if least == most:
        text = ngettext(
            "%(passing)s of %(count)s learner (%(share)s%%), anywhere in the interval",
            "%(passing)s of %(count)s learners (%(share)s%%), anywhere in the interval",
            len(shares),
        )
        return text % values
    text = ngettext(
        "%(passing)s of %(count)s learner (%(share)s%%); from %(least)s to %(most)s over the "
        "interval",
        "%(passing)s of %(count)s learners (%(share)s%%); from %(least)s to %(most)s over the "
        "interval",
        len(shares),
    )
    return text % values


def _best_shares(standard: AngoffRound) -> list[float]:
    """Each learner's best attempt, which is the one that counts."""
    results = Result.objects.filter(
        attempt__activity=standard.activity_id,
        attempt__enrolment__role=Role.LEARNER,
        attempt__enrolment__withdrawal=None,
        maximum__gt=0,
    )
    best: dict[int, float] = {}
    for learner, points, maximum in results.values_list("attempt__enrolment", "points", "maximum"):
        best[learner] = max(best.get(learner, 0.0), float(points / maximum))
    return list(best.values())


def _earlier(judges: Sequence[Judge], questions: Sequence[Ranked], scale: float) -> str:
    cut = cut_of(standard_of(judges, questions))
    if cut is None:
        return _("no threshold")
    return _("%(cut)s, standard error %(error)s") % {
        "cut": _said(cut.share * scale),
        "error": _said(cut.error * scale, 2),
    }


def _warnings(standard: AngoffRound, found: AngoffStandard) -> tuple[str, ...]:
    said = []
    if standard.content != standard.activity.content:
        said.append(_("The quiz has changed since this round: its estimates are of other words."))
    if FEWEST <= found.judges < _FEW:
        said.append(_("Fewer than five judges: another group could say otherwise."))
    return tuple(said)


def _spread(each: Ranked, item: ItemSpread) -> SpreadRow:
    label = _("Question %(rank)s") % {"rank": each.rank}
    ends = "–"
    if item.low is not None and item.high is not None:
        ends = _("from %(low)s to %(high)s") % {
            "low": f"{item.low:.0f}",
            "high": f"{item.high:.0f}",
        }
    mean = "–" if item.mean is None else _said(item.mean, 0)
    return SpreadRow(
        label=label,
        html=html_of_text(each.question.prompt),
        judges=item.judges,
        mean=mean,
        ends=ends,
        deviation="–" if item.deviation is None else _said(item.deviation),
        drawn=interval_drawn(
            item.mean, item.low, item.high, scale=_PERCENT, said=f"{label}: {mean}, {ends}"
        ),
    )


def _between(low: float, high: float) -> str:
    return _("from %(low)s to %(high)s") % {"low": _said(low), "high": _said(high)}


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.1f}")


def _said(value: float, places: int = 1) -> str:
    return format_in(reading_language(), Decimal(f"{value:.{places}f}"), places=places)
