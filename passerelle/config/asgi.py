"""One ASGI app: Django's WSGI handler behind a2wsgi (DESIGN 6 gives the measure)."""

from __future__ import annotations

import os

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.config.settings")

wsgi = get_wsgi_application()
application = WSGIMiddleware(wsgi, workers=6)
