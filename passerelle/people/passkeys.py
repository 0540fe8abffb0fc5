"""Passkeys: one more door for whoever adds one, and the strongest way to sign minutes.

The ceremonies are allauth's and python-fido2's; here is what we add: which name a passkey is
bound to, and that a lost telephone never locks anyone out (a passkey is no second factor)."""

from __future__ import annotations

import struct
from ipaddress import ip_address
from typing import Any, cast
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from passerelle.foundation import mail
from passerelle.foundation.journal import Thing, note

from .models import Person

MOST_EACH = 10
Options = dict[str, Any]  # Any: JSON that the browser reads
# What a forged answer makes parsers raise, before anything is believed.
MALFORMED = (ValidationError, ValueError, TypeError, KeyError, AttributeError, struct.error)


class PasskeyRefused(Exception):
    """The passkey was not accepted; says what to do."""


class RelyingParty(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Passkeys are bound to the address of the campus, not to whatever host was asked for."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": bound_name(), "name": "Passerelle"}


def bound_name() -> str:
    """The name passkeys are bound to; browsers accept none for a bare IP address."""
    return urlsplit(bound_origin()).hostname or "localhost"


def bound_origin() -> str:
    """Where passkeys work: the campus's address, under the name localhost on one's own machine."""
    address = urlsplit(settings.SITE_URL)
    host = address.hostname or ""
    if _is_ip(host) and not ip_address(host).is_loopback:
        return ""
    if _is_ip(host):
        host = "localhost"
    if address.scheme != "https" and host != "localhost":
        return ""
    port = f":{address.port}" if address.port else ""
    return f"{address.scheme}://{host}{port}"


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def passkeys_of(person: Person) -> list[Authenticator]:
    """A person's passkeys, the first added first."""
    own = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
    return list(own.order_by("pk"))


def registration_options(person: Person) -> Options:
    """What the browser needs to make a passkey; the challenge waits in the session."""
    return dict(auth.begin_registration(person, passwordless=True))


@transaction.atomic
def add_passkey(person: Person, *, name: str, answer: object) -> Authenticator:
    """Keep a passkey that answers the challenge of this session; a second try finds none."""
    Person.objects.select_for_update().get(pk=person.pk)
    if len(passkeys_of(person)) >= MOST_EACH:
        raise PasskeyRefused(
            _("Ten passkeys are enough: remove one that you no longer use, then add this one.")
        )
    try:
        auth.parse_registration_response(answer)
        binding = auth.complete_registration(answer)
    except MALFORMED as refused:
        raise PasskeyRefused(
            _("This passkey does not answer the question of this page. Reload it and try again.")
        ) from refused
    if not binding.is_user_verified():
        raise PasskeyRefused(
            _("This device did not check that it is you (code, fingerprint or face). Use another.")
        )
    added: Authenticator = auth.WebAuthn.add(person, name, answer).instance
    note(person, "added a passkey", Thing("person", str(person.pk), str(person)))
    _tell(person, added=True, name=name)
    return added


def rename_passkey(passkey: Authenticator, *, name: str) -> None:
    passkey.data["name"] = name
    passkey.save(update_fields=["data"])


@transaction.atomic
def remove_passkey(passkey: Authenticator) -> None:
    """The passkey no longer opens anything; what it signed stays signed."""
    person, name = cast(Person, passkey.user), str(passkey)
    passkey.delete()
    note(person, "removed a passkey", Thing("person", str(person.pk), str(person)))
    _tell(person, added=False, name=name)


def _tell(person: Person, *, added: bool, name: str) -> None:
    """Whoever did not do it themselves must learn of it."""
    with override(person.language):
        subject = _("A passkey was added") if added else _("A passkey was removed")
        text = _(
            "Passkey: %(name)s\n\nIf it was not you, sign in with a code, remove the passkeys that "
            "you do not know and write to the coordination of your programme."
        ) % {"name": name}
        mail.send(to=person.email, language=person.language, subject=subject, text=text)
