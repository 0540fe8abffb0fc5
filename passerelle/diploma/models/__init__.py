"""Keys, documents, what stands of them, papers, and how they are issued."""

from .documents import Certificate, Credential, Document, Signature, naming
from .issuing import Batch, Mandate, Refusal
from .keys import KeyLoss, SigningKey
from .papers import Paper, PaperAuthority, PaperCertificate
from .standing import Revocation, StatusEntry, StatusList, Suspension

__all__ = [
    "Batch",
    "Certificate",
    "Credential",
    "Document",
    "KeyLoss",
    "Mandate",
    "Paper",
    "PaperAuthority",
    "PaperCertificate",
    "Refusal",
    "Revocation",
    "Signature",
    "SigningKey",
    "StatusEntry",
    "StatusList",
    "Suspension",
    "naming",
]
