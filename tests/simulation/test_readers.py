"""What a learner types is embedded and forgotten; a replay embeds each question once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from passerelle.engines.encounter import Embed
from passerelle.simulation import readers
from passerelle.simulation.readers import embedded_once


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that the model was given."""
    texts: list[str] = []

    def counting(given: Sequence[str]) -> np.ndarray:
        texts.extend(given)
        return np.ones((len(given), 2), dtype=np.float32)

    monkeypatch.setattr(readers, "embed", counting)
    return texts


def embeds() -> Embed:
    return readers._embeds.get()


def test_a_replay_embeds_what_two_readers_are_asked_once(asked: list[str]) -> None:
    with embedded_once():
        for _reader in ("before", "after"):
            embeds()(["Où avez-vous mal ?", "Depuis quand ?"])

    assert asked == ["Où avez-vous mal ?", "Depuis quand ?"]


def test_nothing_is_remembered_outside_a_replay(asked: list[str]) -> None:
    outside = embeds()
    with embedded_once():
        within = embeds()
        embeds()(["Je vais mal."])
    with embedded_once():
        embeds()(["Je vais mal."])

    assert embeds() is outside is not within
    assert asked == ["Je vais mal."] * 2
