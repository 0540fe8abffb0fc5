"""A small year with real objects, so that something could leak: who asks, and what they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.conf import settings
from django.core.files.base import ContentFile

from passerelle.campus.actions import assign_rater, remark_on, start_attempt
from passerelle.campus.enums import Kind, Role
from passerelle.campus.models import Activity, Attempt, Enrolment, PaperFile, Session, Sheet
from passerelle.datathon.models import Submission
from passerelle.diploma.models import Certificate, Credential
from passerelle.foundation import clock
from passerelle.foundation.models import Notice, OutgoingMail
from passerelle.foundation.notices import tell
from passerelle.home.rehearsal import rehearse
from passerelle.jury.models import Motion, PresentationDay
from passerelle.people.actions import calendar_key_of, give_personal_link
from passerelle.people.models import Person, PersonalLink
from passerelle.programme.actions import load
from passerelle.programme.checks import read_programme
from passerelle.programme.models import Edition
from passerelle.simulation.models import Encounter
from tests.factories import NOW, make_person
from tests.permissions.critiques import critiques_of, reviews_of
from tests.permissions.encounters import encounters_of
from tests.permissions.teamwork import teamwork_of

LEARNERS = 3
THIS, LAST = "2027", "2026"
_STAFF = (Role.MODULE_LEAD, Role.COORDINATOR, Role.JUROR, Role.REGISTRAR)


@dataclass(frozen=True, slots=True)
class Cast:
    """People by role, and what fills the blanks of an address (`objects["attempt"]`, say)."""

    people: dict[str, Person | None]
    objects: dict[str, object]


def play_a_small_year() -> Cast:
    """2026 whole and 2027 up to NOW, through the actions that people use."""
    source = read_programme(settings.PASSERELLE_PROGRAMMES / "ia-generative-sante")
    last = load(source, edition=LAST).edition
    rehearse(last, until=datetime(2026, 12, 31, tzinfo=UTC), learners=LEARNERS, seed=5)
    this = load(source, edition=THIS).edition
    rehearse(this, until=NOW, learners=LEARNERS, seed=5)
    with clock.standing_at(NOW):
        objects = _objects_of(this) | _objects_of_last_year(last)
        people = _people_of(this, last, objects)
        learner, classmate, *_ = _enrolled(this, Role.LEARNER)
        rater, other = people["expert"], people["other expert"]
        assert rater is not None
        assert other is not None
        objects |= teamwork_of(this, learner, classmate, juror=rater, mentor=other)
        coordinator, module = _enrolled(this, Role.COORDINATOR)[0].person, str(objects["module"])
        objects |= encounters_of(this, learner, classmate, module=module, coordinator=coordinator)
        objects |= critiques_of(this, learner, module=module)
        met = Encounter.objects.get(pk=objects["encounter"])
        objects |= reviews_of(met, by=coordinator)
        return Cast(people, objects)


def _people_of(
    this: Edition, last: Edition, objects: dict[str, object]
) -> dict[str, Person | None]:
    learner, classmate, *_ = (row.person for row in _enrolled(this, Role.LEARNER))
    rater = objects["rater"]
    people = {role.value: _enrolled(this, role)[0].person for role in (Role.GUEST, *_STAFF)}
    elsewhere = {f"{role.value} of 2026": _enrolled(last, role)[0].person for role in _STAFF}
    other = next(row.person for row in _enrolled(this, Role.EXPERT) if row.person != rater)
    diploma = Credential.objects.get(number=objects["number"])
    return {
        "visitor": None,
        "stranger": make_person(),
        "learner": learner,
        "classmate": classmate,
        **people,
        "expert": rater,
        "other expert": other,
        "graduate": diploma.decision.enrolment.person,
        **elsewhere,
    }  # type: ignore[dict-item]  # the rater is a person


def _objects_of(edition: Edition) -> dict[str, object]:
    """What the learner did, and has to do: all of it theirs."""
    learner = _enrolled(edition, Role.LEARNER)[0]
    attempt, sheet = _marked_paper(edition, learner)
    remark_on(attempt, author=learner.person, text="Une question.", form_key=uuid4())
    module = attempt.activity.module
    link = _link_of(sheet.rater)
    return {
        "module": module.slug,
        **{kind: _activity(edition, kind).slug for kind in Kind},
        "attempt": attempt.pk,
        "quiz attempt": _quiz_begun(edition, learner).pk,
        "file": _file_of(attempt).pk,
        "sheet": sheet.pk,
        "rater": sheet.rater,
        "person": sheet.rater.pk,
        "link": link.pk,
        "enrolment": learner.pk,
        "session": _given_by(edition, sheet.rater).slug,
        "key": calendar_key_of(learner.person),
        "wrong key": "A" * 43,
        "year": NOW.year,
        "month": NOW.month,
        "secret": give_personal_link(make_person(), purpose="Essai"),
        "notice": _notice_to(learner.person).pk,
        "passkey": WebAuthn.add(learner.person, "Essai", {}).instance.pk,
        "mail": OutgoingMail.objects.latest("pk").pk,
    }


def _given_by(edition: Edition, rater: Person) -> Session:
    """A session that the rater gives, and that has begun."""
    found = Session.objects.filter(
        edition=edition, experts__person=rater, starts_at__lte=NOW, retired_at=None
    )
    return found.earliest("starts_at")


def _objects_of_last_year(edition: Edition) -> dict[str, object]:
    diploma = Credential.objects.filter(
        decision__enrolment__edition=edition, issued_at__isnull=False
    ).first()
    assert diploma is not None, "the rehearsed year ends without a diploma"
    return {
        "number": diploma.number,
        "certified": Certificate.objects.filter(edition=edition, person=diploma.holder)[0].number,
        "honours": "with-high-honours",
        "decided": diploma.decision.enrolment.pk,
        "institution": edition.institutions[0],
        "list number": 1,
        "french": "fr",
        "no key": 9999,
        "challenge": "diagnostic",
        "private board": "private",
        "submission": _sent_by(diploma.decision.enrolment),
        **_day_of(edition),
        **_deliberation_of(edition),
    }


def _deliberation_of(edition: Edition) -> dict[str, object]:
    """What was moved in June, and who sat."""
    motion = Motion.objects.filter(deliberation__edition=edition)[0]
    return {"motion": motion.pk, "member": motion.moved_by_id}


def _day_of(edition: Edition) -> dict[str, object]:
    """The presentations that were held: a room, a pause, the first team that passed."""
    day = PresentationDay.objects.get(edition=edition)
    passage = day.passages.filter(room__isnull=False).select_related("team", "room")[0]
    return {
        "room": passage.room.number,
        "passage": passage.pk,
        "presenting": passage.team.number,
        "pause": day.pauses.all()[0].pk,
    }


def _sent_by(enrolment: Enrolment) -> int:
    """What their team sent to the first challenge."""
    sent = Submission.objects.filter(
        team=enrolment.membership.team, phase__challenge__slug="diagnostic"
    )
    return sent.latest("pk").pk


def _enrolled(edition: Edition, role: Role) -> list[Enrolment]:
    return list(
        Enrolment.objects.filter(edition=edition, role=role).select_related("person").order_by("pk")
    )


def _activity(edition: Edition, kind: Kind) -> Activity:
    """One that is open, in the module of the marked paper."""
    found = Activity.objects.filter(edition=edition, kind=kind, module__position=2, by_team=False)
    return found.select_related("edition", "module").earliest("position")


def _marked_paper(edition: Edition, learner: Enrolment) -> tuple[Attempt, Sheet]:
    activity = _activity(edition, Kind.ASSIGNMENT)
    attempt = Attempt.objects.select_related("activity__edition", "activity__module").get(
        activity=activity, enrolment=learner
    )
    coordinator = _enrolled(edition, Role.COORDINATOR)[0].person
    rater = _enrolled(edition, Role.EXPERT)[0].person
    known = Sheet.objects.filter(attempt=attempt).select_related("rater").first()
    return attempt, known or assign_rater(attempt, rater=rater, by=coordinator)


def _quiz_begun(edition: Edition, learner: Enrolment) -> Attempt:
    quiz = _activity(edition, Kind.QUIZ)
    Attempt.objects.filter(activity=quiz, enrolment=learner, submitted_at=None).delete()
    return start_attempt(quiz, enrolment=learner, form_key=uuid4())


def _file_of(attempt: Attempt) -> PaperFile:
    return PaperFile.objects.create(
        attempt=attempt,
        file=ContentFile(b"Un texte.", name="travail.txt"),
        name="travail.txt",
        size_bytes=9,
        digest="0" * 64,
        added_at=clock.now(),
    )


def _notice_to(person: Person) -> Notice:
    tell(person.pk, verb="marked", label="Devoir", url=f"/{THIS}/")
    return Notice.objects.filter(person_id=person.pk).latest("pk")


def _link_of(person: Person) -> PersonalLink:
    give_personal_link(person, purpose="Corriger", destination=f"/{THIS}/marking/")
    return PersonalLink.objects.filter(person=person).latest("pk")
