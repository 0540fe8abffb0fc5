"""`python` inside: this installation's own interpreter and packages, wherever they live.

The base interpreter keeps its path (a shared libpython is found by an absolute RPATH); the packages
stand in a small environment of their own, so that nothing else of a `.venv` is shown."""

from __future__ import annotations

import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ENVIRONMENT_AT = "/opt/python"


@dataclass(frozen=True)
class Interpreter:
    """What must be bound to run `python` inside, and the environment's own description."""

    binary: Path
    base: Path | None  # None: under /usr, which is there anyway
    packages: Path | None  # None: the base's own
    version: str

    @property
    def packages_at(self) -> str:
        return f"{ENVIRONMENT_AT}/lib/python{self.version}/site-packages"

    @property
    def description(self) -> str:
        """`pyvenv.cfg` (Python's documentation of `venv` and of `site`)."""
        shared = "false" if self.packages else "true"
        return f"home = {self.binary.parent}\ninclude-system-site-packages = {shared}\n"


@cache
def this_interpreter() -> Interpreter:
    base = Path(sys.base_prefix).resolve()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    binary = base / "bin" / f"python{version}"
    in_environment = sys.prefix != sys.base_prefix
    return Interpreter(
        binary=binary if binary.exists() else Path(sys.executable).resolve(),
        base=None if base.is_relative_to("/usr") else base,
        packages=Path(sysconfig.get_path("purelib")).resolve() if in_environment else None,
        version=version,
    )
