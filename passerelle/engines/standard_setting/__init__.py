"""Where the pass mark lies, from judges rather than from a number set beforehand, with its error.

Nothing here decides: a cut score is shown to a jury, with its interval and what weakens it.
"""

from passerelle.engines.standard_setting._angoff import AngoffStandard, ItemSpread, angoff
from passerelle.engines.standard_setting._borderline import BorderlineStandard, borderline
from passerelle.engines.standard_setting._refusing import StandardRefused

__all__ = [
    "AngoffStandard",
    "BorderlineStandard",
    "ItemSpread",
    "StandardRefused",
    "angoff",
    "borderline",
]
