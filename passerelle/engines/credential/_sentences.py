"""Every reason a credential is refused for, in both languages, under a code of its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from passerelle.engines.credential._sentences_document import READING, SHAPE, WRITING
from passerelle.engines.credential._sentences_keys import KEYS
from passerelle.engines.credential._sentences_standard import STANDARD
from passerelle.engines.credential._values import Text


@dataclass(frozen=True, slots=True)
class Failure:
    """One reason not to accept a document; `where` points at the field or the institution."""

    code: str
    sentence: Text
    where: str = ""


class Refusal(Exception):
    """Reading must stop here: carries the one failure that says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.sentence.en)
        self.failure = failure


def refusal(code: str, *, where: str = "", **words: Text | str) -> Refusal:
    """The exception for `code`, its sentence filled with `words`."""
    return Refusal(failure(code, where=where, **words))


def failure(code: str, *, where: str = "", **words: Text | str) -> Failure:
    """The failure for `code`; long or unprintable words from the file are made safe to show."""
    shown = {name: w if isinstance(w, Text) else _presentable(w) for name, w in words.items()}
    place = _presentable(where)
    return Failure(code, SENTENCES[code].filled(**shown, where=place), place)


def said(fr: str, en: str) -> Text:
    """A text whose French takes its typographic spaces and apostrophes.

    >>> said("L'avis : oui ?", "The opinion: yes?").fr
    'L’avis\\xa0: oui\\u202f?'
    """
    return Text(fr=_typeset(fr), en=en.replace("'", "’"))


def _typeset(text: str) -> str:
    text = text.replace("'", "’").replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    return re.sub(r" (?=[;!?%])", "\u202f", text.replace(" :", "\u00a0:"))


def _presentable(word: str) -> str:
    kept = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in word[:121])
    return kept if len(word) <= 120 else kept[:119] + "…"


_TRUST: Final[Mapping[str, tuple[str, str]]] = {
    "unknown-issuer": (
        "L'émetteur « {issuer} » n'est pas dans la liste de confiance ; ce site ne peut rien "
        "dire de ce document.",
        "The issuer “{issuer}” is not in the trust list; this site can say nothing about "
        "this document.",
    ),
    "no-signatory": (
        "La liste de confiance ne nomme aucun signataire à la date du diplôme ({date}).",
        "The trust list names no signatory at the date of the diploma ({date}).",
    ),
    "proof-missing": (
        "La signature de l'établissement {name} manque : toutes les signatures sont exigées.",
        "The signature of {name} is missing: every signature is required.",
    ),
    "proof-doubled": (
        "{name} signe deux fois : une seconde signature ne remplace pas celle d'un autre "
        "établissement.",
        "{name} signs twice: a second signature does not stand for another institution's.",
    ),
    "proof-not-expected": (
        "{name} signe, mais n'était pas signataire à la date du diplôme.",
        "{name} signs, but was not a signatory at the date of the diploma.",
    ),
    "untrusted-key": (
        "La clé « {key} » n'est pas dans la liste de confiance.",
        "The key “{key}” is not in the trust list.",
    ),
    "key-outside-window": (
        "La clé de l'établissement {name} n'était pas en service le {date}, jour de la signature.",
        "The key of {name} was not in use on {date}, the day of the signature.",
    ),
    "key-revoked": (
        "La clé de l'établissement {name} a été révoquée le {date} : elle ne prouve plus rien.",
        "The key of {name} was revoked on {date}: it proves nothing any more.",
    ),
    "proof-wrong-type": (
        "Une signature est du type « {value} » au lieu de « DataIntegrityProof ».",
        "A signature is of type “{value}” instead of “DataIntegrityProof”.",
    ),
    "proof-wrong-cryptosuite": (
        "Une signature emploie le procédé « {value} » au lieu de « eddsa-rdfc-2022 ».",
        "A signature uses the cryptosuite “{value}” instead of “eddsa-rdfc-2022”.",
    ),
    "proof-wrong-purpose": (
        "Une signature a pour objet « {value} » au lieu de « assertionMethod ».",
        "A signature has the purpose “{value}” instead of “assertionMethod”.",
    ),
    "proof-field": (
        "Une signature contient le champ « {field} », manquant, inconnu ou mal écrit.",
        "A signature has the field “{field}” missing, unknown or badly written.",
    ),
    "too-many-proofs": (
        "Le document porte {count} signatures ; la liste de confiance n'en attend que {limit}.",
        "The document carries {count} signatures; the trust list expects {limit} at most.",
    ),
    "proof-bad": (
        "La signature de l'établissement {name} ne correspond pas au contenu : le "
        "document a été modifié, ou cette signature est fausse.",
        "The signature of {name} does not match the content: the document was changed, or "
        "this signature is forged.",
    ),
    "proof-future": (
        "La signature de l'établissement {name} est datée du {date}, dans l'avenir.",
        "The signature of {name} is dated {date}, in the future.",
    ),
    "proof-expired": (
        "La signature de l'établissement {name} a expiré le {date}.",
        "The signature of {name} expired on {date}.",
    ),
}

_STATUS: Final[Mapping[str, tuple[str, str]]] = {
    "not-yet-valid": (
        "Le diplôme n'est valable qu'à partir du {date}.",
        "The diploma is valid only from {date}.",
    ),
    "expired": (
        "Le diplôme n'est plus valable depuis le {date}.",
        "The diploma has not been valid since {date}.",
    ),
    "status-missing": (
        "Le diplôme ne dit pas où l'établissement {name} publie sa liste de {kind}.",
        "The diploma does not say where {name} publishes its {kind} list.",
    ),
    "status-not-expected": (
        "La liste « {address} » n'est celle d'aucun signataire, ou est citée deux fois.",
        "The status list “{address}” belongs to no signatory, or is named twice.",
    ),
    "status-list-bad": (
        "La liste de {kind} de l'établissement {name} ne peut pas être crue : {reason}",
        "The {kind} list of {name} cannot be believed: {reason}",
    ),
    "status-encoding": (
        "la liste n'est pas un gzip de 16 ko au moins écrit en base64url.",
        "the list is not a gzip of at least 16 kB written in base64url.",
    ),
    "status-index": (
        "le rang {index} sort de la liste.",
        "the rank {index} is outside the list.",
    ),
    "status-not-started": (
        "la liste n'est publiée qu'à partir du {date}.",
        "the list is published only from {date}.",
    ),
    "status-other": (
        "le document n'est pas la liste attendue ({where}).",
        "the document is not the expected list ({where}).",
    ),
    "status-unsigned": (
        "elle n'est pas signée par une clé de cet établissement, en service et intacte.",
        "it is not signed by a key of this institution, in use and intact.",
    ),
    "status-expired": (
        "la liste a expiré le {date}.",
        "the list expired on {date}.",
    ),
    "revoked": (
        "Le diplôme a été révoqué par {name}{date}{reason}.",
        "The diploma was revoked by {name}{date}{reason}.",
    ),
}

SENTENCES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        code: said(fr, en)
        for part in (READING, WRITING, SHAPE, _TRUST, _STATUS, KEYS, STANDARD)
        for code, (fr, en) in part.items()
    }
)
