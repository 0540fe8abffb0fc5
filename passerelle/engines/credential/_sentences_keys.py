"""Why a key, a list kept by the holder or a bundle is not believed, in both languages."""

from collections.abc import Mapping
from typing import Final

KEYS: Final[Mapping[str, tuple[str, str]]] = {
    "key-compromised": (
        "La clé de l'établissement {name} a été déclarée perdue ou compromise à compter du "
        "{date} ; cette signature, datée du {signed}, est postérieure.",
        "The key of {name} was declared lost or compromised from {date} on; this signature, "
        "dated {signed}, came after.",
    ),
    "key-not-held": (
        "La liste de confiance ne donne que l'empreinte de la clé de l'établissement {name} : "
        "présentez le fichier complet du titulaire, qui contient la clé.",
        "The trust list gives only the digest of the key of {name}: bring the holder's bundle, "
        "which holds the key.",
    ),
    "clock-ahead": (
        "La signature de l'établissement {name} est datée de {minutes} min dans l'avenir : une "
        "horloge est déréglée (5 min d'écart sont admises).",
        "The signature of {name} is dated {minutes} min in the future: a clock is wrong (5 min "
        "of difference are accepted).",
    ),
    "issuer-swapped": (
        "Le document se dit émis par « {issuer} », mais ses signatures sont faites pour "
        "« {expected} » : l'émetteur a été remplacé.",
        "The document says that “{issuer}” issued it, but its signatures were made for "
        "“{expected}”: the issuer was swapped.",
    ),
    "status-absent": (
        "La liste de {kind} de l'établissement {name} manque : rien ne dit si le diplôme tient "
        "toujours.",
        "The {kind} list of {name} is missing: nothing says whether the diploma still stands.",
    ),
    "status-purpose": (
        "L'entrée qui désigne la liste « {address} » n'est pas un rang de {kind}.",
        "The entry that names the list “{address}” is not a rank of {kind}.",
    ),
    "suspended": (
        "Le diplôme est suspendu par {name}{date}{reason}.",
        "The diploma is suspended by {name}{date}{reason}.",
    ),
    "bundle-shape": (
        "Le fichier du titulaire est incomplet ou mal écrit ({where}).",
        "The holder's bundle is incomplete or badly written ({where}).",
    ),
    "bundle-version": (
        "Ce fichier de titulaire est de la version « {value} » ; ce site lit la version 1.",
        "This holder's bundle is of version “{value}”; this site reads version 1.",
    ),
    "bundle-context": (
        "Le fichier du titulaire emploie un autre contexte que celui qui est connu sous "
        "« {address} » : les mots du diplôme y changeraient de sens.",
        "The holder's bundle uses another context than the one known as “{address}”: the "
        "words of the diploma would change their meaning.",
    ),
    "bundle-key-swapped": (
        "Sous le nom « {key} », le fichier du titulaire porte une autre clé que celle de la "
        "liste de confiance.",
        "Under the name “{key}”, the holder's bundle carries another key than the trust list's.",
    ),
    "bundle-unknown-keys": (
        "Aucune liste de confiance ne connaît les clés que ce fichier apporte : ce site ne peut "
        "rien dire de ce document.",
        "No trust list knows the keys this file brings: this site can say nothing about this "
        "document.",
    ),
}
