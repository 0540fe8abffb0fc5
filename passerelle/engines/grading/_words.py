"""The sentences of an explanation, whole, in both languages, with their typography."""

from passerelle.engines.grading._rule import TakeKind, Text
from passerelle.engines.grading._steps import Outcome, ReasonKind, Threshold, Use
from passerelle.engines.numbers import Rounding

MARK = {
    Use.COUNTED: Text(
        "{label}\u00a0: {points} sur {maximum}, soit {value} sur {scale}.",
        "{label}: {points} out of {maximum}, that is {value} out of {scale}.",
    ),
    Use.ZERO: Text(
        "{label}\u00a0: pas de note, ce qui compte pour 0 sur {scale}.",
        "{label}: no mark, which counts as 0 out of {scale}.",
    ),
    Use.IGNORED: Text(
        "{label}\u00a0: pas de note, laissée de côté.",
        "{label}: no mark, left out.",
    ),
    Use.AWAITED: Text(
        "{label}\u00a0: la note manque encore.",
        "{label}: the mark is still missing.",
    ),
    Use.SET_ASIDE: Text(
        "{label}\u00a0: {points} sur {maximum}, non retenu\u202f; l’autre passage compte.",
        "{label}: {points} out of {maximum}, not kept; the other attempt counts.",
    ),
}
MARK_ON_SCALE = Text(
    "{label}\u00a0: {points} sur {maximum}.", "{label}: {points} out of {maximum}."
)
MARK_CAPPED = Text(
    "{label}\u00a0: {points} sur {maximum}\u202f; "
    "un rattrapage compte pour {value} sur {scale} au plus.",
    "{label}: {points} out of {maximum}; a resit counts for {value} out of {scale} at most.",
)
RESIT_LABEL = Text("{label} (rattrapage)", "{label} (resit)")
BETWEEN = Text("\u202f; ", ", ")
NO_MARK = Text("–", "–")

COMPONENT = {
    TakeKind.MEAN: Text(
        "{title}\u00a0: moyenne de {values}, soit {value} sur {scale}.",
        "{title}: mean of {values}, that is {value} out of {scale}.",
    ),
    TakeKind.BEST: Text(
        "{title}\u00a0: moyenne des {kept} meilleures notes parmi {values}, "
        "soit {value} sur {scale}.",
        "{title}: mean of the best {kept} of {values}, that is {value} out of {scale}.",
    ),
    TakeKind.SUM: Text(
        "{title}\u00a0: points additionnés, soit {value} sur {scale}.",
        "{title}: points added up, that is {value} out of {scale}.",
    ),
}
COMPONENT_BEST_ONE = Text(
    "{title}\u00a0: la meilleure note parmi {values}, soit {value} sur {scale}.",
    "{title}: the best of {values}, that is {value} out of {scale}.",
)
COMPONENT_SINGLE = Text(
    "{title}\u00a0: une seule note, {value} sur {scale}.",
    "{title}: a single mark, {value} out of {scale}.",
)
COMPONENT_EMPTY = Text(
    "{title}\u00a0: aucune note, ce qui compte pour 0 sur {scale}.",
    "{title}: no mark at all, which counts as 0 out of {scale}.",
)
COMPONENT_AWAITED = Text(
    "{title}\u00a0: la note ne peut pas encore être calculée.",
    "{title}: the value cannot be computed yet.",
)

WEIGHTED = Text(
    "{title}\u00a0: {value} × {weight}\u202f% = {share}.",
    "{title}: {value} × {weight}% = {share}.",
)
CATEGORY = Text(
    "{title}\u00a0: moyenne de {values}, aux poids {weights}, soit {value} sur {scale}.",
    "{title}: mean of {values}, with the weights {weights}, that is {value} out of {scale}.",
)
SUMMED = Text("Somme\u00a0: {shares} = {total}.", "Sum: {shares} = {total}.")
ROUNDED = Text(
    "Total\u00a0: {before} arrondi à {after} ({mode}).",
    "Total: {before} rounded to {after} ({mode}).",
)
ROUNDED_ALREADY = Text(
    "Total\u00a0: {after}, sans rien à arrondir.", "Total: {after}, with nothing to round."
)
ROUNDINGS = {
    Rounding.HALF_UP: Text("demi vers le haut", "half up"),
    Rounding.HALF_EVEN: Text("demi vers le chiffre pair", "half to even"),
    Rounding.DOWN: Text("vers le bas", "down"),
    Rounding.UP: Text("vers le haut", "up"),
}

FLOOR = {
    True: Text(
        "{title}\u00a0: {value} atteint le plancher de {least}.",
        "{title}: {value} reaches the floor of {least}.",
    ),
    False: Text(
        "{title}\u00a0: {value} est sous le plancher de {least}, ce qui élimine.",
        "{title}: {value} is below the floor of {least}, which eliminates.",
    ),
}
COMPONENT_PASS = {
    True: Text(
        "{title}\u00a0: {value} atteint le seuil de {least}.",
        "{title}: {value} reaches the pass of {least}.",
    ),
    False: Text(
        "{title}\u00a0: {value} est sous le seuil de {least}, il faut une compensation.",
        "{title}: {value} is below the pass of {least} and needs compensation.",
    ),
}
TOTAL_PASS = {
    True: Text(
        "Total\u00a0: {value} atteint le seuil de {least}.",
        "Total: {value} reaches the pass of {least}.",
    ),
    False: Text(
        "Total\u00a0: {value} est sous le seuil de {least}.",
        "Total: {value} is below the pass of {least}.",
    ),
}

