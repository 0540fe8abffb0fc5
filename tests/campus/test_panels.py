"""A panel from its seats to its results: conflicts, an even plan, a closing for all at once."""

from __future__ import annotations

from collections import Counter
from uuid import uuid4

import pytest

from passerelle.campus.actions import (
    answer_request,
    ask_for_help,
    assign_panel,
    close_panel,
    convene_panel,
    declare_conflict,
    relieve_juror,
    save_sheet,
    seat_juror,
    sign_declaration,
    submit_sheet,
)
from passerelle.campus.enums import Role
from passerelle.campus.errors import (
    CampusRefusal,
    PanelClosed,
    SheetSetAside,
    Undeclared,
)
from passerelle.campus.models import Enrolment, Result, SettingAside, Sheet
from passerelle.campus.queries.marking_ratings import attempts_to_rate
from passerelle.campus.queries.panel_works import works_lacking_jurors
from passerelle.foundation.models import Entry
from tests.campus.marking_cast import set_stage
from tests.campus.team_cast import (
    LEVELS,
    Datathon,
    declared,
    join,
    make_juror,
    make_panel,
    make_team,
    make_work,
    make_works,
    member_of,
    pairs_of,
    set_datathon,
)
from tests.factories import make_enrolment, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


@pytest.fixture
def datathon() -> Datathon:
    return set_datathon()


def sign(sheet: Sheet) -> Sheet:
    save_sheet(sheet, levels=LEVELS, remark="Vu.")
    return submit_sheet(sheet, by=sheet.rater)


def test_works_go_to_so_many_jurors_each_evenly_and_twice_is_once(datathon: Datathon) -> None:
    works, panel = make_works(datathon, 9), make_panel(datathon, jurors=6)

    first, again = assign_panel(panel), assign_panel(panel)

    sheets = Sheet.objects.filter(panel=panel)
    assert (first.sheets, first.short, first.islands, again.sheets) == (18, 0, 1, 0)
    assert Counter(sheets.values_list("attempt", flat=True)) == {work.pk: 2 for work in works}
    assert set(Counter(sheets.values_list("rater", flat=True)).values()) == {3}


def test_nobody_judges_a_team_they_declared_helped_or_belong_to(datathon: Datathon) -> None:
    panel = make_panel(datathon, jurors_per_work=1)
    declaring, mentor, free = (make_juror(datathon, panel) for _ in range(3))
    teams = [make_team(datathon, number) for number in (1, 2)]
    works = [make_work(datathon, team) for team in teams]
    for team in teams:
        declare_conflict(declaring, subject=team, reason="Collègues.", by=declaring.person)
        asked = ask_for_help(
            team, asked_by=member_of(team), subject="Seuil", text="Lequel ?", form_key=uuid4()
        )
        answer_request(asked, author=mentor.person, text="0,3.", form_key=uuid4())

    assign_panel(panel)

    assert pairs_of(panel) == {(work.pk, free.person_id) for work in works}


def test_a_person_in_a_team_of_the_edition_has_no_seat(datathon: Datathon) -> None:
    panel = make_panel(datathon)
    guest = join(make_team(datathon, 1), make_enrolment(datathon.edition, Role.GUEST))

    with pytest.raises(CampusRefusal):
        seat_juror(panel, person=guest.person, by=datathon.coordinator)

    assert not panel.jurors.exists()


def test_a_newcomer_who_is_seated_marks_as_an_expert_and_reads_no_gradebook(
    datathon: Datathon,
) -> None:
    newcomer = make_person()

    seat_juror(make_panel(datathon), person=newcomer, by=datathon.coordinator)

    roles = Enrolment.objects.filter(person=newcomer).values_list("role", flat=True)
    assert list(roles) == [Role.EXPERT]


def test_a_panel_has_one_chair_the_last_one_named(datathon: Datathon) -> None:
    panel = make_panel(datathon)

    make_juror(datathon, panel, chair=True)
    second = make_juror(datathon, panel, chair=True)

    assert list(panel.jurors.filter(chair=True)) == [second]


