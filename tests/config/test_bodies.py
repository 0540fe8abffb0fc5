"""Whoever sends slowly holds nobody up; what is too large is refused before it is read."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from passerelle.config.bodies import Message, Receive, Scope, Send, WholeBodies
from tests.asynchronous import done

POST: Scope = {"type": "http", "method": "POST", "headers": []}
Sent = list[Mapping[str, Any]]


class Pages:
    """Stands for the pages: remembers each body as it reads it."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body += message["body"]
            more = message["more_body"]
        self.bodies.append(body)


def sender(*pieces: bytes, ends: bool = True) -> asyncio.Queue[Message]:
    """What a browser has sent so far."""
    sent: asyncio.Queue[Message] = asyncio.Queue()
    for place, piece in enumerate(pieces, start=1):
        more = not ends or place < len(pieces)
        sent.put_nowait({"type": "http.request", "body": piece, "more_body": more})
    return sent


async def answer_of(pages: WholeBodies, sent: asyncio.Queue[Message], scope: Scope = POST) -> Sent:
    answered: Sent = []

    async def send(message: Mapping[str, Any]) -> None:
        answered.append(message)

    await pages(scope, sent.get, send)
    return answered


def test_a_page_is_asked_once_the_whole_body_is_there() -> None:
    async def scenario() -> tuple[int, list[bytes]]:
        pages = Pages()
        slow = sender(b"one ", ends=False)
        asked = asyncio.create_task(answer_of(WholeBodies(pages), slow))
        await asyncio.sleep(0.01)
        before = len(pages.bodies)
        slow.put_nowait({"type": "http.request", "body": b"x" * 200_000, "more_body": False})
        await asked
        return before, pages.bodies

    assert done(scenario()) == (0, [b"one " + b"x" * 200_000])


def test_a_form_without_a_body_is_asked_too() -> None:
    pages = Pages()

    done(answer_of(WholeBodies(pages), sender(b"")))

    assert pages.bodies == [b""]


def test_too_large_is_refused_as_announced_and_as_it_comes() -> None:
    async def scenario() -> list[int]:
        pages = WholeBodies(Pages(), most=10)
        announced = {**POST, "headers": [(b"content-length", b"11")]}
        answers = [
            await answer_of(pages, sender(ends=False), announced),
            await answer_of(pages, sender(b"12345678", b"901", ends=False)),
        ]
        return [answer[0]["status"] for answer in answers]

    assert done(scenario()) == [413, 413]


def test_what_is_held_at_once_has_an_end_and_is_given_back() -> None:
    async def scenario() -> tuple[int, list[bytes]]:
        pages = Pages()
        whole = WholeBodies(pages, together=10)
        slow = sender(b"12345678", ends=False)
        held = asyncio.create_task(answer_of(whole, slow))
        await asyncio.sleep(0.01)
        refused = await answer_of(whole, sender(b"12345678"))
        slow.put_nowait({"type": "http.disconnect"})
        await held
        await answer_of(whole, sender(b"later"))
        return refused[0]["status"], pages.bodies

    assert done(scenario()) == (503, [b"later"])
