"""Run the W3C suites against the engine: `python -m tools.conformance.run FOLDER [SUITE …]`.

FOLDER holds the suites, each cloned and installed beforehand (docs/conformance.md says how).
Each is given our server's address and runs as its authors wrote it; nothing of it is kept here.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from passerelle.engines.credential import JsonObject, SigningKey

from .material import standards_folder
from .server import Exchange, running

_LONGEST_SECONDS = 300
_NAME = "Passerelle"


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite of W3C, the tags that call its tests, and what our issuer is asked for."""

    folder: str
    tags: tuple[str, ...]
    issuer_options: JsonObject


SUITES = (
    Suite("vc-data-model-2.0-test-suite", ("vc2.0",), {}),
    Suite("vc-di-eddsa-test-suite", ("eddsa-rdfc-2022",), {}),
    Suite(
        "vc-bitstring-status-list-test-suite",
        ("BitstringStatusList",),
        {"statusPurpose": "revocation"},
    ),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one suite found."""

    suite: str
    passed: int
    failed: tuple[str, ...]
    skipped: tuple[str, ...]

    def __str__(self) -> str:
        total = self.passed + len(self.failed)
        left_out = f", {len(self.skipped)} skipped by the suite" if self.skipped else ""
        return f"{self.suite}: {self.passed} of {total}{left_out}"


def main(arguments: list[str]) -> int:
    """Run the suites asked for; 1 when one of them has a failing test."""
    parser = argparse.ArgumentParser(prog="tools.conformance.run", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("suites", nargs="*", metavar="SUITE", help="all when none is named")
    options = parser.parse_args(arguments)
    asked = [each for each in SUITES if not options.suites or each.folder in options.suites]
    absent = [each.folder for each in asked if not _is_installed(options.folder / each.folder)]
    if absent or not standards_folder().is_dir():
        wanted = ", ".join(absent) or "the standards' contexts (PASSERELLE_TESTDATA)"
        print(f"Not here: {wanted}. docs/conformance.md says how to bring them.")
        return 2
    outcomes = []
    key = SigningKey.from_seed(secrets.token_bytes(32))
    with running(key=key, standards=standards_folder()) as exchange:
        for suite in asked:
            outcomes.append(_run(options.folder / suite.folder, suite, exchange))
            _show(outcomes[-1])
    return 1 if any(outcome.failed for outcome in outcomes) else 0


def _is_installed(folder: Path) -> bool:
    return (folder / "node_modules/.bin/mocha").exists()


def _run(folder: Path, suite: Suite, exchange: Exchange) -> Outcome:
    (folder / "localConfig.cjs").write_text(_configuration(suite, exchange))
    report = folder / "passerelle-report.json"
    report.unlink(missing_ok=True)
    command = [
        *("node_modules/.bin/mocha", "tests/", "--timeout", "15000", "--preserve-symlinks"),
        *("--reporter", "json", "--reporter-option", f"output={report}"),
    ]
    subprocess.run(  # the suite the developer named
        command,
        cwd=folder,
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
        stdout=subprocess.DEVNULL,
        timeout=_LONGEST_SECONDS,
        check=False,
    )
    found = json.loads(report.read_text())
    return Outcome(
        suite.folder,
        len(found["passes"]),
        tuple(f"{test['fullTitle']}: {test['err'].get('message')}" for test in found["failures"]),
        tuple(test["fullTitle"] for test in found["pending"]),
    )


def _configuration(suite: Suite, exchange: Exchange) -> str:
    def endpoint(path: str, options: JsonObject) -> JsonObject:
        return {
            "id": exchange.did,
            "endpoint": exchange.address + path,
            "options": options,
            "tags": list(suite.tags),
            "supports": {"vc": ["1.1", "2.0"]},
        }

    implementation = {
        "name": _NAME,
        "implementation": _NAME,
        "issuers": [endpoint("/credentials/issue", suite.issuer_options)],
        "verifiers": [endpoint("/credentials/verify", {})],
        "vpVerifiers": [endpoint("/presentations/verify", {})],
    }
    settings = {"enableInteropTests": False, "testAllImplementations": False}
    written = json.dumps({"settings": settings, "implementations": [implementation]}, indent=2)
    return f"module.exports = {written};\n"


def _show(outcome: Outcome) -> None:
    print(outcome, flush=True)
    for title in outcome.failed:
        print(f"  failed: {title}")
    for title in outcome.skipped:
        print(f"  skipped: {title}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
