"""Strict reading: bounded JSON, and nothing in it that a signature would not cover."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NoReturn

from passerelle.engines.credential._sentences import refusal
from passerelle.engines.credential._values import Json, JsonObject

_CONTROL_OR_SURROGATE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# RDF keeps a language tag as it is written or in lower case, as the library pleases.
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.ASCII)
# Header, claims and signature in base64url, perhaps followed by disclosures (RFC 7515, SD-JWT).
_TOKEN: Final = re.compile(r"\s*[\w-]{8,}\.[\w-]{8,}\.[\w-]*(~[\w.-]*)*\s*", re.ASCII)
# Fifteen significant digits survive the journey to a double and back.
_NUMBER_DIGITS: Final = 15


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a document is read before it is refused; a diploma needs a tenth of it.

    `permutations` bounds the orderings of look-alike objects tried while canonicalising,
    `seconds` the time after which the worker is killed.
    """

    size_bytes: int = 200_000
    depth: int = 20
    values: int = 4_000
    blank_nodes: int = 60
    text_length: int = 50_000
    permutations: int = 5_000
    seconds: float = 0.8


def read_document(data: bytes | str, limits: Limits) -> JsonObject:
    """One JSON object within `limits`, each key once, only finite numbers; else `Refusal`."""
    size = len(data) if isinstance(data, bytes) else len(data.encode("utf-8", "surrogatepass"))
    if size > limits.size_bytes:
        raise refusal("too-large", size=str(size), limit=str(limits.size_bytes))
    document = _parsed(data if isinstance(data, str) else _decoded(data), limits)
    if not isinstance(document, dict):
        raise refusal("not-an-object")
    _check_size(document, limits)
    return document


def check_writing(document: JsonObject, limits: Limits) -> None:
    """Refuse what JSON-LD allows but a reader and a signature would understand differently."""
    blank_nodes = 0
    for _, where, value in _walk(document):
        if isinstance(value, dict):
            blank_nodes += "id" not in value and "@value" not in value
            _check_object(value, where)
        elif isinstance(value, list):
            _check_list(value, where)
        elif value is None:
            raise refusal("null-value", where=where)
    if blank_nodes > limits.blank_nodes:
        raise refusal("too-many-blank-nodes", limit=str(limits.blank_nodes))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise refusal("not-utf8") from error


def _parsed(text: str, limits: Limits) -> Json:
    try:
        value: Json = json.loads(
            text,
            object_pairs_hook=_object_with_distinct_keys,
            parse_constant=_refuse_constant,
            parse_float=_short_float,
            parse_int=_short_int,
        )
    except json.JSONDecodeError as error:
        if _TOKEN.fullmatch(text):
            raise refusal("form-jwt") from error
        code = "truncated" if _ends_early(text, error) else "not-json"
        raise refusal(code, line=str(error.lineno), column=str(error.colno)) from error
    except RecursionError as error:
        raise refusal("too-deep", limit=str(limits.depth)) from error
    return value


def _ends_early(text: str, error: json.JSONDecodeError) -> bool:
    return bool(text.strip()) and (
        error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    )


def _object_with_distinct_keys(pairs: list[tuple[str, Json]]) -> JsonObject:
    read: JsonObject = {}
    for key, value in pairs:
        if key in read:
            raise refusal("duplicate-key", key=key)
        read[key] = value
    return read


def _refuse_constant(word: str) -> NoReturn:
    raise refusal("not-a-number", value=word)


def _short_int(digits: str) -> int:
    if len(digits.lstrip("-")) > _NUMBER_DIGITS:
        raise refusal("long-number", value=digits)
    return int(digits)


def _short_float(digits: str) -> float | int:
    mantissa, _, exponent = digits.lower().partition("e")
    significant = mantissa.replace("-", "").replace(".", "").lstrip("0")
    if len(significant) > _NUMBER_DIGITS or len(exponent) > 3:
        raise refusal("long-number", value=digits)
    number = float(digits)
    if number in (float("inf"), float("-inf")) or (number == 0 and significant):
        raise refusal("long-number", value=digits)
    # JSON-LD knows one kind of number: 6.0 is signed as the integer 6.
    return int(number) if number.is_integer() and abs(number) < 10**_NUMBER_DIGITS else number


def _check_size(document: JsonObject, limits: Limits) -> None:
    for count, (depth, where, value) in enumerate(_walk(document), start=1):
        if count > limits.values:
            raise refusal("too-many-values", limit=str(limits.values))
        if depth > limits.depth:
            raise refusal("too-deep", limit=str(limits.depth))
        if isinstance(value, str):
            _check_text(value, where, limits)
        elif isinstance(value, dict):
            for key in value:
                _check_text(key, where, limits)


def _check_text(text: str, where: str, limits: Limits) -> None:
    if len(text) > limits.text_length:
        raise refusal("long-text", where=where, limit=str(limits.text_length))
    if _CONTROL_OR_SURROGATE.search(text):
        raise refusal("bad-character", where=where)
    # Labels let a kilobyte of text describe a graph that takes a minute to order.
    if text.startswith("_:"):
        raise refusal("blank-node-label", where=where, value=text)


def _check_object(value: JsonObject, where: str) -> None:
    if "@value" in value:
        _check_language_value(value, where)
        return
    for key in value:
        if key == "@context" and where == "/":
            continue
        if key == "@context":
            raise refusal("inline-context", where=where)
        if key.startswith("@"):
            raise refusal("keyword", where=where, key=key)
        if ":" in key:
            raise refusal("address-as-key", where=f"{where.rstrip('/')}/{key}")


def _check_language_value(value: JsonObject, where: str) -> None:
    tag = value.get("@language")
    is_plain = set(value) == {"@value", "@language"} and isinstance(value["@value"], str)
    if not is_plain or not isinstance(tag, str) or not _LANGUAGE.fullmatch(tag):
        raise refusal("language-value", where=where)


def _check_list(value: list[Json], where: str) -> None:
    if not value:
        raise refusal("empty-list", where=where)
    if any(isinstance(item, list) for item in value):
        raise refusal("nested-list", where=where)
    texts = [item for item in value if isinstance(item, str)]
    if len(set(texts)) != len(texts):
        raise refusal("repeated-value", where=where)


def _walk(document: Json) -> Iterator[tuple[int, str, Json]]:
    waiting: list[tuple[int, str, Json]] = [(0, "/", document)]
    while waiting:
        depth, where, value = waiting.pop()
        yield depth, where, value
        base, below = where.rstrip("/"), depth + 1
        if isinstance(value, dict):
            waiting += [(below, f"{base}/{key}", item) for key, item in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [(below, f"{base}/{i}", item) for i, item in reversed([*enumerate(value)])]
