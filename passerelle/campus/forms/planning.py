"""What a coordinator sends: another time for a session, a calendar file to look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passerelle.engines.timetable import AmbiguousTime, NonexistentTime, at_local, city_label
from passerelle.foundation import clock
from passerelle.foundation.translated import reading_language

MOST_BYTES = 1_000_000
_FOLDS = {"first": 0, "second": 1}


class MoveForm(forms.Form):
    """A local date and time with its zone; `sequence` is the state the page was made from."""

    day = forms.DateField(
        label=gettext_lazy("Date"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Choose a date."),
            "invalid": gettext_lazy("Write the date as 2027-03-18."),
        },
    )
    starts = forms.TimeField(
        label=gettext_lazy("Starts at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": gettext_lazy("Choose a time."),
            "invalid": gettext_lazy("Write the time as 18:00."),
        },
    )
    zone = forms.ChoiceField(label=gettext_lazy("On the clocks of"))
    turn = forms.ChoiceField(
        label=gettext_lazy("If this hour happens twice that night"),
        required=False,
        choices=[
            ("", gettext_lazy("it happens once")),
            ("first", gettext_lazy("the first time")),
            ("second", gettext_lazy("the second time")),
        ],
    )
    sequence = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, zones: Sequence[str], until: date, *arguments: Any, **named: Any
    ) -> None:  # Any: django's
        super().__init__(*arguments, **named)
        self.until = until
        field = self.fields["zone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(zone, city_label(zone)) for zone in dict.fromkeys(zones)]
        self.starts_at: datetime | None = None
        self.happens_twice = False

    def clean(self) -> dict[str, Any]:
        sent = self.cleaned_data
        if self.errors:
            return sent
        day: date = sent["day"]
        starts: time = sent["starts"]
        if day > self.until:
            self.add_error("day", _("Choose a date within this edition."))
            return sent
        try:
            self.starts_at = at_local(day, starts, sent["zone"], fold=_FOLDS.get(sent["turn"]))
        except NonexistentTime as refused:
            self.add_error("starts", refused.wording.in_language(reading_language()))
        except AmbiguousTime:
            self.happens_twice = True
            self.add_error(
                "turn", _("The clocks go back that night: say which of the two hours you mean.")
            )
        except (OverflowError, ValueError):
            self.add_error("day", _("Choose a date within this edition."))
        if self.starts_at and self.starts_at <= clock.now():
            self.add_error("day", _("Choose a time to come: this one is past."))
        return sent


class CalendarFileForm(forms.Form):
    """An .ics file; it is read, shown, and forgotten."""

    file = forms.FileField(
        label=gettext_lazy("Calendar file (.ics), 1 MB at most"),
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty: export the calendar again."),
        },
    )

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("“%(name)s” is larger than 1 MB: export a shorter period.") % {"name": file.name}
            )
        return file
