"""What happens to people: they are registered, affiliated, given personal links."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of, secret_token
from passerelle.foundation.journal import Actor, Thing, note
from passerelle.foundation.translated import Translated

from .models import Affiliation, Institution, Person, PersonalLink
from .names import sort_key


class LinkRefused(Exception):
    """The personal link is unknown, expired or withdrawn: ask the coordinator for another one."""


@transaction.atomic
def register_person(
    *,
    email: str,
    name: str,
    language: str = "fr",
    zone: str = "Europe/Paris",
    institutions: tuple[Institution, ...] = (),
    by: Actor | None = None,
) -> Person:
    """Find or create the person with this address, and affiliate them."""
    person, created = Person.objects.get_or_create(
        email=email.strip().lower(),
        defaults={
            "name": name,
            "sort_name": sort_key(name),
            "language": language,
            "zone": zone,
            "password": "!",
        },
    )
    for institution in institutions:
        Affiliation.objects.get_or_create(
            person=person, institution=institution, defaults={"since": clock.now()}
        )
    if created:
        note(by, "registered", Thing("person", str(person.pk), str(person)))
    return person


def establish_institution(
    *, slug: str, name: Translated, city: str, country: str, did: str
) -> Institution:
    """Create or correct an institution as the programme describes it."""
    institution, _ = Institution.objects.update_or_create(
        slug=slug, defaults={"name": name, "city": city, "country": country, "did": did}
    )
    return institution


def give_personal_link(
    person: Person,
    *,
    purpose: str,
    destination: str = "/",
    days: int = 30,
    edition: str = "",
    by: Actor | None = None,
) -> str:
    """Make a personal link and return its secret: the only time it is in clear."""
    secret, now = secret_token(), timezone.now()
    link = PersonalLink.objects.create(
        person=person,
        purpose=purpose,
        destination=destination,
        token_digest=digest_of(secret),
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    thing = Thing("personal link", str(link.pk), str(link))
    note(by, "gave a personal link", thing, edition=edition, days=days)
    return secret


def link_of(secret: str) -> PersonalLink:
    """The living link behind a secret, or a refusal."""
    link = (
        PersonalLink.objects.select_related("person")
        .filter(
            token_digest=digest_of(secret),
            withdrawn_at=None,
            expires_at__gt=timezone.now(),
            person__is_active=True,
        )
        .first()
    )
    if link is None:
        raise LinkRefused
    return link


def use_link(link: PersonalLink) -> Person:
    """Record that the link let its person in."""
    link.last_used_at = timezone.now()
    link.save(update_fields=["last_used_at"])
    note(link.person, "opened a personal link", Thing("personal link", str(link.pk), str(link)))
    return link.person


def withdraw_link(link: PersonalLink, *, by: Actor, edition: str = "") -> None:
    """Make a link useless from now on; twice is once."""
    living = PersonalLink.objects.filter(pk=link.pk, withdrawn_at=None)
    if living.update(withdrawn_at=timezone.now()):
        thing = Thing("personal link", str(link.pk), str(link))
        note(by, "withdrew a personal link", thing, edition=edition)


def calendar_key_of(person: Person) -> str:
    """The secret part of a person's calendar address, made at first use."""
    if not person.calendar_key:
        person.calendar_key = secret_token()
        person.save(update_fields=["calendar_key"])
    return person.calendar_key


@transaction.atomic
def renew_calendar_key(person: Person, *, replaces: str) -> bool:
    """Give a person another calendar address; the one they had is dead at once.

    `replaces` is the digest of the key to replace ("" for none): the same form sent twice finds
    another key and changes nothing."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if calendar_key_digest(locked) != replaces:
        return False
    locked.calendar_key = secret_token()
    locked.save(update_fields=["calendar_key"])
    verb = "renewed a calendar address" if replaces else "made a calendar address"
    note(person, verb, Thing("person", str(person.pk), str(person)))
    return True


def calendar_key_digest(person: Person) -> str:
    """What names a calendar key without giving it; "" while there is none."""
    return digest_of(person.calendar_key)[:16] if person.calendar_key else ""


def choose_reading(person: Person, *, language: str, zone: str, mails: str = "") -> None:
    """Keep the language and time zone a person reads in, and when they want mail, if given."""
    person.language, person.zone, person.mails = language, zone, mails or person.mails
    person.save(update_fields=["language", "zone", "mails"])
