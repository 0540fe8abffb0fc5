"""What it costs to sign a diploma and to verify it, and to issue a thousand of them on paper."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from passerelle.engines.credential import (
    InlineCanonicaliser,
    SubprocessCanonicaliser,
    sign,
    verify,
)
from tests.engines.credential_cast import (
    NAMES,
    SIGNED_AT,
    TODAY,
    as_file,
    blank_lists,
    key_id,
    key_of,
    list_address,
    signed_list,
    trust_of,
    unsigned_diploma,
)

from .graduates import YEAR
from .processor import cpu_seconds
from .sheet import Figure, at_most
from .site import ROOT, environment

_WHOLE, _LONGEST = 1000, 120
_AFTER_THE_JURY = datetime(2026, 6, 19, 12, tzinfo=UTC)
_PROGRAMME = "programmes/ia-generative-sante"


def diploma_figures(*, batches: int, size: int) -> Iterator[Figure]:
    """Processor time, the canonicalising worker included; the median of several batches."""
    with SubprocessCanonicaliser() as canonicaliser:
        canonicaliser.start()
        plain, published = (
            median(_batch(canonicaliser, size, signed_lists=signed) for _ in range(batches))
            for signed in (False, True)
        )
    yield at_most("issue + verify a two-institution credential", plain, 40, "ms")
    yield Figure("the same, both signed status lists verified too", "shown", f"{published:.1f} ms")


def issuing_figures(*, count: int) -> Iterator[Figure]:
    """From the jury's decision to the signed PDF: five proofs and five PAdES signatures each.

    Two processes of `passerelle credential issue`, their start included, on a fresh campus."""
    with tempfile.TemporaryDirectory(prefix="passerelle-bench-") as scratch:
        variables = environment(Path(scratch), at=_AFTER_THE_JURY)
        _run(variables, "passerelle.config.command", "manage", "migrate", "-v", "0")
        load = ("programme", "load", _PROGRAMME, "--edition", YEAR)
        _run(variables, "passerelle.config.command", *load)
        _run(variables, "tools.figures.graduates", str(count))
        issue = ("credential", "issue", "--edition", YEAR, "--all", "--processes", "2")
        started = time.monotonic()
        said = _run(variables, "passerelle.config.command", *issue)
        seconds = time.monotonic() - started
        made = len(list(Path(scratch).rglob("diplomas/*.pdf")))
    complete = f"{count} diplomas issued; {count} of {count} in all." in said and made == count
    label = "diplomas with 5 proofs and 5 PAdES signatures, two processes"
    if not complete:
        found = said.strip() or "nothing"
        yield Figure(f"{count} {label}", f"≤ {_LONGEST} s", found, reached=False)
    elif count == _WHOLE:
        yield at_most(f"{count} {label}", seconds, _LONGEST, "s", places=0)
    else:
        yield Figure(f"{count} {label}", "shown", f"{seconds:.1f} s")
        whole = seconds * _WHOLE / count
        yield at_most(
            f"{_WHOLE} of them, extrapolated (`--only diplomas` runs them)",
            whole,
            _LONGEST,
            "s",
            places=0,
        )


def _run(variables: Mapping[str, str], module: str, *words: str) -> str:
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, env=variables, cwd=ROOT, capture_output=True, text=True)
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        raise RuntimeError(f"{' '.join(words)} failed:\n{done.stderr[-3000:]}")
    return done.stdout


def _batch(canonicaliser: SubprocessCanonicaliser, size: int, *, signed_lists: bool) -> float:
    trust, lists = trust_of(), blank_lists()
    if signed_lists:
        names = ("chum", "bourgogne")
        lists = {
            list_address(name): signed_list(name, blank_lists()[list_address(name)])  # type: ignore[arg-type]
            for name in names
        }
    before = cpu_seconds(os.getpid())
    for _ in range(size):
        report = verify(
            as_file(_issued()),
            trust=trust,
            at=TODAY,
            canonicaliser=canonicaliser,
            statuses=lists,
        )
    if report.verdict != "valid":
        raise RuntimeError(f"A diploma just signed is {report.verdict}: {report}")
    return (cpu_seconds(os.getpid()) - before) * 1000 / size


def _issued() -> dict[str, Any]:
    """A diploma signed by two, with nothing remembered of the one before."""
    ours = InlineCanonicaliser()
    document = unsigned_diploma(NAMES[:2])
    for name in NAMES[:2]:
        document = sign(
            document,
            key=key_of(name),
            verification_method=key_id(name),
            created=SIGNED_AT,
            canonicaliser=ours,
        )
    return document
