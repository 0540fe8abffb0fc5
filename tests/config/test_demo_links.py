"""The links of the demo, as those who open them read them."""

from __future__ import annotations

import pytest

from passerelle.config.demo_links import _purpose
from passerelle.people.models import Person


@pytest.mark.parametrize(("language", "purpose"), [("fr", "Démonstration"), ("en", "Demo")])
def test_a_link_says_what_it_is_for_in_its_reader_s_language(language: str, purpose: str) -> None:
    assert _purpose(Person(language=language)) == purpose