COMPENSATION_GRANTED = Text(
    "Compensation accordée\u00a0: {lacks}.", "Compensation granted: {lacks}."
)
COMPENSATION_REFUSED = Text(
    "Compensation refusée\u00a0: {lacks}\u202f; au plus {most_components} sous le seuil, "
    "de {most_shortfall} au plus.",
    "Compensation refused: {lacks}; at most {most_components} below the pass, "
    "by {most_shortfall} at most.",
)
COMPENSATION_ABSENT = Text(
    "Compensation refusée\u00a0: {lacks}\u202f; le règlement n’en prévoit pas.",
    "Compensation refused: {lacks}; the rule has none.",
)
LACK = Text("il manque {points} à «\u00a0{title}\u00a0»", "“{title}” lacks {points}")

ATTENDANCE = {
    True: Text(
        "Présence\u00a0: {proven} prouvées sur {required}, "
        "soit {percent}\u202f%\u202f; le minimum de {least}\u202f% est atteint.",
        "Attendance: {proven} proven of {required}, that is {percent}%; "
        "the minimum of {least}% is reached.",
    ),
    False: Text(
        "Présence\u00a0: {proven} prouvées sur {required}, "
        "soit {percent}\u202f%\u202f; le minimum de {least}\u202f% n’est pas atteint.",
        "Attendance: {proven} proven of {required}, that is {percent}%; "
        "the minimum of {least}% is not reached.",
    ),
}
# A programme titles its honours as they stand alone: « Mention bien ».
HONOURS_GIVEN = Text("{title}\u00a0: à partir de {least}.", "{title}: given from {least}.")
HONOURS_NONE = Text(
    "Aucune mention\u00a0: la première commence à {least}.",
    "No honours: the first begins at {least}.",
)

DECIDED = Text("Proposition\u00a0: {outcome}. {reasons}", "Proposal: {outcome}. {reasons}")
OUTCOMES = {
    Outcome.AWARDED: Text("diplôme accordé", "diploma awarded"),
    Outcome.RESIT: Text("rattrapage possible", "resit possible"),
    Outcome.NOT_AWARDED: Text("diplôme non accordé", "diploma not awarded"),
    Outcome.INCOMPLETE: Text("dossier incomplet", "incomplete"),
}
REASONS = {
    ReasonKind.PASSED: Text(
        "Tous les seuils du règlement sont atteints.", "Every threshold of the rule is reached."
    ),
    ReasonKind.COMPENSATED: Text(
        "La composante «\u00a0{title}\u00a0» est compensée par le total.",
        "The component “{title}” is compensated by the total.",
    ),
    ReasonKind.MISSING_MARK: Text(
        "Il manque une note à la composante «\u00a0{title}\u00a0».",
        "The component “{title}” lacks a mark.",
    ),
    ReasonKind.BELOW_FLOOR: Text(
        "La composante «\u00a0{title}\u00a0» est sous son plancher.",
        "The component “{title}” is below its floor.",
    ),
    ReasonKind.NOT_COMPENSATED: Text(
        "La composante «\u00a0{title}\u00a0» est sous son seuil et n’est pas compensée.",
        "The component “{title}” is below its pass and is not compensated.",
    ),
    ReasonKind.TOTAL_TOO_LOW: Text(
        "Le total est sous le seuil du diplôme.", "The total is below the pass of the diploma."
    ),
    ReasonKind.ATTENDANCE: Text(
        "Les heures prouvées ne suffisent pas.", "The proven hours are not enough."
    ),
}

LABELS = {
    "weighted": Text("{title}, pondéré", "{title}, weighted"),
    "sum": Text("Somme", "Sum"),
    "total": Text("Total arrondi", "Rounded total"),
    "compensation": Text("Compensation", "Compensation"),
    "attendance": Text("Présence", "Attendance"),
    "honours": Text("Mention", "Honours"),
    "decision": Text("Proposition", "Proposal"),
}
THRESHOLD_LABELS = {
    Threshold.FLOOR: Text("{title}, plancher", "{title}, floor"),
    Threshold.COMPONENT: Text("{title}, seuil", "{title}, pass"),
    Threshold.TOTAL: Text("Total, seuil", "Total, pass"),
}
GRANTED = {True: Text("accordée", "granted"), False: Text("refusée", "refused")}
MET = {True: Text("atteint", "reached"), False: Text("non atteint", "not reached")}
ATTENDED = {True: Text("atteinte", "reached"), False: Text("non atteinte", "not reached")}
NONE = Text("aucune", "none")

STANDING = Text(
    "Provisoire\u00a0: {so_far} sur {scale}, sur {assessed}\u202f% de l’évaluation.",
    "Provisional: {so_far} out of {scale}, over {assessed}% of the assessment.",
)
STANDING_EMPTY = Text(
    "Provisoire\u00a0: rien n’est encore évalué.", "Provisional: nothing is assessed yet."
)
# Titles hold commas of their own.
AND_ALSO = Text("\u202f; ", "; ")
STANDING_PART = Text(
    "{title}\u00a0: {assessed} sur {expected}, compte pour {part}\u202f% "
    "au lieu de {weight}\u202f%",
    "{title}: {assessed} of {expected}, counts for {part}% instead of {weight}%",
)
STANDING_WHOLE = Text("{title}\u00a0: compte pour {weight}\u202f%", "{title}: counts for {weight}%")
STANDING_TOTAL = Text("Moyenne de ce qui est noté", "Mean of what is marked")
STANDING_RANGE = Text(
    "Le total final sera entre {least} et {most}.",
    "The final total will be from {least} to {most}.",
)
STANDING_REMAINS = Text(
    "{title}\u00a0: il reste {remaining} à évaluer.", "{title}: {remaining} still to be assessed."
)
STANDING_UNBEGUN = Text(
    "{title}\u00a0: l’évaluation n’a pas commencé.", "{title}: assessment has not begun."
)
STANDING_HOURS = Text("{proven} prouvées sur {required}.", "{proven} proven of {required}.")
