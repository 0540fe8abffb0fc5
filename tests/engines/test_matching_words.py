"""Words that a question shares with a group of phrasings, and questions that are about nobody."""

import pytest

from passerelle.engines.encounter import LANGUAGES, Language, shared_library
from passerelle.engines.encounter._about import is_general_knowledge, is_of_a_person
from passerelle.engines.encounter._case import Both
from passerelle.engines.encounter._library import strangers
from passerelle.engines.encounter._matching_words import Shares, Vocabulary
from passerelle.engines.encounter._texts import plain

GROUPS = {
    "chest": Both(("Avez-vous mal à la poitrine ?",), ("Any pain in your chest?",)),
    "head": Both(("Avez-vous mal à la tête ?",), ("Any pain in your head?",)),
}


def shared(vocabulary: Vocabulary, question: str, language: Language) -> Shares:
    return vocabulary.shared(vocabulary.weighed(question, language), language)


def test_a_group_is_known_by_the_rare_words_that_it_says() -> None:
    shares = shared(Vocabulary(GROUPS), "any chest pain?", "en")

    assert shares[0, 0] == pytest.approx(1.0)
    assert 0 < shares[1, 0] < 0.5  # "pain" is said by both: it weighs less than "chest"
    assert shares[0, 1] > shares[1, 1]


def test_a_word_that_nobody_says_counts_against_every_group() -> None:
    vocabulary = Vocabulary(GROUPS)

    known, unknown = shared(vocabulary, "pain?", "en"), shared(vocabulary, "pain in a tooth?", "en")

    assert (unknown[:, 0] < known[:, 0]).all()
    assert unknown[:, 1] == pytest.approx(known[:, 1])


def test_words_are_compared_within_a_language_and_a_question_without_any_shares_nothing() -> None:
    vocabulary = Vocabulary(GROUPS)

    assert not shared(vocabulary, "any pain in your chest?", "fr").any()
    assert not shared(vocabulary, "et vous ?", "fr").any()


def test_rarity_may_be_that_of_other_groups() -> None:
    lent = Vocabulary(GROUPS)
    own = Vocabulary({"chest": GROUPS["chest"]}, rarity=lent.rarity)

    assert shared(own, "any chest pain?", "en")[0] == pytest.approx(
        shared(lent, "any chest pain?", "en")[0]
    )


def test_no_question_of_the_library_to_a_patient_is_taken_for_general_knowledge() -> None:
    taken = [
        text
        for topic in shared_library().topics
        for language in LANGUAGES
        for text in topic.phrasings.in_language(language)
        if is_general_knowledge(plain(text))
    ]

    assert taken == []


@pytest.mark.parametrize(
    "text",
    [
        "Comment se transmet la gale ?",
        "Quelle est la dose maximale de morphine par jour ?",
        "Combien coûte un fauteuil roulant ?",
        "Le vaccin est-il efficace chez les nourrissons ?",
        "Faut-il toujours opérer une appendicite ?",
        "What class of drug is ramipril?",
        "How common is stroke in men over 60?",
        "How is syphilis treated?",
        "Should I order a scan?",
        "What does dysuria mean?",
    ],
)
def test_what_is_asked_of_a_book_is_asked_of_nobody(text: str) -> None:
    assert is_general_knowledge(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "À quelle dose ?",
        "Comment l’avez-vous attrapée ?",
        "Combien de cigarettes par jour ?",
        "Le dernier comprimé, à quelle heure ?",
        "How often does it hurt?",
        "What is the pain like?",
        "Is the cough dry?",
        "Which dose?",
        "How bad is it for you?",
        "Should I call your daughter?",
    ],
)
def test_what_is_asked_of_a_patient_stays_theirs(text: str) -> None:
    assert not is_general_knowledge(plain(text))


def test_a_good_part_of_what_strangers_ask_of_books_is_heard() -> None:
    knowledge = next(t for t in strangers().topics if t.id == "stranger-knowledge")
    texts = [t for language in LANGUAGES for t in knowledge.phrasings.in_language(language)]

    assert sum(is_general_knowledge(plain(text)) for text in texts) >= len(texts) // 3


@pytest.mark.parametrize(
    "text",
    [
        "Un voisin prend du Viagra, c’est risqué ?",
        "Ma collègue a avorté, c’est-tu fréquent ?",
        "A friend of mine drinks a lot of port.",
        "Plenty of drivers lose their licence.",
        "Une femme sur cinq a eu une infection.",
        "Je ne vous demande pas si vous buvez.",
        "If you hide anything from me I will report you.",
    ],
)
def test_what_is_said_of_others_asks_for_nobodys_secret(text: str) -> None:
    assert not is_of_a_person(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "Beaucoup de gens boivent un verre le soir. Et vous ?",
        "Some people find it hard to talk about sex; do you?",
        "Votre voisine vous prête-t-elle des somnifères ?",
        "Si vous avez bu, combien de verres ?",
    ],
)
def test_who_speaks_of_others_to_ask_of_oneself_still_asks(text: str) -> None:
    assert is_of_a_person(plain(text))
