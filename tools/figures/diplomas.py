"""What it costs to sign a diploma with two keys and to verify it."""

from __future__ import annotations

import os
from collections.abc import Iterator
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

from .processor import cpu_seconds
from .sheet import Figure, at_most


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
