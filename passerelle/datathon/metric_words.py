"""What metrics are called on a page, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_NAMES: Mapping[str, str] = {
    "auroc": "AUROC",
    "average_precision": gettext_noop("Average precision"),
    "brier": gettext_noop("Brier score"),
    "log_loss": gettext_noop("Log loss"),
    "ece": gettext_noop("Calibration error"),
    "ece_equal_mass": gettext_noop("Calibration error (equal counts)"),
    "accuracy": gettext_noop("Accuracy"),
    "balanced_accuracy": gettext_noop("Balanced accuracy"),
    "sensitivity": gettext_noop("Sensitivity"),
    "specificity": gettext_noop("Specificity"),
    "ppv": gettext_noop("Positive predictive value"),
    "npv": gettext_noop("Negative predictive value"),
    "f1": "F1",
    "mcc": gettext_noop("Matthews correlation"),
    "f1_macro": gettext_noop("Macro F1"),
    "f1_micro": gettext_noop("Micro F1"),
    "f1_weighted": gettext_noop("Weighted F1"),
    "linear_kappa": gettext_noop("Kappa, linear weights"),
    "quadratic_kappa": gettext_noop("Kappa, quadratic weights"),
    "mae": gettext_noop("Mean absolute error"),
    "mse": gettext_noop("Mean squared error"),
    "rmse": gettext_noop("Root mean squared error"),
    "r2": "R²",
    "exact_match": gettext_noop("Exact answers"),
    "hamming": gettext_noop("Hamming score"),
    "hamming_loss": gettext_noop("Hamming loss"),
    "dice": "Dice",
    "iou": gettext_noop("Intersection over union"),
    "concordance": gettext_noop("Concordance"),
    "mrr": gettext_noop("Mean reciprocal rank"),
}
_GROUPS: Mapping[str, str] = {
    "age_band": gettext_noop("Age"),
    "sex": gettext_noop("Sex"),
    "language": gettext_noop("Language"),
    "site": gettext_noop("Site"),
    "clinic": gettext_noop("Clinic"),
    "register": gettext_noop("Register"),
    "interaction": gettext_noop("Interaction"),
    "genotype": gettext_noop("Genotype"),
    "kind": gettext_noop("Kind of question"),
}
_SLICES: Mapping[tuple[str, str], str] = {
    ("sex", "F"): gettext_noop("women"),
    ("sex", "M"): gettext_noop("men"),
    ("language", "fr"): gettext_noop("French"),
    ("language", "en"): gettext_noop("English"),
    ("register", "formal"): gettext_noop("formal"),
    ("register", "plain"): gettext_noop("plain"),
    ("register", "colloquial"): gettext_noop("colloquial"),
    ("interaction", "none"): gettext_noop("none"),
    ("interaction", "inducer"): gettext_noop("inducer"),
    ("genotype", "known"): gettext_noop("known"),
    ("genotype", "unknown"): gettext_noop("unknown"),
    ("kind", "vignette"): gettext_noop("vignette"),
    ("kind", "two-leaflets"): gettext_noop("two leaflets"),
    ("kind", "recall"): gettext_noop("recall"),
    ("kind", "negation"): gettext_noop("negation"),
    ("kind", "calculation"): gettext_noop("calculation"),
}
_AGES, _FROM = re.compile(r"(\d+)-(\d+)"), re.compile(r"(\d+)\+")
_PLACES = frozenset({"site", "clinic"})
_AT = re.compile(r"(recall|precision|ndcg)@(\d+)")
_DEPTHS: Mapping[str, str] = {
    "recall": gettext_noop("Recall at %(depth)s"),
    "precision": gettext_noop("Precision at %(depth)s"),
    "ndcg": gettext_noop("nDCG at %(depth)s"),
}


def metric_said(name: str) -> str:
    """A metric's name; a bundle's own column keeps the name its author gave it."""
    if name in _NAMES:
        return _(_NAMES[name])
    found = _AT.fullmatch(name)
    return _(_DEPTHS[found[1]]) % {"depth": found[2]} if found else name


def group_said(column: str) -> str:
    """What a column of groups is called; one that is not known keeps its own name."""
    return _(_GROUPS[column]) if column in _GROUPS else column


def slice_said(column: str, value: str) -> str:
    """One group of cases in words: “Age · 75 and over”; an unknown value stays as it is."""
    return f"{group_said(column)} · {_value_said(column, value)}"


def _value_said(column: str, value: str) -> str:
    if (column, value) in _SLICES:
        return _(_SLICES[column, value])
    if column in _PLACES:
        return value.title()
    if column != "age_band":
        return value
    if ages := _AGES.fullmatch(value):
        return _("%(low)s to %(high)s years") % {"low": ages[1], "high": ages[2]}
    oldest = _FROM.fullmatch(value)
    return _("%(age)s and over") % {"age": oldest[1]} if oldest else value
