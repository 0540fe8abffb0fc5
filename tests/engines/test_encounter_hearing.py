"""A clinician's question is never taken for an insult, an order, distress or another language."""

from passerelle.engines.encounter import LANGUAGES, is_own_distress, shared_library
from passerelle.engines.encounter._foreign import is_in_another_language
from passerelle.engines.encounter._hostility import hostility_of


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
