"""What invented people write: a reading of a letter, a team's report, a rater's remark."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from passerelle.engines.rubric import Rubric, score

from .cast import Character

_HIGH, _FAIR = 0.8, 0.6
_OPENINGS = (
    "La lettre se lit bien, et c’est justement ce qui doit inquiéter.",
    "J’ai comparé la lettre aux notes, ligne par ligne, avant de juger du style.",
    "Trois affirmations de la lettre n’ont aucune source dans le dossier.",
)
_MIDDLES = (
    "La posologie a changé d’unité entre les notes et la lettre : l’erreur serait arrivée jusqu’à "
    "la pharmacie de ville.",
    "Le modèle attribue au patient une allergie qu’aucune note ne mentionne ; le vraisemblable "
    "a pris la place du vrai.",
    "Le suivi à six semaines a disparu : une omission ne se voit pas à la lecture, il faut une "
    "liste de contrôle.",
    "L’intention est correcte, la source non : la référence citée n’existe pas.",
)
ENDINGS = (
    "Je ne signerais pas cette lettre sans l’avoir corrigée ; je garde le plan, je réécris les "
    "faits.",
    "Je propose une relecture à deux, l’une des chiffres, l’autre des omissions.",
)
_TEAM_OPENINGS = (
    "Notre outil part d’un besoin entendu en service : relire, la nuit, ce que la journée a "
    "laissé de côté.",
    "Nous avons d’abord mesuré ce que l’on ferait sans modèle : c’est à cela que nous nous "
    "comparons.",
    "Le défi demandait un classement ; nous avons commencé par demander à qui il servirait.",
)
_TEAM_MIDDLES = (
    "Sur les mêmes cas, l’outil fait un peu mieux que la règle simple ; l’intervalle dit que "
    "l’écart peut venir du hasard.",
    "Chez les personnes de plus de quatre-vingts ans, il se trompe davantage : nous le disons en "
    "premier, et l’outil se tait pour elles.",
    "Le garde-fou arrête une réponse sur douze ; il arrête aussi deux bonnes réponses, et ce coût "
    "est compté.",
    "Une autre équipe a refait notre calcul à partir du dossier ; deux chiffres ont bougé, nous "
    "les avons corrigés.",
)
_TEAM_ENDINGS = (
    "Nous ne le mettrions pas en service aujourd’hui : nous proposons trois mois d’essai en "
    "silence, avec une règle d’arrêt.",
    "La patiente partenaire a réécrit la page destinée aux patients : c’est celle que nous "
    "remettons.",
)


@dataclass(frozen=True, slots=True)
class _Remarks:
    """What a rater says of a work that is remarkable, fair, or weak."""

    high: tuple[str, ...]
    fair: tuple[str, ...]
    weak: tuple[str, ...]


_OF_A_READING = _Remarks(
    high=(
        "Analyse précise. Allez plus loin sur ce que vous feriez le lendemain, dans votre service.",
        "Chaque erreur est rattachée à sa ligne des notes : rien à reprendre.",
        "Les omissions sont vues aussi bien que les ajouts ; c’est le plus difficile.",
    ),
    fair=(
        "L’essentiel est vu ; citez la ligne des notes qui contredit la lettre.",
        "Vous relevez les erreurs, pas encore leurs conséquences pour le patient.",
        "Bonne lecture des chiffres ; cherchez aussi ce qui manque.",
    ),
    weak=(
        "Le style vous a convaincu : reprenez la lettre ligne par ligne, les notes à côté.",
        "Des erreurs graves passent : relisez la posologie et les allergies.",
        "L’avis est donné, la preuve manque : citez les notes.",
    ),
)
_OF_A_TEAM = _Remarks(
    high=(
        "Une limite dite avant qu’on la demande : c’est rare, et c’est ce qu’il faut.",
        "Le résumé se comprend sans vous, et la règle d’arrêt est chiffrée.",
        "La comparaison sur les mêmes cas convainc ; refaites-la dans un autre hôpital.",
    ),
    fair=(
        "Le besoin est clair ; dites mieux ce que l’on ferait sans modèle.",
        "Les chiffres sont là, leur incertitude se cherche encore.",
        "Le garde-fou est décrit ; mesurez aussi ce qu’il coûte.",
    ),
    weak=(
        "L’outil est montré, son effet ne l’est pas : donnez un point de comparaison.",
        "Qui se sert de l’outil, et quand ? Le dossier ne le dit pas.",
        "Un sous-groupe manque aux résultats ; c’est le plus fragile.",
    ),
)


def paper_of(character: Character, rng: random.Random, *, by_team: bool) -> str:
    """A few invented paragraphs; the abler, the longer."""
    openings, middles, endings = _OPENINGS, _MIDDLES, ENDINGS
    if by_team:
        openings, middles, endings = _TEAM_OPENINGS, _TEAM_MIDDLES, _TEAM_ENDINGS
    chosen = rng.sample(middles, k=1 + round(character.ability * (len(middles) - 1)))
    return "\n\n".join([rng.choice(openings), *chosen, rng.choice(endings)])


def remark_of(
    rubric: Rubric, levels: Mapping[str, str], rng: random.Random, *, by_team: bool
) -> str:
    """What goes with these levels."""
    marks, remarks = score(rubric, levels), _OF_A_TEAM if by_team else _OF_A_READING
    share = marks.points / marks.maximum
    if share >= _HIGH:
        return rng.choice(remarks.high)
    return rng.choice(remarks.fair if share >= _FAIR else remarks.weak)
