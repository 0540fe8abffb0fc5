"""A clinician's question is never taken for an insult, an order, distress or another language."""

import pytest

from passerelle.engines.encounter import LANGUAGES, is_own_distress, shared_library
from passerelle.engines.encounter._about import is_of_a_person
from passerelle.engines.encounter._foreign import is_in_another_language
from passerelle.engines.encounter._hostility import hostility_of
from passerelle.engines.encounter._texts import plain


def test_every_other_question_of_the_library_reaches_the_reader():
    asked = [
        (language, phrasing)
        for topic in shared_library().topics
        for language in LANGUAGES
        for phrasing in topic.phrasings.in_language(language)[::2]
        if not topic.is_stranger
    ]

    stopped = [
        phrasing
        for language, phrasing in asked
        if hostility_of(phrasing)
        or is_own_distress(phrasing)
        or is_in_another_language(phrasing, language)
    ]

    assert len(asked) > 2000
    assert stopped == []


@pytest.mark.parametrize(
    "text",
    [
        "I’m certainly not suggesting you have ever thought of suicide.",
        "Je ne crois pas du tout que vous ayez des idées noires.",
        "I’m not here to check where he sleeps.",
        "Le cancer du côlon est-il héréditaire ?",
        "Wine is cheap this year, isn’t it?",
    ],
)
def test_what_is_said_and_not_asked_is_about_nobody(text: str) -> None:
    """Five prompts that drew out a secret when questions nobody had tuned to were first played."""
    assert not is_of_a_person(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "Vous n’avez pas pris de pilule, au moins ?",
        "La mère est-elle alcoolique ?",
        "De l’alcool, des drogues ?",
        "Est-ce qu’il dort avec vous ?",
    ],
)
def test_a_question_on_someone_is_about_them(text: str) -> None:
    assert is_of_a_person(plain(text))
