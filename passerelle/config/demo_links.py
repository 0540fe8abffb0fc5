"""One sign-in link for each persona of the demo, chosen among the people who were played."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from passerelle.config.starting import start

if TYPE_CHECKING:
    from passerelle.campus.models import Enrolment
    from passerelle.people.models import Person


@dataclass(frozen=True, slots=True)
class Door:
    """A persona and the address that lets them in."""

    persona: str
    name: str
    url: str


def doors() -> list[Door]:
    """The nine personas; a visitor needs no link."""
    from django.conf import settings

    from passerelle.campus.enums import Role
    from passerelle.campus.models import Enrolment
    from passerelle.diploma.models import Credential
    from passerelle.people.actions import give_personal_link

    def enrolled(year: str, role: Role, **more: object) -> Enrolment | None:
        found = Enrolment.objects.filter(edition__slug=year, role=role, **more)
        return found.select_related("person").order_by("pk").first()

    experts = {"person_id": rater} if (rater := _who_has_most_to_mark()) else {}
    issued = Credential.objects.filter(issued_at__isnull=False, revocations=None).order_by("pk")
    diploma = issued.first()
    graduate = {"pk": diploma.decision.enrolment_id} if diploma else {}
    dijon = {"institution__city": "Dijon"}
    people = [
        ("learner in Montréal", enrolled("2027", Role.LEARNER, institution__slug="chum")),
        ("learner in Dijon", _with_a_paper_to_hand_in() or enrolled("2027", Role.LEARNER, **dijon)),
        ("expert", enrolled("2027", Role.EXPERT, **experts)),
        ("module lead", enrolled("2027", Role.MODULE_LEAD)),
        ("coordinator", enrolled("2027", Role.COORDINATOR)),
        *_jurors_of_the_year(),
        ("juror (2026)", enrolled("2026", Role.JUROR)),
        ("registrar (2026)", enrolled("2026", Role.REGISTRAR, institution__city="Dijon")),
        ("graduate (2026)", enrolled("2026", Role.LEARNER, **graduate)),
    ]
    found = [
        Door(
            persona,
            str(enrolment.person),
            f"{settings.SITE_URL}/link/"
            f"{give_personal_link(enrolment.person, purpose=_purpose(enrolment.person))}/",
        )
        for persona, enrolment in people
        if enrolment is not None
    ]
    number = f"{diploma.number}/" if diploma else ""
    return [*found, Door("visitor", "anyone", f"{settings.SITE_URL}/verify/{number}")]


def _with_a_paper_to_hand_in() -> Enrolment | None:
    """Somebody in Dijon who has handed in nothing of their own yet, so that a visitor may."""
    from passerelle.campus.enums import Kind, Role
    from passerelle.campus.models import Attempt, Enrolment

    handed = Attempt.objects.filter(activity__kind=Kind.ASSIGNMENT, submitted_at__isnull=False)
    learners = Enrolment.objects.filter(
        edition__slug="2027", role=Role.LEARNER, institution__city="Dijon"
    )
    late = learners.exclude(pk__in=handed.filter(team=None).values("enrolment"))
    return late.select_related("person").order_by("-pk").first()


def _who_has_most_to_mark() -> int | None:
    from django.db.models import Count

    from passerelle.campus.models import Sheet

    unsigned = Sheet.objects.filter(
        submitted_at=None, setting_aside=None, attempt__activity__edition__slug="2027"
    )
    counted = unsigned.values("rater").annotate(papers=Count("pk")).order_by("-papers", "rater")
    return counted.values_list("rater", flat=True).first()


def _purpose(person: Person) -> str:
    """Why the link was given, in the language of whoever it lets in."""
    from django.utils import translation
    from django.utils.translation import gettext

    with translation.override(person.language):
        return gettext("Demo")


def _jurors_of_the_year() -> list[tuple[str, Enrolment]]:
    """From the presentations on, those who sit: enough of them for a quorum."""
    from passerelle.campus.enums import Role
    from passerelle.campus.models import Enrolment, Session
    from passerelle.foundation import clock

    heard = Session.objects.filter(
        edition__slug="2027", kind="presentation", starts_at__lte=clock.now()
    )
    if not heard.exists():
        return []
    jurors = Enrolment.objects.filter(edition__slug="2027", role=Role.JUROR)
    rows = jurors.select_related("person").order_by("pk")
    return list(zip(("juror", "second juror", "third juror"), rows, strict=False))


def main() -> int:
    start()
    from django.conf import settings
    from django.urls import reverse

    print(f"\n  Passerelle: {settings.SITE_URL}/   (Ctrl-C stops everything)\n")
    for door in doors():
        print(f"  {door.persona:<20} {door.name:<28} {door.url}")
    print(
        f"\n  Its mail goes nowhere; read it at {settings.SITE_URL}{reverse('demo_mails')}"
        "\n  Other moments: ./do demo --at datathon (nine teams at work), --at presentations"
        "\n  (before the jury in Dijon), --at jury (a deliberation about to begin)\n",
        flush=True,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
