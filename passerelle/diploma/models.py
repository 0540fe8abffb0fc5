"""Keys, diplomas, their signatures and their revocations."""

from __future__ import annotations

from django.db import models

from passerelle.jury.models import Decision
from passerelle.people.models import Institution, Person
from passerelle.programme.models import Edition, Module

from .enums import (
    CertificateKind,
    Custody,
    KeyEarlier,
    PaperSize,
    RevocationReason,
    SuspensionReason,
)


class SigningKey(models.Model):
    """An institution's key under one programme's DID.

    Its secret is sealed here (see `sealing`), or never leaves a security module (see `hsm`)."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    issuer = models.CharField(max_length=200)
    identifier = models.CharField(max_length=300, unique=True)
    public_multibase = models.CharField(max_length=100, unique=True)
    custody = models.CharField(max_length=10, choices=Custody.choices, default=Custody.SOFTWARE)
    sealed_seed = models.BinaryField(help_text="Empty where a security module keeps the secret.")
    held_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ("institution_id", "valid_from", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("institution", "issuer"),
                condition=models.Q(valid_until=None),
                name="one_key_in_use_per_institution_and_programme",
            ),
        )

    def __str__(self) -> str:
        return self.identifier


class KeyLoss(models.Model):
    """A registrar declared that a key is no longer theirs alone, from an instant on, and why."""

    key = models.OneToOneField(SigningKey, on_delete=models.PROTECT, related_name="loss")
    since = models.DateTimeField()
    earlier = models.CharField(max_length=10, choices=KeyEarlier.choices)
    reason = models.TextField()
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "key losses"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(since__lte=models.F("declared_at")),
                name="no_key_is_declared_lost_in_advance",
            ),
        )

    def __str__(self) -> str:
        return f"{self.key} · {self.since:%Y-%m-%d %H:%M}"


class Credential(models.Model):
    """A diploma as the document that is signed, byte for byte; issued once all have signed.

    Until then `document` gains one proof with each signature; afterwards it never changes."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    address = models.CharField(max_length=300, unique=True)
    form = models.CharField(max_length=40)
    document = models.BinaryField()
    digest = models.CharField(max_length=64)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("prepared_at", "id")
        indexes = (models.Index(fields=("edition", "issued_at"), name="credentials_by_edition"),)

    def __str__(self) -> str:
        return self.number


class Signature(models.Model):
    """An institution signed a diploma: with which key, through whom, when."""

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="signatures")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("signed_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("credential", "institution"),
                name="one_signature_per_diploma_and_institution",
            ),
        )

    def __str__(self) -> str:
        return f"{self.credential} · {self.institution}"


class Certificate(models.Model):
    """A module passed, conferences attended, sessions given: signed by all, like a diploma."""

    kind = models.CharField(max_length=20, choices=CertificateKind.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, null=True, related_name="+")
    minutes = models.PositiveIntegerField(null=True, help_text="Of the sessions an expert gave.")
    number = models.CharField(max_length=40, unique=True)
    address = models.CharField(max_length=300, unique=True)
    document = models.BinaryField()
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("issued_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "module"), name="one_certificate_per_person_and_module"
            ),
            models.UniqueConstraint(
                fields=("person", "edition", "kind"),
                condition=models.Q(module=None),
                name="one_certificate_of_a_kind_per_person_and_edition",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="module", module__isnull=False)
                | models.Q(~models.Q(kind="module"), module=None),
                name="only_a_certificate_of_a_module_names_one",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="expert", minutes__gt=0)
                | models.Q(~models.Q(kind="expert"), minutes=None),
                name="only_an_expert_s_certificate_says_how_long",
            ),
        )

    def __str__(self) -> str:
        return self.number


