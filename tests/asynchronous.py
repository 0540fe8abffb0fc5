"""Coroutines in tests: in a thread of their own, since Chromium's driver may hold this one's loop."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def done(coroutine: Coroutine[Any, Any, Answer]) -> Answer:
    """What a coroutine returns, waited for."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
