"""A roll call: who was there, and how many minutes."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

EVERYONE = "everyone"


class PresenceForm(forms.Form):
    """`listed` names who was on the page, `present` who was there, `minutes-…` how long."""

    def __init__(self, sent: QueryDict, *, names: Mapping[int, str], most: int) -> None:
        super().__init__(sent)
        self.sent, self.names, self.most = sent, names, most
        self.minutes: dict[int, int] = {}

    def clean(self) -> None:
        present = set(self.sent.getlist("present"))
        everyone = EVERYONE in self.sent
        wrong = []
        for text in self.sent.getlist("listed"):
            if not text.isdecimal() or int(text) not in self.names:
                continue
            person = int(text)
            if everyone:
                self.minutes[person] = self.most
            elif text not in present:
                self.minutes[person] = 0
            elif (spent := self._minutes_of(text)) is not None:
                self.minutes[person] = spent
            else:
                wrong.append(self.names[person])
        if wrong:
            raise forms.ValidationError(
                _("Write whole minutes from 0 to %(most)s for: %(names)s. Nothing was recorded.")
                % {"most": self.most, "names": ", ".join(wrong)}
            )

    @property
    def typed(self) -> dict[int, str | None]:
        """What was sent, by learner, to show it again; None where not ticked."""
        present = set(self.sent.getlist("present"))
        return {
            int(text): self.sent.get(f"minutes-{text}", "") if text in present else None
            for text in self.sent.getlist("listed")
            if text.isdecimal()
        }

    def _minutes_of(self, person: str) -> int | None:
        """The minutes typed; the whole session where nothing is typed."""
        typed = self.sent.get(f"minutes-{person}", "").strip()
        if not typed:
            return self.most
        return int(typed) if typed.isdecimal() and int(typed) <= self.most else None