class StatusEntry(models.Model):
    """The bit of an institution's status list that would say it revoked this diploma, or this
    certificate."""

    credential = models.ForeignKey(
        Credential, on_delete=models.PROTECT, null=True, related_name="statuses"
    )
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, null=True, related_name="statuses"
    )
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(help_text="Which of the institution's lists.")
    index = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "status entries"
        constraints = (
            models.UniqueConstraint(
                fields=("credential", "institution"),
                name="one_status_entry_per_diploma_and_institution",
            ),
            models.UniqueConstraint(
                fields=("certificate", "institution"),
                name="one_status_entry_per_certificate_and_institution",
            ),
            models.CheckConstraint(
                condition=models.Q(credential__isnull=False, certificate=None)
                | models.Q(credential=None, certificate__isnull=False),
                name="a_status_entry_is_of_one_document",
            ),
            models.UniqueConstraint(
                fields=("institution", "number", "index"),
                name="one_diploma_per_rank_of_a_status_list",
            ),
        )

    def __str__(self) -> str:
        return f"{self.institution_id}/{self.number}#{self.index}"

    @property
    def edition(self) -> Edition:
        named = self.credential or self.certificate
        assert named is not None  # a constraint sees to it
        return named.edition


class Revocation(models.Model):
    """An institution declared a diploma void. It is never taken back."""

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="revocations")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=RevocationReason.choices)
    private_note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("credential", "institution"),
                name="one_revocation_per_diploma_and_institution",
            ),
        )

    def __str__(self) -> str:
        return f"{self.credential} · {self.institution}: {self.reason}"


class Suspension(models.Model):
    """An institution does not vouch for a diploma until it lifts the suspension."""

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="suspensions")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=SuspensionReason.choices)
    private_note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_because = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("credential", "institution"),
                condition=models.Q(lifted_at=None),
                name="one_standing_suspension_per_diploma_and_institution",
            ),
        )

    def __str__(self) -> str:
        return f"{self.credential} · {self.institution}: {self.reason}"


class PaperAuthority(models.Model):
    """A programme's certification authority: it vouches for who signs the diplomas on paper."""

    issuer = models.CharField(max_length=200, unique=True)
    certificate = models.BinaryField(help_text="X.509, DER.")
    sealed_key = models.BinaryField()
    established_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "paper authorities"

    def __str__(self) -> str:
        return self.issuer


class PaperCertificate(models.Model):
    """The certificate an institution signs PDFs with; its key rests sealed (see `sealing`)."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(PaperAuthority, on_delete=models.PROTECT, related_name="+")
    serial = models.CharField(max_length=40, unique=True)
    certificate = models.BinaryField(help_text="X.509, DER.")
    sealed_key = models.BinaryField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("institution_id", "valid_from", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("institution", "authority"),
                condition=models.Q(replaced_at=None),
                name="one_paper_certificate_in_use_per_institution_and_programme",
            ),
        )

    def __str__(self) -> str:
        return self.serial


class Paper(models.Model):
    """The PDF of an issued diploma in one size: made and signed once, known by its digest."""

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="papers")
    size = models.CharField(max_length=10, choices=PaperSize.choices)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("credential", "size"), name="one_paper_per_diploma_and_size"
            ),
        )

    def __str__(self) -> str:
        return f"{self.credential} · {self.size}"


class Mandate(models.Model):
    """A registrar's standing word: sign for us every diploma of the edition the jury awards."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("given_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "institution"),
                condition=models.Q(withdrawn_at=None),
                name="one_standing_mandate_per_institution_and_edition",
            ),
        )

    def __str__(self) -> str:
        return f"{self.institution} · {self.edition}"


class Refusal(models.Model):
    """An institution refuses to sign a diploma, and why: the diploma waits until it is lifted."""

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="refusals")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("credential", "institution"),
                condition=models.Q(lifted_at=None),
                name="one_standing_refusal_per_diploma_and_institution",
            ),
        )

    def __str__(self) -> str:
        return f"{self.credential} · {self.institution}"


class Batch(models.Model):
    """Someone asked that every diploma that can be issued be issued."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0, help_text="Diplomas it had to see to.")
    seen = models.PositiveIntegerField(default=0, help_text="Of those, how many it has.")
    ended_at = models.DateTimeField(null=True)
    form_key = models.UUIDField(unique=True)

    class Meta:
        verbose_name_plural = "batches"
        ordering = ("-asked_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("edition",),
                condition=models.Q(ended_at=None),
                name="one_batch_at_a_time_per_edition",
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition} · {self.asked_at:%Y-%m-%d %H:%M}"
