"""A programme, its yearly editions, and the immutable revisions of what they contain."""

from __future__ import annotations

from django.db import models

from passerelle.foundation.translated import TranslatedField


class Programme(models.Model):
    """The diploma, whatever the year."""

    slug = models.SlugField(unique=True)
    title = TranslatedField()

    def __str__(self) -> str:
        return str(self.title)


class Blob(models.Model):
    """A file's bytes, kept once under their digest."""

    digest = models.CharField(max_length=64, primary_key=True)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.digest


class Edition(models.Model):
    """One academic year of a programme; its content is that of its latest revision."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="editions")
    slug = models.SlugField(unique=True)
    title = TranslatedField()
    summary = TranslatedField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    decisions_on = models.DateField()
    diplomas_on = models.DateField()
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    zones = models.JSONField()
    issuer = models.CharField(max_length=200)
    institutions = models.JSONField(help_text="Slugs of the institutions that sign, in order.")
    award = models.JSONField(help_text="The award rule as written; engines.grading reads it.")
    is_specimen = models.BooleanField(default=False)
    revision = models.ForeignKey(
        "programme.Revision", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-starts_on",)

    def __str__(self) -> str:
        return str(self.title)


class Revision(models.Model):
    """An immutable state of an edition's files, by digest."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=200)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "number"), name="one_revision_per_edition_and_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition_id} · {self.number}"


class RevisionFile(models.Model):
    """A path of a revision and the bytes it had."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="files")
    path = models.CharField(max_length=300)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("path",)
        constraints = (
            models.UniqueConstraint(
                fields=("revision", "path"), name="one_file_per_revision_and_path"
            ),
        )

    def __str__(self) -> str:
        return self.path


class Module(models.Model):
    """A span of the year: a course module, the datathon, the presentations, the conferences."""

    COURSE, DATATHON, PRESENTATIONS, CONFERENCES = (
        "course",
        "datathon",
        "presentations",
        "conferences",
    )

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="modules")
    slug = models.SlugField()
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    title = TranslatedField()
    short = TranslatedField()
    summary = TranslatedField()
    outcomes = models.JSONField(default=list)
    hours = models.DecimalField(max_digits=6, decimal_places=2)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("edition", "slug"), name="one_module_per_edition_slug"),
        )

    def __str__(self) -> str:
        return str(self.title)
