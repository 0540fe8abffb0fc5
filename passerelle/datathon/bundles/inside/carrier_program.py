"""Run a command between two copies: what the step before left in, what is in /app/shared out.

Codabench runs ingestion and scoring side by side with one /app/shared and one /app/output; here
one follows the other. Scores and detailed results are for the scoring program alone to write."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys

CARRIED, SHARED, OUTPUT = "/app/.carried", "/app/shared", "/app/output"
KEPT = os.path.join(OUTPUT, ".shared")
FOR_SCORING_ALONE = shutil.ignore_patterns("scores.json", "scores.txt", "*.html", ".shared")


def main(command: list[str]) -> int:
    if os.path.isdir(CARRIED):
        shared = os.path.join(CARRIED, ".shared")
        if os.path.isdir(shared):
            shutil.copytree(shared, SHARED, dirs_exist_ok=True)
        shutil.copytree(CARRIED, OUTPUT, dirs_exist_ok=True, ignore=FOR_SCORING_ALONE)
        os.execvp(command[0], command)  # noqa: S606  # the bundle's own command, no shell
    code = subprocess.call(command)
    try:
        shutil.copytree(SHARED, KEPT, symlinks=True)
    except (shutil.Error, OSError) as refused:
        print("/app/shared could not be handed on:", refused, file=sys.stderr)
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
