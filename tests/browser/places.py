"""Which pages there are, and who goes to look at each: every sort of page once."""

from __future__ import annotations

from dataclasses import dataclass

from tools.figures.reader import Reader
from tools.figures.site import Site
from tools.figures.walk import pages_reached

VISITOR = "visitor"
PERSONAS = (
    "learner in Montréal",
    "learner in Dijon",
    "expert",
    "coordinator",
    "module lead",
    "juror (2026)",
    "registrar (2026)",
    "graduate (2026)",
    VISITOR,
)
# Pages that differ so much from one role to another that each role's is looked at.
_EACH_THEIR_OWN = {"home"}
# Pages that no link of this played year leads to.
_KNOWN_BY_HEART = {
    "learner in Montréal": ("/accounts/logout/", "/accounts/password/set/"),
    "coordinator": ("/editions/2027/", "/2027/ratings/"),
    VISITOR: (
        "/verify/",
        "/terms/all-sign-any-revokes",
        "/achievements/2026",
        "/achievements/2026/with-honours",
        "/demo/mail/",
        "/accounts/login/",
        "/accounts/signup/",
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A page to look at, and as whom."""

    persona: str
    route: str
    path: str


def walk_everyone(site: Site) -> list[Place]:
    """What each persona reaches by following links; a route already seen is left to the first."""
    found: list[Place] = []
    seen: set[str] = set()
    for persona in PERSONAS:
        reader = Reader(site)
        if persona != VISITOR:
            reader.come_in(site.doors[persona])
        starts = ("/", *_KNOWN_BY_HEART.get(persona, ()))
        own = [
            Place(persona, each.route, each.page.path)
            for each in pages_reached(reader, starts)
            if each.route not in seen or each.route in _EACH_THEIR_OWN
        ]
        found += own
        seen |= {place.route for place in own}
    return found
