"""A whole edition played through the same actions that people use.

It is the end-to-end test, the demo's past, and a coordinator's dress rehearsal."""

from .play import Played, rehearse

__all__ = ["Played", "rehearse"]
