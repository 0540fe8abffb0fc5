"""`passerelle demo`: two editions played and served, with a link for each persona."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings

_MIDDLE_OF_MODULE_3 = datetime(2027, 2, 18, 11, 50, tzinfo=UTC)
# Great moments of the year, by name: the datathon's second evening, nine teams at work; teams
# before the jury in Dijon; the quarter of an hour before the jury deliberates.
_MOMENTS = {
    "datathon": datetime(2027, 4, 10, 18, 0, tzinfo=UTC),
    "presentations": datetime(2027, 5, 21, 13, 50, tzinfo=UTC),
    "jury": datetime(2027, 6, 11, 11, 45, tzinfo=UTC),
}
_STARTS_WITHIN = 30


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    demo = commands.add_parser("demo", help="play two editions and serve them")
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--data", type=Path, default=settings.DATA, metavar="DIR")
    demo.add_argument("--at", type=_instant, default=_MIDDLE_OF_MODULE_3, metavar="DATE")
    demo.add_argument("--fresh", action="store_true", help="forget what was played before")
    demo.add_argument("--learners", type=int, default=25, help=argparse.SUPPRESS)
    demo.set_defaults(run=run_demo)


def run_demo(options: argparse.Namespace) -> int:
    """Each step is a process of its own, so that the data folder and the clock are theirs."""
    data: Path = options.data.resolve()
    if options.fresh and (data / "demo.json").exists():
        shutil.rmtree(data)
    shift = (options.at - datetime.now(UTC)).total_seconds()
    environment = {
        **os.environ,
        "PASSERELLE_DATA": str(data),
        "PASSERELLE_DEMO": "1",
        "PASSERELLE_CLOCK_SHIFT": str(shift),
        "PASSERELLE_URL": f"http://127.0.0.1:{options.port}",
    }
    played = _played_at(data)
    if played is None or played != _mark(options):
        if played is not None:
            shutil.rmtree(data)
        build = [sys.executable, "-m", "passerelle.config.demo_build"]
        arguments = [options.at.isoformat(), str(options.learners)]
        if subprocess.run([*build, *arguments], env=environment).returncode:
            print("The demo could not be built; nothing is served.", file=sys.stderr)
            return 1
        (data / "demo.json").write_text(json.dumps(_mark(options)))
    return _serve(options.port, environment)


def _serve(port: int, environment: dict[str, str]) -> int:
    if _is_taken(port):
        print(f"Port {port} is taken. Choose another: ./do demo --port 8001", file=sys.stderr)
        return 1
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    command = [sys.executable, "-m", "passerelle.config.command"]
    serve = [*command, "serve", "--port", str(port)]
    children = [
        subprocess.Popen(serve, env=environment),
        subprocess.Popen([*command, "work"], env=environment),
    ]
    try:
        if not _answers(port, children[0]):
            print(f"Nothing answers on port {port}; the lines above say why.", file=sys.stderr)
            return 1
        links = [sys.executable, "-m", "passerelle.config.demo_links"]
        subprocess.run(links, env=environment, check=True)
        return children[0].wait()
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(timeout=10)


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _answers(port: int, server: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/verify/", timeout=2)
        except urllib.error.HTTPError:
            return False
        except OSError:
            time.sleep(0.1)
        else:
            return server.poll() is None
    return False


def _played_at(data: Path) -> dict[str, str | int] | None:
    try:
        found: dict[str, str | int] = json.loads((data / "demo.json").read_text())
    except (OSError, ValueError):
        return None
    return found


def _mark(options: argparse.Namespace) -> dict[str, str | int]:
    """What a played demo depends on: after an update of the product it is played anew."""
    return {
        "at": options.at.date().isoformat(),
        "learners": options.learners,
        "product": _product(),
    }


def _product() -> str:
    """A digest of the tables and of the programme that a demo is made from."""
    tables = (settings.ROOT / "passerelle").glob("*/migrations/*.py")
    programme = (path for path in settings.PASSERELLE_PROGRAMMES.rglob("*") if path.is_file())
    whole = hashlib.sha256()
    for path in sorted((*tables, *programme)):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _instant(text: str) -> datetime:
    """A date (at noon UTC), an ISO instant, or a moment by its name."""
    if text in _MOMENTS:
        return _MOMENTS[text]
    try:
        if len(text) == len("2027-02-18"):
            return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC) + timedelta(
                hours=12
            )
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text} is not a date such as 2027-02-18, nor one of {', '.join(_MOMENTS)}"
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
