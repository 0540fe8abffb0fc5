"""The figures of a series as sentences, each with its number of cases."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from passerelle.engines.critique import Detection, Report, Share
from passerelle.engines.numbers import clopper_pearson, format_in
from passerelle.foundation.translated import Language

_FAIR, _GOOD = 1.0, 2.0
_LEANS = 0.3  # a criterion further than this from 0 is worth a word


@dataclass(frozen=True, slots=True)
class Line:
    """A figure, what it is of, and what it means."""

    name: str
    value: str
    of: str
    means: str = ""


def lines_of(told: Report, *, language: Language) -> tuple[Line, ...]:
    """What a learner is told, in the order of what matters."""
    lines = [
        _d_prime(told.by_sentence, language),
        _share(_("Faulty outputs noticed"), _hits(told.by_item)),
        _share(_("Sound outputs wrongly challenged"), _alarms(told.by_item)),
        _weighted(told),
        _share(_("Errors found and rightly named"), told.type_named),
        _share(
            _("Right at first, wrong after the model"),
            told.reliance.switched_to_wrong,
            means=_("What trials on automation bias count: the fewer, the better."),
        ),
        _share(_("Right advice that was taken"), told.reliance.on_the_model),
        _share(_("Wrong advice that was resisted"), told.reliance.on_oneself),
        _calibration(told, language),
        _time(told, language),
    ]
    return tuple(line for line in lines if line is not None)


def _d_prime(found: Detection, language: Language) -> Line | None:
    if found.d_prime is None or found.standard_error is None or found.criterion is None:
        return None
    half = 1.96 * found.standard_error
    written = _("%(value)s (95%%: %(low)s to %(high)s)") % {
        "value": _number(found.d_prime, language),
        "low": _number(found.d_prime - half, language),
        "high": _number(found.d_prime + half, language),
    }
    of = _("%(sentences)s sentences, %(faulty)s of them faulty") % {
        "sentences": found.tally.faulty + found.tally.sound,
        "faulty": found.tally.faulty,
    }
    return Line(_("Sensitivity (d′)"), written, of, _meaning(found.d_prime, found.criterion))


def _meaning(d_prime: float, criterion: float) -> str:
    if d_prime >= _GOOD:
        level = _("You tell faulty sentences from sound ones well.")
    elif d_prime >= _FAIR:
        level = _("You tell faulty sentences from sound ones fairly well.")
    elif d_prime > 0:
        level = _("You tell faulty sentences from sound ones little better than chance.")
    else:
        level = _("You tell faulty sentences from sound ones no better than chance.")
    return " ".join([level, *_leaning(criterion)])


def _leaning(criterion: float) -> list[str]:
    if criterion > _LEANS:
        return [_("You mark sparingly: you let errors through.")]
    if criterion < -_LEANS:
        return [_("You mark freely: sound sentences are challenged too.")]
    return []


def _hits(found: Detection) -> Share:
    return Share(found.tally.hits, found.tally.faulty)


def _alarms(found: Detection) -> Share:
    return Share(found.tally.false_alarms, found.tally.sound)


def _share(name: str, share: Share, *, means: str = "") -> Line | None:
    """Nothing is said of no case."""
    if not share.cases:
        return None
    interval = clopper_pearson(share.count, share.cases)
    written = _("%(value)s%% (95%%: %(low)s to %(high)s%%)") % {
        "value": _percent(share.count / share.cases),
        "low": _percent(interval.low),
        "high": _percent(interval.high),
    }
    of = _("%(count)s of %(cases)s") % {"count": share.count, "cases": share.cases}
    return Line(name, written, of, means)


def _weighted(told: Report) -> Line | None:
    if told.weighted_recall is None:
        return None
    return Line(
        _("Errors found, weighted by severity"),
        _("%(value)s%%") % {"value": _percent(float(told.weighted_recall))},
        "",
        _("An error that could kill weighs four that change nothing."),
    )


def _calibration(told: Report, language: Language) -> Line | None:
    if told.calibration is None:
        return None
    over = told.calibration.overconfidence
    if abs(over) < 0.05:
        means = _("Your confidence matches your answers.")
    elif over > 0:
        means = _("You are surer than you are right, by %(points)s points.") % {
            "points": _percent(over)
        }
    else:
        means = _("You are right more often than you believe, by %(points)s points.") % {
            "points": _percent(-over)
        }
    of = _("%(cases)s answers") % {"cases": told.calibration.cases}
    return Line(_("Calibration (Brier)"), _number(told.calibration.brier, language), of, means)


def _time(told: Report, language: Language) -> Line | None:
    if told.median_seconds is None:
        return None
    minutes = Decimal(str(round(told.median_seconds / 60, 1)))
    value = _("%(minutes)s min") % {"minutes": format_in(language, minutes)}
    return Line(_("Time on an output"), value, _("median"))


def _number(value: float, language: Language) -> str:
    return format_in(language, Decimal(str(round(value, 2))), places=2)


def _percent(share: float) -> str:
    return str(round(100 * share))
