"""The self-test: every hostile probe run for real, and the level that follows.

Bait first: a file of labels everyone may read, sockets that would answer, this process's own
variables. Only then does it mean something that nothing was found."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import socket
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from .order import Limits, Order
from .outcome import Ended, Outcome, ProbeOutcome, SandboxLevel
from .probes import source_of
from .syscalls import CLONE, REFUSED, column_of

_AT_ONCE = 3
_LIMITS = Limits(
    wall_seconds=20, cpu_seconds=10, memory_mb=96, processes=16, output_mb=4, output_files=64
)


class Tested(Protocol):
    """What the self-test needs of a runner."""

    name: str
    # Probes that this kind of runner answers otherwise without danger: `partial`, and code may run.
    tolerated: frozenset[str]

    def shortcomings(self) -> tuple[str, ...]: ...

    def run(
        self, order: Order, *, keep: Path, on_line: Callable[[str], None] | None = None
    ) -> Outcome: ...


@dataclass(frozen=True)
class Bait:
    """What there is to steal or to reach, during the self-test only."""

    nonce: str
    labels: Path
    tcp: socket.socket
    udp: socket.socket

    def was_reached(self) -> bool:
        for listener, taken in ((self.tcp, self.tcp.accept), (self.udp, lambda: self.udp.recv(1))):
            listener.settimeout(0)
            try:
                taken()
            except OSError:
                continue
            return True
        return False

    def as_json(self) -> str:
        column = column_of()
        numbers = {name: getattr(each, column) for name, each in REFUSED.items()}
        return json.dumps(
            {
                "nonce": self.nonce,
                "labels": str(self.labels),
                "socket": str(self.labels.with_name("socket")),
                "abstract": self.nonce,
                "tcp": self.tcp.getsockname()[1],
                "udp": self.udp.getsockname()[1],
                "clone": getattr(CLONE, column),
                "calls": {name: number for name, number in numbers.items() if number is not None},
                "variables": [
                    hashlib.sha256(f"{name}={value}".encode()).hexdigest()
                    for name, value in os.environ.items()
                    if len(value) > 7  # LANG=C.UTF-8 may well be the same on both sides
                ],
            }
        )


@dataclass(frozen=True)
class Trial:
    """One probe with its own run: what must come of it is a function of what did."""

    name: str
    script: str
    judge: Callable[[Outcome, Path, Bait], tuple[bool, str]]
    limits: Limits = field(default=_LIMITS)


def measured_level(runner: Tested) -> SandboxLevel:
    """Some twenty questions in one run, then eight runs that each meet a limit."""
    with _bait() as bait, tempfile.TemporaryDirectory() as folder:
        first = runner.run(_order("quiet", bait.as_json()), keep=Path(folder, "quiet"))
        if first.ended is Ended.NOT_STARTED:
            return _level_of("none", runner, (), first.limit or "")
        probes = _answers(first, bait)
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            probes += pool.map(lambda trial: _tried(trial, runner, bait, Path(folder)), TRIALS)
    return level_reached(runner, tuple(probes))


def level_reached(runner: Tested, probes: tuple[ProbeOutcome, ...]) -> SandboxLevel:
    fallen = [probe for probe in probes if not probe.held]
    serious = [probe for probe in fallen if probe.name not in runner.tolerated]
    if serious:
        said = "Code may not run here: " + "; ".join(
            f"{each.name}: {each.said}" for each in serious
        )
        return _level_of("none", runner, probes, said)
    short = [*runner.shortcomings(), *(f"{each.name}: {each.said}" for each in fallen)]
    if short:
        return _level_of("partial", runner, probes, "; ".join(short))
    return _level_of("full", runner, probes, "Every probe was held.")


def _level_of(
    name: Literal["full", "partial", "none"],
    runner: Tested,
    probes: tuple[ProbeOutcome, ...],
    said: str,
) -> SandboxLevel:
    may_run_code = name != "none"
    return SandboxLevel(name, may_run_code, probes, runner=runner.name, said=said)


def _not_held(name: str, said: str) -> ProbeOutcome:
    return ProbeOutcome(name, held=False, said=said)


def _order(script: str, *words: str, limits: Limits = _LIMITS) -> Order:
    return Order(command=("python", "-c", source_of(script), *words), limits=limits)


def _answers(outcome: Outcome, bait: Bait) -> list[ProbeOutcome]:
    """The questions of `quiet.py`; one that got no answer was not held."""
    answers = {}
    for line in outcome.log.splitlines():
        if line.startswith("{"):
            answer = json.loads(line)
            answers[answer["name"]] = ProbeOutcome(**answer)
    for name in QUESTIONS:
        answers.setdefault(name, _not_held(name, f"no answer: {outcome.last_line}"))
    if bait.was_reached():
        answers["tcp"] = _not_held("tcp", "something came through to the host")
    return [answers[name] for name in QUESTIONS]


def _tried(trial: Trial, runner: Tested, bait: Bait, folder: Path) -> ProbeOutcome:
    keep = folder / trial.name
    word = str(bait.labels) if trial.script == "traps" else f"{bait.nonce}-{trial.script}"
    outcome = runner.run(_order(trial.script, word, limits=trial.limits), keep=keep)
    held, said = trial.judge(outcome, keep, bait)
    return ProbeOutcome(trial.name, held, said)


@contextmanager
def _bait() -> Iterator[Bait]:
    nonce = f"passerelle-{secrets.token_hex(8)}"
    with ExitStack() as exits:
        folder = Path(exits.enter_context(tempfile.TemporaryDirectory(prefix=f"{nonce}-")))
        folder.chmod(0o755)
        labels = folder / "labels.csv"
        labels.write_text(f"id,label\n{nonce},1\n")
        tcp = exits.enter_context(socket.create_server(("127.0.0.1", 0)))
        udp = exits.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", 0))
        for address in ("\0" + nonce, str(folder / "socket")):
            local = exits.enter_context(socket.socket(socket.AF_UNIX))
            local.bind(address)
            local.listen()
        yield Bait(nonce, labels, tcp, udp)


def _ends(ended: Ended, good: str) -> Callable[[Outcome, Path, Bait], tuple[bool, str]]:
    def judge(outcome: Outcome, _keep: Path, _bait: Bait) -> tuple[bool, str]:
        if outcome.ended is ended:
            return True, f"{good} ({outcome.limit})"
        return False, f"it ended as {outcome.ended}: {outcome.last_line or outcome.limit}"

    return judge


def _fills(ended: Ended, most: int, unit: str) -> Callable[[Outcome, Path, Bait], tuple[bool, str]]:
    """The limit is named, and no other writable place took more than its share."""

    def judge(outcome: Outcome, _keep: Path, _bait: Bait) -> tuple[bool, str]:
        written = int(outcome.last_line) if outcome.last_line.isdigit() else most + 1
        if outcome.ended is ended and written <= most:
            return True, f"no place took more than {written} {unit} ({outcome.limit})"
        return False, f"it ended as {outcome.ended} after {written} {unit}"

    return judge


def _no_orphan(outcome: Outcome, _keep: Path, bait: Bait) -> tuple[bool, str]:
    left = pids_with(f"{bait.nonce}-orphan")
    if outcome.last_line != "the daemon stands":
        return False, f"no daemon stood: {outcome.last_line}"
    return not left, f"{len(left)} processes survived" if left else "the daemon ended with the run"


def _no_sleeper(outcome: Outcome, _keep: Path, bait: Bait) -> tuple[bool, str]:
    held, said = _ends(Ended.WALL_CLOCK, "it was ended, its child too")(outcome, _keep, bait)
    return held and outcome.seconds < 5, said


def pids_with(nonce: str) -> list[int]:
    """Processes of this machine that carry a word in their command line."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if nonce.encode() in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def _only_the_good(outcome: Outcome, keep: Path, _bait: Bait) -> tuple[bool, str]:
    names = sorted(str(path.relative_to(keep)) for path in keep.rglob("*"))
    if names != ["good.csv"] or (keep / "good.csv").read_text() != "id,score\n":
        return False, f"brought home: {', '.join(names) or 'nothing'} ({outcome.last_line})"
    return True, f"one honest file came home, {len(outcome.refused)} others were left"


