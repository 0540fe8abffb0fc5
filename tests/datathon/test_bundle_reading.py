"""Bundles are read unchanged, folders and zips alike."""

from __future__ import annotations

import contextlib
import functools
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from passerelle.datathon.bundles import (
    BundleRefused,
    Computation,
    Kind,
    ScoreColumn,
    Sorting,
    lint,
    read_bundle,
)
from passerelle.datathon.bundles._dates import read_date
from passerelle.programme.yaml_lines import read_yaml

from .bundle_samples import (
    CODE_BUNDLE,
    COMPETITION,
    EVALAI_BUNDLE,
    RESULTS_BUNDLE,
    changed,
    in_english,  # noqa: F401  # a fixture
    written,
    zipped,
)

BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(8)
)


def test_a_codabench_folder_becomes_a_description(tmp_path: Path) -> None:
    bundle = read_bundle(written(tmp_path / "b", RESULTS_BUNDLE))

    assert (bundle.kind, bundle.title, bundle.image) == (Kind.CODABENCH, "Sepsis watch", "logo.png")
    assert [(page.title, page.text) for page in bundle.pages] == [("Overview", "# Who falls ill?")]
    [phase] = bundle.phases
    assert (phase.start, phase.end) == (
        datetime(2027, 4, 14, tzinfo=UTC),
        datetime(2027, 4, 15, 12, tzinfo=UTC),
    )
    assert (phase.max_submissions_per_day, phase.max_submissions) == (5, 20)
    assert (phase.execution_time_limit, phase.tasks) == (30, (0,))
    [board] = bundle.leaderboards
    assert board.columns == (
        ScoreColumn("accuracy", "Accuracy", 0, Sorting.DESC, 3),
        ScoreColumn("error", "Error", 1, Sorting.ASC, hidden=True),
        ScoreColumn("mean", "Mean", 2, computation=Computation.AVG, sources=(0, 1)),
        ScoreColumn("duration", "Duration", 3, Sorting.ASC),
    )
    assert board.primary == board.columns[0]
    assert not [remark for remark in bundle.remarks if remark.is_to_mend]


def test_a_zip_in_one_top_folder_with_zipped_parts_reads_the_same(tmp_path: Path) -> None:
    program = {"metadata": "command: python score.py", "score.py": "print(1)", "__MACOSX/._s": "x"}
    inner = zipped(tmp_path / "scoring.zip", program).read_bytes()
    files = {name: text for name, text in RESULTS_BUNDLE.items() if not name.startswith("scoring/")}
    files = changed(files, "scoring/", "scoring.zip")
    whole = {f"sepsis/{name}": text for name, text in files.items()}
    junk = {"__MACOSX/sepsis/._competition.yaml": "x", "sepsis/.DS_Store": "x"}

    bundle = read_bundle(
        zipped(tmp_path / "b.zip", {**whole, **junk, "sepsis/scoring.zip": inner}),
        into=tmp_path / "own",
    )

    scoring = bundle.tasks[0].scoring_program
    assert scoring is not None
    assert sorted(path.name for path in scoring.folder.iterdir()) == ["metadata", "score.py"]
    assert scoring.folder.is_relative_to(tmp_path / "own")
    assert bundle.root.name == "sepsis"


def test_a_zip_still_to_be_made_is_read_from_its_folder(tmp_path: Path) -> None:
    bundle = read_bundle(
        written(tmp_path / "b", changed(RESULTS_BUNDLE, "scoring/", "scoring.zip"))
    )

    scoring = bundle.tasks[0].scoring_program
    assert scoring is not None
    assert (scoring.name, [one.level for one in bundle.remarks]) == ("scoring", ["info"])


def test_a_folder_and_its_zip_have_one_digest(tmp_path: Path) -> None:
    folder = read_bundle(written(tmp_path / "b", CODE_BUNDLE))
    archive = read_bundle(zipped(tmp_path / "b.zip", {**CODE_BUNDLE, ".DS_Store": "x"}))

    assert folder.digest == archive.digest


def test_an_evalai_challenge_has_a_task_a_phase_and_a_board_a_split(tmp_path: Path) -> None:
    bundle = read_bundle(written(tmp_path / "b", EVALAI_BUNDLE))

    assert (bundle.kind, bundle.title) == (Kind.EVALAI, "Read the wards")
    [task] = bundle.tasks
    assert task.scoring_program is not None
    assert task.reference_data is not None
    assert task.reference_data.path.name == "dev.json"
    assert [(board.split, board.hidden) for board in bundle.leaderboards] == [
        ("ward_a", False),
        ("ward_b", True),
    ]
    assert [(one.key, one.precision) for one in bundle.leaderboards[0].columns] == [
        ("Share", 4),
        ("Loss", 4),
    ]
    assert [phase.codename for phase in bundle.phases] == ["dev"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1-30-2026", "2026-01-30T00:00"),
        ("8/7/2019", "2019-08-07T00:00"),
        ("30-1-2026", "2026-01-30T00:00"),
        ("2026-1-5", "2026-01-05T00:00"),
        ("2026-01-05 23:59", "2026-01-05T23:59"),
        ("2026-01-05T10:00:00+02:00", "2026-01-05T08:00"),
        ("12/31/2026 11:59 PM", "2026-12-31T23:59"),
        ("January 5, 2026", "2026-01-05T00:00"),
        ("5 Jan 2026 08:30:00 UTC", "2026-01-05T08:30"),
    ],
)
def test_dates_are_read_as_organisers_write_them(text: str, read: str) -> None:
    found = read_date(text)

    assert found is not None
    assert f"{found.at:%Y-%m-%dT%H:%M}" == read


