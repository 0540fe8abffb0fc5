"""Work for later, started by name: `jobs.later("diploma.print", credential_id=4)`.

The only room that knows which queue runs underneath (the Tasks API, DESIGN 6). A `Job` row is the
truth: who claimed it, how often it was tried. The queue only says when to look at it: a call that
is lost, doubled or late does no harm. `jobs.worker` is what `passerelle work` runs."""

from .queue import at_once, later, position_of, run_waiting, waiting
from .registry import JobFailed, every, work
from .watch import living_workers, tend

__all__ = [
    "JobFailed",
    "at_once",
    "every",
    "later",
    "living_workers",
    "position_of",
    "run_waiting",
    "tend",
    "waiting",
    "work",
]
