"""1EdTech's Open Badges 3.0 samples, each judged by its own issuer and the key it names."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

from passerelle.engines.credential import (
    BadKey,
    InlineCanonicaliser,
    JsonObject,
    Limits,
    Refusal,
    Signer,
    Text,
    TrustedKey,
    TrustList,
    check_credential,
    proofs_of,
    public_key_bytes,
    read_document,
    verify,
)

from .material import published_contexts

AT = datetime(2026, 1, 1, tzinfo=UTC)
_OLD_CONTEXT = "https://www.w3.org/2018/credentials/v1"
_PNG = b"\x89PNG\r\n\x1a\n"
_CREDENTIAL_TAG = "{https://purl.imsglobal.org/ob/v3p0}credential"
# Forms that we do not play, by the code of the refusal or by what the document says it is.
NOT_PLAYED = {
    "form-jwt": "JWT (VC-JOSE-COSE)",
    "old": "Data Model 1.1",
    "ecdsa-sd-2023": "selective disclosure (ecdsa-sd-2023)",
    "BitstringStatusListCredential": "a status list, no badge",
    "EndorsementCredential": "an endorsement, no badge",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One file: `valid`, `revoked`, `refused` with its reasons, or `not played` with its form.

    `standards` is what the standards alone say, of any credential that carries its proof."""

    name: str
    outcome: str
    reason: str = ""
    standards: str = ""


def judged_samples(standards: Path) -> list[Sample]:
    """Every sample found in the folder."""
    folder = standards / "ob30-samples"
    canonicaliser = InlineCanonicaliser(published_contexts(standards))
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return [
        _judged(file.relative_to(folder).as_posix(), file.read_bytes(), canonicaliser)
        for file in files
        if file.name != "LICENSE"
    ]


def _judged(name: str, content: bytes, canonicaliser: InlineCanonicaliser) -> Sample:
    carried = baked_credential(content)
    try:
        document = read_document(carried, Limits())
    except Refusal as refused:
        code = refused.failure.code
        if code in NOT_PLAYED:
            return Sample(name, "not played", NOT_PLAYED[code])
        return Sample(name, "refused", code)
    lenient = InlineCanonicaliser(canonicaliser.contexts, strict=False)
    found = check_credential(document, at=AT, canonicaliser=lenient, key_of=_key_in)
    alone = ", ".join(f"{f.code} {f.where}".strip() for f in found[:1]) or "valid"
    form = _form_not_played(document)
    if form is not None:
        return Sample(name, "not played", form, alone)
    report = verify(carried, trust=_trust_in(document), at=AT, canonicaliser=canonicaliser)
    reasons = ", ".join(f"{f.code} {f.where}".strip() for f in report.failures)
    return Sample(name, report.verdict, reasons, alone)


def _form_not_played(document: JsonObject) -> str | None:
    contexts, types = document.get("@context"), document.get("type")
    if isinstance(contexts, list) and contexts[:1] == [_OLD_CONTEXT]:
        return NOT_PLAYED["old"]
    suites = {str(proof.get("cryptosuite")) for proof in proofs_of(document)}
    said = [*(types if isinstance(types, list) else [types]), *sorted(suites)]
    return next((NOT_PLAYED[str(word)] for word in said if str(word) in NOT_PLAYED), None)


def baked_credential(content: bytes) -> bytes:
    """What a baked PNG or SVG carries (Open Badges 3.0, section 5.3); else the content itself."""
    if content.startswith(_PNG):
        texts = dict(_texts_in_png(content))
        return texts.get(b"openbadgecredential", b"")
    if b"<svg" in content[:2000]:
        found = ElementTree.fromstring(content).find(f".//{_CREDENTIAL_TAG}")  # noqa: S314  # test material
        if found is not None:
            return (found.get("verify") or found.text or "").strip().encode()
    return content


def _texts_in_png(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_PNG)
    while place + 8 <= len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        chunk = content[place + 8 : place + 8 + length]
        place += 12 + length
        if kind == b"iTXt":
            keyword, rest = chunk.split(b"\0", 1)
            text = rest[2:].split(b"\0", 2)[2]
            yield keyword, zlib.decompress(text) if rest[:1] == b"\1" else text


def _trust_in(document: JsonObject) -> TrustList:
    """Believe the key that the sample itself names: these samples publish it in its address."""
    issuer = document.get("issuer")
    did = str(issuer.get("id") if isinstance(issuer, dict) else issuer)
    name = Text(fr="Exemple", en="Sample")
    signer = Signer(
        did, name, tuple(_keys_named(document)), status_lists=tuple(_lists_named(document))
    )
    return TrustList(did, name, (signer,), published_at=AT)


def _lists_named(document: JsonObject) -> Iterator[str]:
    status = document.get("credentialStatus")
    if isinstance(status, dict) and "statusListCredential" in status:
        yield str(status["statusListCredential"])


def _keys_named(document: JsonObject) -> Iterator[TrustedKey]:
    for method in {str(proof.get("verificationMethod")) for proof in proofs_of(document)}:
        public = _key_in(method)
        if public is not None:
            yield TrustedKey(method, public, valid_from=datetime(2000, 1, 1, tzinfo=UTC))


def _key_in(method: str) -> str | None:
    public = method.rpartition("#")[2]
    try:
        public_key_bytes(public)
    except BadKey:
        return None
    return public


def table(samples: list[Sample]) -> str:
    """The outcomes as a Markdown table."""
    lines = ["| File | Outcome | Reason or form | The standards alone |", "|---|---|---|---|"]
    lines += [
        f"| `{each.name}` | {each.outcome} | {each.reason} | {each.standards} |" for each in samples
    ]
    return "\n".join(lines)


def main(standards: Path) -> None:
    print(table(judged_samples(standards)))


if __name__ == "__main__":
    from .material import standards_folder

    main(standards_folder())
