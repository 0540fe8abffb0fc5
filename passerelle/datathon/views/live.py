"""What changes while one looks: server-sent events that say «changed», and nothing more.

The page then asks again for what it may see; no figure ever travels in an event."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.db import close_old_connections
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.campus.access import person_of, requires

from ..enums import BoardName
from ..queries.boards import board_version
from ..queries.watching import submission_version
from ..rules import can_follow_datathon
from .reaching import reached_or_404

_EVERY_SECONDS, _LOOKS = 2, 300
Watch = Callable[[], str | None]
# How many pages each person follows at this moment: nobody takes the server's streams for themself.
_MOST_A_PERSON = 12
_followed: Counter[int] = Counter()


@require_safe
@requires(can_follow_datathon)
def board_live(request: HttpRequest, edition: str, slug: str, board: str) -> HttpResponseBase:
    """Tells when a board is ranked again."""
    reached = reached_or_404(request, slug)
    if board not in BoardName.values:
        raise Http404(_("There is no such board."))

    def watch() -> str | None:
        version = board_version(reached.challenge, BoardName(board), reached.standing)
        return None if version is None else str(version)

    return _events(request, watch)


@require_safe
@requires(can_follow_datathon)
def submission_live(
    request: HttpRequest, edition: str, slug: str, submission: int
) -> HttpResponseBase:
    """Tells when a submission moves in the queue, prints a line, or ends."""
    reached = reached_or_404(request, slug)
    return _events(
        request, lambda: submission_version(submission, reached.challenge, reached.standing)
    )


def _events(request: HttpRequest, watch: Watch) -> HttpResponseBase:
    """Under WSGI one event, and the browser comes back; under ASGI as they happen."""
    first, who = watch(), person_of(request).pk
    if first is None:
        raise Http404
    if _followed[who] >= _MOST_A_PERSON:
        return HttpResponse(status=204)  # HTML, 9.2.5: the browser asks no more
    body = _stream(first, watch, who) if isinstance(request, ASGIRequest) else [_event(first)]
    response = StreamingHttpResponse(body, content_type="text/event-stream")
    response["Cache-Control"] = "no-cache"
    response["X-Accel-Buffering"] = "no"
    return response


async def _stream(first: str, watch: Watch, who: int) -> AsyncIterator[str]:
    """Ten minutes at most; the browser then asks again by itself, and is checked again."""
    _followed[who] += 1
    try:
        yield _event(first)
        async for event in _changes(first, watch):
            yield event
    finally:
        _followed[who] -= 1


async def _changes(known: str, watch: Watch) -> AsyncIterator[str]:
    for look in range(_LOOKS):
        await asyncio.sleep(_EVERY_SECONDS)
        version = await sync_to_async(_looked, thread_sensitive=False)(watch)
        if version is None:
            return
        if version != known:
            known = version
            yield _event(version)
        elif look % 8 == 7:
            yield ": still here\n\n"


def _looked(watch: Watch) -> str | None:
    close_old_connections()
    return watch()


def _event(version: str) -> str:
    return f"retry: 5000\nevent: version\ndata: {version}\n\n"
