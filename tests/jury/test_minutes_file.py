"""The minutes as a file: whatever is altered is named, by the command too, without a database."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from passerelle.config.command import main
from passerelle.jury.minutes_file import (
    NotMinutes,
    about,
    checked,
    digest_of_content,
    digests_of,
    file_of,
    lines_of,
    read,
    signature_digest,
)
from passerelle.jury.minutes_wording import said
from passerelle.jury.proceedings import BEGINNING, digest_of_line
from tests.jury.signing import signed_by_passkey


def proceedings(*verbs: str) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    for position, verb in enumerate(verbs, start=1):
        line = {
            "position": position,
            "at": f"2026-06-19T1{position}:00:00+00:00",
            "verb": verb,
            "content": {},
            "previous_digest": lines[-1]["digest"] if lines else BEGINNING,
        }
        words = {key: line[key] for key in ("position", "at", "verb", "content")}
        digest = digest_of_line(line["previous_digest"], **words)  # type: ignore[arg-type]
        lines.append(line | {"digest": digest})
    return lines


CONTENT: dict[str, Any] = {
    "programme": {"fr": "Diplôme inventé", "en": "Invented diploma"},
    "members": [
        {"name": "Amina Inventée", "present": True},
        {"name": "Luc Imaginaire", "present": True},
    ],
    "decisions": [
        {"learner": "Zoé Fictive", "outcome": "awarded", "total": "14.50"},
        {"learner": "Éloi Supposé", "outcome": "resit", "total": "9.75"},
    ],
    "proceedings": proceedings("opened", "moved", "voted", "frozen"),
}


def signed(content: dict[str, Any] = CONTENT) -> dict[str, Any]:
    """The file with one signature by passkey and one by code."""
    digest = digest_of_content(content)
    first = {
        "minutes": digest,
        "member": 1,
        "name": "Amina Inventée",
        "method": "passkey",
        "evidence": signed_by_passkey(about(digest)),
    }
    first |= {"digest": signature_digest(first, previous=digest)}
    second = {"minutes": digest, "member": 2, "name": "Luc Imaginaire", "method": "code"}
    second |= {"digest": signature_digest(second, previous=first["digest"])}
    return read(written(content, [first, second]))


def written(content: dict[str, Any], signatures: list[dict[str, Any]]) -> bytes:
    return file_of(
        content,
        lines=digests_of(content),
        digest=digest_of_content(content),
        signatures=signatures,
    )


WHOLE = signed()


def test_whole_minutes_hold_and_say_who_signed_how() -> None:
    report = checked(WHOLE, expected=digest_of_content(CONTENT).upper())

    assert (report.faults, report.passkeys, report.codes, report.missing) == ((), 1, 1, ())


def test_the_file_says_whom_it_still_waits_for() -> None:
    report = checked({**WHOLE, "signatures": WHOLE["signatures"][:1]})

    assert (report.is_intact, report.missing) == (True, ("Luc Imaginaire",))


def _forge(document: dict[str, Any]) -> None:
    """Every digest that a forger can compute again."""
    fresh = signed(document["minutes"])
    document["lines"], document["digest"] = fresh["lines"], fresh["digest"]
    previous = document["digest"]
    for each in document["signatures"]:
        each["minutes"] = document["digest"]
        each["digest"] = previous = signature_digest(each, previous=previous)


def _raise_a_total(document: dict[str, Any]) -> None:
    document["minutes"]["decisions"][1]["total"] = "10.00"


def _raise_a_total_and_forge(document: dict[str, Any]) -> None:
    _raise_a_total(document)
    _forge(document)


def _move_a_vote(document: dict[str, Any]) -> None:
    lines = document["minutes"]["proceedings"]
    lines[1], lines[2] = lines[2], lines[1]


def _change_a_vote(document: dict[str, Any]) -> None:
    document["minutes"]["proceedings"][2]["content"] = {"choice": "for"}
    document["lines"] = [[line.key, line.digest] for line in lines_of(document["minutes"])]


def _replay_a_passkey(document: dict[str, Any]) -> None:
    """Luc's code becomes the very proof that Amina gave of these minutes."""
    amina, luc = document["signatures"]
    luc |= {"method": "passkey", "evidence": dict(amina["evidence"])}
    luc["digest"] = signature_digest(luc, previous=amina["digest"])


def _answer_again(document: dict[str, Any]) -> None:
    amina, luc = document["signatures"]
    luc |= {"member": amina["member"], "name": amina["name"]}
    luc["digest"] = signature_digest(luc, previous=amina["digest"])


