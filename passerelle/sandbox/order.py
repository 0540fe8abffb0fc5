"""What is asked of the sandbox: a command, what it may read and write, and how much."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

# Places the sandbox fills itself.
_OURS = ("/", "/bin", "/dev", "/etc", "/lib", "/lib64", "/opt", "/proc", "/sbin", "/sys", "/usr")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class OrderRefused(ValueError):
    """The order itself is wrong; the sentence says how to write it."""


@dataclass(frozen=True)
class Limits:
    """Every limit holds for the whole of what runs, children included."""

    wall_seconds: float = 60
    cpu_seconds: float = 60
    memory_mb: int = 1024
    processes: int = 64
    output_mb: int = 64
    output_files: int = 512
    log_kb: int = 256

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if not value > 0:
                raise OrderRefused(f"{name} must be above zero; it is {value}.")


@dataclass(frozen=True)
class Mount:
    """A file or folder of the host that the program may read, and never write."""

    source: Path
    at: str


@dataclass(frozen=True)
class Order:
    """One command to run. Only what lies under `output_at` is kept when it ends."""

    command: tuple[str, ...]
    mounts: tuple[Mount, ...] = ()
    output_at: str = "/app/output"
    work_at: str = "/app"
    environment: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = Limits()
    # Other places where the program may write; what it writes there is thrown away.
    writable: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.command or any("\0" in word for word in self.command):
            raise OrderRefused("A command needs at least one word, and no word may hold a NUL.")
        for name, value in self.environment.items():
            if not _VARIABLE.fullmatch(name) or "\0" in value:
                raise OrderRefused(f"{name!r} is not the name and text of a variable.")
        places = [mount.at for mount in self.mounts] + [self.output_at, *self.writable]
        for place in [*places, self.work_at]:
            _check_place(place)
        for place in places:
            if place == "/tmp":
                raise OrderRefused(
                    "/tmp is there already, empty and writable; choose another place."
                )
            if places.count(place) > 1:
                raise OrderRefused(f"{place} is asked for twice; each place has one content.")
        for mount in self.mounts:
            _check_source(mount.source)
            for place in {*places, self.work_at} - {mount.at}:
                _check_nesting(mount, place)


def _check_place(place: str) -> None:
    """Absolute, plain, and not among the places the system itself stands in."""
    path = PurePosixPath(place)
    plain = str(path) == place and path.root == "/" and "\0" not in place
    if not plain or ".." in path.parts:
        raise OrderRefused(f"{place!r} is not a plain absolute path, such as /app/input.")
    if place in _OURS or f"/{path.parts[1]}" in set(_OURS) - {"/"}:
        raise OrderRefused(f"{place} belongs to the system of the sandbox; choose one under /app.")


def _check_nesting(mount: Mount, place: str) -> None:
    """A place inside a mount must be a real folder there: nothing can be made in it, and a link
    laid by whoever wrote the content would move the place elsewhere."""
    if not PurePosixPath(place).is_relative_to(mount.at):
        return
    folder = mount.source
    for part in PurePosixPath(place).relative_to(mount.at).parts:
        folder /= part
        if folder.is_symlink() or not folder.is_dir():
            raise OrderRefused(f"{place} lies inside {mount.at}, and {folder} is not a folder.")


def _check_source(source: Path) -> None:
    """A link could have been laid by whoever wrote the folder around it, and lead anywhere."""
    try:
        mode = source.lstat().st_mode
    except OSError as absent:
        raise OrderRefused(f"{source} cannot be read: {absent.strerror}.") from absent
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OrderRefused(f"{source} is neither a file nor a folder (a link is not followed).")
