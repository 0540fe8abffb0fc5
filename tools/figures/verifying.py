"""How long one reader waits for the answer, and how many kinds of tampering are refused."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from statistics import median

from passerelle.engines.credential import (
    Report,
    SubprocessCanonicaliser,
    build_bundle,
    verify,
    verify_bundle,
)
from tests.diploma.tampering import refused_as_told
from tests.engines.credential_cast import (
    NAMES,
    TODAY,
    as_file,
    blank_lists,
    list_address,
    signed_diploma,
    signed_list,
    trust_of,
)

from .sheet import Figure, at_most


def verifying_figures(*, times: int) -> Iterator[Figure]:
    """A diploma of five institutions, by the clock on the wall, its lists known or carried."""
    diploma, trust, blank = signed_diploma(NAMES), trust_of(NAMES), blank_lists(NAMES)
    lists = {name: signed_list(name, blank[list_address(name)]) for name in NAMES}  # type: ignore[arg-type]  # blank ones
    bundle = as_file(
        build_bundle(
            diploma,
            trust=trust,
            status_lists=[_read(each) for each in lists.values()],
            made_at=TODAY,
        )
    )
    file = as_file(diploma)
    with SubprocessCanonicaliser() as worker:
        worker.start()
        context = {"trust": trust, "at": TODAY, "canonicaliser": worker}
        one = _median(lambda: verify(file, statuses=blank, **context), times)  # type: ignore[arg-type]  # shared words
        kept = _median(lambda: verify_bundle(bundle, **context), times)  # type: ignore[arg-type]  # idem
    yield at_most("one diploma of five institutions verified", one, 60, "ms")
    yield Figure("its bundle verified, five signed lists included", "shown", f"{kept:.1f} ms")
    refused, kinds = refused_as_told()
    name = "kinds of tampering refused with the right reason"
    yield Figure(name, "all, 30 or more", f"{refused} of {kinds}", refused == kinds >= 30)


def _median(answer: Callable[[], Report], times: int) -> float:
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        report = answer()
        seconds.append(time.perf_counter() - started)
        if report.verdict != "valid":
            raise RuntimeError(f"A genuine diploma is {report.verdict}: {report.failures}")
    return median(seconds) * 1000


def _read(file: bytes) -> dict[str, object]:
    document: dict[str, object] = json.loads(file)
    return document
