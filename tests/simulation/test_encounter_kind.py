"""An encounter in a programme: refused without a checked case; a revision makes cases of folders."""

from __future__ import annotations

import json
from typing import Any

import pytest

from passerelle.foundation.ids import digest_of
from passerelle.programme.models import Blob, Edition
from passerelle.programme.problems import Problem
from passerelle.programme.source import ActivitySource, ProgrammeSource
from passerelle.simulation.contents import written
from passerelle.simulation.kinds.apply import apply_revision
from passerelle.simulation.kinds.encounter import EncounterFile, check
from passerelle.simulation.models import Case
from tests.factories import make_edition
from tests.simulation.cast import SAMPLE

NAME = "modules/03-m/01-patient/activity.yaml"
PASSED = json.dumps({"passed": True, "digest": digest_of(SAMPLE)}).encode()


def activity_yaml(**fields: Any) -> bytes:
    title = '{fr: "Un patient", en: "A patient"}'
    more = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"kind: encounter\ntitle: {title}\nminutes: 30\nopens: 1\ndue: 9\n{more}".encode()


def case_files(slug: str = "mal-de-tete", *, gate: bytes | None = PASSED) -> dict[str, bytes]:
    files = {f"cases/{slug}/case.yaml": SAMPLE}
    return files if gate is None else files | {f"cases/{slug}/gate.json": gate}


def problems_of(files: dict[str, bytes]) -> list[Problem]:
    source = ProgrammeSource(files)
    yaml, file = source.typed(NAME, EncounterFile)
    if yaml is not None and file is not None:
        check(source, ActivitySource("01-patient", NAME.rsplit("/", 1)[0], yaml, file))
    return source.problems


def test_an_encounter_with_a_checked_case_is_accepted() -> None:
    files = {NAME: activity_yaml(case="mal-de-tete"), **case_files()}

    assert problems_of(files) == []


def test_an_unknown_case_is_refused_with_its_line_and_the_cases_there_are() -> None:
    files = {NAME: activity_yaml(case="mal-de-tet"), **case_files()}

    assert [(each.file, each.line, each.remedy) for each in problems_of(files)] == [
        (NAME, 6, "Write cases/mal-de-tet/case.yaml, or choose one of: mal-de-tete.")
    ]


def test_a_case_with_the_line_ends_of_windows_is_the_one_that_was_measured() -> None:
    windows = {"cases/mal-de-tete/case.yaml": SAMPLE.replace(b"\n", b"\r\n")}

    assert problems_of({NAME: activity_yaml(case="mal-de-tete"), **case_files(), **windows}) == []


@pytest.mark.parametrize("gate", [None, b"not json", b"[]", json.dumps({"passed": False}).encode()])
def test_a_case_that_has_not_passed_its_gate_is_refused(gate: bytes | None) -> None:
    files = {NAME: activity_yaml(case="mal-de-tete"), **case_files(gate=gate)}

    assert [(each.file, each.line, each.remedy) for each in problems_of(files)] == [
        (
            NAME,
            6,
            "Run: passerelle simulate check cases/mal-de-tete --write, and correct what it "
            "refuses.",
        )
    ]


def test_an_unknown_rubric_is_refused() -> None:
    asked = activity_yaml(case="mal-de-tete", rubric="communication")

    assert [each.field for each in problems_of({NAME: asked, **case_files()})] == ["rubric"]


def test_a_team_plays_when_the_mode_says_so() -> None:
    written_file = {"case": "x", "mode": "team"}
    common = {"title": {"fr": "P", "en": "P"}, "minutes": 30, "opens": 1, "due": 2}

    file = EncounterFile.model_validate({"kind": "encounter"} | common | written_file)

    assert file.is_for_teams


@pytest.fixture
def edition() -> Edition:
    return make_edition()


def loaded(edition: Edition, files: dict[str, bytes]) -> dict[str, bool]:
    """Cases in force, and whether each is a draft."""
    for data in files.values():
        Blob.objects.get_or_create(digest=digest_of(data), defaults={"data": data})
    apply_revision(edition, ProgrammeSource(files))
    in_force = Case.objects.filter(edition=edition, retired_at=None)
    return {case.slug: case.is_draft for case in in_force}


@pytest.mark.django_db
def test_a_revision_makes_its_cases_and_keeps_drafts_as_drafts(edition: Edition) -> None:
    files = case_files("checked") | case_files("draft", gate=None)

    assert loaded(edition, files) == {"checked": False, "draft": True}
    assert written(Case.objects.get(slug="checked")).persona.name == "Odile Brumenuit"


@pytest.mark.django_db
def test_a_changed_case_is_another_row_and_the_earlier_one_is_retired(edition: Edition) -> None:
    loaded(edition, case_files())
    changed = {"cases/mal-de-tete/case.yaml": SAMPLE + b"# reviewed\n"}

    loaded(edition, changed)
    loaded(edition, case_files())

    rows = Case.objects.order_by("pk").values_list("retired_at", flat=True)
    assert [retired is None for retired in rows] == [True, False]


@pytest.mark.django_db
def test_a_case_that_the_programme_no_longer_holds_is_retired(edition: Edition) -> None:
    loaded(edition, case_files())

    assert loaded(edition, {}) == {}
    assert Case.objects.count() == 1