def _no_flood(outcome: Outcome, _keep: Path, _bait: Bait) -> tuple[bool, str]:
    kept = len(outcome.log)
    if outcome.ended is Ended.DONE and kept < (_LIMITS.log_kb << 10) + 1000:
        return True, f"64 MB were printed, {kept} characters kept"
    return False, f"it ended as {outcome.ended}, {kept} characters kept"


_PATIENT = Limits(**{**vars(_LIMITS), "wall_seconds": 0.5})

TRIALS = (
    Trial("fork-bomb", "fork_bomb", _ends(Ended.PROCESSES, "the bomb was stopped")),
    Trial("memory-hog", "memory_hog", _ends(Ended.MEMORY, "the hog was stopped")),
    Trial("memory-of-many", "memory_of_many", _ends(Ended.MEMORY, "their sum was stopped")),
    Trial("disk-bytes", "disk_bytes", _fills(Ended.OUTPUT_SIZE, _LIMITS.output_mb + 1, "MB")),
    Trial("disk-files", "disk_files", _fills(Ended.OUTPUT_FILES, 5000, "files")),
    Trial("orphan", "orphan", _no_orphan),
    Trial("endless", "sleeper", _no_sleeper, _PATIENT),
    Trial("output-traps", "traps", _only_the_good),
    Trial("flood", "flood", _no_flood),
)
QUESTIONS = (
    *("environment", "shadow", "labels", "tcp", "udp", "abstract-socket", "unix-socket"),
    *("raw-sockets", "write-outside", "system-calls", "user-namespace", "mounts", "foreign-calls"),
    *("host-processes", "kernel-settings", "kernel-secrets", "privileges", "seccomp-filter"),
    *("descriptors", "devices"),
)
