"""The structured minutes as a file: what it holds, what its digests cover, what was altered.

The content is cut into named lines; each line has a digest, the minutes' digest covers them all,
each member signs that digest, and each signature covers the one before. No database here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast

from passerelle.people.proofs import evidence_holds

from .proceedings import first_altered

FORMAT, VERSION = "passerelle-minutes", 1
# In the order in which one reads them; what is a list is one line for each of its items.
SECTIONS = (
    "programme",
    "edition",
    "deliberation",
    "regulations",
    "quorum",
    "members",
    "recusals",
    "motions",
    "decisions",
    "proceedings",
)
_LINE = {"position", "at", "verb", "content", "previous_digest", "digest"}
Json = dict[str, Any]  # Any: read from a file, checked before use


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of the content, by its section and its rank there (0 for a section of one piece)."""

    section: str
    rank: int
    digest: str

    @property
    def key(self) -> str:
        return f"{self.section}/{self.rank}" if self.rank else self.section


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where; `kind` is worded by `minutes_wording`."""

    kind: str
    section: str = ""
    rank: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a file is worth: its faults, the first altered first, and what was signed how."""

    faults: tuple[Fault, ...]
    digest: str = ""
    passkeys: int = 0
    codes: int = 0
    played: int = 0
    refusals: int = 0
    missing: tuple[str, ...] = ()

    @property
    def is_intact(self) -> bool:
        return not self.faults


def canonical(value: object) -> bytes:
    """One way to write a value: sorted keys, no blanks, UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def digest_of(value: object) -> str:
    return sha256(canonical(value)).hexdigest()


def lines_of(content: Mapping[str, object]) -> list[Line]:
    """The content cut into lines, in reading order; what no section names comes last."""
    unknown = sorted(set(content) - set(SECTIONS))
    return [
        Line(section, rank, digest_of(piece))
        for section in (*SECTIONS, *unknown)
        if section in content
        for rank, piece in _pieces(content[section])
    ]


def _pieces(section: object) -> Iterator[tuple[int, object]]:
    if isinstance(section, list):
        yield from enumerate(section, start=1)
    else:
        yield 0, section


def digest_of_content(content: Mapping[str, object]) -> str:
    """The minutes' own digest, which members sign."""
    return _digest_of_lines([line.key, line.digest] for line in lines_of(content))


def _digest_of_lines(lines: Iterable[object]) -> str:
    return digest_of({"format": FORMAT, "version": VERSION, "lines": list(lines)})


def signature_digest(signature: Mapping[str, object], *, previous: str) -> str:
    """Covers what the signature says and the one before it."""
    said = {key: value for key, value in signature.items() if key not in {"digest", "previous"}}
    return digest_of({"previous": previous, "signature": said})


def about(digest: str) -> str:
    """What a member proves to sign: these minutes and no others."""
    return f"minutes:{digest}"


def digests_of(content: Mapping[str, object]) -> list[list[str]]:
    """The digest of each line, as kept beside the content."""
    return [[line.key, line.digest] for line in lines_of(content)]


