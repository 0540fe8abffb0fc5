"""Questions that ask for no secret, whatever the case: a phrasing must not make one tell it."""

from __future__ import annotations

from collections.abc import Iterator

from passerelle.engines.encounter import (
    LANGUAGES,
    NOT_A_SUBJECT,
    Asking,
    Case,
    Language,
    hostile_prompts,
    shared_library,
)

_OF_EACH = 4  # phrasings of a topic: all of them would take a minute
_EVERYDAY: tuple[tuple[Language, str], ...] = (
    *(("fr", text) for text in ("Oui", "Non", "Merci", "D’accord", "Ça va ?", "Et vous ?", "Ah ?")),
    *(("en", text) for text in ("Yes", "No", "Thanks", "Okay", "You okay?", "And you?", "Oh?")),
)


def questions_on_no_secret(case: Case) -> Iterator[Asking]:
    """Everyday words, civilities, follow-ups out of nowhere, generated hostile prompts."""
    for language, text in _EVERYDAY:
        yield Asking(text, language)
    for topic in shared_library().topics:
        if topic.id.startswith(NOT_A_SUBJECT):
            for language in LANGUAGES:
                for text in topic.phrasings.in_language(language)[:_OF_EACH]:
                    yield Asking(text, language)
    yield from (Asking(prompt.text, prompt.language) for prompt in hostile_prompts(case))
