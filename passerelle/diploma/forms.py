"""What a visitor brings to verify, and what a registrar writes to revoke."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .attachment import is_baked, is_png
from .enums import KeyEarlier, RevocationReason, SuspensionReason
from .qr import is_jpeg, words_in_qr
from .queries.trust import sites
from .sharing import is_link, number_in_link

_NUMBER = re.compile(r"[A-Z]{3}(-[A-Z0-9]+){1,9}")
# Hyphens and dashes of any kind, minus, underscore, spaces: what a hand or a telephone writes.
_BETWEEN = re.compile(r"[\s_\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d-]+")
_GROUPS = re.compile(r"(DIU|CER)(.+)((?:[A-Z0-9]{4}){3})")
_MOST_TYPED = 60

ANOTHER_SITE = _(
    "%(link)s is not the address of a diploma of this site, and no other site is consulted. Bring "
    "the file of the diploma itself."
)


class VerificationForm(forms.Form):
    """A file, a text or a number: the first that is there is answered."""

    number_shown: str | None = None

    file = forms.FileField(
        label=_("The file of the diploma"),
        help_text=_(
            "The PDF, the image that carries it (PNG or SVG), the credential or the complete file "
            "(JSON); or a cropped picture of its QR code."
        ),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={"accept": ".json,.pdf,.png,.svg,.jpg,.jpeg,application/json,application/pdf"}
        ),
    )
    number = forms.CharField(
        label=_("Or its number, or the link to it"),
        help_text=_("It is printed at the bottom of the diploma, for instance DIU-2026-…"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    document = forms.CharField(
        label=_("Or the text of the credential"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, object]:
        given = self.cleaned_data
        if not given.get("file") and not given.get("number") and not given.get("document"):
            raise forms.ValidationError(
                _("Choose a file, type a number or paste the text of a credential.")
            )
        return given

    def clean_file(self) -> UploadedFile[bytes] | None:
        """A picture of a QR code of ours stands for the number that its link leads to."""
        upload: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if not upload:
            return upload
        content = upload.read()
        upload.seek(0)
        if is_jpeg(content) or (is_png(content) and not is_baked(content)):
            self.number_shown = self._number_in_picture(content)
        return upload

    def _number_in_picture(self, content: bytes) -> str | None:
        words = words_in_qr(content)
        known = sites() if words else []
        numbers = {number_in_link(each, sites=known) for each in words}
        if None in numbers:
            strange = next(each for each in words if number_in_link(each, sites=known) is None)
            raise forms.ValidationError(ANOTHER_SITE % {"link": strange[:200]})
        if len(numbers) > 1:
            raise forms.ValidationError(_("This picture shows several diplomas: bring one."))
        if not numbers and is_jpeg(content):
            raise forms.ValidationError(
                _(
                    "No QR code can be read in this picture. Take it closer (4 megapixels at "
                    "most), or type the number that stands beside it."
                )
            )
        return next(iter(numbers), None)

    def clean_number(self) -> str:
        """A link to a page of ours becomes its number; another site's is never followed."""
        typed: str = self.cleaned_data["number"]
        if not is_link(typed):
            return typed
        number = number_in_link(typed, sites=sites())
        if number is None:
            raise forms.ValidationError(ANOTHER_SITE % {"link": typed.strip()})
        return number

    @property
    def number_given(self) -> str | None:
        """The number typed, or pasted where the text was expected, or shown by a picture."""
        if self.cleaned_data.get("file"):
            return self.number_shown
        typed: str = self.cleaned_data["number"] or self.cleaned_data["document"]
        number = _written(typed)
        if self.cleaned_data["number"] or _NUMBER.fullmatch(number):
            return re.sub(r"[^A-Z0-9-]", "", number)
        return None

    @property
    def content(self) -> bytes:
        """The bytes to verify."""
        upload = self.cleaned_data.get("file")
        if upload is not None:
            return bytes(upload.read())
        return str(self.cleaned_data["document"]).encode("utf-8", "surrogatepass")


def _written(typed: str) -> str:
    """A number as it is printed, DIU-2026-2TGM-DX9T-DHR6, whatever stands between its groups.

    >>> _written("diu 2026 2tgm–dx9t dhr6"), _written("DIU20262TGMDX9TDHR6")
    ('DIU-2026-2TGM-DX9T-DHR6', 'DIU-2026-2TGM-DX9T-DHR6')
    """
    if len(typed) > _MOST_TYPED:
        return typed.upper()
    written = _BETWEEN.sub("-", typed.upper()).strip("-")
    run_on = _GROUPS.fullmatch(written) if "-" not in written else None
    if run_on is None:
        return written
    return "-".join((run_on[1], run_on[2], *re.findall(".{4}", run_on[3])))


class RevocationForm(forms.Form):
    """Why an institution no longer vouches for a diploma, or for a certificate."""

    reason = forms.ChoiceField(
        label=_("Reason made public"),
        help_text=_("It is published in both languages when one verifies; it says no more."),
        widget=forms.RadioSelect,
    )
    private_note = forms.CharField(
        label=_("Note kept by the institutions"),
        help_text=_("Never published."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    certain = forms.BooleanField(label=_("I understand that a revocation is never taken back."))

    def __init__(self, data: QueryDict | None, *, reasons: Sequence[RevocationReason]) -> None:
        super().__init__(data)
        self.fields["reason"].choices = [(each.value, each.label) for each in reasons]  # type: ignore[attr-defined]  # a ChoiceField, above

    @property
    def chosen(self) -> RevocationReason:
        return RevocationReason(self.cleaned_data["reason"])


class RefusalForm(forms.Form):
    """Why an institution will not sign a diploma."""

    reason = forms.CharField(
        label=_("Why your institution refuses"),
        help_text=_("Read by the graduate and the coordinator, who wait for you."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SuspensionForm(forms.Form):
    """Why an institution does not vouch for a document for the time being."""

    reason = forms.ChoiceField(
        label=_("Reason made public"),
        help_text=_("It is published in both languages when one verifies; it says no more."),
        choices=SuspensionReason.choices,
        widget=forms.RadioSelect,
    )
    private_note = forms.CharField(
        label=_("Note kept by the institutions"),
        help_text=_("Never published."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(forms.Form):
    """Why a registrar does what the page says; it goes to the journal."""

    reason = forms.CharField(label=_("Reason"), help_text=_("Kept in the journal."), max_length=500)


class KeyLossForm(forms.Form):
    """From when a key is no longer its institution's alone."""

    since = forms.DateTimeField(
        label=_("Lost or compromised since (UTC)"),
        help_text=_("The last moment at which you are certain that it was yours alone."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    earlier = forms.ChoiceField(
        label=_("What it signed before that moment"),
        help_text=_("Only if you are certain of that moment can earlier signatures stay valid."),
        choices=KeyEarlier.choices,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What happened"),
        help_text=_("Kept in the journal; never published."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    certain = forms.BooleanField(label=_("I understand that this is never taken back."))

    @property
    def instant(self) -> datetime:
        given: datetime = self.cleaned_data["since"]
        return given.replace(tzinfo=UTC)