def file_of(
    content: Mapping[str, object], *, lines: object, digest: str, signatures: list[Json]
) -> bytes:
    """The file as one downloads it, and as the PDF carries it."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "minutes": dict(content),
        "lines": lines,
        "digest": digest,
        "signatures": signatures,
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


class NotMinutes(Exception):
    """The file is no structured minutes of ours."""


def read(data: bytes) -> Json:
    """The document in a file, its shape checked; nothing is believed yet."""
    try:
        document = json.loads(
            data.decode(), parse_constant=_no_constant, object_pairs_hook=_object_with_distinct_keys
        )
        canonical(document).decode()  # half a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        raise NotMinutes from error
    shape = {"minutes": dict, "lines": list, "digest": str, "signatures": list}
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise NotMinutes
    if document.get("version") != VERSION:
        raise NotMinutes
    if any(not isinstance(document.get(name), kind) for name, kind in shape.items()):
        raise NotMinutes
    if any(not isinstance(each, dict) for each in document["signatures"]):
        raise NotMinutes
    return cast(Json, document)


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _object_with_distinct_keys(pairs: list[tuple[str, Any]]) -> Json:
    """Of two values under one name, one reader shows the first and another checks the last."""
    read_once = dict(pairs)
    if len(read_once) < len(pairs):
        raise ValueError("a name stands twice")
    return read_once


def checked(document: Json, *, expected: str = "") -> Report:
    """Every digest computed again, the first altered line first.

    `expected` is the digest as the paper, or the campus, says it: without it, a file that was
    composed again from end to end holds together, save for what passkeys signed."""
    content, digest = document["minutes"], str(document["digest"])
    faults = [
        *_altered_lines(content, document["lines"]),
        *_broken_proceedings(content.get("proceedings")),
    ]
    if not faults and _digest_of_lines(document["lines"]) != digest:
        faults.append(Fault("digest"))
    if expected and digest != expected.lower():
        faults.append(Fault("other minutes"))
    faults += _false_signatures(document["signatures"], digest)
    return _report(document, tuple(faults), digest)


def _altered_lines(content: Json, declared: list[object]) -> Iterator[Fault]:
    found = lines_of(content)
    said = {str(each[0]): each[1] for each in declared if isinstance(each, list) and len(each) == 2}
    for line in found:
        if line.key not in said:
            yield Fault("added", line.section, line.rank)
        elif said[line.key] != line.digest:
            yield Fault("altered", line.section, line.rank, _name_in(content, line))
    kept = {line.key for line in found}
    for key in (each for each in said if each not in kept):
        section, _, rank = key.partition("/")
        yield Fault("removed", section[:40], int(rank[:6]) if rank.isdecimal() else 0)


def _name_in(content: Json, line: Line) -> str:
    """Whom or what the line is about, as the altered file says it."""
    section = content[line.section]
    piece = section[line.rank - 1] if line.rank else section
    if not isinstance(piece, dict):
        return ""
    return str(piece.get("name") or piece.get("learner") or "")[:100]


def _broken_proceedings(proceedings: object) -> Iterator[Fault]:
    """The first line of the journal that its digest or the one before it contradicts."""
    if not isinstance(proceedings, list):
        return
    readable = [each for each in proceedings if isinstance(each, dict) and each.keys() >= _LINE]
    altered = first_altered(readable)
    if altered is None and len(readable) < len(proceedings):
        altered = len(readable) + 1
    if altered is not None:
        yield Fault("broken", "proceedings", altered)


def _false_signatures(signatures: list[Json], digest: str) -> Iterator[Fault]:
    previous, keys, members = digest, list[object](), list[object]()
    for rank, each in enumerate(signatures, start=1):
        name, evidence = str(each.get("name", ""))[:100], each.get("evidence")
        key = evidence.get("public_key") if isinstance(evidence, dict) else None
        if each.get("minutes") != digest:
            yield Fault("signed other minutes", "signatures", rank, name)
        elif each.get("digest") != signature_digest(each, previous=previous):
            yield Fault("altered", "signatures", rank, name)
        elif each.get("method") == "passkey" and not (
            isinstance(evidence, dict) and evidence_holds(evidence, about=about(digest))
        ):
            yield Fault("passkey", "signatures", rank, name)
        elif key is not None and key in keys:  # a proof given for one, shown again for another
            yield Fault("passkey again", "signatures", rank, name)
        elif each.get("member") in members:
            yield Fault("answered twice", "signatures", rank, name)
        keys.append(key)
        members.append(each.get("member"))
        previous = str(each.get("digest"))


def _report(document: Json, faults: tuple[Fault, ...], digest: str) -> Report:
    signatures = document["signatures"]
    methods = [each.get("method") for each in signatures if not each.get("refusal")]
    answered = [each.get("member") for each in signatures]
    members = document["minutes"].get("members")
    present = [
        (rank, each)
        for rank, each in enumerate(members if isinstance(members, list) else (), start=1)
        if isinstance(each, dict) and each.get("present")
    ]
    return Report(
        faults=faults,
        digest=digest,
        passkeys=methods.count("passkey"),
        codes=methods.count("code"),
        played=methods.count("played"),
        refusals=sum(1 for each in signatures if each.get("refusal")),
        missing=tuple(str(each.get("name")) for rank, each in present if rank not in answered),
    )
