"""What to do next to have the data, one sentence for each thing that is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from .enums import Missing
from .queries.access import Access
from .wording import said_in_zones


def what_to_do(missing: Missing, access: Access, zones: Sequence[str]) -> str:
    """A whole sentence in the reader's language."""
    match missing:
        case Missing.SUSPENDED:
            text = _("Your team’s access is suspended: %(reason)s. Write to the coordinator.")
            return text % {"reason": access.suspended_for.rstrip(".")}
        case Missing.AGREEMENT:
            return _("Read the agreement on the use of these data, and sign it.")
        case Missing.NEW_VERSION:
            version = access.terms.version if access.terms else 1
            text = _("The agreement has changed since you signed it: sign version %(version)s.")
            return text % {"version": version}
        case Missing.TRAINING:
            title = access.training.title if access.training else ""
            text = _("Pass “%(title)s”, with at least half of its points.")
            return text % {"title": title}
        case Missing.NOT_OPEN:
            return _("The files open on %(when)s.") % {"when": _said(access.opens_at, zones)}
        case Missing.OVER:
            return _("The files closed on %(when)s.") % {"when": _said(access.ends_at, zones)}


def sentence_of(access: Access, zones: Sequence[str]) -> str:
    """Everything that is missing, in order."""
    return " ".join(what_to_do(each, access, zones) for each in access.missing)


def _said(instant: datetime | None, zones: Sequence[str]) -> str:
    return "" if instant is None else said_in_zones(instant, zones)
