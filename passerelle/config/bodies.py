"""A request's body is taken in whole before a page's thread is given to it.

The thread would otherwise read at the sender's pace. As many slow senders as there are threads (a
few teams on a poor line, minutes before a deadline) and nobody is answered any more."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any

Message = dict[str, Any]  # Any: what ASGI says a message is
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_MEGABYTE, _PIECE = 1 << 20, 1 << 16
# Said before anybody knows who is asking, hence in which language.
_TOO_LARGE = "Envoi trop lourd\u00a0: {0}\u00a0Mo au plus. / Too large: {0} MB at most."
_TOO_MANY = "Trop d’envois à la fois\u00a0: réessayez. / Too many files at once: try again."


class _Refused(Exception):
    """Too large, or one too many for now."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class _Left(Exception):
    """Whoever was sending went away."""


@dataclass(slots=True)
class _Body:
    """In memory up to a megabyte, then in a file that goes with it."""

    file: SpooledTemporaryFile[bytes]
    size: int = 0
    given: int = 0

    def add(self, piece: bytes) -> None:
        self.file.write(piece)
        self.size += len(piece)

    async def receive(self) -> Message:
        """What the sender's own `receive` would have given, at once."""
        piece = self.file.read(_PIECE)
        self.given += len(piece)
        return {"type": "http.request", "body": piece, "more_body": self.given < self.size}


class WholeBodies:
    """`app` behind the taking in: no body larger than `most`, nor all of them than `together`."""

    def __init__(
        self, app: Application, *, most: int = 512 * _MEGABYTE, together: int = 2048 * _MEGABYTE
    ) -> None:
        self._app, self._most, self._together = app, most, together
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        with SpooledTemporaryFile(max_size=_MEGABYTE) as file:
            body = _Body(file)
            try:
                await self._take_in(body, scope, receive)
                await self._app(scope, body.receive, send)
            except _Refused as refused:
                await _answer(refused, send)
            except _Left:
                return
            finally:
                self._held -= body.size

    async def _take_in(self, body: _Body, scope: Scope, receive: Receive) -> None:
        announced = dict(scope["headers"]).get(b"content-length", b"")
        self._refuse_beyond(int(announced) if announced.isdigit() else 0)
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _Left
            body.add(message.get("body", b""))
            self._held += len(message.get("body", b""))
            self._refuse_beyond(body.size)
            more = message.get("more_body", False)
        body.file.seek(0)

    def _refuse_beyond(self, size: int) -> None:
        if size > self._most:
            raise _Refused(413, _TOO_LARGE.format(self._most // _MEGABYTE))
        if self._held > self._together:
            raise _Refused(503, _TOO_MANY)


async def _answer(refused: _Refused, send: Send) -> None:
    text = str(refused).encode()
    kind = (b"content-type", b"text/plain; charset=utf-8")
    headers = [kind, (b"content-length", b"%d" % len(text)), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": text})
