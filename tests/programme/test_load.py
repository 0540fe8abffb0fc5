"""Loading makes immutable revisions; exporting gives the same bytes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from passerelle.campus.models import Activity, ActivityText, Session
from passerelle.config.command import main
from passerelle.foundation.ids import digest_of
from passerelle.programme.actions import Loaded, load
from passerelle.programme.checks import check_files
from passerelle.programme.differences import Difference, differences
from passerelle.programme.folder import read_folder
from passerelle.programme.models import Blob, Module, Revision
from passerelle.programme.queries import files_of, text_of

FOLDER = Path(__file__).parents[2] / "programmes" / "ia-generative-sante"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    return read_folder(FOLDER).files


@pytest.fixture(scope="module")
def loaded(file_db: None, whole: dict[str, bytes]) -> Loaded:
    """Once, for all the tests of this file."""
    return load(check_files(whole), edition="2027")


def test_loading_twice_makes_one_revision(loaded: Loaded, whole: dict[str, bytes]) -> None:
    again = load(check_files(whole), edition="2027")

    assert (loaded.is_new, again.is_new) == (True, False)
    assert Revision.objects.count() == 1


def test_of_two_editions_of_which_one_is_not_there_nothing_is_loaded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = ["programme", "load", str(FOLDER), "--edition", "2026", "--edition", "1999"]

    code = main(command)

    told = capsys.readouterr()
    assert (code, told.out) == (1, "")
    assert not Revision.objects.filter(edition__slug="2026").exists()
    assert told.err.endswith("Nothing was loaded.\n")


def test_export_gives_the_same_bytes(loaded: Loaded, whole: dict[str, bytes]) -> None:
    assert files_of(loaded.revision) == whole


def test_the_year_has_six_modules_a_datathon_presentations_and_conferences(
    loaded: Loaded,
) -> None:
    kinds = list(Module.objects.filter(edition=loaded.edition).values_list("kind", flat=True))

    assert kinds == ["course"] * 6 + ["datathon", "presentations", "conferences"]
    assert Module.objects.get(slug="01-fondements").opens_at == datetime(
        2027, 1, 10, 23, 0, tzinfo=UTC
    )


def test_a_new_revision_keeps_the_rows_that_work_hangs_on(
    loaded: Loaded, whole: dict[str, bytes]
) -> None:
    before = dict(Activity.objects.values_list("slug", "pk"))
    path = "modules/01-fondements/01-histoire-et-limites/fr.md"
    files = {**whole, path: whole[path] + b"\nUne phrase de plus.\n"}

    load(check_files(files), edition="2027")

    assert dict(Activity.objects.values_list("slug", "pk")) == before
    assert Revision.objects.count() == 2
    assert (
        "Une phrase de plus."
        in ActivityText.objects.get(activity__slug="01-histoire-et-limites", language="fr").html
    )


def test_a_removed_activity_is_retired_not_deleted(loaded: Loaded, whole: dict[str, bytes]) -> None:
    path = "modules/01-fondements/module.yaml"
    files = {name: data for name, data in whole.items() if "01-fondements/02-quiz/" not in name}
    files[path] = files[path].replace(b"minutes: 90", b"minutes: 120", 1)

    load(check_files(files), edition="2027")

    retired = Activity.objects.get(module__slug="01-fondements", kind="quiz")
    assert retired.retired_at is not None


def test_a_moved_session_says_so_to_calendars(loaded: Loaded, whole: dict[str, bytes]) -> None:
    path = "modules/02-transformateurs/module.yaml"
    files = {**whole, path: whole[path].replace(b"day: 9", b"day: 10")}

    load(check_files(files), edition="2027")

    assert sorted(Session.objects.values_list("sequence", flat=True))[-1] == 1
    assert Session.objects.filter(sequence=1).count() == 1


def test_a_text_stored_when_it_was_not_utf8_is_read_all_the_same(loaded: Loaded) -> None:
    data = "Une modalité".encode("cp1252")
    Blob.objects.create(digest=digest_of(data), data=data)

    assert text_of(digest_of(data)) == "Une modalit\ufffd"


def test_differences_name_the_field(whole: dict[str, bytes]) -> None:
    path = "modules/02-transformateurs/module.yaml"
    new = {**whole, path: whole[path].replace(b"days: 14", b"days: 15")}

    assert differences(whole, new) == (Difference(path, "days", "14", "15"),)


def test_markdown_of_the_programme_cannot_carry_scripts(whole: dict[str, bytes]) -> None:
    path = "modules/01-fondements/01-histoire-et-limites/fr.md"
    hostile = b"\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=y>\n"

    load(check_files({**whole, path: whole[path] + hostile}), edition="2027")

    html = ActivityText.objects.get(activity__slug="01-histoire-et-limites", language="fr").html
    assert "<script" not in html
    assert "javascript:" not in html.replace("javascript:alert(1))", "")
    assert "<img" not in html


def test_a_session_that_a_coordinator_moved_stays_where_it_is(
    loaded: Loaded, whole: dict[str, bytes]
) -> None:
    session = Session.objects.get(slug="m2-atelier")
    moved = session.starts_at + timedelta(hours=1)
    Session.objects.filter(pk=session.pk).update(starts_at=moved, sequence=1)
    path = "modules/01-fondements/01-histoire-et-limites/fr.md"

    load(check_files({**whole, path: whole[path] + b"\nPlus.\n"}), edition="2027")

    session.refresh_from_db()
    assert (session.starts_at, session.sequence) == (moved, 1)
