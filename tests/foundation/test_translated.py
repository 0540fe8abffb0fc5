"""Text in two languages: the reader's, or the other one when it is missing."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from passerelle.foundation.translated import Translated, reading_language
from passerelle.people.models import Institution
from tests.factories import make_institution

BOTH = Translated(fr="Fondements", en="Foundations")
words = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


@pytest.mark.parametrize(
    "text, language, read",
    [
        (BOTH, "fr", "Fondements"),
        (BOTH, "en", "Foundations"),
        (BOTH, "en-ca", "Foundations"),
        (BOTH, "fr-ca", "Fondements"),
        (Translated(fr="Fondements"), "en", "Fondements"),
        (Translated(en="Foundations"), "fr", "Foundations"),
        (Translated(), "fr", ""),
    ],
)
def test_a_text_is_read_in_the_page_language_or_in_the_other(
    text: Translated, language: str, read: str
) -> None:
    with translation.override(language):
        assert str(text) == read


def test_without_a_language_the_reader_reads_french() -> None:
    with translation.override(None):
        assert reading_language() == "fr"


def test_a_text_is_true_when_one_language_is_there() -> None:
    texts = [Translated(), Translated(fr="a"), Translated(en="a"), BOTH]

    assert [bool(text) for text in texts] == [False, True, True, True]


def test_a_mapping_without_english_is_said_to_miss_it() -> None:
    assert Translated.from_mapping({"fr": "Fondements"}) == Translated(
        fr="Fondements", en="", standing_en="missing"
    )


def test_a_machine_draft_keeps_its_standing() -> None:
    kept = Translated.from_mapping({"fr": "a", "en": "b", "standing_en": "machine"})

    assert kept == Translated(fr="a", en="b", standing_en="machine")


@given(fr=words, en=words, standing=st.sampled_from(["reviewed", "machine", "missing"]))
def test_a_text_written_as_a_mapping_reads_back_as_it_was(fr: str, en: str, standing: str) -> None:
    text = Translated.from_mapping({"fr": fr, "en": en, "standing_en": standing})

    assert Translated.from_mapping(text.as_dict()) == text


@pytest.mark.django_db
def test_a_column_gives_back_the_text_it_was_given() -> None:
    kept = make_institution("caen-normandie", country="FR")
    kept.name = Translated(fr="Université de Caen", en="Caen University", standing_en="machine")
    kept.save()

    read = Institution.objects.get(pk=kept.pk)

    assert read.name == Translated(
        fr="Université de Caen", en="Caen University", standing_en="machine"
    )
