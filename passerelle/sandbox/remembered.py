"""The level, kept until this machine restarts or anything it rests on changes.

Kept in a folder that only this account can write, and believed only from there: whoever could
write the file could otherwise declare a broken sandbox sound."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

from .bubblewrap import find_bwrap
from .cgroups import find_hierarchy
from .outcome import ProbeOutcome, SandboxLevel

_LONGEST_SECONDS = 24 * 3600
_SETTINGS = "PASSERELLE_SANDBOX"
_HERE = Path(__file__).parent


def remember(level: SandboxLevel) -> None:
    folder = _own_folder()
    if folder is None or not level.may_run_code:
        return
    file = folder / f"{level.runner}.json"
    with suppress(OSError):
        written = file.with_suffix(f".{os.getpid()}")
        written.write_text(json.dumps({**level.as_json(), "rests_on": _rests_on()}))
        written.replace(file)


def recall(runner: str) -> SandboxLevel | None:
    folder = _own_folder()
    if folder is None:
        return None
    file = folder / f"{runner}.json"
    try:
        if not 0 <= time.time() - file.stat().st_mtime < _LONGEST_SECONDS:
            return None
        kept = json.loads(file.read_text())
        if kept["rests_on"] != _rests_on():
            return None
        probes = tuple(ProbeOutcome(**probe) for probe in kept["probes"])
        return SandboxLevel(
            kept["level"], kept["may_run_code"], probes, kept["runner"], kept["said"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def own_path() -> Path:
    return Path(f"/tmp/passerelle-sandbox-{os.geteuid()}")


def _own_folder() -> Path | None:
    folder = own_path()
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
    return folder if is_ours and not found.st_mode & 0o077 else None


def _rests_on() -> str:
    """This start of this kernel, this bwrap, this Python, this code, these settings."""
    whole = hashlib.sha256()
    bwrap = find_bwrap()
    found = bwrap.stat() if bwrap else None
    settings = {name: text for name, text in os.environ.items() if name.startswith(_SETTINGS)}
    facts = [
        _boot(),
        platform.release(),
        sys.executable,
        sys.version,
        str(sorted(settings.items())),
    ]
    facts += [str(find_hierarchy()), f"{bwrap} {found and (found.st_size, found.st_mtime_ns)}"]
    whole.update("\n".join(facts).encode())
    for path in sorted(_HERE.rglob("*.py")):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _boot() -> str:
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return ""
