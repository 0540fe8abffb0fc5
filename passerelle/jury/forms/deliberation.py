"""What the members of a jury write during a deliberation."""

from __future__ import annotations

from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from passerelle.engines.grading import AwardRule
from passerelle.foundation.translated import reading_language
from passerelle.people.models import Person

from ..actions.moving import Terms
from ..enums import Choice, MotionKind


class OpeningForm(forms.Form):
    """Who chairs."""

    chair = forms.ModelChoiceField(label=_("Chair"), queryset=Person.objects.none())


class PresenceForm(forms.Form):
    """Whether a member is there."""

    present = forms.BooleanField(required=False)


class VoteForm(forms.Form):
    choice = forms.ChoiceField(choices=Choice.choices)

    @property
    def chosen(self) -> Choice:
        return Choice(self.cleaned_data["choice"])


class KeyForm(forms.Form):
    """What makes a form sent twice count once."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class RecusalForm(forms.Form):
    """Stands beside a motion’s form, whose reason has the same name: its fields have other ids."""

    reason = forms.CharField(label=_("Why you step back"), max_length=500)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="recusal_%s")


class MotionForm(forms.Form):
    """A motion of any kind; what its kind does not use is ignored."""

    kind = forms.ChoiceField(
        label=_("I move to"), choices=MotionKind.choices, widget=forms.RadioSelect
    )
    points = forms.DecimalField(
        label=_("Points (rachat)"),
        required=False,
        max_digits=6,
        decimal_places=3,
        min_value=0,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 6}),
    )
    component = forms.ChoiceField(label=_("Given to (rachat)"), required=False)
    components = forms.MultipleChoiceField(
        label=_("Sat again (resit)"), required=False, widget=forms.CheckboxSelectMultiple
    )
    before = forms.DateField(
        label=_("Before (resit)"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    honours = forms.TypedChoiceField(
        label=_("Which honours"), required=False, coerce=int, empty_value=None
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed unless the rule proposes the same. It stays in the minutes."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    # Any: django's own signature.
    def __init__(self, rule: AwardRule, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]  # handed on to Django
        language = reading_language()
        names = [(each.id, each.title.said_in(language)) for each in rule.components]
        self.fields["component"].choices = [("", _("the total")), *names]  # type: ignore[attr-defined]  # a choice field
        self.fields["components"].choices = names  # type: ignore[attr-defined]  # a choice field
        self.fields["honours"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("none")),
            *((rank, each.title.said_in(language)) for rank, each in enumerate(rule.honours)),
        ]

    @property
    def chosen(self) -> MotionKind:
        return MotionKind(self.cleaned_data["kind"])

    @property
    def key(self) -> UUID:
        key: UUID = self.cleaned_data["form_key"]
        return key

    @property
    def terms(self) -> Terms:
        """What the kind uses of all the fields."""
        kind, given = self.chosen, self.cleaned_data
        if kind is MotionKind.RACHAT:
            return Terms(
                points=given["points"], component=given["component"], reason=given["reason"]
            )
        if kind is MotionKind.RESIT:
            return Terms(
                components=tuple(given["components"]),
                before=given["before"],
                reason=given["reason"],
            )
        honours = given["honours"] if kind is MotionKind.HONOURS else None
        return Terms(honours=honours, reason=given["reason"])
