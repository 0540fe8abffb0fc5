"""Sentences for the standards' own rules: related resources, proof chains, presentations."""

from collections.abc import Mapping
from typing import Final

STANDARD: Final[Mapping[str, tuple[str, str]]] = {
    "form-jwt": (
        "Le fichier est un jeton signé (JWT ou SD-JWT) : ce lecteur ne lit que les documents "
        "JSON-LD dont la preuve est jointe (Data Integrity).",
        "The file is a signed token (JWT or SD-JWT): this reader only reads JSON-LD documents "
        "that carry their proof (Data Integrity).",
    ),
    "form-enveloped": (
        "L'attestation {where} est enveloppée dans un jeton signé : cette forme n'est pas lue.",
        "The credential {where} is enveloped in a signed token: this form is not read.",
    ),
    "repeated-resource": (
        "La ressource « {value} » est citée deux fois ({where}).",
        "The resource “{value}” is named twice ({where}).",
    ),
    "digest-missing": (
        "La ressource {where} est citée sans son empreinte.",
        "The resource {where} is named without its digest.",
    ),
    "digest-unreadable": (
        "Le champ {where} n'est pas une empreinte SHA-256 ou SHA-384 bien écrite.",
        "The field {where} is not a well-written SHA-256 or SHA-384 digest.",
    ),
    "digest-wrong": (
        "L'empreinte donnée pour « {value} » n'est pas celle de ce qui y est publié.",
        "The digest given for “{value}” is not that of what is published there.",
    ),
    "proof-none": (
        "Le document ne porte aucune preuve : rien ne dit qui l'a établi.",
        "The document carries no proof: nothing says who made it.",
    ),
    "proof-unknown-key": (
        "La clé « {key} » est introuvable : seules celles qui portent leur clé publique dans "
        "leur adresse (did:key), ou que l'on a fournies, sont connues.",
        "The key “{key}” cannot be found: only those whose address holds the public key "
        "(did:key), or that were provided, are known.",
    ),
    "proof-not-of-document": (
        "La preuve {where} ne correspond pas au document.",
        "The proof {where} does not match the document.",
    ),
    "proof-previous-missing": (
        "La preuve {where} en suppose une autre, « {value} », qui n'est pas dans le document.",
        "The proof {where} rests on another, “{value}”, that is not in the document.",
    ),
    "proof-purpose": (
        "La preuve {where} a pour objet « {value} » au lieu de « {expected} ».",
        "The proof {where} has the purpose “{value}” instead of “{expected}”.",
    ),
    "proof-dated-ahead": (
        "La preuve {where} est datée du {date}, dans l'avenir.",
        "The proof {where} is dated {date}, in the future.",
    ),
    "proof-over": (
        "La preuve {where} a expiré le {date}.",
        "The proof {where} expired on {date}.",
    ),
    "proof-challenge": (
        "La preuve ne répond pas à la question posée (« {field} ») : elle a pu être copiée.",
        "The proof does not answer the question asked (“{field}”): it may have been copied.",
    ),
    "issuer-not-signer": (
        "Aucune preuve n'est de l'émetteur « {issuer} ».",
        "No proof is by the issuer “{issuer}”.",
    ),
    "holder-not-signer": (
        "La présentation n'est pas signée par son détenteur « {holder} ».",
        "The presentation is not signed by its holder “{holder}”.",
    ),
    "self-asserted": (
        "L'attestation {where} n'a pas de preuve à elle : elle ne vaut que si son émetteur est "
        "le détenteur qui signe la présentation.",
        "The credential {where} has no proof of its own: it counts only if its issuer is the "
        "holder who signs the presentation.",
    ),
    "status-set": (
        "L'émetteur a marqué l'attestation dans sa liste d'état ({purpose}).",
        "The issuer has marked the credential in its status list ({purpose}).",
    ),
    "status-unfit": (
        "La liste d'état « {address} » n'est pas celle que l'attestation annonce ({where}).",
        "The status list “{address}” is not the one the credential announces ({where}).",
    ),
    "not-in-force-yet": (
        "Le document n'est valable qu'à partir du {date}.",
        "The document is valid only from {date}.",
    ),
    "no-longer-in-force": (
        "Le document n'est plus valable depuis le {date}.",
        "The document has not been valid since {date}.",
    ),
}
