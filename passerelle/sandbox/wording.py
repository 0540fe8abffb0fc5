"""What came of a run, in the reader's language: asked for when it is shown, never stored."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .order import Limits
from .outcome import Ended
from .outputs import REASONS


def sentence(ended: Ended, limits: Limits) -> str:
    """What ended the run, with the limit it met."""
    template = {
        Ended.DONE: _("The program ended normally."),
        Ended.FAILED: _("The program ended with an error; its last line says which."),
        Ended.WALL_CLOCK: _("The program was stopped: it ran for more than %(wall_seconds)g s."),
        Ended.CPU: _("The program was stopped: it used %(cpu_seconds)g s of processor time."),
        Ended.MEMORY: _("The program was stopped: it needed more than %(memory_mb)d MB of memory."),
        Ended.PROCESSES: _("The program needed more than %(processes)d processes at once."),
        Ended.OUTPUT_SIZE: _("The program wrote more than %(output_mb)d MB of files."),
        Ended.OUTPUT_FILES: _("The program wrote more than %(output_files)d files."),
        Ended.NOT_STARTED: _("The program could not be started. This is not charged to you."),
    }[ended]
    return template % vars(limits)


def refusal(entry: str) -> str:
    """One line of `Outcome.refused` (name: reason), its reason in the reader's language."""
    name, _separator, reason = entry.rpartition(": ")
    return f"{name}: {_(reason)}" if reason in REASONS else entry


# The constants of outputs.py, for the catalogue.
_REASONS = (
    gettext_noop("its name is not plain text"),
    gettext_noop("a symbolic link is not followed"),
    gettext_noop("only regular files are taken"),
    gettext_noop("a file with two names (hard links) is not taken"),
    gettext_noop("too many folders in one another"),
    gettext_noop("too many files"),
    gettext_noop("too big for what the output may hold"),
    gettext_noop("it cannot be read"),
    gettext_noop("a file of this name was there already"),
)