def test_no_sheet_is_kept_or_signed_before_its_juror_has_declared(datathon: Datathon) -> None:
    make_works(datathon, 1)
    panel = make_panel(datathon, jurors_per_work=1)
    juror = make_juror(datathon, panel)
    assign_panel(panel)
    sheet = panel.sheets.get()

    with pytest.raises(Undeclared):
        save_sheet(sheet, levels=LEVELS, remark="")
    with pytest.raises(Undeclared):
        submit_sheet(sheet, by=juror.person)
    sign_declaration(juror)

    assert sign(sheet).submitted_at is not None


def test_a_conflict_declared_later_sets_the_sheet_aside_and_another_juror_takes_the_work(
    datathon: Datathon,
) -> None:
    (work,) = make_works(datathon, 1)
    panel = make_panel(datathon, jurors_per_work=1)
    first, second = declared(make_juror(datathon, panel)), declared(make_juror(datathon, panel))
    assign_panel(panel)
    signed = sign(panel.sheets.get())
    juror, other = (first, second) if signed.rater == first.person else (second, first)

    declare_conflict(juror, subject=work.team, reason="Ma cousine.", by=datathon.coordinator)
    assign_panel(panel)

    aside = SettingAside.objects.get()
    assert (aside.sheet, aside.reason, aside.by) == (signed, "Ma cousine.", datathon.coordinator)
    assert pairs_of(panel) == {(work.pk, other.person_id)}
    assert Sheet.objects.get(pk=signed.pk).levels == LEVELS


def test_a_sheet_set_aside_no_longer_changes(datathon: Datathon) -> None:
    (work,) = make_works(datathon, 1)
    panel = make_panel(datathon, jurors=1, jurors_per_work=1)
    assign_panel(panel)
    sheet = panel.sheets.get()
    declare_conflict(panel.jurors.get(), subject=work.team, reason="Ami.", by=sheet.rater)

    with pytest.raises(SheetSetAside):
        save_sheet(sheet, levels=LEVELS, remark="")
    with pytest.raises(SheetSetAside):
        submit_sheet(sheet, by=sheet.rater)


def test_results_stand_when_the_panel_closes_and_not_before(datathon: Datathon) -> None:
    works, panel = make_works(datathon, 3), make_panel(datathon, jurors=3)
    assign_panel(panel)
    for sheet in panel.sheets.select_related("rater"):
        sign(sheet)
    before = Result.objects.count()

    close_panel(panel, by=datathon.coordinator)

    points = set(Result.objects.values_list("attempt", "points", "maximum"))
    assert before == 0
    assert points == {(work.pk, 7, 9) for work in works}


def test_a_closed_panel_refuses_sheets_seats_and_works(datathon: Datathon) -> None:
    make_works(datathon, 2)
    panel = make_panel(datathon, jurors=1, jurors_per_work=1)
    assign_panel(panel)
    one, left = panel.sheets.select_related("rater")
    sign(one)
    save_sheet(left, levels={"preuve": "solide"}, remark="À finir")

    panel = close_panel(panel, by=datathon.coordinator)

    for refused in (
        lambda: save_sheet(left, levels=LEVELS, remark=""),
        lambda: submit_sheet(left, by=left.rater),
        lambda: assign_panel(panel),
        lambda: seat_juror(panel, person=make_person()),
        lambda: relieve_juror(panel.jurors.get(), reason="", by=datathon.coordinator),
    ):
        with pytest.raises(PanelClosed):
            refused()
    assert Sheet.objects.get(pk=left.pk).remark == "À finir"
    assert list(Result.objects.values_list("attempt", flat=True)) == [one.attempt_id]


