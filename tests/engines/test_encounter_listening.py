"""What is said and not asked is listened to: nothing is clarified, denied nor left to the author."""

from dataclasses import replace

import pytest

from passerelle.engines.encounter import LANGUAGES, Both, Kind, Reading, State, shared_library, turn
from passerelle.engines.encounter._clauses import clauses_of
from passerelle.engines.encounter._statements import implies_a_question, said_in

from .encounter_cast import Script, about, asking, near, odile, say

ANNOUNCED = [
    "La biopsie montre un cancer du côlon.",
    "Je n’ai pas de bonnes nouvelles.",
    "Il s’agit d’une tumeur.",
    "Nous allons faire un scanner mardi.",
    "Si la fièvre revient, rappelez-nous.",
    "Let me explain what comes next.",
    "I’m afraid I don’t have good news.",
    "It is bowel cancer.",
    "We’ll take a blood sample first.",
    "Il faut qu’on le garde à l’hôpital.",
    "Vous faites un infarctus.",
    "L’infirmière d’annonce va vous rappeler demain.",
    "The pregnancy test is positive.",
    "You’re going to need surgery.",
    "If you feel worse, come back.",
]
FELT = [
    "Je vois que c’est un choc.",
    "Ça a l’air vraiment douloureux…",
    "I can see this is a shock.",
    "That sounds painful.",
]
COMFORTED = [
    "C’est courageux d’être venue.",
    "On ne vous laissera pas seul.",
    "You did the right thing by coming in.",
    "It’s not your fault.",
    "Vous êtes une bonne mère.",
]
STATED = [
    "J’ai lu votre dossier",
    "Elle n’est pas en danger.",
    "C’est ce qu’on appelle un syndrome confusionnel.",
    "This is what we call delirium.",
    "We have good treatments.",
]


def spoken(text: str, *readings: Reading):
    """What a patient answers who has words of their own for listening."""
    own = Both(("Oui…",), ("Yes…",))
    case = replace(odile(), manners=replace(odile().manners, listening=own))
    language = "fr" if any(mark in text for mark in "éàçêô") or text[:2] in FRENCH else "en"
    return turn(case, Script(*readings), State(language), text)


FRENCH = {"La", "Je", "Il", "No", "Si", "Ça", "C’", "On", "J’", "El", "Vo", "L’"}


@pytest.mark.parametrize("text", [*ANNOUNCED, *FELT, *COMFORTED, *STATED])
@pytest.mark.parametrize("found", [near("onset", "pills"), about("fever"), Reading("…")])
def test_a_statement_is_heard(text, found):
    given = spoken(text, replace(found, text=text, chances=(0.4, 0.3)[: len(found.near)]))

    assert (given.kind, given.facts, given.offered, given.denied) == (Kind.HEARD, (), (), ())


@pytest.mark.parametrize("text", [*ANNOUNCED, *FELT, *STATED])
def test_in_the_patients_own_manner(text):
    assert spoken(text, Reading(text)).say in {"Oui…", "Yes…"}


def test_or_in_the_usual_one():
    assert say(ANNOUNCED[0], Reading(ANNOUNCED[0])).say.endswith(("écoute.", "Continuez."))


@pytest.mark.parametrize("text", COMFORTED)
def test_comfort_is_thanked_for(text):
    assert spoken(text, Reading(text)).say in {"Merci.", "Thank you."}


@pytest.mark.parametrize("text", [*ANNOUNCED, *COMFORTED])
def test_news_and_comfort_draw_out_nothing(text):
    assert spoken(text, asking("pills", text=text)).facts == ()


@pytest.mark.parametrize("text", [*FELT, *STATED])
def test_what_is_guessed_aloud_may_be_told(text):
    assert spoken(text, asking("pills", text=text)).facts == ("pills",)


def test_a_question_after_news_is_answered():
    told, asked = "La biopsie montre un cancer.", "Que prenez-vous ?"
    given = say(f"{told} {asked}", near("onset", "pills"), asking("pills", text=asked))

    assert given.facts == ("pills",)


@pytest.mark.parametrize(
    "text",
    [
        "J’aimerais savoir ce que vous prenez.",
        "I’d like to hear about your pills.",
        "Dites-moi tout.",
        "Vos médicaments",
        "La douleur, depuis ce matin.",
        "vous avez mal",
        "you take pills",
        "C’est douloureux",
    ],
)
def test_what_asks_without_its_mark_is_no_statement(text):
    assert said_in(text) is None


def test_hardly_a_phrasing_of_the_library_is_taken_for_a_statement():
    taken = [
        phrasing
        for topic in shared_library().topics
        for language in LANGUAGES
        for phrasing in topic.phrasings.in_language(language)
        if not topic.id.startswith("talk-") and all(said_in(c.text) for c in clauses_of(phrasing))
    ]

    assert len(taken) <= 6


@pytest.mark.parametrize(
    "text, answer",
    [
        ("Au revoir.", "Au revoir, et merci."),
        ("Bonne journée, madame.", "Au revoir, et merci."),
        ("Merci de votre confiance.", "C’est moi qui vous remercie."),
        ("Bonjour madame, je suis le docteur Roy", "Bonjour."),
        ("Voulez-vous que je continue ?", "Oui, allez-y."),
        ("Est-ce clair pour vous ?", "Oui, je crois."),
    ],
)
def test_a_civility_is_understood_whatever_it_is_near_to(text, answer):
    given = say(text, replace(near("onset", "pills"), text=text, chances=(0.4, 0.3)))

    assert given.kind is Kind.HEARD
    assert given.say == answer or given.say in odile().manners.greetings.fr


@pytest.mark.parametrize("silence", ["…", "..."])
def test_a_silence_is_kept(silence):
    given = spoken(silence)

    assert (given.kind, given.notes) == (Kind.HEARD, ())


def test_goodbye_is_not_answered_by_hello():
    assert say("Au revoir", about("talk-greeting")).say == "Au revoir, et merci."


@pytest.mark.parametrize(
    "text", ["Beaucoup de gens espacent les doses…", "Some women leak a bit on the water pill..."]
)
def test_how_others_live_left_unfinished_is_a_question(text):
    (clause,) = clauses_of(text)

    assert implies_a_question(clause.text)
    assert said_in(clause.text) is None


def test_it_is_put_with_tact():
    text = "Beaucoup de gens boivent un verre pour dormir…"

    assert say(text, asking("alcohol", text=text)).facts == ("alcohol",)
