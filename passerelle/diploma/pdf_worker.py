"""Reads the signatures of anyone's PDF: `python -m passerelle.diploma.pdf_worker`.

It answers `{}` once pyHanko has come in; each further line holds a PDF, and is answered by its
signatures, or by none where they cannot be read."""

from __future__ import annotations

import json
import logging
import resource
import sys
from base64 import b64decode, b64encode
from importlib import import_module
from types import ModuleType

from .pdf_signatures import SignaturesUnreadable, read_signatures

_MEMORY_BYTES = 1 << 30


def main() -> None:
    """Answer each line of standard input until it ends."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    logging.disable()  # pyHanko tells of each suspicious file; the answer says it already
    sys.stdin.readline()
    sys.modules["aiohttp"] = _Nothing("aiohttp")
    import_module("pyhanko.sign.validation")
    _say({})
    for line in sys.stdin:
        _say(_answer(json.loads(line)))


class _Nothing(ModuleType):
    """In the place of the HTTP client that pyHanko asks for: there is nothing to fetch with, and
    a tenth of a second less to wait."""

    def __getattr__(self, name: str) -> type:
        return type(name, (), {})


def _answer(question: dict[str, object]) -> dict[str, object]:
    try:
        found = read_signatures(b64decode(str(question["pdf"])))
    except SignaturesUnreadable:
        return {"signatures": None}
    return {
        "signatures": [
            {"certificate": b64encode(each.certificate).decode(), "state": each.state}
            for each in found
        ]
    }


def _say(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
