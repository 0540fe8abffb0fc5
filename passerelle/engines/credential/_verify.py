"""Is this diploma true? Every question in order, and an answer that says what was checked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from passerelle.engines.credential._canonicaliser import Canonicaliser
from passerelle.engines.credential._proofs import proofs_of, signing_data
from passerelle.engines.credential._reading import Limits, check_writing, read_document
from passerelle.engines.credential._report import Report, Verdict
from passerelle.engines.credential._revocations import Demand, Revocations, Statuses
from passerelle.engines.credential._sentences import Failure, Refusal, failure, said
from passerelle.engines.credential._shape import (
    badge_problems,
    check_contexts,
    credential_problems,
)
from passerelle.engines.credential._signatories import ProofSet, examine_proofs
from passerelle.engines.credential._trust import CLOCK_TOLERANCE, Signer, TrustList
from passerelle.engines.credential._values import (
    Json,
    JsonObject,
    Text,
    as_list,
    date_time,
    text_of,
)
from passerelle.engines.credential._wording import day, listed

_BEARER: Final = said(
    "Que la personne qui montre ce diplôme est celle qu'il nomme.",
    "That the person who shows this diploma is the one it names.",
)
_MOMENT: Final = said(
    "Le moment exact des signatures : chaque établissement date la sienne.",
    "The exact moment of the signatures: each institution dates its own.",
)
_SIGNATURES: Final = said("Les signatures.", "The signatures.")
_REVOCATIONS: Final = said("Les révocations.", "The revocations.")
_CONTENT: Final = said("Le contenu du document.", "The content of the document.")


def verify(
    document: bytes | str,
    *,
    trust: TrustList,
    at: datetime,
    canonicaliser: Canonicaliser,
    statuses: Statuses | None = None,
    limits: Limits | None = None,
    lists: Demand = "wanted",
) -> Report:
    """Answer for one diploma, at the instant `at`, by this trust list; never raises on a bad file.

    `statuses` maps the address of each institution's status list to the signed credential found
    there (bytes, verified here) or to a list already verified. A list that is absent is reported
    among what was not checked, or refuses the diploma (`lists`); a wrong one always refuses it.
    """
    if at.tzinfo is None:
        raise ValueError("Give the instant of the verification with its time zone.")
    bounds = limits or Limits()
    try:
        credential = _read(document, canonicaliser, bounds)
    except Refusal as refused:
        return refused_report(refused.failure)
    problems = (*credential_problems(credential), *badge_problems(credential))
    if problems:
        return _refused(problems, not_checked=(_SIGNATURES, _REVOCATIONS))
    issuer = _issuer(credential)
    if issuer != trust.issuer and _is_signed_for(trust, credential):
        words = {"issuer": issuer, "expected": trust.issuer}
        swapped = failure("issuer-swapped", where="/issuer", **words)
        return _refused((swapped,), not_checked=(_SIGNATURES, _REVOCATIONS))
    if issuer != trust.issuer:
        unknown = failure("unknown-issuer", where="/issuer", issuer=issuer)
        return replace(
            _refused((unknown,), not_checked=(_SIGNATURES, _REVOCATIONS)),
            verdict="unknown issuer",
            sentence=unknown.sentence,
        )
    found = Revocations(at, statuses or {}, canonicaliser, bounds, lists)
    return _Verification(credential, trust, at, canonicaliser, bounds).report(found)


def _is_signed_for(trust: TrustList, credential: JsonObject) -> bool:
    """Whether a key of the list's own issuer is said to have signed."""
    methods = [str(proof.get("verificationMethod")) for proof in proofs_of(credential)]
    own = [method for method in methods if method.partition("#")[0] == trust.issuer]
    return any(trust.key(method) for method in own)


def refused_report(why: Failure) -> Report:
    """The report on a file that could not be read to its end."""
    return _refused((why,), not_checked=(_CONTENT, _SIGNATURES, _REVOCATIONS))


def _read(document: bytes | str, canonicaliser: Canonicaliser, limits: Limits) -> JsonObject:
    credential = read_document(document, limits)
    check_contexts(credential, canonicaliser.contexts)
    check_writing(credential, limits)
    return credential


