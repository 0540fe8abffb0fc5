"""What a learner types, read with indulgence: words and numbers."""

import html
import re
import unicodedata
from decimal import Decimal

_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "\u2010": "-", "\u2011": "-", "\u2212": "-"}
)
_BLANKS = re.compile(r"\s+")
_STAR = re.compile(r"(?<!\\)\*")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:[ ']\d{3})+(?:[.,]\d{1,40})?")
_PLAIN = re.compile(r"[-+]?(?:\d{1,40}(?:[.,]\d{0,40})?|[.,]\d{1,40})(?:[eE][-+]?\d{1,2})?")
_POINT_GROUPS = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+,\d{1,40}|[-+]?\d{1,3}(?:\.\d{3}){2,}")
_COMMA_GROUPS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+\.\d{1,40}|[-+]?\d{1,3}(?:,\d{3}){2,}")


def number_written(written: str) -> Decimal | None:
    """The number a person means, with a comma or a point; None when there is none.

    One comma alone is a decimal comma; spaces and apostrophes group thousands.

    >>> number_written("1\u202f234,5"), number_written("1,234.5"), number_written("−0,5")
    (Decimal('1234.5'), Decimal('1234.5'), Decimal('-0.5'))
    """
    said = _BLANKS.sub(" ", written.translate(_ALIKE)).strip()
    if said[:2] in {"- ", "+ "}:
        said = said[0] + said[2:]
    if _GROUPED.fullmatch(said):
        return Decimal(said.replace(" ", "").replace("'", "").replace(",", "."))
    if _POINT_GROUPS.fullmatch(said):
        return Decimal(said.replace(".", "").replace(",", "."))
    if _COMMA_GROUPS.fullmatch(said):
        return Decimal(said.replace(",", ""))
    if _PLAIN.fullmatch(said):
        return Decimal(said.replace(",", "."))
    return None


def matches(pattern: str, written: str, *, case_sensitive: bool, ignore_accents: bool) -> bool:
    r"""Whether the words fit; `*` in the pattern stands for any text, `\*` for a star (as Moodle).

    Unicode is composed (NFC), apostrophes and hyphens are alike, blanks count as one space.

    >>> matches("l'h*l", "L’hôpital", case_sensitive=False, ignore_accents=False)
    True
    """
    said = _folded(written, case_sensitive=case_sensitive, ignore_accents=ignore_accents)
    first, *rest = (
        _folded(part, case_sensitive=case_sensitive, ignore_accents=ignore_accents, trim=False)
        for part in _STAR.split(html.unescape(pattern).strip())
    )
    first = first.replace("\\*", "*")
    if not rest:
        return said == first
    *middle, last = (part.replace("\\*", "*") for part in rest)
    return _fits(said, first=first, middle=middle, last=last)


def _fits(said: str, *, first: str, middle: list[str], last: str) -> bool:
    """Whether the pieces stand in this order: one search a piece, so no work that explodes."""
    if len(said) < len(first) + len(last):
        return False
    if not (said.startswith(first) and said.endswith(last)):
        return False
    at, end = len(first), len(said) - len(last)
    for piece in middle:
        found = said.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _folded(text: str, *, case_sensitive: bool, ignore_accents: bool, trim: bool = True) -> str:
    folded = _BLANKS.sub(" ", unicodedata.normalize("NFC", text).translate(_ALIKE))
    folded = folded.strip() if trim else folded
    if ignore_accents:
        letters = unicodedata.normalize("NFD", folded)
        folded = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return folded if case_sensitive else folded.casefold()