def test_a_conflict_found_after_the_closing_takes_the_mark_out_of_the_result(
    datathon: Datathon,
) -> None:
    (work,) = make_works(datathon, 1)
    panel = make_panel(datathon, jurors=2)
    assign_panel(panel)
    kind, severe = panel.sheets.select_related("rater")
    sign(kind)
    save_sheet(severe, levels={"preuve": "absent", "clarte": "absent"}, remark="")
    submit_sheet(severe, by=severe.rater)
    close_panel(panel, by=datathon.coordinator)
    seats = {juror.person_id: juror for juror in panel.jurors.all()}
    together = Result.objects.get().points

    by = {"reason": "Rivaux.", "by": datathon.coordinator}
    declare_conflict(seats[severe.rater_id], subject=work.team, **by)
    alone = Result.objects.get().points
    declare_conflict(seats[kind.rater_id], subject=work.team, **by)

    assert (together, alone) == (3.5, 7)
    assert not Result.objects.exists()
    assert Entry.objects.get(verb="took back a result").detail == {"was": "7.0000/9.0000"}


def test_who_leaves_keeps_what_they_signed_and_their_other_works_go_to_someone_else(
    datathon: Datathon,
) -> None:
    make_works(datathon, 4)
    panel = make_panel(datathon, jurors=2, jurors_per_work=1)
    assign_panel(panel)
    leaving = panel.jurors.first()
    mine = panel.sheets.filter(rater=leaving.person)
    signed = sign(mine.first())

    relieve_juror(leaving, reason="Malade.", by=datathon.coordinator)
    assign_panel(panel)

    counted = Sheet.objects.filter(panel=panel, setting_aside=None)
    assert list(counted.filter(rater=leaving.person)) == [signed]
    assert counted.values("attempt").distinct().count() == 4


def test_too_few_jurors_are_said_and_the_rest_is_given(datathon: Datathon) -> None:
    make_works(datathon, 2)
    panel = make_panel(datathon, jurors=1)

    given = assign_panel(panel)

    assert (given.sheets, given.short) == (2, 2)


def test_two_panels_share_an_activity_without_sharing_works(datathon: Datathon) -> None:
    works = make_works(datathon, 4)
    rooms = [convene_panel(datathon.report, name=name, jurors_per_work=1) for name in ("A", "B")]
    for room in rooms:
        make_juror(datathon, room)

    first = assign_panel(rooms[0], only=works[:2])
    rest = assign_panel(rooms[1])

    assert (first.sheets, rest.sheets) == (2, 2)
    assert {work for work, _rater in pairs_of(rooms[1])} == {work.pk for work in works[2:]}


def test_a_panels_works_wait_for_its_jurors_and_no_longer_for_a_rater(datathon: Datathon) -> None:
    make_works(datathon, 3)
    for_a_rater = [attempts_to_rate(datathon.edition).count()]

    panel = make_panel(datathon, jurors=2)
    for_jurors = [works_lacking_jurors(datathon.edition).count()]
    assign_panel(panel)
    for_jurors.append(works_lacking_jurors(datathon.edition).count())
    for_a_rater.append(attempts_to_rate(datathon.edition).count())

    assert (for_a_rater, for_jurors) == ([3, 0], [3, 0])


def test_only_an_assignment_has_a_panel_and_twice_is_once(datathon: Datathon) -> None:
    panel = convene_panel(datathon.report, name="Jury")
    datathon.report.kind = "lesson"

    with pytest.raises(CampusRefusal):
        convene_panel(datathon.report, name="Autre")
    datathon.report.kind = "assignment"

    assert convene_panel(datathon.report, name="Jury") == panel
    assert panel.jurors_per_work == 2


def test_a_sheet_given_without_a_panel_makes_its_result_as_before() -> None:
    stage = set_stage()
    sheet = Sheet.objects.create(
        attempt=stage.paper,
        rater=stage.expert,
        rubric=stage.rubric,
        assigned_at="2027-02-18T12:00Z",
    )

    sign(sheet)

    assert Result.objects.get(attempt=stage.paper).points == 7
