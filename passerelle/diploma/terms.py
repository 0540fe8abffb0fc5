"""The rule every diploma of ours is issued under, as its terms of use name it."""

from __future__ import annotations

from passerelle.engines.credential import ALL_SIGN_ANY_REVOKES, JsonObject
from passerelle.foundation.translated import Translated

TITLE = Translated(fr="Tous signent, chacun peut révoquer", en="All must sign, any may revoke")
RULES = (
    Translated(
        fr="Le diplôme est valable si chacun des établissements que la liste de confiance du "
        "programme nomme à sa date l’a signé de sa propre clé, une seule fois.",
        en="The diploma is valid if each institution named by the programme’s trust list at its "
        "date has signed it with its own key, once.",
    ),
    Translated(
        fr="Chacun de ces établissements peut le révoquer, sans l’accord des autres et sans "
        "retour, en le disant dans sa liste de révocation, avec la date et le motif.",
        en="Each of these institutions may revoke it, without the others’ consent and for good, "
        "by saying so in its revocation list, with the date and the reason.",
    ),
    Translated(
        fr="Chacun peut le suspendre puis lever la suspension de la même façon, dans sa liste de "
        "suspension.",
        en="Each may suspend it, then lift the suspension, in the same way, in its suspension "
        "list.",
    ),
    Translated(
        fr="Une clé remplacée laisse valable ce qu’elle a signé en son temps ; d’une clé déclarée "
        "perdue, la liste de confiance dit ce qui est encore cru.",
        en="A key that was replaced leaves valid what it signed in its time; of a key declared "
        "lost, the trust list says what is still believed.",
    ),
)


def policy_document(address: str) -> JsonObject:
    """The rule for programs, under the address that the credential cites."""
    return {
        "id": address,
        "type": f"{address}#Policy",
        "policy": ALL_SIGN_ANY_REVOKES,
        "title": _both(TITLE),
        "rules": [_both(rule) for rule in RULES],
    }


def _both(words: Translated) -> dict[str, str]:
    return {"fr": words.in_language("fr"), "en": words.in_language("en")}
