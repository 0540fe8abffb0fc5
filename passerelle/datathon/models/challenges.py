"""The questions asked: challenges, their prose, their data, their phases, who looks after them."""

from __future__ import annotations

from django.db import models

from passerelle.campus.models import Activity
from passerelle.foundation.translated import TranslatedField
from passerelle.people.models import Person
from passerelle.programme.models import Edition, Module

from ..enums import (
    SEALED_ROLES,
    BoardName,
    Direction,
    Domain,
    FileRole,
    Origin,
    StewardPart,
)
from .terms import UsageAgreement


class Challenge(models.Model):
    """A question with data, a metric and its direction. Its identity lasts across revisions.

    `settings` holds the challenge file as the programme writes it (or what a bundle says), its
    schema version beside; `data_version` is the data in force, earlier ones are kept."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, null=True, related_name="+")
    slug = models.SlugField()
    position = models.PositiveSmallIntegerField(default=1)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.PROGRAMME)
    domain = models.CharField(max_length=20, choices=Domain.choices)
    title = TranslatedField()
    question = TranslatedField()
    metric = models.CharField(max_length=60)
    direction = models.CharField(max_length=10, choices=Direction.choices)
    settings = models.JSONField(default=dict)
    settings_version = models.PositiveSmallIntegerField(default=1)
    digest = models.CharField(max_length=64, help_text="Of the challenge's folder or bundle.")
    data_version = models.PositiveIntegerField(default=0)
    data_spec = models.CharField(max_length=64, blank=True, help_text="Digest of what made it.")
    agreement = models.ForeignKey(
        UsageAgreement, on_delete=models.PROTECT, null=True, related_name="+"
    )
    training = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField()
    revealed_at = models.DateTimeField(null=True)
    revealed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "slug"), name="one_challenge_per_edition_and_slug"
            ),
            models.CheckConstraint(
                condition=models.Q(revealed_at__isnull=True) ^ models.Q(revealed_by__isnull=False),
                name="a_private_board_is_revealed_by_someone",
            ),
        )

    def __str__(self) -> str:
        return str(self.title)


class ChallengeText(models.Model):
    """The prose of a challenge in one language: sanitised HTML made when the programme loads."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2)
    html = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("challenge", "language"), name="one_text_per_challenge_and_language"
            ),
        )

    def __str__(self) -> str:
        return f"{self.challenge_id} ({self.language})"


def data_path(file: DataFile, name: str) -> str:
    """Labels and bundles live apart from what participants download."""
    room = "sealed" if file.is_sealed else "open"
    return f"datathon/{room}/{file.challenge_id}/{file.version}/{name}"


class DataFile(models.Model):
    """A file of a challenge at one version of its data; a version never changes its bytes."""

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="files")
    version = models.PositiveIntegerField()
    role = models.CharField(max_length=20, choices=FileRole.choices)
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to=data_path, max_length=300)
    digest = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()
    rows = models.PositiveIntegerField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("challenge_id", "-version", "role", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("challenge", "version", "role", "name"),
                name="one_data_file_per_challenge_version_role_and_name",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"

    @property
    def is_sealed(self) -> bool:
        """Whether it never leaves the server (labels, bundles)."""
        return self.role in SEALED_ROLES


class Phase(models.Model):
    """A span during which teams submit, with its quotas. `board`: where its scores count first.

    In a phase of the private board nothing is shown before the reveal."""

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="phases")
    slug = models.SlugField()
    position = models.PositiveSmallIntegerField(default=1)
    title = TranslatedField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    zone = models.CharField(max_length=40, help_text="The zone it was written in; its days too.")
    most_per_team = models.PositiveIntegerField(null=True)
    most_per_day = models.PositiveIntegerField(null=True)
    board = models.CharField(max_length=10, choices=BoardName.choices, default=BoardName.PUBLIC)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("opens_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("challenge", "slug"), name="one_phase_per_challenge_and_slug"
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="a_phase_closes_after_it_opens",
            ),
        )

    def __str__(self) -> str:
        return str(self.title)


class Steward(models.Model):
    """Someone who owns a challenge or mentors its teams."""

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="stewards")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=StewardPart.choices)
    since = models.DateTimeField()
    appointed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("part", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("challenge", "person", "part"), name="one_steward_per_challenge_and_part"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.challenge_id} ({self.part})"
