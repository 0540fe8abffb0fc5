"""Programs that try to do harm, for real, inside: `quiet.py` asks for what it must not get, each of
the others meets one limit. All are bounded by themselves, in case a limit should not hold."""

from __future__ import annotations

from pathlib import Path


def source_of(name: str) -> str:
    """Given to `python -c`, so that a probe needs no mount, whatever the runner."""
    return Path(__file__).with_name(f"{name}.py").read_text()
