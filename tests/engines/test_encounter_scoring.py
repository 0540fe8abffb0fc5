"""A score without a model: exact, explained by ids, and never lowered by a good act."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.engines.encounter import (
    MAXIMA,
    Component,
    Hypothesis,
    Part,
    Performance,
    Reliance,
    Verdict,
    debrief,
    diagnosis_named,
    reliance,
    score,
)

from .encounter_cast import odile


def took(claim):
    return Verdict(claim, taken=True)


def refused(claim):
    return Verdict(claim, taken=False)


EVERYTHING = Performance(
    language="fr",
    told=("headache", "onset", "pills", "alcohol"),
    examined=("vitals", "neck"),
    ordered=("scan",),
    treated=("transfer",),
    hypotheses=(
        Hypothesis("Probable HSA", ("onset", "neck", "scan")),
        Hypothesis("méningite à écarter", ("neck",)),
    ),
    handoff="Début brutal, en coup de tonnerre. Raideur de nuque.",
    minutes=12,
    verdicts=(took("scan-first"), refused("pressure")),
)
NOTHING = Performance("fr")


def part(component, performance):
    return score(odile(), performance).part(component)


def points(performance):
    return score(odile(), performance).points


def test_doing_everything_well_is_worth_everything():
    whole = score(odile(), EVERYTHING)

    assert (whole.points, whole.maximum, whole.share) == (110, 110, 1)
    assert [each.component for each in whole.parts] == list(MAXIMA)
    assert whole.awaited == (Component.COMMUNICATION,)


def test_doing_nothing_is_worth_nothing():
    assert points(NOTHING) == 0


def test_the_parts_without_an_assistant_make_a_hundred():
    assert score(odile(), replace(EVERYTHING, verdicts=())).maximum == 100


def test_facts_count_by_their_weight():
    assert part(Component.FACTS, replace(NOTHING, told=("onset", "pills"))) == Part(
        Component.FACTS, Fraction(25, 2), 25, ("onset", "pills"), ("headache", "alcohol")
    )


def test_a_sensitive_fact_first_asked_bluntly_is_worth_half():
    blunt = replace(NOTHING, told=("alcohol",), guarded=("alcohol",))

    assert part(Component.TACT, blunt) == Part(
        Component.TACT, Fraction(5, 2), 5, ("alcohol",), (), ("alcohol",)
    )


def test_a_harmful_test_costs_half_of_its_part():
    assert part(Component.TESTS, replace(EVERYTHING, ordered=("scan", "puncture"))) == Part(
        Component.TESTS, Fraction(5), 10, ("scan",), (), ("puncture",)
    )


def test_time_is_full_when_allowed_and_none_at_twice_that():
    late, too_late = replace(EVERYTHING, minutes=30), replace(EVERYTHING, minutes=45)

    assert part(Component.TIME, late) == Part(
        Component.TIME, Fraction(3, 2), 3, measured=30, allowed=20
    )
    assert part(Component.TIME, too_late).points == 0


def test_money_spent_on_a_vain_test_counts_and_on_an_essential_one_does_not():
    vain = replace(EVERYTHING, ordered=("scan", "puncture"))

    assert part(Component.COST, EVERYTHING).points == 2
    assert part(Component.COST, vain) == Part(
        Component.COST, Fraction(2, 3), 2, measured=20000, allowed=12000
    )


@pytest.mark.parametrize(
    "text, found",
    [
        ("HSA", "bleed"),
        ("Hémorragie méningée probable", "bleed"),
        ("une MÉNINGITE bactérienne", "meningitis"),
        ("SAH", "bleed"),
        ("pas de méningite", None),
        ("grippe", None),
    ],
)
def test_a_hypothesis_is_known_by_title_or_synonym(text, found):
    named = diagnosis_named(odile(), text)

    assert (named.id if named else None) == found


def test_a_wrong_link_cancels_a_right_one():
    linked = replace(EVERYTHING, hypotheses=(Hypothesis("HSA", ("onset", "neck", "pills")),))

    assert part(Component.JUSTIFICATION, linked) == Part(
        Component.JUSTIFICATION, Fraction(5, 3), 5, ("onset", "neck"), ("scan",), ("pills",)
    )


def test_a_link_to_what_was_never_obtained_supports_nothing():
    guess = replace(NOTHING, hypotheses=(Hypothesis("HSA", ("onset", "neck", "scan")),))

    assert part(Component.JUSTIFICATION, guess).points == 0


def test_what_a_harmful_test_shows_supports_nothing():
    case = odile()
    bleed = replace(case.differential[0], supported_by=("onset", "puncture"))
    case = replace(case, differential=(bleed, *case.differential[1:]))
    did = replace(EVERYTHING, hypotheses=(Hypothesis("HSA", ("onset", "puncture")),))

    harmed = replace(did, ordered=(*did.ordered, "puncture"))

    assert score(case, did).part(Component.JUSTIFICATION).points == 5
    assert score(case, harmed).part(Component.JUSTIFICATION).points == 5


def test_only_the_first_hypotheses_count():
    many = tuple(Hypothesis(f"grippe {n}") for n in range(6))

    named = replace(NOTHING, hypotheses=(*many, Hypothesis("HSA")))

    assert part(Component.DIFFERENTIAL, named).points == 0


def test_reliance_is_appropriate_when_sound_is_taken_and_unsound_refused():
    blind = replace(NOTHING, verdicts=(took("scan-first"), took("pressure")))
    wary = replace(NOTHING, verdicts=(refused("scan-first"), refused("pressure")))

    assert reliance(odile(), blind) == Reliance(("scan-first",), ("pressure",), ())
    assert reliance(odile(), wary) == Reliance(("pressure",), (), ("scan-first",))
    assert part(Component.RELIANCE, blind).points == part(Component.RELIANCE, wary).points == 5


def test_the_debrief_says_what_was_missed_and_why():
    did = Performance(
        "fr",
        told=("headache",),
        guarded=("alcohol",),
        examined=("vitals",),
        ordered=("puncture",),
        treated=("triptan",),
        hypotheses=(Hypothesis("migraine"),),
        handoff="nuque raide",
        verdicts=(took("pressure"),),
    )

    seen = debrief(odile(), did)

    ids = {
        name: [each.id for each in getattr(seen, name)]
        for name in seen.__slots__
        if name != "handed_off"
    }
    assert [(each.item.id, each.sentence) for each in seen.handed_off] == [("neck", "nuque raide")]
    assert ids == {
        "never_asked": ["onset", "pills"],
        "asked_bluntly": ["alcohol"],
        "told_after_bluntness": [],
        "not_done": ["neck", "scan", "transfer"],
        "vain": ["puncture", "triptan"],
        "not_named": ["bleed", "meningitis"],
        "not_handed_off": ["sudden"],
        "taken_wrongly": ["pressure"],
        "refused_wrongly": [],
    }


def some(ids):
    return st.lists(st.sampled_from(ids), unique=True, max_size=len(ids)).map(tuple)


FACTS = [fact.id for fact in odile().facts]
LINKS = [*FACTS, "vitals", "neck", "scan", "puncture"]
PERFORMANCES = st.builds(
    Performance,
    language=st.just("fr"),
    told=some(FACTS),
    guarded=some(["alcohol"]),
    examined=some(["vitals", "neck"]),
    ordered=some(["scan", "puncture"]),
    treated=some(["transfer", "triptan"]),
    hypotheses=st.lists(
        st.builds(
            Hypothesis, st.sampled_from(["HSA", "méningite", "migraine", "rien"]), some(LINKS)
        ),
        max_size=4,
    ).map(tuple),
    handoff=st.sampled_from(["", "début brutal", "nuque raide"]),
    minutes=st.integers(0, 60),
    verdicts=some([took("scan-first"), took("pressure"), refused("pressure")]),
)


@settings(max_examples=50)
@given(PERFORMANCES, st.sampled_from(FACTS))
def test_one_more_fact_never_lowers_the_score(did, fact):
    assert points(replace(did, told=(*did.told, fact))) >= points(did)


@settings(max_examples=50)
@given(PERFORMANCES)
def test_a_harmful_act_never_raises_the_score(did):
    assert points(replace(did, ordered=(*did.ordered, "puncture"))) <= points(did)
    assert points(replace(did, treated=(*did.treated, "triptan"))) <= points(did)


@settings(max_examples=50)
@given(PERFORMANCES)
def test_bluntness_never_raises_the_score_and_an_essential_act_never_lowers_it(did):
    assert points(replace(did, guarded=("alcohol",))) <= points(did)
    assert points(replace(did, ordered=(*did.ordered, "scan"))) >= points(did)
    assert points(replace(did, examined=(*did.examined, "neck"))) >= points(did)


@settings(max_examples=50)
@given(PERFORMANCES)
def test_each_part_stays_within_its_bounds(did):
    whole = score(odile(), did)

    assert all(0 <= each.points <= each.maximum for each in whole.parts)
    assert whole.points == sum(each.points for each in whole.parts)
