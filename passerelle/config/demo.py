"""`passerelle demo`: two editions played and served, with a link for each persona."""

from __future__ import annotations

import argparse
import hashlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from . import demo_folder, stopping

# Django is not asked: its settings are those of an installation, which a demo leaves alone.
_ROOT = Path(__file__).resolve().parents[2]
_BUILD = (sys.executable, "-m", "passerelle.config.demo_build")
_OWN = "PASSERELLE_"
# What a demo takes over from an installation: nothing that is kept there or leads elsewhere.
_TAKEN_OVER = (
    "PASSERELLE_DEBUG",
    "PASSERELLE_PROGRAMMES",
    "PASSERELLE_SANDBOX",
    "PASSERELLE_SANDBOX_ENGINE",
    "PASSERELLE_SANDBOX_IMAGE",
    "PASSERELLE_SANDBOX_RUNTIME",
    "PASSERELLE_STATIC",
)
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
    demo.add_argument(
        "--data",
        type=Path,
        default=_ROOT / ".passerelle" / "demo",
        metavar="DIR",
        help="a folder of the demo's own (default: .passerelle/demo)",
    )
    demo.add_argument("--at", type=_instant, default=_MIDDLE_OF_MODULE_3, metavar="DATE")
    demo.add_argument("--fresh", action="store_true", help="forget what was played before")
    demo.add_argument("--learners", type=int, default=25, help=argparse.SUPPRESS)
    demo.set_defaults(run=run_demo)


def run_demo(options: argparse.Namespace) -> int:
    """Each step is a process of its own, so that the data folder and the clock are theirs."""
    if _is_taken(options.port):
        refusal = f"Port {options.port} is taken. Choose another: ./do demo --port 8001"
        print(refusal, file=sys.stderr)
        return 1
    data = options.data.resolve()
    environment = _environment(options, data)
    try:
        with stopping.held(), demo_folder.held(data):
            return _build(options, data, environment) or _serve(options.port, environment)
    except demo_folder.FolderRefused as refused:
        print(refused, file=sys.stderr)
        return 1


def _environment(options: argparse.Namespace, data: Path) -> dict[str, str]:
    """What is neither of Passerelle nor of Django, what a demo takes over, and what is its own."""
    others = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith(_OWN) or name in _TAKEN_OVER
    }
    if others.get("PASSERELLE_SANDBOX") == "kubernetes":
        del others["PASSERELLE_SANDBOX"]
    return others | {
        "DJANGO_SETTINGS_MODULE": "passerelle.config.settings",
        "PASSERELLE_DATA": str(data),
        "PASSERELLE_DEMO": "1",
        "PASSERELLE_CLOCK_SHIFT": str((options.at - datetime.now(UTC)).total_seconds()),
        "PASSERELLE_URL": f"http://127.0.0.1:{options.port}",
    }


def _build(options: argparse.Namespace, data: Path, environment: dict[str, str]) -> int:
    """Play the editions, unless it is done."""
    making = _making(options)
    if not options.fresh and demo_folder.is_played(data, making):
        return 0
    if demo_folder.is_unfinished(data):
        print("The demo of this folder was not finished: it starts over.", flush=True)
    command = [*_BUILD, options.at.isoformat(), str(options.learners)]
    try:
        demo_folder.begin(data, making)
        exit_code = _done(command, environment)
    except KeyboardInterrupt:
        print("\nStopped before all was played; the next start starts over.", file=sys.stderr)
        return 130
    if exit_code:
        print("The demo could not be built; nothing is served.", file=sys.stderr)
        return 1
    demo_folder.complete(data, making)
    return 0


def _done(command: Sequence[str], environment: dict[str, str]) -> int:
    """The exit code of a step. When the demo is stopped, the step has ended first."""
    step = stopping.child(command, environment)
    try:
        return stopping.ended(step)
    finally:
        step.kill()
        step.wait()


def _serve(port: int, environment: dict[str, str]) -> int:
    command = [sys.executable, "-m", "passerelle.config.command"]
    serve = [*command, "serve", "--port", str(port)]
    children = [stopping.child(each, environment) for each in (serve, [*command, "work"])]
    try:
        if not _answers(port, children[0]):
            stopping.look()  # whoever stops all may have ended the server first
            print(f"Nothing answers on port {port}; the lines above say why.", file=sys.stderr)
            return 1
        links = [sys.executable, "-m", "passerelle.config.demo_links"]
        return _done(links, environment) or stopping.ended(children[0])
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0
    finally:
        stopping.end(children)


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
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
            stopping.pause(0.1)
        else:
            return server.poll() is None
    return False


def _making(options: argparse.Namespace) -> demo_folder.Making:
    """What a played demo depends on: after an update of the product it is played anew."""
    return {
        "at": options.at.date().isoformat(),
        "learners": options.learners,
        "product": _product(),
    }


def _product() -> str:
    """A digest of the tables and of the programme that a demo is made from."""
    tables = (_ROOT / "passerelle").glob("*/migrations/*.py")
    programmes = Path(os.environ.get("PASSERELLE_PROGRAMMES", _ROOT / "programmes"))
    programme = (path for path in programmes.rglob("*") if path.is_file())
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