@pytest.mark.parametrize("text", ["soon", "13-32-2026", "2026-02-30", "0000-00-00", 5, None])
def test_what_is_no_date_is_not_guessed(text: object) -> None:
    assert read_date(text) is None


def test_a_bundle_of_codalab_1_is_named_as_such(tmp_path: Path) -> None:
    old = {"competition.yaml": "title: Old\nphases:\n  1: {label: One}\n"}

    with pytest.raises(BundleRefused, match=r"CodaLab 1\.5") as refused:
        read_bundle(written(tmp_path / "b", old))

    assert (refused.value.remark.file, refused.value.remark.line) == ("competition.yaml", 2)


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"readme.md": "x"}, "no competition.yaml"),
        ({"competition.yaml": "title: [\n"}, "Not valid YAML"),
        ({"competition.yaml": "- a list"}, "no fields"),
        ({"competition.yaml": "x: !!python/name:os.system ''"}, "Not valid YAML"),
        ({"competition.yaml": "a: &a [*a, *a]"}, "Not valid YAML"),
        ({"competition.yaml": BOMB}, "unfold into too many values"),
        ({"competition.yaml": f"title: 1{':1' * 9_000}"}, "more than 1000 characters"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    tmp_path: Path, files: dict[str, str], says: str
) -> None:
    with pytest.raises(BundleRefused, match=says):
        read_bundle(written(tmp_path / "b", files))


@pytest.mark.parametrize(
    ("line", "old", "new", "says"),
    [
        (11, "labels/", "../labels", "leads out of the folder"),
        (11, "labels/", "/etc", "leads out of the folder"),
        (11, "labels/", "nowhere/", "“nowhere/” is not in the bundle"),
        (11, "labels/", "f3c0e7a2-94d0-4d37-8f0c-0a7a4dcb7a10", "stored on a Codabench server"),
        (11, "labels/", "link", "leads out of the bundle"),
        (11, "labels/", "logo.png", "is not a zip"),
        (14, "start: 4-14-2027", "start: [1]", "“start” is not a date"),
        (17, "max_submissions: 20", "max_submissions: many", "should be a whole number"),
        (19, "tasks: [0]", "tasks: first", "should list whole numbers"),
        (25, "sorting: asc,", "sorting: best,", "sorted “asc” or “desc”"),
        (26, "computation: avg", "computation: median", "is no computation"),
        (4, "terms: terms.md", "terms: {}", "should be a text"),
    ],
)
def test_a_field_that_cannot_be_used_is_an_error_of_its_line(
    tmp_path: Path, line: int, old: str, new: str, says: str
) -> None:
    files = {**RESULTS_BUNDLE, "competition.yaml": COMPETITION.replace(old, new, 1)}
    folder = written(tmp_path / "b", files)
    (folder / "link").symlink_to("/etc")

    [error] = [one for one in read_bundle(folder).remarks if one.level == "error"]

    assert (error.file, error.line) == ("competition.yaml", line)
    assert says in error.says


@pytest.mark.parametrize(
    ("old", "limits"),
    [
        ("    max_submissions: 20\n", (5, 100)),
        ("    max_submissions_per_day: 5\n    max_submissions: 0\n", (5, None)),
        ("    max_submissions_per_day: 0\n    max_submissions: 7\n", (None, 7)),
    ],
)
def test_quotas_are_codabenchs_where_none_is_written_and_none_where_zero_is(
    tmp_path: Path, old: str, limits: tuple[int | None, int | None]
) -> None:
    plain = "    max_submissions_per_day: 5\n    max_submissions: 20\n"
    text = COMPETITION.replace(plain, old if ": 20" not in old else "")

    bundle = read_bundle(written(tmp_path / "b", {**RESULTS_BUNDLE, "competition.yaml": text}))

    phase = bundle.phases[0]
    assert (phase.max_submissions_per_day, phase.max_submissions) == limits


_NONSENSE = st.sampled_from(
    [
        None,
        True,
        -1,
        1e400,
        "",
        [],
        {},
        [None],
        [[1]],
        [{"a": 1}],
        "../..",
        "a\0b",
        "%s %(x)s %",
        "x" * 999,
    ]
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value if isinstance(value, list) else [])
    )
    return [path, *(found for key, below in inside for found in _paths(below, (*path, key)))]


@given(data=st.data(), files=st.sampled_from([CODE_BUNDLE, EVALAI_BUNDLE]))
def test_nonsense_anywhere_is_remarked_or_refused_and_nothing_else(
    data: st.DataObject, files: Mapping[str, str]
) -> None:
    name = next(name for name in files if name.startswith("c"))
    fields = yaml.safe_load(files[name])
    path = data.draw(st.sampled_from([path for path in _paths(fields) if path]))
    holder = functools.reduce(lambda found, step: found[step], path[:-1], fields)
    holder[path[-1]] = data.draw(_NONSENSE)

    with tempfile.TemporaryDirectory() as place:
        folder = written(Path(place) / "b", {**files, name: yaml.safe_dump(fields)})
        with contextlib.suppress(BundleRefused):
            assert all(str(remark) for remark in lint(read_bundle(folder)))


def test_aliases_and_merges_of_yaml_are_followed(tmp_path: Path) -> None:
    text = b"base: &base {a: 1, b: 2}\nmore:\n  <<: *base\n  b: 3\n"

    assert read_yaml("x", text, foreign=True).value["more"] == {"a": 1, "b": 3}
    assert read_yaml("x", text, foreign=True).problems == ()
    assert read_yaml("x", text).value is None
