"""How far raters of the same works agree, beyond chance, and how sure we are of it.

Missing ratings are left out and counted; too few of them is an answer, not an error.
"""

from passerelle.engines.agreement._alpha import MEASUREMENTS, Measurement, krippendorff
from passerelle.engines.agreement._benchmark import Band, band_of
from passerelle.engines.agreement._chance import fleiss_kappa, gwet, percent_agreement, unanimity
from passerelle.engines.agreement._intraclass import FORMS, Form, icc, icc_2_1
from passerelle.engines.agreement._kappa import (
    KAPPA_WEIGHTS,
    Weights,
    light_kappa,
    weighted_kappa,
)
from passerelle.engines.agreement._result import Agreement, AgreementRefused, Lack
from passerelle.engines.agreement._severity import (
    RaterSeverity,
    Severity,
    severity,
    severity_in_turn,
)
from passerelle.engines.agreement._weights import WEIGHT_NAMES, agreement_weights

__all__ = [
    "Agreement",
    "AgreementRefused",
    "Band",
    "FORMS",
    "Form",
    "KAPPA_WEIGHTS",
    "Lack",
    "MEASUREMENTS",
    "Measurement",
    "RaterSeverity",
    "Severity",
    "WEIGHT_NAMES",
    "Weights",
    "agreement_weights",
    "band_of",
    "fleiss_kappa",
    "gwet",
    "icc",
    "icc_2_1",
    "krippendorff",
    "light_kappa",
    "percent_agreement",
    "severity",
    "severity_in_turn",
    "unanimity",
    "weighted_kappa",
]
