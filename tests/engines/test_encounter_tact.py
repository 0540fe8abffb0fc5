"""What makes a delicate question tactful, what reopens it, and what takes the tact away."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.encounter import Courtesy, Kind, Reading, State

from .encounter_cast import asking, near, say

ENGLISH = State("en")


def spoken(text):
    """A conversation that begins, in the language of its text."""
    return ENGLISH if " you" in text or "drink" in text else State("fr")


@pytest.mark.parametrize(
    "text",
    [
        "Certains médicaments pour l’érection sont dangereux avec ce que je veux vous donner : "
        "en avez-vous pris ?",
        "L’arrêt de l’alcool peut donner cet état : en buvait-elle ?",
        "Avant de vous prescrire ce comprimé, je dois savoir : vous buvez ?",
        "Je vous le demande parce que ça change le traitement. Vous buvez ?",
        "J’ai besoin de le savoir pour choisir le bon médicament, vous buvez ?",
        "Beaucoup de parents ont des questions sur les vaccins. Et vous ?",
        "La plupart des mamans épuisées ont ces pensées-là : et vous ?",
        "Vous n’êtes pas la seule à vivre ça. Ça vous arrive ?",
        "C’est une question que je pose à tout le monde : vous buvez ?",
        "Je peux vous poser une question plus intime ? Vous buvez ?",
        "Je n’en parlerai à personne. Vous buvez ?",
        "Some pills are dangerous with what I would give you: have you taken any?",
        "Alcohol can interact with this tablet. Do you drink?",
        "Many people find this hard to talk about. Do you drink?",
        "Most parents wonder about vaccines: and you?",
        "I’m asking because it changes the treatment. Do you drink?",
        "We always ask this of every patient: do you drink?",
        "I won’t tell anyone. Do you drink?",
        "Is it all right if we talk about drinking? Do you drink?",
    ],
)
def test_a_reason_a_norm_leave_or_discretion_makes_a_question_tactful(text):
    assert say(text, asking("alcohol"), state=spoken(text)).facts == ("alcohol",)


@pytest.mark.parametrize(
    "text",
    [
        "Vous buvez ?",
        "Je dois savoir si vous buvez.",
        "Est-ce que l’alcool peut expliquer ça ? Vous buvez ?",
        "C’est dangereux, vous savez. Vous buvez ?",
        "I need to know if you drink.",
        "Drinking is dangerous. Do you drink?",
    ],
)
def test_a_demand_or_a_lecture_is_not_tact(text):
    assert say(text, asking("alcohol"), state=spoken(text)).guarded == ("alcohol",)


@pytest.mark.parametrize(
    "before",
    [
        "Je pose ces questions à tout le monde.",
        "Tout cela reste confidentiel.",
        "Puis-je vous poser une question délicate ?",
        "Certains médicaments sont dangereux avec ce que je veux vous donner.",
    ],
)
def test_tact_lasts_until_the_next_turn_and_no_longer(before):
    eased = say(before).state
    later = say("Bien.", state=say("Il fait froid.", state=eased).state).state

    assert say("Vous buvez ?", asking("alcohol"), state=eased).facts == ("alcohol",)
    assert (eased.eased, later.eased) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "C’est important pour bien vous soigner : en avez-vous pris ?",
        "C’est important. Alors, oui ou non ?",
        "Parce que ça change le traitement.",
        "Bien sûr, tout cela reste entre nous.",
        "Beaucoup de gens en prennent. Et vous ?",
    ],
)
def test_what_was_guarded_is_told_once_its_reason_is_given(text):
    guarded = say("Vous buvez ?", asking("alcohol"))

    assert say(text, state=guarded.state).facts == ("alcohol",)


@pytest.mark.parametrize(
    "text",
    [
        "I need to know to treat you safely.",
        "It’s important: have you had any?",
        "Many people do, and it changes what I prescribe: do you?",
        "It stays between you and me.",
    ],
)
def test_a_reason_reopens_in_english(text):
    guarded = say("Do you drink?", asking("alcohol"), state=ENGLISH)

    assert say(text, state=guarded.state).facts == ("alcohol",)


def test_explaining_then_asking_again_may_take_two_turns():
    guarded = say("Vous buvez ?", asking("alcohol"))
    thanked = say("D’accord.", state=guarded.state)

    assert say("C’est pour vous soigner : en prenez-vous ?", state=thanked.state).facts == (
        "alcohol",
    )


@pytest.mark.parametrize("text", ["En avez-vous pris ?", "Alors ?", "Répondez : oui ou non ?"])
def test_insisting_without_a_reason_is_guarded_again(text):
    guarded = say("Vous buvez ?", asking("alcohol"))

    assert say(text, near("onset", "pills"), state=guarded.state).guarded == ("alcohol",)


def test_another_question_closes_what_was_guarded():
    guarded = say("Vous buvez ?", asking("alcohol"))
    moved_on = say("Un cachet ?", asking("pills"), state=guarded.state)

    after = say(
        "C’est important pour bien vous soigner : en avez-vous pris ?", state=moved_on.state
    )

    assert (moved_on.state.held_back, after.facts) == ((), ())


def test_a_reason_tells_nothing_that_was_not_asked_for():
    assert say("C’est important pour bien vous soigner.").facts == ()


@pytest.mark.parametrize(
    "text",
    [
        "Votre mère est alcoolique ?",
        "Pourquoi vous ne prenez pas vos médicaments ?",
        "Pourquoi n’arrêtez-vous pas de boire ?",
        "Vous auriez dû arrêter de boire, non ?",
        "C’est confidentiel, mais vous êtes alcoolique ?",
        "Comment avez-vous pu boire, enceinte ? Je comprends.",
    ],
)
def test_a_reproach_has_no_tact_and_asks_for_trust_to_spare(text):
    just_met = State("fr", courtesies=(Courtesy.GREETING, Courtesy.INTRODUCTION))
    trusted = State("fr", courtesies=tuple(Courtesy))

    assert say(text, asking("alcohol"), state=just_met).guarded == ("alcohol",)
    assert say(text, asking("alcohol"), state=trusted).facts == ("alcohol",)


@pytest.mark.parametrize(
    "text",
    [
        "Why didn’t you vaccinate him?",
        "Why don’t you take your medicines?",
        "You should have come earlier. Do you drink?",
        "Are you an alcoholic?",
        "How could you drink?",
    ],
)
def test_a_reproach_is_heard_in_english(text):
    just_met = State("en", courtesies=(Courtesy.GREETING, Courtesy.INTRODUCTION))

    assert say(text, asking("alcohol"), state=just_met).guarded == ("alcohol",)


@pytest.mark.parametrize(
    "text",
    [
        "Qu’est-ce qui vous a empêché de venir ?",
        "Pourquoi buvez-vous ?",
        "Y a-t-il des alcooliques dans la famille ?",
        "Beaucoup de gens sautent des doses : pourquoi vous ne les prenez pas ?",
        "Vous arrive-t-il d’oublier ?",
    ],
)
def test_a_plain_why_is_no_reproach(text):
    just_met = State("fr", courtesies=(Courtesy.GREETING, Courtesy.INTRODUCTION))

    assert say(text, asking("alcohol"), state=just_met).facts == ("alcohol",)


def test_a_turn_that_stands_alone_is_not_reproached():
    alone = State("fr", alone=True)

    assert say("Pourquoi ne l’avez-vous pas dit ?", asking("alcohol"), state=alone).facts


def test_a_state_stored_before_these_memories_is_still_read():
    stored = json.loads(json.dumps(State("fr", number=3).as_json()))
    del stored["held_back"], stored["eased"]

    assert State.from_json(stored) == State("fr", number=3)


TEXTS = st.sampled_from(
    [
        "Vous buvez ?",
        "Bien.",
        "Je comprends.",
        "C’est important pour bien vous soigner : en avez-vous pris ?",
        "Cela reste entre nous.",
        "Vous êtes alcoolique ?",
        "Un cachet ?",
    ]
)
ASKED = st.sampled_from([(), (asking("alcohol"),), (asking("pills"),), (near("onset", "pills"),)])


@given(st.lists(st.tuples(TEXTS, ASKED), max_size=5))
def test_a_sensitive_fact_is_told_only_if_asked_for_now_or_guarded_just_before(turns):
    state, asked = State("fr"), False
    for text, readings in turns:
        answer = say(text, *readings, state=state)
        asked_now = Reading("…", ("alcohol",)) in readings
        told = "alcohol" in answer.facts

        assert not told or asked_now or "alcohol" in state.held_back
        assert not told or asked or asked_now
        assert (answer.kind is Kind.TOLD) == bool(answer.facts)
        asked, state = asked or asked_now, answer.state
        assert state.held_back == () or asked
