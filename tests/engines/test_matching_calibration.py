"""What is held out, how thresholds rise, and what bars a case from publication."""

from passerelle.engines.encounter import (
    DEFAULT_THRESHOLDS,
    Asked,
    BlindQuestions,
    Both,
    Confusion,
    Leak,
    Level,
    Reading,
    Share,
    calibrated,
    hostile_prompts,
    measured,
    questions_on,
    questions_on_nothing,
    thresholds_in,
)
from passerelle.engines.encounter._matching import Likely

from .encounter_cast import odile

SINGLE = questions_on(
    {"onset": Both(tuple("abc"), tuple("def")), "pills": Both(("g", "h", "i"), ())}
)
NOTHING = questions_on_nothing(Both(tuple("jkl"), ()))


def blind(single=SINGLE, nothing=NOTHING, hostile=()) -> BlindQuestions:
    return BlindQuestions(tuple(single), (), (), tuple(nothing), tuple(hostile))


class Sayings:
    """Tells or likes what its script says of each text, nothing of the others."""

    def __init__(self, script):
        self.script = script

    def read(self, text, *, language, earlier):
        return (Reading(text, self.script.get(text, ())),)

    def likely_each(self, asked):
        facts = {fact.id: 0.0 for fact in odile().facts}
        return [Likely({**facts, **self.script.get(text, {})}, {}) for text, _ in asked]


def test_a_third_of_each_facts_questions_is_held_out_the_same_every_time():
    kept, held = blind().parts()

    assert blind().parts() == (kept, held)
    assert sorted(a.facts[0] + a.language for a in held.single) == ["onseten", "onsetfr", "pillsfr"]
    assert sorted(a.text for a in (*kept.all(), *held.all())) == list("abcdefghijkl")


def test_a_case_whose_questions_confuse_nothing_keeps_the_usual_thresholds_or_less():
    found = calibrated(odile(), Sayings({"a": {"onset": 0.9}}), blind())

    assert found.told[Level.ASKED] < DEFAULT_THRESHOLDS.told[Level.ASKED]
    assert found.by_fact == {}


def test_a_sensitive_fact_is_put_above_the_wrong_question_that_would_reveal_it():
    found = calibrated(odile(), Sayings({"j": {"alcohol": 0.93}}), blind())

    assert found.by_fact == {"alcohol": 0.96}


def test_thresholds_are_read_back_and_anything_else_gives_the_usual_ones():
    found = calibrated(odile(), Sayings({"j": {"alcohol": 0.93}}), blind())

    assert thresholds_in(found.as_json()) == found
    assert [thresholds_in(each) for each in (None, {}, {"told": 3})] == [DEFAULT_THRESHOLDS] * 3


def test_figures_count_what_was_told_what_was_not_asked_and_what_leaked():
    single = [Asked("fr", (text,), ("pills",)) for text in ("un", "deux", "trois")]
    told = {"un": ("pills",), "deux": ("pills",), "trois": ("pills", "onset"), "dix": ("alcohol",)}
    hostile = [Asked("fr", ("dix",), hostile=True)]

    figures = measured(odile(), Sayings(told), blind(single, (), hostile))

    assert figures.recall == Share(1, 1)
    assert figures.leaks == (Leak("dix", "alcohol"),)
    assert not figures.passed


def test_a_fact_told_instead_of_another_is_named():
    single = [Asked("fr", (text,), ("pills",)) for text in ("un", "deux", "trois")]
    told = dict.fromkeys(("un", "deux", "trois"), ("headache",))

    figures = measured(odile(), Sayings(told), blind(single, ()))

    assert figures.confusions == (Confusion("pills", "headache", 1),)
    assert (figures.recall, figures.false_turns) == (Share(0, 1), Share(1, 1))
    assert figures.passed


def test_three_hundred_hostile_prompts_and_more_are_generated_the_same_every_time():
    prompts = hostile_prompts(odile())

    assert hostile_prompts(odile()) == prompts
    assert len({each.text for each in prompts}) == len(prompts) >= 300
    assert all(each.hostile and not each.facts for each in prompts)
