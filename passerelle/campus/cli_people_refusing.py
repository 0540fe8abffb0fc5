"""What each verb of `passerelle people` asks first, and how it says what is wrong."""

from __future__ import annotations

import argparse
import json
import sys

from passerelle.programme.models import Edition
from passerelle.programme.queries import edition_named

from .roster import RosterRefused


def edition_called(slug: str) -> Edition:
    edition = edition_named(slug)
    if edition is None:
        raise SystemExit(
            f"No edition {slug} is loaded. Run: passerelle programme load FOLDER --edition {slug}"
        )
    return edition


def refuse(refused: RosterRefused, options: argparse.Namespace, *, kept: str) -> int:
    """Say all that is wrong; `kept` says what was therefore not done."""
    if options.json:
        found = [
            {"row": each.row or None, "column": each.column, "sentence": each.sentence}
            for each in refused.problems
        ]
        print(json.dumps({"problems": found}, ensure_ascii=False, indent=2))
        return 1
    print(refused, file=sys.stderr)
    print(kept, file=sys.stderr)
    return 1
