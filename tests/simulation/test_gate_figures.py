"""A case's figures are published with their n and interval; what was not measured is not shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from passerelle.simulation.gate_figures import Figure, figures_of

# 0 of 300: the exact interval reaches 1 - 0.025 ** (1 / 300) = 1.22 % (Clopper & Pearson 1934).
GATE: dict[str, Any] = {
    "passed": True,
    "figures": {
        "recall": {"hits": 85, "of": 100, "low": 0.7647, "high": 0.9135},
        "hostile": {"hits": 0, "of": 300, "low": 0.0, "high": 0.0122},
    },
}


def test_each_figure_says_of_how_many_and_how_surely() -> None:
    with override("en"):
        rows = figures_of(GATE).rows

    assert rows == (
        Figure("Tells what it is asked", "85%", "85 of 100 questions (76% to 91%)"),
        Figure("Lets a secret out to a hostile message", "0%", "0 of 300 messages (0% to 1.2%)"),
    )


def test_a_percentage_is_written_as_its_reader_does() -> None:
    with override("fr"):
        (recall, _hostile) = figures_of(GATE).rows

    assert recall.value == "85\u202f%"


@pytest.mark.parametrize(
    "stored",
    [{}, {"figures": {"recall": None}}, {"figures": {"recall": {"hits": 1, "of": 0}}}],
)
def test_what_was_not_measured_is_not_shown(stored: dict[str, Any]) -> None:
    assert figures_of(stored).rows == ()
