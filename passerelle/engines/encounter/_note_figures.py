"""Figures, units, hours and shorthand written one way, whoever writes them."""

from __future__ import annotations

import re

from ._note_words import note_words
from ._texts import plain

_NUMBERS = {
    "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6", "sept": "7", "huit": "8",
    "neuf": "9", "dix": "10", "onze": "11", "douze": "12", "two": "2", "three": "3",
    "four": "4", "five": "5", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
    "eleven": "11", "twelve": "12", "half past six": "6h30", "bid": "2", "tid": "3",
}  # fmt: skip
_GROUP = re.compile(r"\b(A|B|AB|O) ?(?=(?:Rh\w* ?)?(?:n[eé]g|pos))(?:Rh\w* ?)?(n[eé]g|pos)")
_SPELT = re.compile(rf"\b(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b")
# In this order: each is read on what the former left.
_REWRITTEN = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"n't\b", " not"),
        (r"\bcannot\b", "can not"),
        (r"\b(st|ste|dr|mr|mrs|mme|m)\. ", r"\1 "),
        (r"(?<=[a-z])'s?(?=\s|$|[,.:])", ""),
        (r"(?<![\d.,])(\d{1,3}) (\d{3})(?!\d)(?![/,.]\d)", r"\1\2"),
        (r"(?<![\d.,])(\d{1,3}),(\d{3})(?!\d)", r"\1\2"),
        (r"(\d),(\d)", r"\1.\2"),
        (r"(\d\.\d*?)0+(?!\d)", r"\1"),
        (r"(\d+)/52\b", r"\1 semaine"),
        (r"(\d+)/12\b", r"\1 mois"),
        (r"(\d+)(?: ?j)?/7\b", r"\1 jour"),
        (r"(\d+)/40\b", r"\1 semaine"),
        (r"\b(\d{2,3}) ?(?:/|sur|over) ?(\d{2,3})\b", r"\1/\2"),
        (r"\b0(\d)(\d{2})\b", r"\1h\2"),
        (r"\b0?(\d{1,2}) ?(?:h|:) ?(\d{2})\b", r"\1h\2"),
        (r"\b(\d{1,2}) ?(?:h|heures?|hours?|hrs?|o'clock|am)\b", r"\1h"),
        (r"\b(\d{1,2})h00\b", r"\1h"),
        (r"\b(\d{1,2})h et demie\b", r"\1h30"),
        (r"\b(fc|hr|ta|bp|pa|hb|crp|k|p|t|sat|sats)(\d)", r"\1 \2"),
        (r"(\d)(kg|mg|ml|mmhg|mm|g|j|d|a|ans|sem|wk|wks|m|f)\b", r"\1 \2"),
        (r"\b0 (?=[a-z]{3,})", "zero "),
        (r": ?0(?=\s*(?:$|[,.]))", ": zero"),
        (r"(?<=[a-z0-9]) \++(?=\s|$|,)", " positif"),
        (r"(?<=[a-z])\++(?=\s|$|,)", " positif"),
    )
)


def written_alike(sentence: str) -> str:
    """A plain sentence, its figures and hours as everybody's.

    >>> written_alike("Début à 06:30, K à 5,3 depuis 2/52, TA 98 sur 60")
    'debut a 6h30, potassium a 5.3 depuis 2 semaine, tension 98/60'
    >>> written_alike("hCG 4 850, FAST +, six heures et demie")
    'hcg 4850, fast positif, 6h30'
    """
    for short, full in note_words().capitals.items():
        sentence = re.sub(rf"\b{short}(?=\b|\d)", f"{full} ", sentence)
    sentence = _GROUP.sub(r"groupe\1 rhesus \2", sentence)
    alike = _SPELT.sub(lambda number: _NUMBERS[number[0]], plain(sentence))
    for pattern, said in _REWRITTEN:
        alike = pattern.sub(said, alike)
    return alike
