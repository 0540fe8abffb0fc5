"""Months after, teams are asked what became of their project, and answer."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_noop

from passerelle.campus.models import Team
from passerelle.campus.queries.team_members import people_of
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.notices import tell_all
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import ProjectState
from ..errors import NotYourTeam
from ..models import Dossier, ProjectFollowUp, Submission
from ..queries.follow_ups import due_now
from ..wording import in_both


def ask_what_became() -> int:
    """Ask each team that took part, once at each date; gives how many were asked.

    A date that passed long ago is let go: nobody is asked of April in the next autumn."""
    asked = 0
    for edition, months in due_now(clock.now()):
        for team in _to_ask(edition, months):
            asked += _ask(team, months)
    return asked


@transaction.atomic
def answer_follow_up(
    follow_up: ProjectFollowUp, *, state: ProjectState, words: str, by: Person
) -> ProjectFollowUp:
    """Any member says what became of it; a later answer replaces the earlier one."""
    locked = ProjectFollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up.pk)
    team = locked.team
    if by.pk not in people_of(team):
        raise NotYourTeam
    locked.state, locked.words, locked.by, locked.at = state, words.strip(), by, clock.now()
    locked.save(update_fields=["state", "words", "by", "at"])
    thing = Thing("team", str(team.pk), team.name)
    note(by, "said what became of a project", thing, edition=team.edition.slug, about=state)
    return locked


@transaction.atomic
def _ask(team: Team, months: int) -> bool:
    """Twice is once, whoever asks at the same time."""
    _row, created = ProjectFollowUp.objects.get_or_create(
        team=team, months=months, defaults={"asked_at": clock.now()}
    )
    if created:
        label = in_both(_ASKED[months], team=team.name)
        url = reverse("follow_up", args=[team.edition.slug, team.number, months])
        tell_all(people_of(team), verb="what became", label=label, url=url)
    return created


_ASKED = {
    6: gettext_noop("%(team)s, six months after"),
    12: gettext_noop("%(team)s, a year after"),
}


def _to_ask(edition: Edition, months: int) -> QuerySet[Team]:
    """Those that submitted or wrote something."""
    sent = Submission.objects.filter(team=OuterRef("pk"))
    wrote = Dossier.objects.filter(team=OuterRef("pk"))
    known = ProjectFollowUp.objects.filter(team=OuterRef("pk"), months=months)
    took_part = Q(Exists(sent)) | Q(Exists(wrote))
    teams = Team.objects.filter(took_part, ~Exists(known), edition=edition)
    return teams.select_related("edition")
