"""Another rule, tried on a cohort: thresholds to change, each as it stands today."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import localize_input
from django.utils.translation import gettext as _

from passerelle.engines.grading import AwardRule, Component
from passerelle.foundation.translated import reading_language


class SimulationForm(forms.Form):
    """The thresholds of a rule. What is left out, or emptied, stands as it is."""

    def __init__(self, rule: AwardRule, sent: Any = None) -> None:  # Any: a QueryDict or nothing
        super().__init__(sent)
        self._add_fields(rule)
        if sent:
            stands = {name: localize_input(each.initial) for name, each in self.fields.items()}
            self.data = stands | {name: text for name, text in sent.items() if text.strip()}

    def _add_fields(self, rule: AwardRule) -> None:
        for component in rule.components:
            title = component.title.said_in(reading_language())
            for name, label, least in (
                (f"floor-{component.id}", _("%(title)s: floor"), component.floor),
                (f"pass-{component.id}", _("%(title)s: pass"), component.pass_mark),
            ):
                if least is not None:
                    self.fields[name] = _threshold(label % {"title": title}, least, rule.scale)
        self.fields["total"] = _threshold(_("Total: pass"), rule.pass_mark, rule.scale)
        if rule.compensation.allowed:
            most = rule.compensation.most_shortfall
            self.fields["shortfall"] = _threshold(_("Compensation: at most"), most, rule.scale)
            self.fields["components"] = forms.IntegerField(
                label=_("Compensation: components at most"),
                min_value=0,
                max_value=len(rule.components),
                initial=rule.compensation.most_components,
            )
        if rule.least_attendance_percent is not None:
            percent = rule.least_attendance_percent
            self.fields["attendance"] = _threshold(
                _("Presence: least percent"), percent, Decimal(100)
            )

    def changed(self, rule: AwardRule) -> AwardRule:
        """The rule with what was written in the place of what stands."""
        terms = rule.compensation
        return replace(
            rule,
            pass_mark=self._number("total", rule.pass_mark),
            components=tuple(self._component(each) for each in rule.components),
            compensation=replace(
                terms,
                most_shortfall=self._number("shortfall", terms.most_shortfall),
                most_components=int(self._number("components", Decimal(terms.most_components))),
            ),
            least_attendance_percent=self._number("attendance", rule.least_attendance_percent),
        )

    def _component(self, component: Component) -> Component:
        return replace(
            component,
            floor=self._number(f"floor-{component.id}", component.floor),
            pass_mark=self._number(f"pass-{component.id}", component.pass_mark),
        )

    def _number(self, name: str, stands: Any) -> Any:  # Any: a number, or None where there is none
        written = self.cleaned_data.get(name)
        return stands if written is None else Decimal(written)


def _threshold(label: str, stands: Decimal, most: Decimal) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=Decimal(0),
        max_value=most,
        decimal_places=2,
        initial=stands.normalize() if stands else stands,
        localize=True,
    )
