"""Which runner this installation uses, and the level it reached: `run` and `level`."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import Protocol

from .bubblewrap import Bubblewrap
from .container import Container
from .kubernetes import Cluster, Kubernetes
from .order import Order
from .outcome import Outcome, SandboxLevel
from .remembered import recall, remember
from .selftest import measured_level


class Runner(Protocol):
    """One way of running an order. All answer to the same self-test."""

    name: str
    tolerated: frozenset[str]

    def shortcomings(self) -> tuple[str, ...]: ...

    def run(
        self, order: Order, *, keep: Path, on_line: Callable[[str], None] | None = None
    ) -> Outcome: ...


class Nothing:
    """PASSERELLE_SANDBOX=none: code submissions are refused, predictions still work."""

    name = "none"
    tolerated: frozenset[str] = frozenset()

    def shortcomings(self) -> tuple[str, ...]:
        return ()

    def run(
        self, order: Order, *, keep: Path, on_line: Callable[[str], None] | None = None
    ) -> Outcome:
        del order, keep, on_line
        return Outcome.not_started("This installation runs no code (PASSERELLE_SANDBOX=none).")


def chosen(environ: Mapping[str, str] = os.environ) -> Runner:
    name = environ.get("PASSERELLE_SANDBOX", "bubblewrap")
    image = environ.get("PASSERELLE_SANDBOX_IMAGE", "")
    match name:
        case "bubblewrap":
            return Bubblewrap()
        case "container":
            engine = environ.get("PASSERELLE_SANDBOX_ENGINE", "docker")
            runtime = environ.get("PASSERELLE_SANDBOX_RUNTIME", "")
            return Container(image=image, engine=engine, runtime=runtime)
        case "kubernetes":
            return Kubernetes(
                Cluster(
                    image=image,
                    namespace=environ.get("PASSERELLE_SANDBOX_NAMESPACE", Cluster.namespace),
                    runtime_class=environ.get("PASSERELLE_SANDBOX_RUNTIME", Cluster.runtime_class),
                    claim=environ.get("PASSERELLE_SANDBOX_CLAIM", ""),
                    root=Path(environ.get("PASSERELLE_SANDBOX_CLAIM_ROOT", "/")),
                )
            )
        case "none":
            return Nothing()
    raise ValueError(
        f"PASSERELLE_SANDBOX={name}: choose bubblewrap, container, kubernetes or none."
    )


_measuring = Lock()
_known: dict[str, tuple[SandboxLevel, float]] = {}
# A machine that could not hold a probe is asked again: it may have been busy, or been put right.
_REFUSAL_SECONDS = 300


def level(*, again: bool = False) -> SandboxLevel:
    """Measured once, then remembered by this process and, until it restarts, by this machine."""
    runner = chosen()
    with _measuring:
        known, since = _known.get(runner.name, (None, 0.0))
        if known and not known.may_run_code and time.monotonic() - since > _REFUSAL_SECONDS:
            known = None
        if known is None or again:
            known = None if again else recall(runner.name)
            if known is None:
                known = measured_level(runner)
                remember(known)
            _known[runner.name] = (known, time.monotonic())
        return known


def run(order: Order, *, keep: Path, on_line: Callable[[str], None] | None = None) -> Outcome:
    """Run an order where the self-test allows it; its files come home under `keep`."""
    reached = level()
    if not reached.may_run_code:
        return Outcome.not_started(reached.said)
    return chosen().run(order, keep=keep, on_line=on_line)
