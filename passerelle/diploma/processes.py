"""Issuing in several processes: each child starts Django before it reads what it is to do."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .actions.batch import Seen, Share


@contextmanager
def seen_by_processes(shares: Sequence[Share], *, count: int) -> Iterator[Iterable[Seen]]:
    """What each share became, as the processes are done with them.

    They are spawned, not forked: a child inherits no connection to the database."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(min(count, len(shares)), initializer=begin) as pool:
        yield pool.imap_unordered(see_to, shares)


def begin() -> None:
    import django

    django.setup()


def see_to(share: Share) -> Seen:
    from .actions import batch

    return batch.see_to(share)
