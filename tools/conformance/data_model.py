"""The inputs of the W3C suite of the Data Model 2.0, each accepted or refused by our check."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from passerelle.engines.credential import Failure, JsonObject, check_data_model

from .material import w3c_contexts


@dataclass(frozen=True, slots=True)
class Judged:
    """One input: what its name claims (None for neither) and what we answer."""

    name: str
    claim: bool | None
    failures: tuple[Failure, ...]

    @property
    def is_accepted(self) -> bool:
        return self.failures == ()

    @property
    def is_as_named(self) -> bool:
        return self.claim is None or self.claim == self.is_accepted

    @property
    def answer(self) -> str:
        """Our answer in a few words."""
        if self.is_accepted:
            return "accepted"
        return ", ".join(f"{f.code} {f.where}".strip() for f in self.failures)


def judged_inputs(standards: Path) -> list[Judged]:
    """Every input found in the folder."""
    folder = standards / "w3c-vc-data-model-2.0-tests/input"
    return [
        Judged(
            file.relative_to(folder).as_posix(),
            _claim(file.name),
            check_data_model(as_the_suite_sends(file), contexts=w3c_contexts()),
        )
        for file in sorted(folder.rglob("*.json"))
    ]


def counted(inputs: Sequence[Judged]) -> tuple[int, int]:
    """How many of those whose name claims something are judged so, of how many."""
    claiming = [each for each in inputs if each.claim is not None]
    return sum(each.is_as_named for each in claiming), len(claiming)


def as_the_suite_sends(file: Path) -> JsonObject:
    """The W3C suite fills in its own issuer and its moving dates before it sends a credential."""
    text = file.read_text().replace("PAST DATE", "2020-01-01T00:00:00Z")
    document: JsonObject = json.loads(text.replace("FUTURE DATE", "2040-01-01T00:00:00Z"))
    if "VerifiablePresentation" not in document.get("type", []):  # type: ignore[operator]  # a list
        issuer = document.setdefault("issuer", "did:example:suite")
        if isinstance(issuer, dict):
            issuer.setdefault("id", "did:example:suite")
    return document


def _claim(name: str) -> bool | None:
    if "-fail" in name:
        return False
    return True if "-ok" in name else None
