"""The same letters for the same words: no accent, no capital, no telephone spelling.

What a learner types at night on a telephone, "g mal dpuis qd", is written out, then compared.
Words that say little (articles, pronouns, auxiliaries) are left out of `telling_words`."""

from __future__ import annotations

import re
import unicodedata
from itertools import filterfalse

from ._case import Language

_WORD = re.compile(r"[a-z0-9]+")
_SPELT_OUT: dict[Language, dict[str, str]] = {
    "fr": {
        "atcd": "antecedents", "av": "avez", "bcp": "beaucoup", "c": "c'est", "cb": "combien",
        "cbien": "combien", "dlr": "douleur", "dlrs": "douleurs", "doc": "docteur",
        "dps": "depuis", "dpuis": "depuis", "dr": "docteur", "ds": "dans", "esk": "est ce que",
        "g": "j'ai", "hta": "hypertension", "jms": "jamais", "ke": "que", "kel": "quel",
        "kelle": "quelle", "kan": "quand", "kand": "quand", "kes": "qu'est ce", "ki": "qui",
        "koi": "quoi", "medoc": "medicament", "medocs": "medicaments", "mnt": "maintenant",
        "mtn": "maintenant", "ns": "nous", "pb": "probleme", "pbs": "problemes", "pk": "pourquoi",
        "pkoi": "pourquoi", "pourkoi": "pourquoi", "pq": "pourquoi", "pr": "pour", "qd": "quand",
        "qqch": "quelque chose", "qqun": "quelqu'un", "quest": "qu'est", "rdv": "rendez vous",
        "slt": "salut", "ta": "tension", "tjrs": "toujours", "tjs": "toujours", "tt": "tout",
        "tte": "toute", "ttt": "traitement", "vs": "vous", "ya": "il y a",
    },
    "en": {
        "abt": "about", "b4": "before", "bp": "blood pressure", "cuz": "because", "doc": "doctor",
        "dr": "doctor", "hav": "have", "hrs": "hours", "hv": "have", "hx": "history",
        "meds": "medicines", "mins": "minutes", "pls": "please", "plz": "please", "ppl": "people",
        "r": "are", "sob": "shortness of breath", "thx": "thanks", "u": "you", "ur": "your",
        "wat": "what", "wen": "when", "whens": "when is", "wht": "what", "wks": "weeks",
        "yrs": "years",
    },
}  # fmt: skip
_SAY_LITTLE = frozenset(
    "a ai as au aux avec avez avoir avons c ca ce cela ces cet cette d dans de des du elle "
    "elles en es est et etes etre eu eux fait faites il ils j je l la le les leur leurs lui "
    "m ma me mes moi mon n ne nos notre nous on ont ou par pas pour que quel quelle quelles "
    "quels qu qui quoi s sa se ses si son sont sur t ta te tes toi ton tu un une vos votre "
    "vous y quelque quelques chose deja bien aussi tout toute tous meme plus moins tres "
    "puis alors donc pouvez peux pourriez dire dites savoir voudrais aimerais faut moment "
    "fois "
    "about all am an and any are at be been being but by can could did do does doing for "
    "from get got had has have having he her hers him his how i in into is it its just let "
    "like me my of off on or our out own please s she should so some something than that "
    "the their them then there these they thing things this those to too up us was we were "
    "what when where which who why will with would you your yours don t ve re ll anything "
    "ever now know tell want".split()
)
_ENDINGS = (
    "ements", "ement", "ations", "ation", "euses", "euse", "ables", "able", "ives", "ions", "ing",
    "ives", "ive", "ees", "ers", "ent", "ier", "eux", "aux", "ed", "er", "es", "ee", "ly", "ez",
    "s", "e", "x",
)  # fmt: skip
_SHORTEST_STEM = 4


def plain(text: str) -> str:
    """Letters without accent or capital, straight apostrophes, single spaces.

    >>> plain("Où avez-vous  MAL, au cœur ?")
    'ou avez-vous mal, au coeur ?'
    """
    lowered = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    parted = unicodedata.normalize("NFKD", lowered)
    return " ".join("".join(filterfalse(unicodedata.combining, parted)).split())


def words(text: str) -> list[str]:
    """The words of a plain text.

    >>> words("qu'est-ce qui vous amene ?")
    ['qu', 'est', 'ce', 'qui', 'vous', 'amene']
    """
    return _WORD.findall(text)


def spelt_out(text: str, language: Language) -> str:
    """Telephone spelling and ward shorthand in full; other words untouched.

    >>> spelt_out("c koi vos médocs ?", "fr")
    "c'est quoi vos medicaments ?"
    """
    short = _SPELT_OUT[language]
    return re.sub(r"(?<![\w'’])\w+(?![\w'’])", lambda word: _full(word[0], short), text)


def _full(word: str, short: dict[str, str]) -> str:
    return short.get(plain(word), word)


def stem(word: str) -> str:
    """A word without its ending: crude, the same for both languages.

    >>> stem("allergies"), stem("allergique"), stem("fumez"), stem("smoking")
    ('allergi', 'allergiqu', 'fum', 'smok')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM - 1:
            return word[: -len(ending)]
    return word


def telling_words(text: str) -> frozenset[str]:
    """Stems of the words that carry the meaning of a plain text.

    >>> sorted(telling_words("depuis quand avez-vous mal au ventre ?"))
    ['depui', 'mal', 'quand', 'ventr']
    """
    return frozenset(stem(word) for word in words(text) if word not in _SAY_LITTLE)
