"""A place to run untrusted code with nothing to steal: `run(order, keep=folder)`, `level()`."""

from .order import Limits, Mount, Order, OrderRefused
from .outcome import Ended, Outcome, OutputFile, ProbeOutcome, SandboxLevel
from .runner import Runner, chosen, level, run

__all__ = [
    "Ended",
    "Limits",
    "Mount",
    "Order",
    "OrderRefused",
    "Outcome",
    "OutputFile",
    "ProbeOutcome",
    "Runner",
    "SandboxLevel",
    "chosen",
    "level",
    "run",
]
