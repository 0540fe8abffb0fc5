"""What is not denied: a wide subject, a thing called by its name, what "no" does not answer."""

from dataclasses import replace

import pytest

from passerelle.engines.encounter import Both, Kind, Level, Reading, State, turn

from .encounter_cast import Script, odile, say


def asked(text: str, topic: str) -> Reading:
    return Reading(text, topic=topic)


def with_topics(**topics: tuple[str, ...]):
    """The patient, with other topics under the facts named."""
    facts = tuple(replace(f, topics=topics.get(f.id, f.topics)) for f in odile().facts)
    return replace(odile(), facts=facts)


def heard(case, text: str, topic: str):
    return turn(case, Script(asked(text, topic)), State("fr"), text)


@pytest.mark.parametrize(
    "text, topic",
    [
        ("Quand avez-vous mangé ?", "last-meal"),
        ("Et où travaillez-vous ?", "work-occupation"),
        ("Combien de cigarettes ?", "tobacco-amount"),
        ("Comment dormez-vous ?", "sleep"),
        ("Votre dernier repas ?", "last-meal"),
    ],
)
def test_no_is_no_answer_to_an_open_word(text, topic):
    given = say(text, asked(text, topic))

    assert (given.kind, given.denied) == (Kind.DENIED, (topic,))
    assert given.say not in odile().manners.denials.fr


@pytest.mark.parametrize("text", ["Fumez-vous ?", "Du tabac ?", "Vous fumez combien, beaucoup ?"])
def test_it_answers_the_others(text):
    assert say(text, asked(text, "tobacco")).say in odile().manners.denials.fr


def test_and_what_about():
    given = say("What about tobacco?", asked("What about tobacco?", "tobacco"), state=State("en"))

    assert given.say in odile().manners.denials.en


def test_a_thing_called_by_its_name_is_told():
    text = "Des antidouleurs ?"

    assert say(text, asked(text, "anti-inflammatories")).facts == ("pills",)


def test_a_wide_subject_with_one_thing_under_it_is_told():
    case = with_topics(pills=("history-diabetes",))

    assert heard(case, "Des maladies ?", "history-illnesses").facts == ("pills",)


def test_with_several_they_are_offered():
    case = with_topics(pills=("history-diabetes",), headache=("history-heart",))

    assert set(heard(case, "Des maladies ?", "history-illnesses").offered) == {"pills", "headache"}


def test_with_a_sensitive_one_nothing_is_said_of_it():
    case = with_topics(alcohol=("history-diabetes",))
    given = heard(case, "Des maladies ?", "history-illnesses")

    assert (given.kind, given.facts, given.denied) == (Kind.UNKNOWN, (), ())


def test_a_red_flag_is_not_denied_to_a_question_that_shares_its_words():
    text = "Le début a-t-il été progressif ?"

    assert say(text, asked(text, "complaint-course")).facts == ("headache", "onset")


def test_what_happened_asks_what_hangs_on_the_thing_just_told():
    readings = Reading("Vous avez mal à la tête.", ("headache",)), Reading("Que s’est-il passé ?")
    given = say("Vous avez mal à la tête. Que s’est-il passé ?", *readings)

    assert given.facts == ("headache", "onset")


def test_but_never_a_secret():
    facts = tuple(
        replace(f, level=Level.SENSITIVE) if f.id == "onset" else f for f in odile().facts
    )
    readings = Reading("La tête ?", ("headache",)), Reading("Que s’est-il passé ?")
    given = turn(replace(odile(), facts=facts), Script(*readings), State("fr"), "La tête ?")

    assert given.facts == ("headache",)


def test_the_story_leaves_out_what_weighs_nothing():
    facts = tuple(
        replace(f, level=Level.OPEN, weight=0) if f.id == "pills" else f for f in odile().facts
    )
    given = turn(
        replace(odile(), facts=facts),
        Script(Reading("Racontez-moi.", topic="story")),
        State("fr"),
        "Racontez-moi.",
    )

    assert given.facts == ("headache",)


def test_a_case_without_words_for_listening_has_the_usual_ones():
    assert odile().manners.listening == Both((), ())
