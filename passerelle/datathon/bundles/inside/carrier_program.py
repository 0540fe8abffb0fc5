"""Run a command in the folders it expects: `carrier_program.py alone|handing-on COMMAND…`.

The program is copied where it may write, as it may on Codabench. What ingestion left is put in
/app/shared and /app/output before scoring: Codabench runs both side by side, here one follows the
other. Scores and detailed results are for the scoring program alone to write."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys

ORIGINAL, PROGRAM, CARRIED = "/app/.program", "/app/program", "/app/.carried"
SHARED, OUTPUT, KEPT = "/app/shared", "/app/output", "/app/output/.shared"
FOR_SCORING_ALONE = shutil.ignore_patterns("scores.json", "scores.txt", "*.html", ".shared")


def main(manner: str, *command: str) -> int:
    try:
        _lay_out()
        if manner == "alone":
            os.execvp(command[0], command)  # noqa: S606  # the bundle's own command, no shell
        code = subprocess.call(command)
    except OSError as refused:
        print(f"{refused.filename or command[0]}: {refused.strerror}", file=sys.stderr)
        return 127
    _keep_shared()
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    return code


def _lay_out() -> None:
    for source, target, left_out in (
        (ORIGINAL, PROGRAM, None),
        (os.path.join(CARRIED, ".shared"), SHARED, None),
        (CARRIED, OUTPUT, FOR_SCORING_ALONE),
    ):
        if os.path.isdir(source):
            shutil.copytree(source, target, symlinks=True, ignore=left_out, dirs_exist_ok=True)


def _keep_shared() -> None:
    try:
        shutil.copytree(SHARED, KEPT, symlinks=True)
    except OSError as refused:
        print("/app/shared could not be handed on:", refused, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
