"""Every reason a credential is refused for, in both languages, under a code of its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

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


_READING: Final[Mapping[str, tuple[str, str]]] = {
    "too-large": (
        "Le fichier pèse {size} octets ; un diplôme n'en dépasse pas {limit}.",
        "The file weighs {size} bytes; a diploma never exceeds {limit}.",
    ),
    "not-utf8": (
        "Le fichier n'est pas du texte UTF-8 : ce n'est pas une attestation numérique.",
        "The file is not UTF-8 text: it is not a digital diploma.",
    ),
    "not-json": (
        "Le fichier n'est pas du JSON correct (ligne {line}, colonne {column}).",
        "The file is not correct JSON (line {line}, column {column}).",
    ),
    "truncated": (
        "Le fichier est coupé avant sa fin (ligne {line}) : demandez-le à nouveau.",
        "The file is cut off before its end (line {line}): ask for it again.",
    ),
    "not-an-object": (
        "Le fichier ne contient pas un document, mais une autre valeur JSON.",
        "The file does not hold a document but another JSON value.",
    ),
    "duplicate-key": (
        "Le champ « {key} » est écrit deux fois : deux lecteurs liraient deux diplômes.",
        "The field “{key}” is written twice: two readers would read two diplomas.",
    ),
    "not-a-number": (
        "La valeur « {value} » n'est pas un nombre que JSON connaît.",
        "The value “{value}” is not a number JSON knows.",
    ),
    "long-number": (
        "Le nombre « {value} » a plus de chiffres qu'une signature ne peut en garantir.",
        "The number “{value}” has more digits than a signature can guarantee.",
    ),
    "too-deep": (
        "Le document est imbriqué sur plus de {limit} niveaux.",
        "The document is nested more than {limit} levels deep.",
    ),
    "too-many-values": (
        "Le document contient plus de {limit} valeurs.",
        "The document holds more than {limit} values.",
    ),
    "too-many-blank-nodes": (
        "Le document contient plus de {limit} objets sans identifiant : les lire coûterait "
        "un temps sans borne.",
        "The document holds more than {limit} objects without an identifier: reading them "
        "would cost an unbounded time.",
    ),
    "blank-node-label": (
        "Le document relie des nœuds anonymes par étiquette (« {value} ») : leur lecture peut "
        "coûter un temps sans borne, et l'étiquette n'est pas signée.",
        "The document links blank nodes by label (“{value}”): reading them can cost an "
        "unbounded time, and the label is not signed.",
    ),
    "long-text": (
        "Le texte du champ {where} dépasse {limit} caractères.",
        "The text of the field {where} exceeds {limit} characters.",
    ),
    "bad-character": (
        "Le champ {where} contient un caractère de commande ou un caractère incomplet.",
        "The field {where} contains a control character or an incomplete character.",
    ),
}

_WRITING: Final[Mapping[str, tuple[str, str]]] = {
    "null-value": (
        "Le champ {where} est nul : les signatures ne couvrent pas ce qui est vide.",
        "The field {where} is null: signatures do not cover what is empty.",
    ),
    "empty-list": (
        "La liste {where} est vide : les signatures ne couvrent pas ce qui est vide.",
        "The list {where} is empty: signatures do not cover what is empty.",
    ),
    "nested-list": (
        "Le champ {where} est une liste dans une liste : les signatures n'en gardent pas la trace.",
        "The field {where} is a list inside a list: signatures keep no trace of it.",
    ),
    "repeated-value": (
        "La liste {where} dit deux fois la même chose : les signatures n'en gardent qu'une.",
        "The list {where} says the same thing twice: signatures keep only one.",
    ),
    "keyword": (
        "Le champ {where} emploie le mot réservé « {key} », qui permettrait de déplacer des "
        "informations signées.",
        "The field {where} uses the reserved word “{key}”, which could move signed information.",
    ),
    "address-as-key": (
        "Le champ {where} est nommé par une adresse : seuls les noms des contextes sont lus.",
        "The field {where} is named by an address: only the names of the contexts are read.",
    ),
    "language-value": (
        "Le texte {where} doit être une phrase, ou des objets « @value » et « @language » seuls.",
        "The text {where} must be a sentence, or objects with “@value” and “@language” only.",
    ),
    "inline-context": (
        "Le champ {where} apporte son propre vocabulaire : un diplôme n'emploie que des "
        "contextes publiés.",
        "The field {where} brings its own vocabulary: a diploma uses published contexts only.",
    ),
    "unknown-context": (
        "Contexte inconnu : « {address} ». Seuls ceux d'un diplôme sont acceptés.",
        "Unknown context: “{address}”. Only those of a diploma are accepted.",
    ),
    "context-order": (
        "Les contextes doivent commencer par « {expected} », chacun une seule fois.",
        "The contexts must begin with “{expected}”, each only once.",
    ),
    "undefined-term": (
        "Aucun contexte ne définit « {term} » : les signatures ne couvrent pas ce champ.",
        "No context defines “{term}”: the signatures do not cover this field.",
    ),
    "relative-address": (
        "« {value} » n'est pas une adresse complète : les signatures ne la couvrent pas.",
        "“{value}” is not a complete address: the signatures do not cover it.",
    ),
    "bad-address": (
        "« {value} » contient un caractère interdit dans une adresse.",
        "“{value}” contains a character forbidden in an address.",
    ),
    "repeated-node": (
        "L'objet « {value} » est décrit à deux endroits : ses informations pourraient avoir "
        "été déplacées.",
        "The object “{value}” is described in two places: its information could have been moved.",
    ),
    "value-kind": (
        "La valeur « {value} » n'est pas du genre que demande son champ (texte, nombre, vrai ou "
        "faux).",
        "The value “{value}” is not of the kind its field asks for (text, number, true or false).",
    ),
    "contradictory-context": (
        "Les contextes se contredisent ou le document les emploie mal ({reason}).",
        "The contexts contradict each other or the document misuses them ({reason}).",
    ),
    "too-symmetric": (
        "Le document contient trop d'objets qui se ressemblent : le lire coûterait un temps "
        "sans borne.",
        "The document holds too many objects that look alike: reading it would cost an "
        "unbounded time.",
    ),
    "too-heavy": (
        "La lecture du document a dû être abandonnée : il demande trop de mémoire.",
        "Reading the document had to be given up: it asks for too much memory.",
    ),
    "too-slow": (
        "La lecture du document a été arrêtée après {limit} s : un diplôme en demande un centième.",
        "Reading the document was stopped after {limit} s: a diploma takes a hundredth of that.",
    ),
}

_SHAPE: Final[Mapping[str, tuple[str, str]]] = {
    "field-missing": ("Le champ {where} manque.", "The field {where} is missing."),
    "not-a-text": (
        "Le champ {where} doit être un texte non vide.",
        "The field {where} must be a text that is not empty.",
    ),
    "not-an-object-here": (
        "Le champ {where} doit être un objet qui dit quelque chose.",
        "The field {where} must be an object that says something.",
    ),
    "not-an-address": (
        "Le champ {where} doit être une seule adresse complète.",
        "The field {where} must be one complete address.",
    ),
    "type-missing": (
        "Le champ {where} doit porter le type « {expected} ».",
        "The field {where} must carry the type “{expected}”.",
    ),
    "not-a-date": (
        "Le champ {where} doit être une date avec son heure et son fuseau.",
        "The field {where} must be a date with its time and zone.",
    ),
    "dates-reversed": (
        "La fin de validité précède son début.",
        "The end of validity comes before its beginning.",
    ),
    "wrong-value": (
        "Le champ {where} doit être {expected}.",
        "The field {where} must be {expected}.",
    ),
}

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
        for part in (_READING, _WRITING, _SHAPE, _TRUST, _STATUS, KEYS, STANDARD)
        for code, (fr, en) in part.items()
    }
)
