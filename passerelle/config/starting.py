"""Django made ready in a process of ours: a server, a command, a play."""

from __future__ import annotations

import gc
import os

import django
from django.core.exceptions import ImproperlyConfigured


def start() -> None:
    """What is loaded stays, so the collector of rubbish never looks at it: a fifth of the start,
    and a twelfth of long work such as a play. A setting that cannot be meant ends the process, with
    one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.config.settings")
    gc.disable()
    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        raise SystemExit(str(wrong)) from None
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()
