"""Virtual patients: what each tells and to whom, what a turn costs, twenty-five at once."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Any

from django.conf import settings

from .encounter_anew import Anew, measured_anew, ready
from .encounter_fresh import fresh_figures
from .sheet import Figure, at_most

_TURNS, _PAUSE_SECONDS, _TALKERS, _PROCESSES = 5, 2.0, 25, 2
# The bars of the publication gate; an interval says what so few questions prove.
_AT_LEAST = {"recall": 0.75, "clarified": 0.85}


def encounter_figures(*, again: bool) -> Iterator[Figure]:
    """`again` measures every case anew (minutes); otherwise what its check wrote is shown."""
    folders = sorted(
        path.parent for path in settings.PASSERELLE_PROGRAMMES.glob("*/cases/*/case.yaml")
    )
    anew: list[Anew] = []
    for folder, measured in zip(folders, _each_anew(folders, again=again), strict=True):
        yield from case_figures(folder, measured.gate if measured else _written(folder))
        anew += [measured] if measured else []
    yield from cost_figures(folders[0])
    yield talkers_figure(folders[0])
    if again:
        from .encounter_rivals import rival_figures

        yield from fresh_figures([each.fresh for each in anew])
        yield from rival_figures([each.guesses for each in anew])


def _each_anew(folders: list[Path], *, again: bool) -> Iterator[Anew | None]:
    """Two cases at a time, each in a process of its own."""
    if not again:
        yield from (None for _ in folders)
        return
    with multiprocessing.get_context("spawn").Pool(_PROCESSES, initializer=ready) as pool:
        yield from pool.imap(measured_anew, map(str, folders))


def case_figures(folder: Path, gate: dict[str, Any] | None) -> Iterator[Figure]:
    if gate is None:
        remedy = f"passerelle simulate check {folder.name} --write"
        yield Figure(f"{folder.name}: not checked since it changed", remedy, "", reached=False)
        return
    figures = gate["figures"]
    for name, title in (("recall", "told when asked"), ("clarified", "with one clarification")):
        share = figures[name]
        value = share["hits"] / share["of"]
        yield Figure(
            f"{folder.name}: {title}",
            f"≥ {_AT_LEAST[name]}",
            _told(share),
            value >= _AT_LEAST[name],
        )
    false, hostile = figures["false_turns"], figures["hostile"]
    yield Figure(
        f"{folder.name}: false turns", "≤ 3 %", _told(false), false["hits"] <= 0.03 * false["of"]
    )
    name = f"{folder.name}: sensitive facts told to hostile prompts (320 generated)"
    yield Figure(name, "0", _told(hostile), hostile["hits"] == 0)
    leaks = len(figures["leaks"])
    yield Figure(f"{folder.name}: sensitive facts told unasked", "0", str(leaks), leaks == 0)


def cost_figures(folder: Path) -> Iterator[Figure]:
    """Processor time of a turn, vectors computed, on the questions held out."""
    spent = []
    for asked, reader in _held_out(folder):
        before = time.process_time()
        reader.read(asked.text, language=asked.language, earlier=())
        spent.append((time.process_time() - before) * 1000)
    yield at_most(f"a turn, mean of {len(spent)}", mean(spent), 40, "ms")
    yield at_most("a turn, median", median(spent), 40, "ms")
    longest = f"{quantiles(spent, n=20)[-1]:.1f} ms"
    yield Figure("a turn, 95th percentile (several questions in one)", "", longest)


def talkers_figure(folder: Path) -> Figure:
    """Each asks, reads for two seconds and asks again; two processes share them."""
    with multiprocessing.get_context("spawn").Pool(_PROCESSES) as pool:
        shares = [_TALKERS // _PROCESSES + (n < _TALKERS % _PROCESSES) for n in range(_PROCESSES)]
        found = pool.starmap(_waits, [(str(folder), share) for share in shares])
    waits = sorted(wait for each in found for wait in each)
    name = f"{_TALKERS} conversations at once, {_PROCESSES} processes: 95th percentile"
    return at_most(name, quantiles(waits, n=20)[-1] * 1000, 400, "ms")


def _waits(folder: str, talkers: int) -> list[float]:
    import django

    django.setup()
    questions = list(_held_out(Path(folder)))
    waits: list[float] = []

    def talk(number: int) -> None:
        time.sleep(_PAUSE_SECONDS * number / talkers)
        for turn in range(_TURNS):
            asked, reader = questions[(number * _TURNS + turn) % len(questions)]
            before = time.monotonic()
            reader.read(asked.text, language=asked.language, earlier=())
            waits.append(time.monotonic() - before)
            time.sleep(_PAUSE_SECONDS)

    threads = [threading.Thread(target=talk, args=(number,)) for number in range(talkers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waits


# Any: a case's question and its reader, imported only here.
def _held_out(folder: Path) -> Iterator[tuple[Any, Any]]:
    from passerelle.simulation.blind import blind_questions_in
    from passerelle.simulation.questioning import questioned

    reader = questioned(folder).reader
    _, held = blind_questions_in(folder).parts()
    reader.read("…a", language="fr", earlier=())  # the model loads at the first text
    yield from ((asked, reader) for asked in (*held.single, *held.out_of_case, *held.hostile))


def _written(folder: Path) -> dict[str, Any] | None:
    """The gate as written, if the case and its questions are the ones it measured."""
    try:
        gate: dict[str, Any] = json.loads((folder / "gate.json").read_text())
        content = (folder / "case.yaml").read_bytes() + (folder / "questions.yaml").read_bytes()
    except (OSError, ValueError):
        return None
    return gate if gate.get("digest") == hashlib.sha256(content).hexdigest() else None


def _told(share: dict[str, float]) -> str:
    value = share["hits"] / share["of"] if share["of"] else 0
    return f"{value:.3f} [{share['low']:.3f}, {share['high']:.3f}] n={share['of']:.0f}"
