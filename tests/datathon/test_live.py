"""Nobody takes all the streams of the server for themself."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import AsyncRequestFactory

from passerelle.campus.viewer import Viewer
from passerelle.datathon.views import live
from passerelle.people.models import Person
from tests.asynchronous import done


def asked_by(person: int) -> HttpResponseBase:
    request: Any = AsyncRequestFactory().get("/2027/datathon/fievre/board/public/live/")
    request.viewer = Viewer(Person(pk=person))
    return live._events(request, lambda: "1")


async def opened(response: HttpResponseBase) -> AsyncGenerator[bytes, None]:
    """Read as far as the first event; the stream stays open."""
    assert isinstance(response, StreamingHttpResponse)
    events: Any = response._iterator  # type: ignore[attr-defined]  # what the server iterates
    assert "data: 1" in await anext(events)
    return events  # type: ignore[no-any-return]


def test_a_person_follows_twelve_pages_at_once_and_gives_them_back() -> None:
    async def scenario() -> list[int]:
        streams = [await opened(asked_by(7)) for _ in range(12)]
        codes = [asked_by(7).status_code, asked_by(8).status_code]
        await streams[0].aclose()
        return [*codes, asked_by(7).status_code]

    assert done(scenario()) == [204, 200, 200]
