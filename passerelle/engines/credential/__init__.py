"""Diplomas that anyone can verify: W3C Verifiable Credentials 2.0, Open Badges 3.0, one
Data Integrity proof (eddsa-rdfc-2022) from each institution, and Bitstring Status Lists.

`build_diploma` → `sign` once an institution → `verify` against a `TrustList` → `Report`.
"""

from passerelle.engines.credential._bundle import (
    Bundle,
    build_bundle,
    is_bundle,
    read_bundle,
    verify_bundle,
)
from passerelle.engines.credential._canonicaliser import (
    Canonicaliser,
    InlineCanonicaliser,
    SubprocessCanonicaliser,
)
from passerelle.engines.credential._contexts import (
    BADGES_CONTEXT,
    CREDENTIALS_CONTEXT,
    Contexts,
    UnknownContext,
    diploma_contexts,
)
from passerelle.engines.credential._data_model import check_data_model
from passerelle.engines.credential._did import (
    did_document_of_institution,
    did_document_of_programme,
    did_web_url,
)
from passerelle.engines.credential._diploma import (
    Award,
    Evidence,
    FinalMark,
    Programme,
    StatusEntry,
    build_achievement,
    build_diploma,
)
from passerelle.engines.credential._exchange import (
    check_credential,
    check_presentation,
    check_status,
)
from passerelle.engines.credential._fields import BadTrustList
from passerelle.engines.credential._keys import (
    BadKey,
    MessageSigner,
    SigningKey,
    key_digest,
    multibase,
    multibase_bytes,
    multikey,
    public_key_bytes,
)
from passerelle.engines.credential._killable import KillableWorker
from passerelle.engines.credential._problem_types import problem_type
from passerelle.engines.credential._proofs import (
    InstitutionKey,
    SigningData,
    co_sign,
    is_proof_of,
    proofs_of,
    sign,
    sign_with_options,
    signing_data,
)
from passerelle.engines.credential._reading import Limits, read_document
from passerelle.engines.credential._report import (
    Report,
    Signature,
    SignatureState,
    Verdict,
    report_as_dict,
)
from passerelle.engines.credential._secured import (
    KeyOf,
    ProofExpectation,
    check_secured,
    did_key,
    key_of_did_key,
)
from passerelle.engines.credential._sentences import SENTENCES, Failure, Refusal
from passerelle.engines.credential._status import (
    SHORTEST_LIST,
    Purpose,
    StatusList,
    status_list_credential,
    verify_status_list,
)
from passerelle.engines.credential._trust import (
    ALL_SIGN_ANY_REVOKES,
    CLOCK_TOLERANCE,
    Revocation,
    Signer,
    Suspension,
    TrustedKey,
    TrustList,
)
from passerelle.engines.credential._values import Json, JsonObject, Text
from passerelle.engines.credential._verify import verify
from passerelle.engines.credential._wording import listed

__all__ = [
    "ALL_SIGN_ANY_REVOKES",
    "BADGES_CONTEXT",
    "CLOCK_TOLERANCE",
    "CREDENTIALS_CONTEXT",
    "SENTENCES",
    "SHORTEST_LIST",
    "Award",
    "BadKey",
    "BadTrustList",
    "Bundle",
    "Canonicaliser",
    "Contexts",
    "Evidence",
    "Failure",
    "FinalMark",
    "InlineCanonicaliser",
    "InstitutionKey",
    "Json",
    "JsonObject",
    "KeyOf",
    "KillableWorker",
    "Limits",
    "MessageSigner",
    "Programme",
    "ProofExpectation",
    "Purpose",
    "Refusal",
    "Report",
    "Revocation",
    "Signature",
    "SignatureState",
    "Signer",
    "SigningData",
    "SigningKey",
    "StatusEntry",
    "StatusList",
    "SubprocessCanonicaliser",
    "Suspension",
    "Text",
    "TrustList",
    "TrustedKey",
    "UnknownContext",
    "Verdict",
    "build_achievement",
    "build_bundle",
    "build_diploma",
    "check_credential",
    "check_data_model",
    "check_presentation",
    "check_secured",
    "check_status",
    "co_sign",
    "did_document_of_institution",
    "did_document_of_programme",
    "did_key",
    "did_web_url",
    "diploma_contexts",
    "is_bundle",
    "is_proof_of",
    "key_digest",
    "key_of_did_key",
    "listed",
    "multibase",
    "multibase_bytes",
    "multikey",
    "problem_type",
    "proofs_of",
    "public_key_bytes",
    "read_bundle",
    "read_document",
    "report_as_dict",
    "sign",
    "sign_with_options",
    "signing_data",
    "status_list_credential",
    "verify",
    "verify_bundle",
    "verify_status_list",
]
