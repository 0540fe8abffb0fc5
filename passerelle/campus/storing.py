"""How an upload is called on our disk: never as its sender called it."""

from __future__ import annotations

import re
from pathlib import PurePath


def plain_suffix(name: str) -> str:
    """The format at the end of a name, or nothing where what follows the dot is none.

    The rest is named by us: 150 accented letters are too long for a file system.

    >>> plain_suffix("Mon travail.PDF"), plain_suffix("notes.été"), plain_suffix("sans point")
    ('.pdf', '', '')
    """
    suffix = PurePath(name).suffix
    return suffix.lower() if re.fullmatch(r"\.[A-Za-z0-9]{1,10}", suffix) else ""


def name_on_disk(name: str, digest: str) -> str:
    """What it holds, and its format."""
    return digest[:24] + plain_suffix(name)
