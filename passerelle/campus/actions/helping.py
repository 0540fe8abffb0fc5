"""A team asks, a mentor takes the oldest request, answers in its thread, someone closes it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.foundation import clock, comments
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.models import Comment
from passerelle.foundation.notices import tell, tell_all
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import Role
from ..errors import CampusRefusal, RequestClosed, RequestTaken
from ..models import Enrolment, HelpRequest, Mentor, Team
from ..queries.team_members import people_of
from .enrolling import enrol

KIND = "help request"


@transaction.atomic
def name_mentor(
    person: Person, *, edition: Edition, field: str, by: Person | None = None
) -> Mentor:
    """Let teams ask this person: an expert, a patient partner, whoever knows. Twice is once."""
    if not Enrolment.objects.filter(edition=edition, person=person, withdrawal=None).exists():
        enrol(person, edition=edition, role=Role.EXPERT, by=by)
    mentor, created = Mentor.objects.get_or_create(
        edition=edition, person=person, defaults={"field": field, "since": clock.now()}
    )
    if created or mentor.left_at is not None or mentor.field != field:
        mentor.left_at, mentor.field = None, field
        mentor.save(update_fields=["left_at", "field"])
        _note_mentor(mentor, "named a mentor", by=by)
        url = reverse("help_queue", args=[edition.slug])
        tell(person.pk, verb="mentor", label=edition.title, url=url)
    return mentor


@transaction.atomic
def thank_mentor(mentor: Mentor, *, by: Person) -> Mentor:
    """A mentor stops; what they took and have not answered waits for another."""
    if mentor.left_at is None:
        mentor.left_at = clock.now()
        mentor.save(update_fields=["left_at"])
        HelpRequest.objects.filter(
            edition=mentor.edition_id, taken_by=mentor.person_id, answered_at=None, closed_at=None
        ).update(taken_by=None, taken_at=None)
        _note_mentor(mentor, "thanked a mentor", by=by)
    return mentor


@transaction.atomic
def ask_for_help(
    team: Team, *, asked_by: Person, subject: str, text: str, form_key: UUID
) -> HelpRequest:
    """A team's question joins the queue; the same form twice is once."""
    request, created = HelpRequest.objects.get_or_create(
        form_key=form_key,
        defaults={
            "edition": team.edition,
            "team": team,
            "asked_by": asked_by,
            "subject": subject.strip(),
            "text": text.strip(),
            "asked_at": clock.now(),
        },
    )
    if created:
        _note(request, "asked for help", by=asked_by)
    return request


@transaction.atomic
def take_request(request: HelpRequest, *, by: Person) -> HelpRequest:
    """One mentor takes a request, and no other; twice is once."""
    if by.pk in people_of(request.team):
        raise CampusRefusal(_("This is your own team’s request: leave it to another mentor."))
    waiting = HelpRequest.objects.filter(pk=request.pk, taken_by=None, closed_at=None)
    taken = waiting.update(taken_by=by, taken_at=clock.now())
    request.refresh_from_db()
    if taken:
        _note(request, "took a request", by=by)
        _tell_team(request, "taken", but=by)
    elif request.closed_at is not None:
        raise RequestClosed
    elif request.taken_by_id != by.pk:
        raise RequestTaken
    return request


@transaction.atomic
def put_back_request(request: HelpRequest, *, by: Person) -> HelpRequest:
    """Whoever took it lets another mentor take it; it keeps its place in the queue."""
    taken = HelpRequest.objects.filter(pk=request.pk, closed_at=None, taken_by__isnull=False)
    if taken.update(taken_by=None, taken_at=None, answered_at=None):
        _note(request, "put a request back", by=by)
    request.refresh_from_db()
    return request


@transaction.atomic
def answer_request(request: HelpRequest, *, author: Person, text: str, form_key: UUID) -> Comment:
    """Write in the thread: a mentor answers (and takes what nobody took), the team writes back."""
    locked = HelpRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    known = Comment.objects.filter(form_key=form_key, author_id=author.pk).first()
    if known is not None:
        return known
    if locked.closed_at is not None:
        raise RequestClosed
    is_team = author.pk in people_of(locked.team)
    if is_team:
        locked.answered_at = None
    else:
        locked.taken_by_id = locked.taken_by_id or author.pk
        locked.taken_at = locked.taken_at or clock.now()
        locked.answered_at = clock.now()
    locked.save(update_fields=["taken_by", "taken_at", "answered_at"])
    _note(locked, "wrote back" if is_team else "answered a request", by=author)
    mentor = {locked.taken_by_id} if locked.taken_by_id else set()
    return comments.discuss(
        KIND,
        locked.pk,
        author=author,
        text=text,
        form_key=form_key,
        label=locked.subject,
        url=_url_of(locked),
        followers=mentor if is_team else people_of(locked.team),
        verb="written back" if is_team else "helped",
    )


@transaction.atomic
def close_request(request: HelpRequest, *, by: Person) -> HelpRequest:
    """The team has what it needs, or no longer needs it; twice is once."""
    still_open = HelpRequest.objects.filter(pk=request.pk, closed_at=None)
    if still_open.update(closed_at=clock.now(), closed_by=by):
        _note(request, "closed a request", by=by)
    request.refresh_from_db()
    return request


def _tell_team(request: HelpRequest, verb: str, *, but: Person) -> None:
    people = people_of(request.team) - {but.pk}
    tell_all(people, verb=verb, label=request.subject, url=_url_of(request))


def _url_of(request: HelpRequest) -> str:
    return reverse("help_request", args=[request.edition.slug, request.pk])


def _note(request: HelpRequest, verb: str, *, by: Person) -> None:
    thing = Thing(KIND, str(request.pk), request.subject)
    note(by, verb, thing, edition=request.edition.slug, team=str(request.team))


def _note_mentor(mentor: Mentor, verb: str, *, by: Person | None) -> None:
    thing = Thing("person", str(mentor.person_id), str(mentor.person))
    note(by, verb, thing, edition=mentor.edition.slug, field=mentor.field)
