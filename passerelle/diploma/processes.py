"""Issuing in several processes: each child is given shares, a line of JSON each, and answers.

A child is a new program, not a copy of this one: it inherits no connection to the database."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict
from queue import SimpleQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .actions.batch import Seen, Share

_GRACE_SECONDS = 10


@contextmanager
def seen_by_processes(shares: Sequence[Share], *, count: int) -> Iterator[Iterable[Seen]]:
    """What each share became, as the processes are done with them."""
    children = [_child() for _ in range(min(count, len(shares)))]
    idle: SimpleQueue[subprocess.Popen[str]] = SimpleQueue()
    for child in children:
        idle.put(child)
    threads = ThreadPoolExecutor(len(children))
    try:
        asked = [threads.submit(_ask, idle, share) for share in shares]
        yield (each.result() for each in as_completed(asked))
    finally:
        threads.shutdown(cancel_futures=True)
        for child in children:
            _dismiss(child)


def _child() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def _ask(idle: SimpleQueue[subprocess.Popen[str]], share: Share) -> Seen:
    from .actions.batch import Seen

    child = idle.get()
    try:
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("A process that issues diplomas cannot be spoken to.")
        child.stdin.write(json.dumps(asdict(share)) + "\n")
        child.stdin.flush()
        answer = child.stdout.readline()
    finally:
        idle.put(child)
    if not answer:
        raise RuntimeError("A process that issues diplomas ended before its work; start it again.")
    said = json.loads(answer)
    return Seen(said["count"], said["issued"], tuple(said["refused"]))


def _dismiss(child: subprocess.Popen[str]) -> None:
    if child.stdin is not None:
        child.stdin.close()
    try:
        child.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
    if child.stdout is not None:
        child.stdout.close()


def _answer() -> None:
    """What a child does until nothing more is asked of it."""
    import django

    django.setup()
    from passerelle.diploma.actions.batch import Share, see_to

    for line in sys.stdin:
        asked = json.loads(line)
        seen = see_to(Share(asked["edition_id"], tuple(asked["decisions"]), asked["by_id"]))
        print(json.dumps(asdict(seen)), flush=True)


if __name__ == "__main__":
    _answer()
