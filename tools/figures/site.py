"""A demo played into a folder of its own, served on a free port for a while."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MIDDLE_OF_MODULE_3 = datetime(2027, 2, 18, 11, 50, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Site:
    """Where a played demo is served, by which process, and how each persona comes in."""

    url: str
    pid: int
    data: Path
    doors: dict[str, str]

    @property
    def host(self) -> str:
        return self.url.removeprefix("http://")


def play(data: Path, *, learners: int, at: datetime = MIDDLE_OF_MODULE_3) -> None:
    """Both editions of the demo, through its own builder, the static files of this tree, and the
    doors of those who will come in."""
    (data / "static").mkdir(parents=True)
    variables = environment(data, at=at)
    told(variables, "passerelle.config.demo_build", at.isoformat(), str(learners))
    _collect_static(data / "static", variables)
    _doors(data, variables)


@contextmanager
def served(
    data: Path,
    *,
    at: datetime = MIDDLE_OF_MODULE_3,
    processes: int = 1,
    own: Mapping[str, str] | None = None,
) -> Iterator[Site]:
    """Serve a played demo on a free port, with variables of its `own`; its process ends with the
    block."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    variables = environment(data, at=at) | {"PASSERELLE_URL": url} | dict(own or {})
    command = [sys.executable, "-m", "passerelle.config.command", "serve", "--port", str(port)]
    command += ["--processes", str(processes)]
    with (data / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command, env=variables, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait_for(url, server, data / "server.log")
        doors = _doors(data, variables)
        yield Site(url, server.pid, data, {each: url + path for each, path in doors.items()})
    finally:
        server.terminate()
        server.wait(timeout=10)


def staged(data: Path, module: str, *arguments: str, own: Mapping[str, str] | None = None) -> Any:
    """An empty campus under way and its static files; returns what a module made there, as JSON."""
    (data / "static").mkdir(parents=True)
    (data / "doors.json").write_text("{}")  # nobody of the demo comes in
    variables = environment(data) | dict(own or {})
    _collect_static(data / "static", variables)
    return json.loads(told(variables, module, *arguments))


def environment(data: Path, *, at: datetime = MIDDLE_OF_MODULE_3) -> dict[str, str]:
    """What makes a process of the product use this folder and stand at this date."""
    shift = (at - datetime.now(UTC)).total_seconds()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PASSERELLE_")}
    static = data / "static"
    own = {"PASSERELLE_STATIC": str(static)} if static.is_dir() else {}
    return (
        kept
        | own
        | {
            "DJANGO_SETTINGS_MODULE": "passerelle.config.settings",
            "PASSERELLE_DATA": str(data),
            "PASSERELLE_DEMO": "1",
            "PASSERELLE_CLOCK_SHIFT": str(shift),
        }
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for_page(url: str, *, seconds: float) -> float | None:
    """The seconds until the address answers 200; None when it never does."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310  # our own loopback
                return time.monotonic() - started
        except OSError:
            time.sleep(0.05)
    return None


def _collect_static(folder: Path, variables: dict[str, str]) -> None:
    """What set-up collected, unless a file of the tree was changed since."""
    collected = ROOT / ".static"
    listed = collected / "staticfiles.json"
    sources = [
        each for part in ROOT.glob("passerelle/*/static") for each in (part, *part.rglob("*"))
    ]
    newest = max(each.stat().st_mtime for each in sources)
    if listed.is_file() and listed.stat().st_mtime > newest:
        shutil.copytree(collected, folder, dirs_exist_ok=True)
        return
    command = ("manage", "collectstatic", "--noinput", "-v", "0")
    told(variables, "passerelle.config.command", *command)


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    if wait_for_page(f"{url}/verify/", seconds=30) is None or server.poll() is not None:
        raise RuntimeError(f"The campus could not be served:\n{log.read_text()[-3000:]}")


def _doors(data: Path, variables: dict[str, str]) -> dict[str, str]:
    """The path of each persona's door, made once beside the data."""
    kept = data / "doors.json"
    if not kept.exists():
        kept.write_text(told(variables, "tools.figures.doors"))
    doors: dict[str, str] = json.loads(kept.read_text())
    return doors


def told(variables: dict[str, str], *command: str) -> str:
    """What a module of the product prints, run beside this folder."""
    done = subprocess.run(
        [sys.executable, "-m", *command], env=variables, cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stderr[-3000:]}")
    return done.stdout
