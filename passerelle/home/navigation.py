"""What surrounds every page: who reads, where they may go, what the clock says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from passerelle.campus import rules
from passerelle.campus.viewer import Viewer, viewer_of
from passerelle.foundation import clock

_MOST_IN_LINE = 5  # links that a telephone shows in two lines; more fold into a menu there
_LETTERS_IN_SIGHT = 72  # that one line of a wide page holds; what is over waits under "More"
_GAP = 2  # letters of room after each link
_FURTHER = frozenset({"experts", "panels", "cases", "jury", "diplomas", "journal"})


@dataclass(frozen=True, slots=True)
class Item:
    """A link of the main navigation."""

    label: str
    url: str
    current: bool = False
    further: bool = False  # among the places that wait under "More"


def page_frame(request: HttpRequest) -> dict[str, Any]:  # Any: a template context
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        user = getattr(request, "user", None)
        viewer = viewer_of(user, edition=None) if user is not None else Viewer()
    places = _places_of(viewer, request.path)
    return {
        "viewer": viewer,
        "edition": viewer.edition,
        "navigation": places,
        "navigation_folds": len(places) > _MOST_IN_LINE,
        "navigation_further": [each for each in places if each.further],
        "specimen": viewer.edition is None or viewer.edition.is_specimen,
        "demo_clock": clock.now() if clock.is_moved() else None,
        "demo_mail_url": reverse("demo_mails") if settings.PASSERELLE_DEMO else "",
    }


def _places_of(viewer: Viewer, path: str) -> list[Item]:
    """The places of a viewer, in the order they need them; of many, some wait under "More"."""
    links = links_of(viewer)
    folded = _folded([(name, label) for name, label, _url in links])
    return [
        Item(
            label,
            url,
            current=path == url or (url != "/" and path.startswith(url)),
            further=name in folded,
        )
        for name, label, url in links
    ]


def _folded(links: list[tuple[str, str]]) -> set[str]:
    """The names of those that one line has no room for: the rarer ones first, then the last."""
    if _letters(links) <= _LETTERS_IN_SIGHT:
        return set()
    kept = [each for each in links if each[0] not in _FURTHER]
    more = ("", pgettext("places", "More"))
    while _letters([*kept, more]) > _LETTERS_IN_SIGHT:
        kept.pop()
    return {name for name, _label in links} - {name for name, _label in kept}


def _letters(links: list[tuple[str, str]]) -> int:
    return sum(len(label) + _GAP for _name, label in links)


def links_of(viewer: Viewer) -> list[tuple[str, str, str]]:
    """Name, words and address of each place."""
    verify = ("verify", _("Verify a diploma"), reverse("verify"))
    if viewer.person is None:
        return [("home", _("Welcome"), reverse("home")), verify]
    links = [("home", _("Today"), reverse("home"))]
    if viewer.edition is None:
        return [*links, verify]
    if rules.is_learner(viewer) and clock.now().date() >= viewer.edition.decisions_on:
        address = reverse("my_decision", args=[viewer.edition.slug])
        links.append(("my_decision", _("Decision"), address))
    if rules.is_learner(viewer) and clock.now().date() >= viewer.edition.diplomas_on:
        links.append(("my_diploma", _("My diploma"), reverse("my_diploma")))
    for rule, label, name in _PLACES:
        if rule(viewer):
            links.append((name, str(label), _address(viewer, name)))
    if rules.is_expert(viewer) and not rules.is_learner(viewer):
        links.append(("my_diploma", _("My certificates"), reverse("my_diploma")))
    return [*links, verify] if rules.is_registrar(viewer) else links


def _address(viewer: Viewer, name: str) -> str:
    edition = viewer.edition.slug if viewer.edition else ""
    if name == "team" and viewer.team is not None:
        return reverse(name, args=[edition, viewer.team.number])
    return reverse(name, args=[edition])


_PLACES = (
    (rules.can_read_content, gettext_lazy("Programme"), "programme"),
    (rules.takes_part & ~rules.is_staff, gettext_lazy("Agenda"), "agenda"),
    (rules.is_staff, gettext_lazy("Planning"), "planning"),
    (rules.is_learner, gettext_lazy("My results"), "my_gradebook"),
    (rules.is_in_a_team, gettext_lazy("My team"), "team"),
    (rules.can_mark & ~rules.is_coordinator, gettext_lazy("Marking"), "marking_desk"),
    (rules.can_read_cohort, gettext_lazy("Cohort"), "cohort"),
    (rules.can_help_teams, gettext_lazy("Help requests"), "help_queue"),
    (rules.takes_part & ~rules.is_registrar, gettext_lazy("Datathon"), "datathon"),
    (rules.is_staff & ~rules.is_learner, gettext_lazy("Virtual patients"), "cases"),
    (
        rules.is_expert & ~rules.is_staff & ~rules.is_learner,
        gettext_lazy("Outputs to catch out"),
        "critique_items",
    ),
    (rules.is_coordinator, gettext_lazy("Experts"), "experts"),
    (rules.can_convene, gettext_lazy("Panels"), "panels"),
    (rules.is_juror | rules.is_coordinator, gettext_lazy("Jury"), "jury"),
    (rules.is_registrar | rules.is_coordinator, gettext_lazy("Diplomas"), "diplomas"),
    (rules.can_read_journal, gettext_lazy("Journal"), "journal"),
)
