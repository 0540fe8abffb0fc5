"""Why a file is no document that can be read, or no credential as the standards shape it."""

from collections.abc import Mapping
from typing import Final

READING: Final[Mapping[str, tuple[str, str]]] = {
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

WRITING: Final[Mapping[str, tuple[str, str]]] = {
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

SHAPE: Final[Mapping[str, tuple[str, str]]] = {
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
