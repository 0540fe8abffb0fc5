"""What is missing before one has the data, as steps with the link that leads to each."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.campus.rules import can_submit_work
from passerelle.campus.viewer import Viewer
from passerelle.foundation import clock

from .access_words import what_to_do
from .enums import Missing
from .queries.access import Access
from .wording import said_in_zones


@dataclass(frozen=True, slots=True)
class Step:
    """A sentence, and where to do it; without an address there is nothing to do but wait."""

    words: str
    url: str = ""
    link: str = ""


def steps_shown(access: Access, viewer: Viewer) -> tuple[Step, ...]:
    return tuple(_step(missing, access, viewer) for missing in access.missing)


def _step(missing: Missing, access: Access, viewer: Viewer) -> Step:
    edition = viewer.edition
    zones = (viewer.zone, *(edition.zones if edition else ()))
    words = what_to_do(missing, access, zones)
    if edition is None:
        return Step(words)
    if missing in (Missing.AGREEMENT, Missing.NEW_VERSION) and access.terms:
        url = reverse("agreement", args=[edition.slug, access.terms.slug])
        return Step(words, url, _("Read and sign"))
    if missing == Missing.TRAINING and access.training:
        if not can_submit_work(viewer):
            return Step(_("%(step)s Learnt elsewhere? Tell the coordinator.") % {"step": words})
        if access.training.opens_at > clock.now():
            when = said_in_zones(access.training.opens_at, zones)
            return Step(_("%(step)s It opens on %(when)s.") % {"step": words, "when": when})
        place = [edition.slug, access.training.module, access.training.slug]
        return Step(words, reverse("activity", args=place), _("Begin"))
    return Step(words)
