"""Who may have the data: signed, learnt, in time; each file taken is written down."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta

import pytest

from passerelle.campus.actions import form_team
from passerelle.campus.enums import Role
from passerelle.campus.models import Activity, Team
from passerelle.datathon.actions import (
    give_access,
    lift_suspension,
    note_download,
    recognise_training,
    sign_agreement,
    suspend_access,
)
from passerelle.datathon.enums import Missing
from passerelle.datathon.errors import (
    AccessMissing,
    AgreementReplaced,
    GrantEndsEarly,
    NotYourName,
)
from passerelle.datathon.models import DataDownload, Submission, UsageAgreement
from passerelle.datathon.queries.access import Access, access_of
from passerelle.foundation import clock
from passerelle.foundation.models import Entry
from passerelle.people.models import Person
from passerelle.programme.problems import ProgrammeRefused
from tests.datathon import core_cast as core
from tests.datathon.access_cast import (
    agreement,
    agreement_texts,
    answer_quiz,
    get_ready,
    guarded_files,
    guarded_stage,
    load_again,
    sign,
    train_file,
)
from tests.datathon.core_cast import CLOSES, DAY_TWO, OPENS, Stage
from tests.factories import make_enrolment, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def guarded_of_the_file(file_db: None) -> Stage:
    with clock.standing_at(DAY_TWO):
        return guarded_stage()


@pytest.fixture
def guarded(guarded_of_the_file: Stage, db: None) -> Iterator[Stage]:
    with clock.standing_at(DAY_TWO):
        yield deepcopy(guarded_of_the_file)


def access(stage: Stage, person: Person, team: Team | None = None, *, owns: bool = False) -> Access:
    team_id = team.pk if team else None
    return access_of(stage.challenge, person=person.pk, team=team_id, at=clock.now(), owns=owns)


def test_what_is_missing_is_said_until_one_has_signed_and_passed(guarded: Stage) -> None:
    amina = guarded.amina

    before = access(guarded, amina.person).missing
    sign(amina)
    signed = access(guarded, amina.person).missing
    answer_quiz(amina, points=4)
    failed = access(guarded, amina.person).missing
    answer_quiz(amina, points=5)

    assert before == (Missing.AGREEMENT, Missing.TRAINING)
    assert (signed, failed) == ((Missing.TRAINING,), (Missing.TRAINING,))
    assert access(guarded, amina.person).is_open


def test_the_data_open_with_the_first_phase_and_close_a_day_after_the_last(guarded: Stage) -> None:
    get_ready(guarded.amina)
    moments = (
        OPENS - timedelta(seconds=1),
        OPENS,
        CLOSES + timedelta(hours=23, minutes=59),
        CLOSES + timedelta(days=1),
    )

    missing = []
    for moment in moments:
        with clock.standing_at(moment):
            missing.append(access(guarded, guarded.amina.person).missing)

    assert missing == [(Missing.NOT_OPEN,), (), (), (Missing.OVER,)]


def test_a_phase_that_is_moved_moves_the_access_that_hangs_on_it(guarded: Stage) -> None:
    get_ready(guarded.amina)
    guarded.challenge.phases.update(closes_at=CLOSES + timedelta(days=5))

    with clock.standing_at(CLOSES + timedelta(days=3)):
        assert access(guarded, guarded.amina.person).is_open


def test_one_signs_in_ones_own_name_once(guarded: Stage) -> None:
    person = make_person("Éloïse Petit-Pont")
    with pytest.raises(NotYourName):
        sign_agreement(agreement(), person=person, full_name="Éloïse")

    first = sign_agreement(agreement(), person=person, full_name=" petit pont eloise ")
    second = sign_agreement(agreement(), person=person, full_name="Éloïse Petit-Pont")

    assert (first, first.full_name, first.at) == (second, "petit pont eloise", DAY_TWO)
    assert Entry.objects.get(verb="signed an agreement").detail == {"version": 1}


def test_a_new_version_asks_again_and_keeps_the_old_signature(guarded: Stage) -> None:
    get_ready(guarded.amina)
    old = agreement()

    load_again(guarded_files(version=2))

    assert access(guarded, guarded.amina.person).missing == (Missing.NEW_VERSION,)
    assert access(guarded, guarded.luc.person).missing[0] == Missing.AGREEMENT
    assert old.signatures.count() == 1
    old.refresh_from_db()
    with pytest.raises(AgreementReplaced) as refused:
        sign_agreement(old, person=guarded.luc.person, full_name=guarded.luc.person.name)
    assert "2" in str(refused.value)


def test_a_text_that_people_signed_is_not_changed_under_its_number(guarded: Stage) -> None:
    files = guarded_files() | agreement_texts(1, words="On cherche qui l’on veut.")

    with pytest.raises(ProgrammeRefused) as refused:
        load_again(files)

    assert "Write “Version 2.”" in str(refused.value)
    assert UsageAgreement.objects.count() == 1


def test_line_ends_of_windows_are_no_new_text_to_sign(guarded: Stage) -> None:
    windows = {name: text.replace(b"\n", b"\r\n") for name, text in agreement_texts().items()}

    load_again(guarded_files() | windows)

    assert UsageAgreement.objects.count() == 1


def test_the_coordinator_recognises_what_was_learnt_elsewhere(guarded: Stage) -> None:
    sign(guarded.luc)
    activity = Activity.objects.get(slug="01-quiz")

    recognise_training(
        activity, person=guarded.luc.person, reason="Un autre diplôme.", by=guarded.coordinator
    )

    assert access(guarded, guarded.luc.person).is_open


def test_a_team_that_did_not_keep_the_agreement_waits_until_it_is_told(guarded: Stage) -> None:
    get_ready(guarded.amina)
    suspension = suspend_access(guarded.herons, reason="Une fuite.", by=guarded.coordinator)

    with pytest.raises(AccessMissing) as refused:
        note_download(train_file(), person=guarded.amina.person, team=guarded.herons)
    lift_suspension(suspension, by=guarded.coordinator)

    assert "Une fuite" in str(refused.value)
    assert access(guarded, guarded.amina.person, guarded.herons).is_open


def test_a_grant_replaces_the_window_and_ends_by_itself(guarded: Stage) -> None:
    get_ready(guarded.amina)
    late, until = CLOSES + timedelta(days=20), CLOSES + timedelta(days=40)
    with clock.standing_at(late):
        give_access(
            guarded.edition,
            to=guarded.herons,
            until=until,
            reason="Soutenance.",
            by=guarded.coordinator,
        )
        ours = access(guarded, guarded.amina.person, guarded.herons)
        theirs = access(guarded, guarded.luc.person, guarded.loutres)
    with clock.standing_at(until):
        after = access(guarded, guarded.amina.person, guarded.herons)

    assert (ours.is_open, ours.ends_at) == (True, until)
    assert Missing.OVER in theirs.missing
    assert after.missing == (Missing.OVER,)
    with pytest.raises(GrantEndsEarly):
        give_access(
            guarded.edition,
            to=guarded.luc.person,
            until=DAY_TWO,
            reason="?",
            by=guarded.coordinator,
        )


def test_each_file_taken_is_written_down_and_a_refused_one_is_not(guarded: Stage) -> None:
    get_ready(guarded.amina)
    file = train_file()

    note_download(file, person=guarded.amina.person, team=guarded.herons)
    with pytest.raises(AccessMissing):
        note_download(file, person=guarded.luc.person, team=guarded.loutres)

    taken = DataDownload.objects.values_list("person", "file", "at")
    assert list(taken) == [(guarded.amina.person.pk, file.pk, DAY_TWO)]


def test_owners_look_after_the_data_and_nobody_asks_them(guarded: Stage) -> None:
    note_download(train_file(), person=guarded.coordinator, team=None)

    assert access(guarded, guarded.coordinator, owns=True).missing == ()


def test_nobody_submits_before_having_access(guarded: Stage) -> None:
    with pytest.raises(AccessMissing):
        core.send(guarded, core.guesses(0.5))
    get_ready(guarded.amina)

    core.send(guarded, core.guesses(0.5))

    assert Submission.objects.exclude(team=None).count() == 1


def test_a_challenge_that_asks_nothing_gives_its_data_whenever() -> None:
    with clock.standing_at(DAY_TWO):
        stage = core.make_stage()
    with clock.standing_at(CLOSES + timedelta(days=300)):
        found = access(stage, stage.amina.person)

    assert (found.is_asked, found.is_open) == (False, True)


def test_a_folder_s_mistakes_about_access_are_named() -> None:
    from tests.datathon.access_cast import checked

    files = guarded_files(access={"agreement": "autre", "training": "07-datathon/09-rien"})
    files["agreements/donnees/en.md"] = b"**Version 3.** Another."
    files["agreements/muette/fr.md"] = files["agreements/muette/en.md"] = b"No number."

    problems = checked(files).problems

    assert sorted((each.file, each.field) for each in problems) == [
        ("agreements/donnees/en.md", ""),
        ("agreements/muette/en.md", ""),
        ("agreements/muette/fr.md", ""),
        ("challenges/fievre/challenge.yaml", "access.agreement"),
        ("challenges/fievre/challenge.yaml", "access.training"),
    ]


def test_an_expert_of_no_team_may_sign_too(guarded: Stage) -> None:
    expert = make_enrolment(guarded.edition, Role.EXPERT)
    form_team(guarded.edition, number=9, name="Neuf", members=[make_enrolment(guarded.edition)])
    sign(expert)

    assert access(guarded, expert.person).missing == (Missing.TRAINING,)
