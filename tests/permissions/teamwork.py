"""A team that shares and asks, a mentor, a panel with one seat, a round with one judge.

The team is suspended, and asked what became of its project."""

from __future__ import annotations

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from passerelle.campus.actions import (
    ask_for_help,
    convene_panel,
    name_mentor,
    seat_juror,
    share_files,
    share_link,
    take_request,
)
from passerelle.campus.enums import Kind, Role
from passerelle.campus.models import Activity, Enrolment, HelpRequest, Team, TeamMember
from passerelle.datathon.actions import suspend_access
from passerelle.datathon.models import DataFile, ProjectFollowUp
from passerelle.foundation import clock
from passerelle.jury.actions.standards import open_round
from passerelle.jury.models import AngoffRound
from passerelle.people.models import Person
from passerelle.programme.models import Edition, Module


def teamwork_of(
    edition: Edition, learner: Enrolment, classmate: Enrolment, *, juror: Person, mentor: Person
) -> dict[str, object]:
    """The learner's team; the classmate is in another one. The mentor has taken the request."""
    team = learner.membership.team
    _alone(edition, classmate)
    name_mentor(mentor, edition=edition, field="statistiques")
    by, key = learner.person, uuid4
    (file,) = share_files(team, files=[_upload()], by=by, form_key=key())
    link = share_link(team, label="Dépôt", url="https://x.invente.example", by=by, form_key=key())
    dossier = Activity.objects.filter(edition=edition, by_team=True)
    panel = convene_panel(
        dossier.filter(module__kind=Module.DATATHON).earliest("position"), name="Jury d’essai"
    )
    ProjectFollowUp.objects.create(team=team, months=6, asked_at=clock.now())
    return {
        "agreement": "donnees-du-datathon",
        "data file": DataFile.objects.filter(challenge__edition=edition, role="train").first().pk,  # type: ignore[union-attr]
        "part": "need",
        "months": 6,
        "suspension": suspend_access(team, reason="Une fuite.", by=by).pk,
        "team": team.number,
        "team file": file.pk,
        "team link": link.pk,
        "asked": _asked(team, by=by, mentor=mentor).pk,
        "mentor": name_mentor(mentor, edition=edition, field="statistiques").pk,
        "panel": panel.pk,
        "juror": seat_juror(panel, person=juror).pk,
        "standard": _round(edition, judge=juror).pk,
    }


def _round(edition: Edition, *, judge: Person) -> AngoffRound:
    """An open one, on the quiz that the rehearsed year leaves aside."""
    quizzes = Activity.objects.filter(edition=edition, kind=Kind.QUIZ).order_by("opens_at")
    by = Enrolment.objects.filter(edition=edition, role=Role.COORDINATOR)[0].person
    return open_round(quizzes[1], judges=[judge], by=by)


def _alone(edition: Edition, enrolment: Enrolment) -> None:
    team = Team.objects.create(edition=edition, number=90, name="Équipe 90")
    TeamMember.objects.update_or_create(
        enrolment=enrolment, defaults={"team": team, "since": clock.now()}
    )


def _asked(team: Team, *, by: Person, mentor: Person) -> HelpRequest:
    asked = ask_for_help(team, asked_by=by, subject="Seuil", text="Lequel ?", form_key=uuid4())
    return take_request(asked, by=mentor)


def _upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("plan.txt", b"Un plan.")
