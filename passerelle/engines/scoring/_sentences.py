"""Every sentence a figure may carry, in both languages."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same words in both languages, with {blanks}."""

    en: str
    fr: str

    def said(self, **values: object) -> str:
        return self.en.format(**values)


def said_in(text: str, language: Literal["fr", "en"]) -> str:
    """A note, method or reason of this engine in that language; other texts come back as given.

    >>> said_in("1 case cannot be scored: at least two are needed.", "fr")
    'On ne peut rien mesurer sur 1 cas : il en faut au moins deux.'
    """
    if language == "en":
        return text
    whole = _in_french(text)
    return whole if whole is not None else "\n".join(map(_line_in_french, text.split("\n")))


def _line_in_french(line: str) -> str:
    french = _in_french(line)
    return line if french is None else french


def _in_french(text: str) -> str | None:
    for pattern, french in _patterns():
        found = pattern.fullmatch(text)
        if found:
            values = {name: said_in(value, "fr") for name, value in found.groupdict().items()}
            return french.format(**values)
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(sentence.en), sentence.fr) for sentence in _book())


def _book() -> list[Sentence]:
    return [sentence for sentence in globals().values() if isinstance(sentence, Sentence)]


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    written = "".join(
        f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts)
    )
    return re.compile(written, re.DOTALL)