@dataclass(frozen=True, slots=True)
class _Verification:
    """A well-formed diploma of a known issuer, about to be believed or not."""

    credential: JsonObject
    trust: TrustList
    at: datetime
    canonicaliser: Canonicaliser
    limits: Limits

    def report(self, revocations: Revocations) -> Report:
        proofs = examine_proofs(
            self.credential.get("proof"), trust=self.trust, valid_from=self.valid_from, at=self.at
        )
        content = self._check_content(proofs)
        is_authentic = not proofs.failures and not content
        if is_authentic:
            # Only what the institutions signed says where they publish their revocations.
            revocations.examine(self.credential, self.signers)
        failures = (*content, *proofs.failures, *self._period_failures(), *revocations.failures)
        verdict = _verdict(failures, revocations)
        told = revocations.told
        return Report(
            verdict=verdict,
            sentence=_sentence(verdict, (*failures, *told), self.signers, revocations),
            failures=(*failures, *told),
            signatures=tuple(map(revocations.on, proofs.signatures)),
            checked=self._checked(revocations) if verdict != "refused" else (),
            not_checked=(*_left_out(proofs, content, revocations), _MOMENT, _BEARER),
            credential_id=str(self.credential["id"]),
            # What nobody is proven to have signed is not repeated as if it were true.
            subject=_learner(self.credential) if is_authentic else None,
            achievement=_achievement(self.credential) if is_authentic else None,
            issued=self.valid_from if is_authentic else None,
        )

    @property
    def valid_from(self) -> datetime:
        instant = date_time(self.credential["validFrom"])
        assert instant is not None
        return instant

    @property
    def signers(self) -> tuple[Signer, ...]:
        return self.trust.required_signers(self.valid_from)

    def _check_content(self, proofs: ProofSet) -> tuple[Failure, ...]:
        """Canonicalise once for all proofs; also where no proof is left to check."""
        try:
            data = signing_data(
                self.credential,
                [candidate.proof for candidate in proofs.candidates],
                canonicaliser=self.canonicaliser,
                limits=self.limits,
            )
        except Refusal as refused:
            return (refused.failure,)
        proofs.settle(data)
        return ()

    def _period_failures(self) -> tuple[Failure, ...]:
        end = date_time(self.credential.get("validUntil"))
        if self.valid_from > self.at + CLOCK_TOLERANCE:
            return (failure("not-yet-valid", where="/validFrom", date=day(self.valid_from)),)
        if end is not None and end < self.at:
            return (failure("expired", where="/validUntil", date=day(end)),)
        return ()

    def _checked(self, revocations: Revocations) -> tuple[Text, ...]:
        names = listed([signer.name for signer in self.signers])
        published = day(self.trust.published_at)
        checked = [
            said(
                "Le document est bien formé, et les signatures couvrent tout ce qu'il contient.",
                "The document is well formed, and the signatures cover everything it holds.",
            ),
            said(
                f"Émetteur : {self.trust.name.fr} (liste de confiance du {published.fr}).",
                f"Issuer: {self.trust.name.en} (trust list of {published.en}).",
            ),
            said(
                f"Signatures authentiques, toutes exigées : {names.fr}.",
                f"Genuine signatures, all of them required: {names.en}.",
            ),
            said("Dates de validité.", "Dates of validity."),
        ]
        if revocations.read:
            lists = listed(revocations.read)
            checked.append(
                said(
                    f"Listes de révocation et de suspension : {lists.fr}.",
                    f"Revocation and suspension lists: {lists.en}.",
                )
            )
        return tuple(checked)


def _refused(failures: tuple[Failure, ...], *, not_checked: tuple[Text, ...]) -> Report:
    sentence = _refusal_sentence(failures[0])
    return Report("refused", sentence, failures, not_checked=not_checked)


def _refusal_sentence(first: Failure) -> Text:
    return said(f"Refusé : {first.sentence.fr}", f"Refused: {first.sentence.en}")


def _verdict(failures: Sequence[Failure], revocations: Revocations) -> Verdict:
    if failures:
        return "refused"
    if revocations.revoked:
        return "revoked"
    return "suspended" if revocations.suspended else "valid"


def _sentence(
    verdict: Verdict, failures: Sequence[Failure], signers: Sequence[Signer], r: Revocations
) -> Text:
    if verdict == "refused":
        return _refusal_sentence(failures[0])
    if verdict in ("revoked", "suspended"):
        first = failures[0].sentence
        return said(
            f"Les signatures sont authentiques, mais {_lower(first.fr)}",
            f"The signatures are genuine, but {_lower(first.en)}",
        )
    names = listed([signer.name for signer in signers])
    if r.unread:
        return said(
            f"Diplôme authentique, signé par {names.fr} ; mais toutes les révocations n'ont pas "
            "pu être vérifiées.",
            f"Genuine diploma, signed by {names.en}; but not every revocation could be checked.",
        )
    return said(
        f"Diplôme authentique, signé par {names.fr} ; aucun établissement ne l'a révoqué.",
        f"Genuine diploma, signed by {names.en}; no institution has revoked it.",
    )


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _left_out(
    proofs: ProofSet, content: Sequence[Failure], revocations: Revocations
) -> tuple[Text, ...]:
    if content:
        return (_SIGNATURES, _REVOCATIONS)
    return (_REVOCATIONS,) if proofs.failures else tuple(revocations.unread)


def _issuer(credential: JsonObject) -> str:
    issuer = credential["issuer"]
    assert isinstance(issuer, dict)
    return str(issuer["id"])


def _learner(credential: JsonObject) -> str | None:
    subject = credential["credentialSubject"]
    assert isinstance(subject, dict)
    for identity in as_list(subject.get("identifier")):
        if isinstance(identity, dict) and _is_plain_name(identity):
            return str(identity["identityHash"])
    return None


def _is_plain_name(identity: JsonObject) -> bool:
    return identity.get("identityType") == "name" and identity.get("hashed") is False


def _achievement(credential: JsonObject) -> Text | None:
    subject = credential["credentialSubject"]
    assert isinstance(subject, dict)
    achievement: Json = subject.get("achievement")
    assert isinstance(achievement, dict)
    french = text_of(achievement["name"], language="fr")
    english = text_of(achievement["name"], language="en")
    return Text(fr=french, en=english) if french and english else None
