"""What a learner writes beside the talk is listened to as the talk is: it may be of themselves.

What was typed is kept where it was typed; that it was heard is kept nowhere. A note also reports a
patient's words, often without quotation marks: these are left out first."""

from __future__ import annotations

import re
from enum import Enum, auto

from passerelle.engines.encounter import is_own_distress, may_be_own_distress

_SAYING = (
    "verbatim|citation|dixit|dit|confie|rapporte|déclare|exprime|verbalise|répète|pte?|patiente?|"
    "says?|said|states?|stated|reports?|reported|repeats|quote"
)
# « Verbatim : je veux mourir », « Pt: I want to die »: to the end of the sentence.
_QUOTED = re.compile(rf"\b(?:{_SAYING})\b[^.:;!?\n]{{0,30}}:[^.;!?\n]*", re.IGNORECASE)
# « Me dit vouloir mourir », "asks me to help him die": the author only listens.
_LISTENS = re.compile(
    r"\b(?:me |m['’])(?=(?:dit|confie|demande|rapporte|avoue|raconte|parle|a dit)\b)"
    r"|(?<=tells|asked) me\b|(?<=asks|told|begs) me\b",
    re.IGNORECASE,
)


class Heard(Enum):
    """`DISTRESS` stops for a moment; `PERHAPS` asks, once."""

    NOTHING = auto()
    PERHAPS = auto()
    DISTRESS = auto()


def heard_in(text: str) -> Heard:
    """What a hypothesis or a note says of whoever wrote it."""
    own = _LISTENS.sub("", _QUOTED.sub(" ", text))
    if is_own_distress(own):
        return Heard.DISTRESS
    return Heard.PERHAPS if may_be_own_distress(own) else Heard.NOTHING
