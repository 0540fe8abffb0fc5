"""Persons, the institutions they belong to, and the links that let them in."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from passerelle.foundation.translated import TranslatedField

from .names import sort_key

ZONES = (
    ("Europe/Paris", "Paris, Dijon, Caen, Nantes"),
    ("America/Toronto", "Montréal, Québec"),
    ("America/Martinique", "Fort-de-France"),
    ("Indian/Reunion", "Saint-Denis"),
    ("Africa/Abidjan", "Abidjan, Dakar"),
    ("Europe/London", _("London")),
    ("Europe/Brussels", _("Brussels, Geneva")),
    ("Asia/Beirut", _("Beirut")),
)
LANGUAGES = (("fr", "Français"), ("en", "English"))
MAILS = (
    ("at_once", _("At once what waits for me, the rest together every morning")),
    ("daily", _("Every morning, all in one mail")),
    ("never", _("Never: I read my news here")),
)


class People(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.sort_name = sort_key(person.name)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> Person:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Someone who can sign in, whatever they come to do."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    sort_name = models.CharField(max_length=150, db_index=True, help_text="See names.sort_key.")
    language = models.CharField(max_length=2, choices=LANGUAGES, default="fr")
    zone = models.CharField(max_length=40, choices=ZONES, default="Europe/Paris")
    mails = models.CharField(max_length=7, choices=MAILS, default="at_once")
    calendar_key = models.CharField(max_length=64, unique=True, null=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name_plural = "people"
        ordering = ("sort_name", "id")

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def first_name(self) -> str:
        """How a page greets them."""
        return self.name.split(" ")[0]


class Institution(models.Model):
    """A hospital school or a university that takes part in programmes and signs diplomas."""

    slug = models.SlugField(unique=True)
    name = TranslatedField()
    city = models.CharField(max_length=100)
    country = models.CharField(max_length=2)
    did = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.name)


class Affiliation(models.Model):
    """A person belongs to an institution; they may belong to several."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="affiliations")
    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="affiliations"
    )
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "institution"), name="one_affiliation_per_person_and_institution"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.institution}"


class PersonalLink(models.Model):
    """A secret address for one person and one purpose; only its digest is kept.

    Opening it shows a button: mail scanners open links, only the POST signs in."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=200)
    destination = models.CharField(max_length=300, default="/")
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")),
                name="a_personal_link_expires_after_its_creation",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.purpose}"
