"""One case measured anew, in a process of its own: its gate, the fresh questions, the rivals.

Vectors of what authors wrote are kept in `.passerelle/vectors`, as `tools.lexicon` keeps them: the
first time takes minutes, the next less than one. Vectors are the same, kept or computed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .encounter_fresh import Tally, played_fresh
from .site import ROOT

if TYPE_CHECKING:
    from .encounter_rivals import Guesses


@dataclass(frozen=True, slots=True)
class Anew:
    """What one case gave. `gate` is what its check would write."""

    gate: dict[str, Any]
    fresh: Tally
    guesses: Guesses


def ready() -> None:
    """Before anything of Django is read in a process."""
    os.environ["PASSERELLE_DATA"] = str(ROOT / ".passerelle")
    import django

    django.setup()


def measured_anew(name: str) -> Anew:
    from passerelle.simulation.gating import check

    from .encounter_rivals import guessed

    folder = Path(name)
    return Anew(check(folder).as_json(), played_fresh(folder), guessed(folder))
