"""How people write: openings, closings, what they add, and what haste does to spelling."""

from __future__ import annotations

import unicodedata

from ._draws import Draws
from ._message_words import Pair

OPENINGS: dict[str, tuple[Pair, ...]] = {
    "formal": (
        (
            "Madame, Monsieur, je me permets de vous solliciter.",
            "Dear doctor, I take the liberty of writing to you.",
        ),
        (
            "Bonjour Docteur, je vous remercie par avance de votre attention.",
            "Good morning Doctor, thank you in advance for your attention.",
        ),
    ),
    "plain": (
        ("Bonjour,", "Hello,"),
        ("Bonjour docteur.", "Hello doctor."),
        ("Bonsoir.", "Good evening."),
    ),
    "colloquial": (("Salut doc", "Hey doc"), ("Allô", "Hi there"), ("Coucou", "Yo")),
}
CLOSINGS: dict[str, tuple[Pair, ...]] = {
    "formal": (
        ("Je vous prie d'agréer mes salutations distinguées.", "Yours faithfully."),
        ("Avec l'expression de ma considération.", "With my kind regards."),
    ),
    "plain": (
        ("Merci.", "Thank you."),
        ("Merci d'avance.", "Thanks in advance."),
        ("Bonne journée.", "Have a good day."),
    ),
    "colloquial": (("merci bcp", "thx"), ("à plus", "cheers"), ("bises", "ta")),
}
DENIALS: tuple[Pair, ...] = (
    (
        "Je n'ai ni mal dans la poitrine ni manque d'air.",
        "I have no chest pain and I am not short of air.",
    ),
    ("Pas de fièvre, pas de sang, pas de vomissements.", "No fever, no blood, no vomiting."),
    (
        "Je parle et je marche normalement, rien au visage.",
        "I speak and walk normally, nothing in the face.",
    ),
    ("Aucune idée noire, rassurez-vous.", "No dark thoughts, do not worry."),
)
MINIMISERS: tuple[Pair, ...] = (
    ("Ce n'est sûrement rien.", "It is surely nothing."),
    ("Pardon de vous déranger pour si peu.", "Sorry to bother you with so little."),
    ("Prenez votre temps, je peux attendre.", "Take your time, I can wait."),
)
PRESSING: tuple[Pair, ...] = (
    ("URGENT !", "URGENT!"),
    (
        "C'est très urgent, merci de répondre aujourd'hui.",
        "It is very urgent, please answer today.",
    ),
    ("Deuxième message, j'attends toujours.", "Second message, still waiting."),
)
ASIDES: tuple[Pair, ...] = (
    ("J'habite à quarante minutes de l'hôpital.", "I live forty minutes from the hospital."),
    ("Mon médecin est absent cette semaine.", "My doctor is away this week."),
    ("La pharmacie m'a dit de vous écrire.", "The pharmacy told me to write to you."),
    ("Je prends un traitement pour la tension.", "I take a treatment for blood pressure."),
    ("Ma sœur pense que je dois vous en parler.", "My sister thinks I should tell you."),
    ("Je travaille de nuit.", "I work nights."),
    ("C'est la première fois que j'écris ici.", "It is the first time I write here."),
)
_SHORT_FR = (
    ("je ne ", "je "),
    ("je n'", "j'"),
    ("j'ai ", "g "),
    ("je suis ", "chui "),
    ("depuis ", "dpuis "),
    ("beaucoup", "bcp"),
    ("aujourd'hui", "ajd"),
    ("c'est ", "c "),
    ("quand ", "qd "),
    ("poitrine", "poitrinne"),
    ("rendez-vous", "rdv"),
    ("s'il vous plaît", "svp"),
    ("tellement", "tlm"),
    (" pour ", " pr "),
    ("même ", "mm "),
    ("comprimé", "cachet"),
    ("médicament", "médoc"),
)
_SHORT_EN = (
    ("i am ", "im "),
    ("i have ", "ive "),
    ("you", "u"),
    ("please", "pls"),
    ("because", "cuz"),
    ("since ", "sinse "),
    ("tonight", "2nite"),
    ("cannot", "cant"),
    ("is not", "aint"),
    ("tablet", "pill"),
    ("chest", "chesst"),
    ("appointment", "appt"),
    (" and ", " n "),
    (" for ", " 4 "),
    ("swollen", "swolen"),
    (" right ", " rite "),
)


def hurried(draws: Draws, text: str, *, side: int) -> str:
    """Lower case, texting short forms, accents often lost, letters exchanged here and there."""
    said = text.lower()
    for long, short in (_SHORT_FR, _SHORT_EN)[side]:
        if draws.chance(0.85):
            said = said.replace(long, short)
    if side == 0:
        said = _unaccented(said)
    words = [_slip(draws, word) for word in said.split(" ")]
    return " ".join(words).replace(".", "" if draws.chance(0.5) else "..")


def _unaccented(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("œ", "oe"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _slip(draws: Draws, word: str) -> str:
    """Two neighbouring letters exchanged in one long word out of four; figures are left alone."""
    if len(word) < 6 or not word.isalpha() or not draws.chance(0.25):
        return word
    place = 1 + draws.below(len(word) - 3)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