TOO_FEW = Sentence(
    "{n} case cannot be scored: at least two are needed.",
    "On ne peut rien mesurer sur {n} cas : il en faut au moins deux.",
)
NO_CASE = Sentence("There is no case to score.", "Il n’y a aucun cas à évaluer.")
NOT_NUMBERS = Sentence(
    "Predictions missing or not finite: {missing} of {n}; the first is case {case}.",
    "Prédictions manquantes ou non finies : {missing} sur {n} ; la première est celle du cas "
    "{case}.",
)
NO_ANSWER = Sentence(
    "Predictions missing: {missing} of {n}; the first is case {case}.",
    "Prédictions manquantes : {missing} sur {n} ; la première est celle du cas {case}.",
)
ONE_CLASS = Sentence(
    "All {n} cases are of one class: this measure needs both.",
    "Les {n} cas sont tous de la même classe : cette mesure a besoin des deux.",
)
CONSTANT = Sentence(
    "Every prediction is the same: they put no case before another.",
    "Toutes les prédictions sont égales : elles ne placent aucun cas devant un autre.",
)
NOT_PROBABILITY = Sentence(
    "Case {case} is predicted {value}: this measure needs probabilities, from 0 to 1.",
    "La prédiction du cas {case} est {value} : cette mesure demande des probabilités, de 0 à 1.",
)
NEEDS_THRESHOLD = Sentence(
    "The predictions are scores, not classes: the challenge must declare a threshold.",
    "Les prédictions sont des scores et non des classes : le défi doit déclarer un seuil.",
)
MANY_CLASSES = Sentence(
    "The predictions hold {classes} different classes: {most} are the most.",
    "Les prédictions contiennent {classes} classes différentes : {most} au plus sont admises.",
)
NO_POSITIVE_CASE = Sentence(
    "No case is positive: this measure needs one.",
    "Aucun cas n’est positif : cette mesure en demande au moins un.",
)
NO_NEGATIVE_CASE = Sentence(
    "No case is negative: this measure needs one.",
    "Aucun cas n’est négatif : cette mesure en demande au moins un.",
)
NEVER_POSITIVE = Sentence(
    "No case is predicted positive: this measure needs one.",
    "Aucun cas n’est prédit positif : cette mesure en demande au moins un.",
)
NEVER_NEGATIVE = Sentence(
    "No case is predicted negative: this measure needs one.",
    "Aucun cas n’est prédit négatif : cette mesure en demande au moins un.",
)
NO_VARIETY = Sentence(
    "The predictions, or the cases, are all of one class: this measure compares several.",
    "Les prédictions, ou les cas, sont tous d’une même classe : cette mesure en compare plusieurs.",
)
NO_ORDER = Sentence(
    "The classes have no order: the challenge must declare them in their order.",
    "Les classes n’ont pas d’ordre : le défi doit les déclarer dans leur ordre.",
)
UNKNOWN_CLASS = Sentence(
    "“{value}” is not one of the ordered classes: {classes}.",
    "« {value} » n’est pas l’une des classes ordonnées : {classes}.",
)
SAME_TRUTH = Sentence(
    "Every true value is the same: there is no variation to explain.",
    "Toutes les vraies valeurs sont égales : il n’y a aucune variation à expliquer.",
)
NO_PAIR = Sentence(
    "No pair of cases can be compared: no event was seen before another case’s time.",
    "Aucune paire de cas n’est comparable : aucun événement ne précède le temps d’un autre cas.",
)
UNREADABLE = Sentence(
    "The prediction of case {case} cannot be read: {reason}",
    "La prédiction du cas {case} ne peut être lue : {reason}",
)
ODD_RUNS = Sentence(
    "a mask’s runs are pairs of a start and a length.",
    "un masque s’écrit par paires d’un début et d’une longueur.",
)
TOUCHING_RUNS = Sentence(
    "a mask’s runs start at 1 or later, have a length, and do not overlap.",
    "les segments d’un masque commencent à 1 ou après, ont une longueur et ne se recouvrent pas.",
)
OTHER_SHAPE = Sentence(
    "its mask is {given}, the reference is {wanted}.",
    "son masque est {given}, la référence est {wanted}.",
)
A_SET = Sentence("a set", "un ensemble")
RUNS = Sentence("a text of runs", "un texte de segments")
NOT_ITEMS = Sentence("it is not a set of items.", "ce n’est pas un ensemble d’éléments.")
SEPARATED = Sentence(
    "The predictions part the two classes wholly: the slope has no end.",
    "Les prédictions séparent entièrement les deux classes : la pente n’a pas de limite.",
)
AT_THE_END = Sentence(
    "Predictions of 0 or 1, taken as {least} from the end: {count}.",
    "Prédictions de 0 ou de 1, prises à {least} du bord : {count}.",
)
PERFECT = Sentence(
    "The cases are wholly parted: DeLong’s variance is zero, hence the score interval.",
    "Les cas sont entièrement séparés : la variance de DeLong est nulle, d’où l’intervalle de "
    "score.",
)
NO_SPREAD = Sentence(
    "The variance is zero: no interval can be drawn from it.",
    "La variance est nulle : on ne peut en tirer d’intervalle.",
)
ONE_CLUSTER = Sentence(
    "All cases are of one patient: nothing says how another would differ.",
    "Tous les cas viennent d’un seul patient : rien ne dit en quoi un autre différerait.",
)
FEW_DRAWS = Sentence(
    "Only {valid} of {draws} resamples have a value: too few for an interval.",
    "Seuls {valid} rééchantillonnages sur {draws} ont une valeur : trop peu pour un intervalle.",
)
ONE_DRAW = Sentence(
    "1 of {draws} resamples has no value and is left out of the interval.",
    "1 rééchantillonnage sur {draws} n’a pas de valeur et est écarté de l’intervalle.",
)
SOME_DRAWS = Sentence(
    "{lost} of {draws} resamples have no value and are left out of the interval.",
    "{lost} rééchantillonnages sur {draws} n’ont pas de valeur et sont écartés de l’intervalle.",
)
WIDENED = Sentence(
    "Resampling shifts this measure: the interval is widened to hold its value.",
    "Le rééchantillonnage décale cette mesure : l’intervalle est élargi pour contenir sa valeur.",
)
TOO_LARGE = Sentence(
    "The value is too large to be written.", "La valeur est trop grande pour être écrite."
)
UNDEFINED = Sentence(
    "This measure is not defined on these cases.",
    "Cette mesure n’est pas définie sur ces cas.",
)
NO_COLUMN = Sentence(
    "The submission has no column “{column}”: it has {columns}.",
    "La remise n’a pas de colonne « {column} » : elle a {columns}.",
)
OTHER_LENGTH = Sentence(
    "The column “{column}” has {given} rows where {wanted} are expected.",
    "La colonne « {column} » a {given} lignes au lieu des {wanted} attendues.",
)
DELONG = Sentence("DeLong, logit scale", "DeLong, échelle logit")
NEWCOMBE = Sentence("Newcombe’s score interval (method 5)", "intervalle de Newcombe (méthode 5)")
WILSON = Sentence("Wilson", "Wilson")
WALD = Sentence("Wald, logistic recalibration", "Wald, recalibrage logistique")
WALD_CLUSTERS = Sentence(
    "Wald, logistic recalibration, robust to clusters",
    "Wald, recalibrage logistique, robuste aux grappes",
)
BOOTSTRAP = Sentence(
    "bootstrap of cases, percentiles of {draws} resamples",
    "bootstrap des cas, percentiles de {draws} rééchantillonnages",
)
CLUSTER_BOOTSTRAP = Sentence(
    "bootstrap of patients, percentiles of {draws} resamples",
    "bootstrap des patients, percentiles de {draws} rééchantillonnages",
)
PAIRED_DELONG = Sentence(
    "Differences: paired DeLong. Ranks: {draws} resamples shared by all. p-values: Holm.",
    "Écarts : DeLong apparié. Rangs : {draws} rééchantillonnages communs à tous. Valeurs p : Holm.",
)
PAIRED_BOOTSTRAP = Sentence(
    "Differences and ranks: {draws} resamples shared by all. p-values: a difference over its "
    "standard error, then Holm.",
    "Écarts et rangs : {draws} rééchantillonnages communs à tous. Valeurs p : un écart rapporté "
    "à son erreur type, puis Holm.",
)
PAIRED_CLUSTERS = Sentence(
    "Differences and ranks: {draws} resamples of patients, shared by all. p-values: a "
    "difference over its standard error, then Holm.",
    "Écarts et rangs : {draws} rééchantillonnages des patients, communs à tous. Valeurs p : un "
    "écart rapporté à son erreur type, puis Holm.",
)