TAMPERINGS: list[tuple[Callable[[dict[str, Any]], object], str]] = [
    (
        _raise_a_total,
        "Altered since the minutes were drawn up: the decisions, line 2 (Éloi Supposé).",
    ),
    (
        lambda it: it["minutes"]["decisions"].append({"learner": "Nul"}),
        "Added since the minutes were drawn up: the decisions, line 3.",
    ),
    (
        lambda it: it["minutes"]["decisions"].pop(),
        "Removed since the minutes were drawn up: the decisions, line 2.",
    ),
    (
        lambda it: it["minutes"].update(note="Ajout"),
        "Added since the minutes were drawn up: note.",
    ),
    (
        _move_a_vote,
        "Altered since the minutes were drawn up: the journal of the sitting, line 2.",
    ),
    (
        _change_a_vote,
        "The chain breaks at the journal of the sitting, line 3: it does not follow the line before.",
    ),
    (
        lambda it: it.update(digest="0" * 64),
        "The digest is not that of these lines: the file was composed again.",
    ),
    (
        lambda it: it["signatures"][1].update(name="Un Autre"),
        "Altered since the minutes were drawn up: the signatures, line 2 (Un Autre).",
    ),
    (
        lambda it: it["signatures"].reverse(),
        "Altered since the minutes were drawn up: the signatures, line 1 (Luc Imaginaire).",
    ),
    (
        _replay_a_passkey,
        "The passkey given for Luc Imaginaire had already signed for someone else: "
        "the signatures, line 2 (Luc Imaginaire).",
    ),
    (_answer_again, "Amina Inventée answers twice: the signatures, line 2 (Amina Inventée)."),
    (
        _raise_a_total_and_forge,
        "The passkey of Amina Inventée did not sign this text: the signatures, line 1 (Amina Inventée).",
    ),
]


@pytest.mark.parametrize("tamper, sentence", TAMPERINGS)
def test_what_was_altered_is_named(
    tamper: Callable[[dict[str, Any]], object], sentence: str
) -> None:
    document = copy.deepcopy(WHOLE)
    tamper(document)

    report = checked(document)

    with override("en"):
        assert said(report.faults[0]) == sentence


def test_a_file_composed_again_is_not_what_the_paper_says() -> None:
    forged = signed({**CONTENT, "decisions": []})

    report = checked(forged, expected=WHOLE["digest"])

    assert [fault.kind for fault in report.faults] == ["other minutes"]


@given(st.data())
def test_no_byte_of_the_content_changes_unseen(data: st.DataObject) -> None:
    text = written(CONTENT, WHOLE["signatures"]).decode()
    place = data.draw(st.integers(0, text.index('"signatures"')))
    sign = data.draw(st.sampled_from('0123456789abcdefXYZ {}[],:\n"'))
    altered = text[:place] + sign + text[place + 1 :]
    try:
        document = read(altered.encode())
    except NotMinutes:
        return

    is_the_same = document == WHOLE
    assert checked(document).is_intact == is_the_same


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(["members", "decisions", "proceedings", "x"]), JSONS),
    st.lists(JSONS),
    st.lists(st.dictionaries(st.sampled_from(["method", "digest", "evidence", "name"]), JSONS)),
)
def test_a_hostile_file_is_judged_never_a_fault(
    minutes: dict[str, Any], lines: list[Any], signatures: list[dict[str, Any]]
) -> None:
    document = {**WHOLE, "minutes": minutes, "lines": lines, "signatures": signatures}

    report = checked(read(json.dumps(document).encode()))

    assert not report.is_intact
    assert all(map(said, report.faults))


@pytest.mark.parametrize(
    "sent",
    [b"", b"{}", b"[]", b"\xff", b"[" * 100_000, b'{"format": "passerelle-minutes", "version": 1}'],
)
def test_what_is_no_minutes_is_said_so(sent: bytes) -> None:
    with pytest.raises(NotMinutes):
        read(sent)


@pytest.mark.parametrize(
    "sent",
    [
        written(CONTENT, []).replace(
            b'"minutes": {', b'"minutes": {"motions": 1}, "minutes": {', 1
        ),
        written(CONTENT, []).replace(b'"verb": "voted"', b'"verb": "\\ud800"', 1),
    ],
    ids=["a name that stands twice", "half a letter"],
)
def test_what_two_readers_would_read_differently_is_not_read(sent: bytes) -> None:
    with pytest.raises(NotMinutes):
        read(sent)


def test_the_command_names_the_altered_line_and_exits_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, altered = tmp_path / "whole.json", tmp_path / "altered.json"
    whole.write_bytes(written(CONTENT, WHOLE["signatures"]))
    altered.write_text(whole.read_text().replace("9.75", "10.75", 1))

    exits = [main(["minutes", "verify", str(path)]) for path in (whole, altered)]

    said_by_it = capsys.readouterr().out
    assert exits == [0, 1]
    assert f"intact: {WHOLE['digest']}" in said_by_it
    assert "altered: Altered since the minutes were drawn up: the decisions, line 2" in said_by_it
