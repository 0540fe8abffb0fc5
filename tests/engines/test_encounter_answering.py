"""A question is never answered by a civility, and a civility never by a wild guess."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.encounter import Both, Courtesy, Kind, Reading, State, turn

from .encounter_cast import Script, about, asking, near, odile, say

ENGLISH = State("en")
CIVIL_WORDS = ("Merci.", "D’accord.", "Oui, allez-y.", "Au revoir, et merci.")


@pytest.mark.parametrize(
    "text, topics",
    [
        ("Merci de me le dire. Où l’avez-vous eu ?", ["talk-goodbye"]),
        ("Je comprends… En avez-vous pris ?", ["talk-empathy"]),
        ("Je comprends, en avez-vous pris ?", ["talk-empathy"]),
        ("Ce doit être dur à payer, est-ce un souci ?", ["talk-empathy"]),
        ("C’est confidentiel : votre mari vous frappe-t-il ?", ["talk-confidentiality"]),
        ("Puis-je vous demander une chose : qui fait les courses ?", ["talk-permission"]),
        ("Merci. Ou avez vous mal", ["talk-goodbye"]),
        ("Bonne journée, et au fait, pourquoi ce chapeau ?", ["talk-goodbye"]),
    ],
)
def test_a_question_is_not_answered_by_a_civility(text, topics):
    given = say(text, *map(about, topics))

    assert (given.kind, given.say) in {(Kind.UNKNOWN, line) for line in odile().manners.unknowns.fr}


@pytest.mark.parametrize(
    "text",
    [
        "I ask this of everyone, and it is confidential: does your partner ever hurt you?",
        "It must be hard to pay… Is cost a problem?",
        "Thank you for telling me. Where did you get it?",
    ],
)
def test_nor_in_english(text):
    given = say(text, about("talk-empathy"), state=ENGLISH)

    assert given.say in odile().manners.unknowns.en


@pytest.mark.parametrize(
    "text, topic, answer",
    [
        ("Puis-je vous poser quelques questions ?", "talk-permission", "Oui, allez-y."),
        ("Je vais vous examiner, d’accord ?", "talk-examination", "D’accord."),
        ("Avez-vous des questions ?", "talk-questions", "Non, pas pour l’instant."),
        ("Pouvez-vous enlever votre chandail ?", "talk-examination", "D’accord."),
        ("Merci, madame. Au revoir.", "talk-goodbye", "Au revoir, et merci."),
        ("Asseyez-vous, je comprends.", "talk-empathy", "Merci."),
        ("Ça vous dérange, madame ?", "talk-permission", "Oui, allez-y."),
    ],
)
def test_a_civility_is_answered_by_one_even_put_as_a_question(text, topic, answer):
    assert say(text, Reading(text, topic=topic)).say == answer


def test_what_the_question_asks_for_is_told_behind_the_courtesy():
    given = say("Merci de me le dire. Un cachet ?", about("talk-goodbye"), asking("pills"))

    assert given.facts == ("pills",)


def test_a_question_not_understood_behind_its_introduction_is_read_by_itself():
    class ByItself(Script):
        def read(self, text, *, language, earlier):
            return self.readings if text == "buvez-vous ?" else (about("talk-confidentiality"),)

    given = turn(
        odile(), ByItself(asking("alcohol")), State("fr"), "C’est confidentiel : buvez-vous ?"
    )

    assert given.facts == ("alcohol",)


def test_a_greeting_with_a_question_that_is_not_understood_is_returned_first():
    given = say("Bonjour, pourquoi ce chapeau ?", about("talk-greeting"))

    assert given.lines[0] in odile().manners.greetings.fr
    assert given.lines[1] in odile().manners.unknowns.fr


@pytest.mark.parametrize(
    "text", ["Comment ça va ce matin ?", "Bonjour, comment allez-vous ?", "Ça va, madame ?"]
)
@pytest.mark.parametrize(
    "read", [near("onset", "pills"), asking("alcohol"), about("talk-greeting")]
)
def test_how_are_you_opens_the_story(text, read):
    given = say(text, Reading(text, read.facts, read.near, read.topic))

    assert (given.kind, given.facts, given.offered) == (Kind.TOLD, ("headache",), ())


@pytest.mark.parametrize("text", ["Comment ça va ?", "Comment vous sentez-vous ?"])
def test_how_are_you_is_answered_by_what_it_most_likely_asks_for(text):
    sure = Reading(text, ("pills",))
    likely = Reading(text, near=("pills", "onset"), chances=(0.6, 0.1))
    unsure = Reading(text, near=("pills", "onset"), chances=(0.4, 0.1))

    assert [say(text, each).facts for each in (sure, likely, unsure)] == [
        ("pills",),
        ("pills",),
        ("headache",),
    ]


@pytest.mark.parametrize("text", ["How are you?", "Hello, how are you this morning?"])
def test_how_are_you_opens_the_story_in_english(text):
    assert say(text, Reading(text, near=("onset", "pills")), state=ENGLISH).facts == ("headache",)


@pytest.mark.parametrize("text", ["Comment va le moral ?", "Comment va votre transit ?"])
def test_how_something_is_stays_a_question(text):
    assert say(text, Reading(text, ("pills",))).facts == ("pills",)


def test_what_is_told_is_not_followed_by_which_do_you_mean():
    told_first = say("Un cachet, ça ?", asking("pills"), near("headache", "onset"))
    told_last = say("Ça, un cachet ?", near("headache", "onset"), asking("pills"))

    assert (told_first.facts, told_first.offered) == (("pills",), ())
    assert (told_last.facts, told_last.offered, told_last.lines) == (
        told_first.facts,
        (),
        told_first.lines,
    )


@pytest.mark.parametrize(
    "asked, chances, offered",
    [
        ("Un cachet pour la tête ?", (), ("headache", "pills")),
        ("Un cachet pour la tête ?", (0.4, 0.3), ("headache", "pills")),
        ("Un cachet pour la tête ?", (0.12, 0.1), ()),
        ("Combien de frères ?", (), ()),
        ("Combien de frères ?", (0.5, 0.4), ()),
        ("Vous avez pris un chien ?", (), ()),
        ("Et la tête ?", (0.5, 0.05), ()),
        ("Et la tête ?", (0.5, 0.2), ("headache", "pills")),
        ("Et ça ?", (), ("headache", "pills")),
    ],
)
def test_two_facts_are_offered_only_when_both_are_plausible(asked, chances, offered):
    given = say(asked, Reading(asked, near=("headache", "pills"), chances=chances))

    assert given.offered == offered
    assert given.kind is (Kind.CLARIFY if offered else Kind.UNKNOWN)


def test_every_fact_of_a_list_is_told_but_the_sensitive_one():
    trusted = State("fr", courtesies=tuple(Courtesy))

    given = say(
        "Tête, cachets, début, vin ?",
        asking("pills", "headache", "onset", "alcohol"),
        state=trusted,
    )

    assert given.facts == ("pills", "headache", "onset")


@pytest.mark.parametrize(
    "text",
    [
        "Je vais prévenir votre mère.",
        "Je dois en parler à votre mari, c’est mieux.",
        "On va appeler votre fille.",
        "J’appelle tout de suite votre conjoint.",
        "Je suis obligé de prévenir la police.",
    ],
)
@pytest.mark.parametrize("read", [about("talk-plan"), near("onset", "pills"), about("fever")])
def test_telling_someone_near_is_not_cheerfully_agreed_to(text, read):
    given = say(text, read)

    assert given.kind is Kind.HEARD
    assert given.say in {*odile().manners.guarded.fr, *odile().manners.unknowns.fr}


@pytest.mark.parametrize(
    "text",
    [
        "I'm going to tell your mother about this.",
        "I will have to call your husband.",
        "We’ll let your family know.",
        "I must inform the police.",
    ],
)
def test_nor_in_english_to_telling_someone_near(text):
    given = say(text, about("talk-plan"), state=ENGLISH)

    assert given.say in {*odile().manners.guarded.en, *odile().manners.unknowns.en}


def test_the_guarded_line_that_asks_for_discretion_answers_it():
    lines = ("Pourquoi me le demandez-vous ?", "Ça reste entre nous ?")
    case = odile()
    case = replace(case, manners=replace(case.manners, guarded=Both(lines, lines)))

    given = turn(case, Script(about("talk-plan")), State("fr"), "Je vais le dire à votre mère.")

    assert given.say == "Ça reste entre nous ?"


@pytest.mark.parametrize(
    "text",
    [
        "Je ne dirai rien à votre mère.",
        "Je vais appeler le cardiologue.",
        "Je vais vous poser des questions sur votre mère.",
        "Je vais appeler votre mère si vous voulez.",
    ],
)
def test_a_plan_or_a_promise_is_agreed_to(text):
    assert say(text, about("talk-plan")).say in {"D’accord.", "Merci."}


def test_a_case_without_a_secret_has_nothing_to_keep_from_a_mother():
    case = odile()
    case = replace(case, facts=tuple(fact for fact in case.facts if fact.id != "alcohol"))

    given = turn(case, Script(about("talk-plan")), State("fr"), "Je vais prévenir votre mère.")

    assert given.say == "D’accord."


@pytest.mark.parametrize(
    "text",
    [
        "Je reviens dans deux minutes.",
        "Un instant, je vous prie.",
        "Je m’absente quelques minutes.",
        "Je vais chercher le dossier.",
    ],
)
@pytest.mark.parametrize("read", [about("talk-goodbye"), near("onset", "pills")])
def test_leaving_for_a_moment_is_not_goodbye(text, read):
    assert say(text, read).say == "D’accord."


@pytest.mark.parametrize(
    "text", ["I’ll be right back.", "Give me a minute.", "Back in two minutes"]
)
def test_leaving_for_a_moment_is_not_goodbye_in_english(text):
    assert say(text, about("talk-goodbye"), state=ENGLISH).say == "All right."


def test_goodbye_is_still_goodbye():
    assert say("Au revoir, madame.", about("talk-goodbye")).say == "Au revoir, et merci."


COURTEOUS = st.sampled_from(
    ["Merci.", "Je comprends.", "C’est confidentiel.", "Puis-je ?", "Bien."]
)
QUESTIONS = st.sampled_from(
    ["Où l’avez-vous eu ?", "Est-ce un souci ?", "Qui vous aide ?", "Votre mari vous frappe ?"]
)
TOPICS = st.sampled_from(["talk-goodbye", "talk-empathy", "talk-permission", "talk-plan", ""])


@given(COURTEOUS, QUESTIONS, TOPICS)
def test_no_courtesy_and_no_reading_make_a_question_answered_by_a_civility(words, question, topic):
    given = say(f"{words} {question}", Reading(words, topic=topic), Reading(question))

    assert given.say not in CIVIL_WORDS
