"""What a panel asks of its composition: each rule that is not met is a sentence."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.translation import override

from passerelle.campus.actions import declare_conflict
from passerelle.campus.actions.panels import compose_panel
from passerelle.campus.models import Juror, Panel
from passerelle.campus.queries.panel_composition import composition_of
from passerelle.campus.queries.panel_page import panel_page
from tests.campus.marking_cast import at, signed_in
from tests.campus.team_cast import Datathon, make_panel, make_works, set_datathon


def juror(institution: int | None, *, chair: bool = False) -> Juror:
    return Juror(institution_id=institution, chair=chair)


def unmet(panel: Panel, *jurors: Juror, home: tuple[int, ...] = ()) -> tuple[str, ...]:
    with override("en"):
        return composition_of(panel, jurors, home=home).unmet


def test_each_rule_that_is_not_met_is_said() -> None:
    panel = Panel(quorum=3, least_institutions=2, least_outside=2, needs_chair=True)

    assert unmet(panel, juror(1), juror(1), home=(1,)) == (
        "The quorum is 3 jurors; 2 would be there.",
        "The panel asks for 2 institutions; it has 1.",
        "2 jurors must come from outside the team’s institutions; 0 do.",
        "Nobody chairs: name a chair, or someone in the chair’s place.",
    )
    assert unmet(panel, juror(1, chair=True), juror(2), juror(3), home=(1,)) == ()


def test_a_juror_of_no_institution_counts_as_outside_but_not_as_an_institution() -> None:
    panel = Panel(quorum=1, least_institutions=1, least_outside=1)

    assert unmet(panel, juror(None), home=(1,)) == ("The panel asks for 1 institution; it has 0.",)


@pytest.mark.django_db
@pytest.mark.usefixtures("standing_now")
def test_a_recusal_that_breaks_the_quorum_for_one_team_is_said_of_that_team() -> None:
    datathon = set_datathon()
    works, panel = make_works(datathon, 3), make_panel(datathon, jurors=3)
    compose_panel(panel, quorum=3, needs_chair=False, by=datathon.coordinator)
    recused = panel.jurors.all()[0]
    declare_conflict(recused, subject=works[0].team, reason="Ami.", by=recused.person)

    with override("en"):
        page = panel_page(panel)

    assert page.unmet == ()
    assert page.unmet_for == (("Équipe 1", "The quorum is 3 jurors; 2 would be there."),)
    assert [row.recused for row in page.works] == [(str(recused),), (), ()]
    assert page.joined != ""


@pytest.mark.django_db
@pytest.mark.usefixtures("standing_now")
def test_a_coordinator_sets_the_rules_of_a_panel(client: Client) -> None:
    datathon: Datathon = set_datathon()
    panel = make_panel(datathon, jurors=1)
    signed_in(client, datathon.coordinator)
    rules = {"quorum": 2, "least_institutions": 3, "least_outside": 1, "needs_chair": "on"}

    client.post(at(f"panels/{panel.pk}/composition/"), rules)
    refused = client.post(at(f"panels/{panel.pk}/composition/"), rules | {"quorum": 0})

    panel.refresh_from_db()
    assert (panel.quorum, panel.least_institutions, panel.needs_chair) == (2, 3, True)
    assert refused.status_code == 422
