"""Templates: they compile, carry no inline script or style, no stray blank; a
separator ends a line, and never begins one."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FAULTS = {
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>": "an inline script",
    r"\sstyle=": "an inline style",
    r"\son[a-z]+=": "an inline handler",
    r"[ \t]+$": "a blank at the end of the line",
    r"\t": "a tab",
    r"^(?!.*<title>).*(?<!\S)·": "a separator that may begin a line: write &nbsp;·",
}


def main() -> int:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.config.settings_test")
    import django

    django.setup()
    found = [fault for path in templates() for fault in faults_of(path)]
    print("\n".join(found))
    return 1 if found else 0


def templates() -> list[Path]:
    return sorted(ROOT.glob("passerelle/*/templates/**/*.html"))


def faults_of(path: Path) -> list[str]:
    from django.template import TemplateSyntaxError, engines

    name, text = path.relative_to(ROOT), path.read_text()
    found = []
    try:
        engines["django"].from_string(text)
    except TemplateSyntaxError as error:
        found.append(f"{name}: does not compile: {error}")
    for number, line in enumerate(text.splitlines(), start=1):
        found += [
            f"{name}:{number}: {what}" for rule, what in FAULTS.items() if re.search(rule, line)
        ]
    if not text.endswith("\n"):
        found.append(f"{name}: no newline at the end")
    return found


if __name__ == "__main__":
    sys.exit(main())
