"""A panel is convened, its jurors seated, works given to them; it closes and its results stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.notices import tell
from passerelle.people.models import Person

from ..enums import MARKING_ROLES, Kind, Role
from ..errors import CampusRefusal, PanelClosed
from ..models import Activity, Attempt, Enrolment, Juror, Panel, Sheet, TeamMember
from ..queries.panel_design import design_of
from ..queries.panel_state import state_of
from ..queries.panel_works import works_of
from .enrolling import enrol
from .marking import assign_rater
from .results import settle_result
from .setting_aside import set_aside


@dataclass(frozen=True, slots=True)
class Assigned:
    """What came of giving works to jurors; `short` works still lack one."""

    sheets: int
    short: int
    islands: int


@transaction.atomic
def convene_panel(
    activity: Activity,
    *,
    name: str,
    jurors_per_work: int | None = None,
    blind: bool = True,
    by: Person | None = None,
) -> Panel:
    """Gather people to mark the works of an assignment; twice is once."""
    if activity.kind != Kind.ASSIGNMENT:
        raise CampusRefusal(_("A panel marks an assignment: this activity has no rubric."))
    panel, created = Panel.objects.get_or_create(
        activity=activity,
        name=name,
        defaults={
            "jurors_per_work": jurors_per_work or int(activity.settings.get("raters", 1)),
            "blind": blind,
            "opened_at": clock.now(),
            "opened_by": by,
        },
    )
    if created:
        _note(panel, "convened a panel", by=by)
    return panel


@transaction.atomic
def compose_panel(
    panel: Panel,
    *,
    quorum: int,
    least_institutions: int = 1,
    least_outside: int = 0,
    needs_chair: bool = True,
    by: Person | None = None,
) -> Panel:
    """Say what its composition must be; what is not met is told, and nobody is unseated."""
    _refuse_closed(panel)
    panel.quorum, panel.least_institutions = quorum, least_institutions
    panel.least_outside, panel.needs_chair = least_outside, needs_chair
    panel.save(update_fields=["quorum", "least_institutions", "least_outside", "needs_chair"])
    _note(panel, "set the rules of a panel", by=by)
    return panel


@transaction.atomic
def seat_juror(
    panel: Panel, *, person: Person, chair: bool = False, by: Person | None = None
) -> Juror:
    """Give a person a seat; whoever is in a team of the edition has none. Twice is once."""
    _refuse_closed(panel)
    edition = panel.activity.edition
    enrolments = Enrolment.objects.filter(edition=edition, person=person, withdrawal=None)
    if TeamMember.objects.filter(enrolment__in=enrolments).exists():
        raise CampusRefusal(
            _("%(name)s is in a team of this edition: nobody judges the others’ works.")
            % {"name": person}
        )
    if chair:
        panel.jurors.filter(chair=True).exclude(person=person).update(chair=False)
    if not enrolments.filter(role__in=MARKING_ROLES).exists():
        enrol(person, edition=edition, role=Role.EXPERT, by=by)
    affiliation = person.affiliations.order_by("since", "id").first()
    juror, created = Juror.objects.get_or_create(
        panel=panel,
        person=person,
        defaults={
            "institution": affiliation.institution if affiliation else None,
            "chair": chair,
            "since": clock.now(),
        },
    )
    if created:
        _note(panel, "seated a juror", by=by, who=str(person))
        tell(person.pk, verb="seated", label=panel.activity.title, url=_declaration_url(panel))
    elif juror.left_at is not None or juror.chair != chair:
        juror.left_at, juror.left_reason, juror.chair = None, "", chair
        juror.save(update_fields=["left_at", "left_reason", "chair"])
        _note(panel, "seated a juror", by=by, who=str(person))
    return juror


@transaction.atomic
def relieve_juror(juror: Juror, *, reason: str, by: Person) -> Juror:
    """A juror leaves: what they signed stands, the rest is set aside for another to take."""
    _refuse_closed(juror.panel)
    if juror.left_at is not None:
        return juror
    juror.left_at, juror.left_reason, juror.chair = clock.now(), reason, False
    juror.save(update_fields=["left_at", "left_reason", "chair"])
    unsigned = juror.panel.sheets.filter(
        rater=juror.person_id, submitted_at=None, setting_aside=None
    )
    for sheet in unsigned:
        set_aside(sheet, reason=reason, by=by)
    _note(juror.panel, "relieved a juror", by=by, who=str(juror.person))
    return juror


@transaction.atomic
def assign_panel(
    panel: Panel, *, only: Sequence[Attempt] | None = None, by: Person | None = None
) -> Assigned:
    """Give each work the jurors it lacks: evenly, without a conflict, all works comparable.

    `only` is for panels that share an activity (rooms of a jury): the works of this one."""
    panel = Panel.objects.select_for_update().get(pk=panel.pk)
    _refuse_closed(panel)
    state = state_of(panel)
    design = design_of(state, only=only)
    works = {work.pk: work for work in state.works}
    people = Person.objects.in_bulk({pair.reader for pair in design.pairs})
    for pair in design.pairs:
        assign_rater(works[pair.work], rater=people[pair.reader], panel=panel, by=by)
    for person_id in people:
        tell(person_id, verb="to mark", label=panel.activity.title, url=_declaration_url(panel))
    return Assigned(len(design.pairs), len(design.short), design.islands)


@transaction.atomic
def close_panel(panel: Panel, *, by: Person) -> Panel:
    """No sheet changes any more; the results of all works are recorded together. Twice is once."""
    panel = Panel.objects.select_for_update().get(pk=panel.pk)
    if panel.closed_at is not None:
        return panel
    panel.closed_at, panel.closed_by = clock.now(), by
    panel.save(update_fields=["closed_at", "closed_by"])
    _note(panel, "closed a panel", by=by)
    signed = Sheet.objects.filter(panel=panel, submitted_at__isnull=False, setting_aside=None)
    for work in works_of(panel).filter(pk__in=signed.values("attempt")):
        settle_result(work, by=by)
    return panel


def _declaration_url(panel: Panel) -> str:
    return reverse("declaration", args=[panel.activity.edition.slug, panel.pk])


def _refuse_closed(panel: Panel) -> None:
    if panel.closed_at is not None:
        raise PanelClosed


def _note(panel: Panel, verb: str, *, by: Person | None, **detail: str) -> None:
    thing = Thing("panel", str(panel.pk), panel.name)
    note(by, verb, thing, edition=panel.activity.edition.slug, **detail)
