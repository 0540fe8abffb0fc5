"""Everything `./do check` looks at, side by side where it can be; one line per failure."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHECKS: dict[str, list[str]] = {
    "types": [str(BIN / "mypy"), "--no-error-summary"],
    "format": [str(BIN / "ruff"), "format", "--check", "-q", "."],
    "lint": [str(BIN / "ruff"), "check", "-q", "."],
    "directions": [str(BIN / "lint-imports"), "--no-logo"],
    "messages": [sys.executable, "tools/messages.py", "check"],
    "templates": [sys.executable, "tools/templates.py"],
    "template format": [str(BIN / "djlint"), "passerelle", "--check", "--quiet"],
    "house rules": [sys.executable, "tools/house_rules.py"],
    "migrations": [str(BIN / "passerelle"), "manage", "makemigrations", "--check", "--dry-run"],
    "programme": [str(BIN / "passerelle"), "programme", "check", "programmes/ia-generative-sante"],
}


def main() -> int:
    started = time.monotonic()
    with ThreadPoolExecutor(max_workers=2) as pool:
        runs = {name: pool.submit(_run, command) for name, command in CHECKS.items()}
        failures = 0
        for name, future in runs.items():
            code, output, seconds = future.result()
            print(f"{'ok  ' if code == 0 else 'FAIL'} {name:<16} {seconds:5.1f} s", flush=True)
            if code:
                failures += 1
                print(output)
            elif name == "house rules" and output:
                print(output.rstrip())
    print(f"{len(runs) - failures} of {len(runs)} in {time.monotonic() - started:.0f} s")
    return 1 if failures else 0


def _run(command: list[str]) -> tuple[int, str, float]:
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr, time.monotonic() - started


if __name__ == "__main__":
    sys.exit(main())
