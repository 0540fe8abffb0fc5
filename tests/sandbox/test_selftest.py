"""Every hostile probe, held; and the probes do bite where nothing holds them."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from passerelle.config.command import main
from passerelle.sandbox import ProbeOutcome, SandboxLevel, runner
from passerelle.sandbox.bubblewrap import find_bwrap
from passerelle.sandbox.probes import quiet
from passerelle.sandbox.selftest import QUESTIONS, TRIALS, level_reached

PROBES = [*QUESTIONS, *(trial.name for trial in TRIALS)]


@pytest.mark.parametrize("name", PROBES)
def test_a_hostile_probe_is_held(measured: SandboxLevel, name: str) -> None:
    found = {probe.name: probe for probe in measured.probes}

    assert found[name].held, found[name].said


def test_the_level_says_whether_code_may_run(measured: SandboxLevel) -> None:
    assert measured.name in ("full", "partial")
    assert measured.may_run_code


def test_every_question_of_the_probe_is_expected() -> None:
    assert tuple(quiet.ASKED) == QUESTIONS


def test_the_probes_bite_on_the_open_host(tmp_path: Path) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text("id,label\n")
    own = Path("/proc/self/environ").read_bytes().split(b"\0")[0]
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_UNIX) as local:
        local.bind(f"\0{tmp_path}")
        local.listen()
        bait = {
            "variables": [hashlib.sha256(own).hexdigest()],
            "labels": str(labels),
            "tcp": tcp.getsockname()[1],
            "abstract": str(tmp_path),
        }
        asked = ("environment", "labels", "tcp", "abstract-socket", "host-processes")

        held = [name for name in asked if quiet.ASKED[name](bait)[0]]

    assert held == []


def test_doctor_publishes_the_level(measured: SandboxLevel, capsys, monkeypatch) -> None:
    monkeypatch.setattr("passerelle.sandbox.cli.level", lambda again: measured)

    code = main(["doctor", "sandbox", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert code == 0
    assert said["level"] == measured.name
    assert said["probes"][0] == {"name": "environment", **_rest_of(measured.probes[0])}


def test_doctor_fails_where_code_may_not_run(capsys, monkeypatch) -> None:
    monkeypatch.setenv("PASSERELLE_SANDBOX", "none")

    code = main(["doctor", "sandbox"])

    assert code == 1
    assert capsys.readouterr().out == (
        "level none (none): code may not run. "
        "This installation runs no code (PASSERELLE_SANDBOX=none).\n"
    )


def _rest_of(probe: ProbeOutcome) -> dict[str, object]:
    return {"held": probe.held, "said": probe.said}


FORBIDDING = """
import ctypes, os, sys
user, libc = os.getuid(), ctypes.CDLL(None)
libc.unshare(0x10000000)
open("/proc/self/setgroups", "w").write("deny")
open("/proc/self/uid_map", "w").write(f"1234 {user} 1")
open("/proc/sys/user/max_user_namespaces", "w").write("0")
os.execv(sys.executable, [sys.executable, "-c", sys.argv[1]])
"""
ASKING = """
from passerelle.sandbox.runner import chosen
from passerelle.sandbox.selftest import measured_level
reached = measured_level(chosen())
print(reached.name, reached.may_run_code, reached.said)
"""


def test_without_user_namespaces_there_is_no_level_and_the_host_is_told_what_to_do() -> None:
    if find_bwrap() is None or not os.path.exists("/proc/sys/user/max_user_namespaces"):
        pytest.skip("no bubblewrap, or no user namespaces to forbid")

    told = subprocess.run(
        [sys.executable, "-c", FORBIDDING, ASKING], capture_output=True, text=True, check=False
    )

    if told.returncode:
        pytest.skip(f"a user namespace to try in could not be made: {told.stderr[-200:]}")
    assert told.stdout.startswith("none False The sandbox could not be laid out: ")
    assert "user.max_user_namespaces" in told.stdout


def test_a_probe_that_falls_forbids_code_unless_the_runner_tolerates_it(monkeypatch) -> None:
    fallen = (ProbeOutcome("labels", held=False, said="they can be read"),)
    some = runner.Nothing()
    tolerant = runner.Nothing()
    tolerant.tolerated = frozenset({"labels"})

    assert level_reached(some, fallen).may_run_code is False
    assert level_reached(tolerant, fallen) == SandboxLevel(
        "partial", may_run_code=True, probes=fallen, runner="none", said="labels: they can be read"
    )
