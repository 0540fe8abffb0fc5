"""The parts of a score, each with a sentence that says what it comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from passerelle.engines.encounter import Case, Component, Part, Score
from passerelle.engines.numbers import Rounding, format_in, round_to
from passerelle.foundation.translated import reading_language

from .wording import money


@dataclass(frozen=True, slots=True)
class ScoreRow:
    title: str
    points: str
    says: str


TITLES: Mapping[Component, Promise] = {
    Component.FACTS: gettext_lazy("The story"),
    Component.RED_FLAGS: gettext_lazy("Red flags"),
    Component.TACT: gettext_lazy("Tact"),
    Component.EXAMINATION: gettext_lazy("Examination"),
    Component.TESTS: gettext_lazy("Tests"),
    Component.TREATMENTS: gettext_lazy("Treatments"),
    Component.TIME: gettext_lazy("Time spent"),
    Component.COST: gettext_lazy("Cost"),
    Component.DIFFERENTIAL: gettext_lazy("Hypotheses"),
    Component.JUSTIFICATION: gettext_lazy("Reasons"),
    Component.HANDOFF: gettext_lazy("Hand-off"),
    Component.RELIANCE: gettext_lazy("Use of the AI"),
}


def rows_of(found: Score, case: Case) -> tuple[ScoreRow, ...]:
    return tuple(
        ScoreRow(
            str(TITLES[part.component]),
            said_of(part.points, part.maximum),
            " ".join([_says(part, case), *_reduced(part, found)]),
        )
        for part in found.parts
    )


def said_of(points: Fraction, maximum: int) -> str:
    """12.5 of 25, to one decimal."""
    language = reading_language()
    rounded = round_to(points, places=1, mode=Rounding.HALF_UP)
    words = {"points": format_in(language, rounded), "maximum": format_in(language, maximum)}
    return _("%(points)s of %(maximum)s") % words


def _says(part: Part, case: Case) -> str:
    if part.component is Component.TIME:
        words = {"spent": part.measured, "allowed": part.allowed}
        return _("%(spent)s min beside the essential acts, %(allowed)s allowed.") % words
    if part.component is Component.COST:
        spent, allowed = part.measured or 0, part.allowed or 0
        vain = money(max(spent - allowed, 0), case.country)
        return _("%(vain)s of tests that were not worth it.") % {"vain": vain}
    return _COUNTED[part.component](part)


def _reduced(part: Part, found: Score) -> tuple[str, ...]:
    """To be quick and cheap is worth what the history is: said where that takes points away."""
    facts = found.part(Component.FACTS)
    if facts is None or facts.points == facts.maximum or not _earned(part):
        return ()
    share = round_to(100 * facts.points / facts.maximum, places=0, mode=Rounding.HALF_UP)
    words = {"percent": format_in(reading_language(), share)}
    said = _("These points are reduced to the part of the history obtained: %(percent)s%%.")
    return (said % words,)


def _earned(part: Part) -> bool:
    """Whether the amount spent leaves points: none at twice what is allowed."""
    return part.measured is not None and part.measured < 2 * (part.allowed or 0)


def _counts(part: Part) -> dict[str, int]:
    return {
        "gained": len(part.gained),
        "all": len(part.gained) + len(part.missed),
        "against": len(part.against),
    }


def _facts(part: Part) -> str:
    return _("%(gained)s of the %(all)s facts that matter were told to you.") % _counts(part)


def _red_flags(part: Part) -> str:
    return _("%(gained)s of %(all)s were brought to light.") % _counts(part)


def _tact(part: Part) -> str:
    said = _("%(gained)s of %(all)s delicate facts were entrusted to you.") % _counts(part)
    if not part.against:
        return said
    blunt = ngettext(
        "%(against)s was first asked too bluntly.",
        "%(against)s were first asked too bluntly.",
        len(part.against),
    )
    return f"{said} {blunt % _counts(part)}"


def _acts(part: Part) -> str:
    said = _("%(gained)s of %(all)s essential ones.") % _counts(part)
    if not part.against:
        return said
    vain = ngettext(
        "%(against)s was useless or harmful.",
        "%(against)s were useless or harmful.",
        len(part.against),
    )
    return f"{said} {vain % _counts(part)}"


def _differential(part: Part) -> str:
    return _("%(gained)s of the %(all)s that had to be named or ruled out.") % _counts(part)


def _justification(part: Part) -> str:
    said = _("%(gained)s of the %(all)s arguments for the main one.") % _counts(part)
    if not part.against:
        return said
    mistaken = ngettext(
        "%(against)s does not speak for it.",
        "%(against)s do not speak for it.",
        len(part.against),
    )
    return f"{said} {mistaken % _counts(part)}"


def _handoff(part: Part) -> str:
    words = _("%(gained)s of the %(all)s things to pass on, by their words in your note.")
    return words % _counts(part)


def _reliance(part: Part) -> str:
    judged = len(part.gained) + len(part.missed) + len(part.against)
    words = {"gained": len(part.gained), "judged": judged}
    return _("%(gained)s of the %(judged)s claims you judged were judged rightly.") % words


_COUNTED: Mapping[Component, Callable[[Part], str]] = {
    Component.FACTS: _facts,
    Component.RED_FLAGS: _red_flags,
    Component.TACT: _tact,
    Component.EXAMINATION: _acts,
    Component.TESTS: _acts,
    Component.TREATMENTS: _acts,
    Component.DIFFERENTIAL: _differential,
    Component.JUSTIFICATION: _justification,
    Component.HANDOFF: _handoff,
    Component.RELIANCE: _reliance,
}
