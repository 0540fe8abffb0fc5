"""One ASGI app: Django's WSGI handler behind a2wsgi (DESIGN 6 gives the measure).

Event streams (addresses that end in /live/) are Django's own ASGI, so that a reader who follows a
board holds no thread."""

from __future__ import annotations

import gc
import threading

from a2wsgi import WSGIMiddleware
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application

from passerelle.config.bodies import Receive, Scope, Send, WholeBodies
from passerelle.config.starting import start

start()
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
# A download fills the queue and frees its thread: 4 MB in pieces of 4 kB (FileResponse.block_size).
_pages = WholeBodies(WSGIMiddleware(wsgi, workers=6, send_queue_size=1024))


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Whoever the address is for answers."""
    is_read = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
    is_stream = is_read and scope["path"].endswith("/live/")
    await (_streams if is_stream else _pages)(scope, receive, send)
