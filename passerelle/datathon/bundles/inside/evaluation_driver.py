"""Call a challenge's evaluate() as EvalAI does, and write what it returns.

EvalAI imports the evaluation script as a package, and passes the annotations, the submission, the
phase's codename and a description of the submission."""

from __future__ import annotations

import importlib
import json
import os
import sys

ABOVE, PACKAGE = "/app/program", "challenge"
RESULT = "/app/output/result.json"


def main(annotations: str, submission: str, codename: str) -> int:
    sys.path[:0] = [ABOVE, os.path.join(ABOVE, PACKAGE)]
    evaluate = getattr(importlib.import_module(PACKAGE), "evaluate", None)
    if evaluate is None:
        evaluate = importlib.import_module(PACKAGE + ".main").evaluate
    returned = evaluate(annotations, submission, codename, submission_metadata=about(submission))
    with open(RESULT, "w") as written:
        json.dump(returned, written, default=plain)
    return 0


def about(submission: str) -> dict[str, object]:
    return {
        "status": "running",
        "input_file": submission,
        "method_name": "",
        "method_description": "",
        "participant_team_name": "",
        "is_public": False,
        "id": 0,
    }


def plain(value: object) -> object:
    """numpy numbers and arrays as JSON knows them; anything else as its text."""
    for name in ("tolist", "item"):
        convert = getattr(value, name, None)
        if convert is not None:
            return convert()
    return str(value)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
