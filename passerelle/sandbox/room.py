"""Where a run takes place: what `launcher.py` mounts, named while bwrap's arguments are written.

Everything lies under one folder of the host that stays empty: the launcher covers it with a tmpfs
that nobody outside its mount namespace sees."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from .order import Limits

# One account a run, so that no two share the kernel's count of processes (RLIMIT_NPROC): from the
# range systemd keeps for accounts that exist only while something runs (DynamicUser=).
_FIRST_USER, _USERS = 61184, 4336
_FOR_FOLDERS, _SCRATCH_FILES = 64, 4096  # inodes
_ROOM_FOR_A_PAGE = 1 << 16


class Room:
    """A context; leaving it removes the folder."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.as_root = os.geteuid() == 0
        self._sources: dict[Path, dict[str, Any]] = {}
        self._files: dict[str, str] = {}
        self._folders = ["nothing"]
        self._stage = ""

    def __enter__(self) -> Room:
        self._stage = tempfile.mkdtemp(prefix="passerelle-", dir="/tmp")
        os.chmod(self._stage, 0o755)  # noqa: S103  # nothing is in it, on this side
        return self

    def __exit__(self, *_error: object) -> None:
        with suppress(OSError):
            os.rmdir(self._stage)

    @property
    def output(self) -> str:
        return f"{self._stage}/output"

    @property
    def nothing(self) -> str:
        return f"{self._stage}/nothing"

    def scratch(self, name: str) -> str:
        """A writable folder, all of them on one capped tmpfs whose pages count as memory."""
        self._folders.append(f"scratch/{name}")
        return f"{self._stage}/scratch/{name}"

    def file(self, name: str, text: str) -> str:
        self._files[name] = text
        return f"{self._stage}/{name}"

    def source(self, path: Path, *, is_data: bool = False) -> str:
        """Where bwrap finds it: root's launcher clones it, for the run's user may not get there."""
        if not self.as_root:
            return str(path)
        bind = {"source": str(path), "at": f"tree{len(self._sources)}", "is_data": is_data}
        return f"{self._stage}/{self._sources.setdefault(path, bind)['at']}"

    def plan(self) -> dict[str, Any]:
        """The launcher's own part of the JSON it reads."""
        output_bytes, most_files = self._limits.output_mb << 20, self._limits.output_files
        output = {"bytes": output_bytes + _ROOM_FOR_A_PAGE, "inodes": most_files + _FOR_FOLDERS}
        scratch = {"bytes": output_bytes, "inodes": max(most_files, _SCRATCH_FILES)}
        return {
            "as_root": self.as_root,
            "user": _FIRST_USER + secrets.randbelow(_USERS),
            "stage": self._stage,
            "binds": list(self._sources.values()),
            "tmpfs": [{"at": "output", **output}, {"at": "scratch", **scratch}],
            "folders": self._folders,
            "files": self._files,
        }
