"""Who is signed in: asked on every page, so by queries that are compiled once.

The rest is Django's sessions in the database and allauth's way of signing in."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from .models import Person
from .prepared import prepared


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Any:  # Any: Django's stubs leave it out
        rows = prepared(_sessions, key=self.session_key, now=timezone.now())
        if not rows:
            self._session_key = None
        return rows[0] if rows else None


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth is untyped
    def get_user(self, user_id: int) -> Person | None:
        found = next(iter(prepared(_people, person=user_id)), None)
        return found if self.user_can_authenticate(found) else None


def _sessions(key: str, now: Any) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


def _people(person: int) -> QuerySet[Person]:
    return Person.objects.filter(pk=person)
