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
    "kind": gettext_noop("Kind"),
}
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
