"""One ASGI app: Django's WSGI handler behind a2wsgi (DESIGN 6 gives the measure)."""

from __future__ import annotations

import gc
import os
import threading

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.config.settings")

wsgi = get_wsgi_application()


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
application = WSGIMiddleware(wsgi, workers=6)
