"""Both ways with the @digitalbazaar packages: `python -m tools.conformance.judge NODE_MODULES`.

Ours must verify with theirs, theirs with us, and what was tampered with be refused by both.
"""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from passerelle.engines.credential import JsonObject, StatusList

from .cases import TAMPERINGS, Programme, odd_diplomas, tampered, trial_programme

_SCRIPT = Path(__file__).with_suffix(".mjs")
_LONGEST_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """One document: what we say, and what the other stack says."""

    name: str
    ours: str
    verified: bool
    proofs: tuple[bool, ...]
    marked: tuple[str, ...]
    """The purposes of the lists in which it is marked."""
    error: str | None

    @property
    def theirs(self) -> str:
        """Their answer in our words: every proof must hold, and no status be set."""
        if not self.verified or not self.proofs or not all(self.proofs):
            return "refused"
        if "revocation" in self.marked:
            return "revoked"
        return "suspended" if "suspension" in self.marked else "valid"

    @property
    def is_agreed(self) -> bool:
        """Whether both say the same; an issuer we do not know is one they cannot look up."""
        ours = "refused" if self.ours == "unknown issuer" else self.ours
        return ours == self.theirs


def judged(programme: Programme, node_modules: Path) -> list[Answer]:
    """Our diploma, theirs, each tampering of both, and a revoked one: ours and theirs of each."""
    lists, (theirs,) = programme.lists(), _issued_by_them(programme, node_modules)
    revoked, suspended = (programme.lists(marked=p) for p in ("revocation", "suspension"))
    cases = [("ours", programme.signed(), lists), ("theirs", theirs, lists)]
    cases += [
        (name, replace(programme, unsigned=document).signed(), lists)
        for name, document in odd_diplomas()
    ]
    cases += [
        (f"{whose}, {name}", tampered(document, tampering), lists)
        for whose, document in (("ours", programme.signed()), ("theirs", theirs))
        for name, tampering in TAMPERINGS.items()
    ]
    cases += [
        ("ours, revoked", programme.signed(), revoked),
        ("theirs, revoked", theirs, revoked),
        ("ours, suspended", programme.signed(), suspended),
        ("theirs, suspended", theirs, suspended),
        ("ours, status list forged", programme.signed(), _forged(revoked)),
    ]
    jobs = [
        _to_verify(document, programme.documents(given), programme.at)
        for _, document, given in cases
    ]
    return [
        _answer(name, programme.verdict(document, given), said)
        for (name, document, given), said in zip(cases, _asked(jobs, node_modules), strict=True)
    ]


def said_of(
    document: JsonObject,
    *,
    documents: Mapping[str, JsonObject],
    at: datetime,
    ours: str,
    node_modules: Path,
) -> Answer:
    """What the other stack says of one document, given all it may load, beside what we say."""
    (said,) = _asked([_to_verify(document, documents, at)], node_modules)
    return _answer("", ours, said)


def _to_verify(
    document: JsonObject, documents: Mapping[str, JsonObject], at: datetime
) -> JsonObject:
    return {
        "kind": "verify",
        "credential": document,
        "documents": dict(documents),
        "at": at.isoformat(),
    }


def _answer(name: str, ours: str, said: Any) -> Answer:
    proofs, marked = tuple(said["proofs"]), tuple(said["marked"])
    return Answer(name, ours, said["verified"], proofs, marked, said["error"])


def _issued_by_them(programme: Programme, node_modules: Path) -> list[JsonObject]:
    signers: list[JsonObject] = [
        {
            "seed": key.seed.hex(),
            "id": address,
            "controller": programme.trust.issuer,
            "date": programme.signed_at.isoformat(),
        }
        for address, key in programme.keys.items()
    ]
    job: JsonObject = {
        "kind": "issue",
        "credential": programme.unsigned,
        "documents": programme.documents({}),
        "signers": signers,
    }
    return [said["credential"] for said in _asked([job], node_modules)]


def _asked(jobs: Sequence[JsonObject], node_modules: Path) -> list[Any]:
    finished = subprocess.run(
        ["node", str(_SCRIPT), str(node_modules.resolve())],
        input=json.dumps(jobs).encode(),
        capture_output=True,
        timeout=_LONGEST_SECONDS,
        check=False,
    )
    if finished.returncode:
        raise RuntimeError(finished.stderr.decode(errors="replace")[-2000:])
    answers: list[Any] = json.loads(finished.stdout)
    return answers


def _forged(lists: Mapping[str, JsonObject]) -> dict[str, JsonObject]:
    """The lists as if nothing were revoked, under the signatures of those that said it."""
    blank = StatusList.blank().encoded()
    forged = {address: copy.deepcopy(document) for address, document in lists.items()}
    for document in forged.values():
        document["credentialSubject"]["encodedList"] = blank  # type: ignore[index]  # ours
    return forged


def main(arguments: list[str]) -> int:
    """Print every answer; 1 where ours and theirs differ."""
    answers = judged(trial_programme(), Path(arguments[0]))
    for answer in answers:
        print(f"{answer.name}: we say {answer.ours}, they say {answer.theirs}")
    same = sum(answer.is_agreed for answer in answers)
    print(f"@digitalbazaar: the same answer for {same} of {len(answers)} documents")
    return 0 if same == len(answers) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
