"""How allauth behaves here: people are registered by the programme, never by themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from passerelle.foundation import mail


class ClosedRegistration(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth's signature
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sign-in codes and the like leave by the outbox, as every mail does."""
        site = get_current_site(self.request)
        context = {"request": self.request, "email": email, "current_site": site} | context
        message = self.render_mail(template_prefix, email, context)
        language = (get_language() or "fr")[:2]
        mail.send(to=email, language=language, subject=message.subject, text=str(message.body))

    def get_login_stages(self) -> list[str]:
        """A passkey is one more door, not a second lock: a lost telephone locks nobody out."""
        stages: list[str] = super().get_login_stages()
        return [stage for stage in stages if not stage.startswith("allauth.mfa")]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """By password, on allauth's pages; ours ask for a passkey or a code (proofs.py)."""
        if not (user.is_authenticated and user.has_usable_password()):
            return []
        address = reverse("account_reauthenticate")
        return [{"id": "reauthenticate", "description": _("Use your password"), "url": address}]
