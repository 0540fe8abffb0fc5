"""What a viewer is of a challenge, and who looks after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from passerelle.campus.enums import Role
from passerelle.campus.models import Enrolment, TeamMember
from passerelle.campus.viewer import Viewer
from passerelle.people.models import Person

from ..enums import StewardPart
from ..models import Challenge, Steward
from ..rules import Standing

_STAFF = (Role.COORDINATOR, Role.MODULE_LEAD)


@dataclass(frozen=True, slots=True)
class StewardRow:
    person: int
    name: str
    part: str
    part_said: str


def standing_in(challenge: Challenge, viewer: Viewer) -> Standing:
    """The viewer before a challenge, for the rules; one query."""
    return standings_in([challenge], viewer)[challenge.pk]


def standings_in(challenges: Iterable[Challenge], viewer: Viewer) -> dict[int, Standing]:
    """The same for several challenges, by their ids; one query."""
    wanted = [challenge.pk for challenge in challenges]
    parts: dict[int, set[str]] = {each: set() for each in wanted}
    if viewer.person is not None:
        held = Steward.objects.filter(person=viewer.person, challenge__in=wanted, left_at=None)
        for challenge_id, part in held.values_list("challenge_id", "part"):
            parts[challenge_id].add(part)
    return {each: Standing(viewer, frozenset(parts[each])) for each in wanted}


def stewards_of(challenge: Challenge) -> tuple[StewardRow, ...]:
    """Owners, then mentors; one query."""
    rows = challenge.stewards.filter(left_at=None).order_by("person__sort_name")
    return stewards_in_order(rows.values_list("person", "person__name", "part"))


def stewards_in_order(named: Iterable[tuple[int, str, str]]) -> tuple[StewardRow, ...]:
    """Owners, then mentors, from names with their parts."""
    rows = [StewardRow(pk, name, part, str(StewardPart(part).label)) for pk, name, part in named]
    return tuple(sorted(rows, key=lambda row: row.part != StewardPart.OWNER))


def owns(person: Person, challenge: Challenge) -> bool:
    """Whether a person may do what only owners do: actions ask again what pages have checked."""
    staff = Enrolment.objects.filter(
        edition=challenge.edition_id, person=person, role__in=_STAFF, withdrawal=None
    )
    named = Steward.objects.filter(
        challenge=challenge, person=person, part=StewardPart.OWNER, left_at=None
    )
    return staff.exists() or (named.exists() and not competing_in(challenge.edition_id, person))


def competing_in(edition_id: int, person: Person) -> bool:
    """Whether they are in a team: then they look after no challenge."""
    members = TeamMember.objects.filter(
        team__edition=edition_id, enrolment__person=person, enrolment__withdrawal=None
    )
    return members.exists()
