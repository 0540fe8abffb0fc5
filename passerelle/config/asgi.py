"""One ASGI app: Django's WSGI handler behind a2wsgi (DESIGN 6 gives the measure).

Event streams (addresses that end in /live/) are Django's own ASGI, so that a reader who follows a
board holds no thread."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.config.settings")

wsgi = get_wsgi_application()
_streams = get_asgi_application()


def _settle() -> None:
    """Load what the first reader would otherwise wait for; what stays is not collected again."""
    from django.urls import get_resolver

    from passerelle.diploma.queries.verification import warm_up

    get_resolver().url_patterns  # noqa: B018  # imports every view
    warm_up()
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


threading.Thread(target=_settle, daemon=True).start()
_pages = WSGIMiddleware(wsgi, workers=6)


Message = dict[str, Any]  # Any: what ASGI says a message is
Scope = dict[str, Any]


async def application(
    scope: Scope,
    receive: Callable[[], Awaitable[Message]],
    send: Callable[[Mapping[str, Any]], Awaitable[None]],
) -> None:
    """Whoever the address is for answers."""
    is_stream = scope["type"] == "http" and scope["path"].endswith("/live/")
    await (_streams if is_stream else _pages)(scope, receive, send)
