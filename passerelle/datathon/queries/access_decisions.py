"""What the coordinator decided of people's access, and whom they may decide of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef

from passerelle.campus.models import Enrolment, Team
from passerelle.foundation import clock
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..models import AccessSuspension, DataGrant, TrainingRecognition
from .access import trained
from .access_office import Asked, asked_in

Choices = tuple[tuple[str, str], ...]
TEAM, PERSON = "team", "person"


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    """`takers` are named by kind and number (team-3, person-12), as a form sends them."""

    asked: Asked | None
    recognitions: tuple[TrainingRecognition, ...]
    grants: tuple[DataGrant, ...]
    suspensions: tuple[AccessSuspension, ...]
    untrained: Choices
    takers: Choices
    teams: Choices


def decisions_page(edition: Edition) -> DecisionsPage:
    """Five queries, however many people."""
    asked = next((each for each in asked_in(edition) if each.training), None)
    enrolments = list(_people(edition, asked))
    grants = DataGrant.objects.filter(edition=edition, ends_at__gt=clock.now())
    suspensions = AccessSuspension.objects.filter(team__edition=edition, lifted_at=None)
    recognitions = TrainingRecognition.objects.filter(activity__edition=edition)
    teams = _teams(enrolments)
    return DecisionsPage(
        asked=asked,
        recognitions=tuple(recognitions.select_related("person", "by")),
        grants=tuple(grants.select_related("person", "team", "given_by")),
        suspensions=tuple(suspensions.select_related("team", "by")),
        untrained=_untrained(enrolments) if asked else (),
        takers=tuple((f"{TEAM}-{pk}", name) for pk, name in teams) + _takers(enrolments),
        teams=teams,
    )


def taker_named(name: str) -> Team | Person:
    """The team or the person that a choice of `takers` names."""
    kind, _, number = name.partition("-")
    if kind == TEAM:
        return Team.objects.select_related("edition").get(pk=number)
    return Person.objects.get(pk=number)


# Whoever may be decided of: nobody who left.
def _people(edition: Edition, asked: Asked | None) -> Iterable[Enrolment]:
    training = asked.training if asked else None
    return (
        Enrolment.objects.filter(edition=edition, withdrawal=None)
        .select_related("person", "membership__team")
        .annotate(is_trained=trained(OuterRef("person"), training))
    )


def _teams(enrolments: Iterable[Enrolment]) -> Choices:
    found = [each.membership.team for each in enrolments if hasattr(each, "membership")]
    by_number = {team.number: team for team in found}
    return tuple((str(by_number[key].pk), by_number[key].name) for key in sorted(by_number))


def _takers(enrolments: Iterable[Enrolment]) -> Choices:
    people = {each.person_id: str(each.person) for each in enrolments}
    return tuple((f"{PERSON}-{pk}", name) for pk, name in people.items())


def _untrained(enrolments: Iterable[Enrolment]) -> Choices:
    lacking = {
        each.person_id: str(each.person) for each in enrolments if not vars(each)["is_trained"]
    }
    return tuple((str(pk), name) for pk, name in lacking.items())
