"""How far raters of the same works agree, beyond chance, and how sure we are of it.

Missing ratings are left out and counted; too few of them is an answer, not an error.
"""

from passerelle.engines.agreement._intraclass import icc_2_1
from passerelle.engines.agreement._kappa import Weights, weighted_kappa
from passerelle.engines.agreement._result import Agreement, AgreementRefused, Lack

__all__ = ["Agreement", "AgreementRefused", "Lack", "Weights", "icc_2_1", "weighted_kappa"]
