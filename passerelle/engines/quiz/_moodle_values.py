"""What the elements of Moodle XML say: texts, fractions, numbers, yes or no."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal, InvalidOperation

from ._gift_text import settled
from ._model import Format, Text
from ._wording import Wording

NOTHING = Text(Format.MOODLE, "")
_FORMATS = {
    "html": Format.HTML,
    "markdown": Format.MARKDOWN,
    "plain_text": Format.PLAIN,
    "plain": Format.PLAIN,
}
_NUMBER = re.compile(r"[-+]?(?:\d{1,40}(?:[.,]\d{0,40})?|[.,]\d{1,40})(?:[eE][-+]?\d{1,2})?")


class UnreadableQuestion(Exception):
    """A question whose XML lacks what its type needs."""

    def __init__(self, reason: Wording) -> None:
        super().__init__(reason.en)
        self.reason = reason


def text_of(element: ET.Element | None) -> Text | None:
    """The text of an element that has a format; None when it is blank."""
    if element is None or not said_by(element):
        return None
    written = _FORMATS.get(element.get("format", ""), Format.MOODLE)
    return settled(Text(written, said_by(element)))


def said_by(element: ET.Element | None) -> str:
    """What an element says, in its `<text>` or directly."""
    if element is None:
        return ""
    inner = element.find("text")
    return ((element if inner is None else inner).text or "").strip()


def is_yes(element: ET.Element | None, *, otherwise: bool) -> bool:
    said = said_by(element).lower()
    return said in {"1", "true", "yes"} if said else otherwise


def fraction_of(answer: ET.Element) -> Decimal:
    return decimal_of(answer.get("fraction") or "0")


def decimal_of(said: str) -> Decimal:
    try:
        if _NUMBER.fullmatch(said):
            return Decimal(said.replace(",", "."))
    except InvalidOperation:
        pass
    raise UnreadableQuestion(
        Wording(
            f"«\u00a0{said[:60]}\u00a0» n’est pas un nombre.", f"“{said[:60]}” is not a number."
        )
    )
