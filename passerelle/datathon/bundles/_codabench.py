"""competition.yaml of a Codabench v2 bundle, read as Codabench reads it, remarks kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from passerelle.programme.yaml_lines import YamlFile

from ._description import (
    Bundle,
    Computation,
    Kind,
    Leaderboard,
    Phase,
    ScoreColumn,
    Solution,
    Sorting,
    Task,
)
from ._fields import Fields
from ._parts import Shelf
from ._remarks import BundleRefused, Level

_PARTS = ("scoring_program", "ingestion_program", "input_data", "reference_data")
_READ = {
    *("version title description image terms pages docker_image tasks solutions phases".split()),
    *("leaderboards leaderboard".split()),
}
_A_DAY, _IN_ALL = 5, 100  # what Codabench allows where a phase says nothing
# Codabench knows these; nothing here depends on them.
_KNOWN = {
    *("registration_auto_approve make_programs_available make_input_data_available queue".split()),
    *("enable_detailed_results show_detailed_results_in_submission_panel reward".split()),
    *("show_detailed_results_in_leaderboard auto_run_submissions contact_email fact_sheet".split()),
    *("can_participants_make_submissions_public forum_enabled competition_type".split()),
}


def read_codabench(written: YamlFile, shelf: Shelf, digest: str) -> Bundle:
    top = Fields(written, (), [])
    _refuse_what_is_not_version_2(top)
    board_key = _board_key(top)
    tasks = tuple(_task(fields, shelf, place) for place, fields in enumerate(top.items("tasks")))
    for key in ("tasks", "phases", board_key):
        if not top.has(key):
            top.remark(key, Level.ERROR, _("The bundle has no “%(field)s”."), _("Write it."))
    _list_the_unused(top)
    pages = [shelf.page(page, "file", page.text("title")) for page in top.items("pages")]
    return Bundle(
        kind=Kind.CODABENCH,
        root=shelf.root,
        title=top.text("title"),
        description=top.text("description"),
        docker_image=top.text("docker_image"),
        image=_name_of(shelf.file(top, "image"), shelf.root),
        terms=shelf.page(top, "terms", ""),
        pages=tuple(page for page in pages if page),
        tasks=tasks,
        solutions=tuple(
            _solution(fields, shelf, place) for place, fields in enumerate(top.items("solutions"))
        ),
        phases=_phases(top, shelf),
        leaderboards=tuple(
            _leaderboard(fields, place) for place, fields in enumerate(top.items(board_key))
        ),
        written=written,
        remarks=tuple(top.remarks),
        digest=digest,
    )


def _refuse_what_is_not_version_2(top: Fields) -> None:
    phases, boards = top.value.get("phases"), top.value.get("leaderboard")
    if isinstance(phases, dict) or (isinstance(boards, dict) and "columns" in boards):
        raise BundleRefused(
            _("This is a bundle of CodaLab 1.5, not of Codabench."),
            _("Open it in Codabench, which converts it, and download it from there."),
            file=top.written.name,
            line=top.line("phases"),
        )
    if str(top.value.get("version", "2")) not in {"2", "2.0"}:
        says = _("Version %(version)s is unknown; the bundle was read as version 2.")
        top.remark("version", Level.WARNING, says, "", version=top.text("version"))
    elif "version" not in top.value and "tasks" in top.value:
        says = _("The bundle does not say “version: 2”: Codabench reads it as CodaLab 1.5.")
        top.remark("version", Level.WARNING, says, _("Write “version: 2” on the first line."))


def _board_key(top: Fields) -> str:
    if "leaderboards" in top.value or not isinstance(top.value.get("leaderboard"), list):
        return "leaderboards"
    says = _("“leaderboard” should be “leaderboards”; Codabench refuses it.")
    top.remark("leaderboard", Level.WARNING, says, _("Add the s."))
    return "leaderboard"


def _list_the_unused(top: Fields) -> None:
    known = sorted(key for key in top.value if key in _KNOWN)
    if known:
        says = _("Read, and not used here: %(fields)s.")
        top.remark("", Level.INFO, says, "", fields=", ".join(known))
    for key in top.value:
        if key not in _KNOWN | _READ:
            says = _("“%(field)s” is no field of Codabench; it was not used.")
            top.remark(key, Level.INFO, says, "")


def _task(fields: Fields, shelf: Shelf, place: int) -> Task:
    index = fields.whole("index")
    if index is None:
        says = _("This task has no index; it was given %(index)d.")
        fields.remark("", Level.ERROR, says, _("Write “index: %(index)d”."), index=place)
        index = place
    parts = {key: shelf.part(fields, key) for key in _PARTS}
    return Task(
        index=index,
        name=fields.text("name") or _("Task %(number)d") % {"number": index},
        description=fields.text("description"),
        ingestion_only_during_scoring=fields.flag("ingestion_only_during_scoring"),
        **parts,
    )


def _solution(fields: Fields, shelf: Shelf, place: int) -> Solution:
    index = fields.whole("index")
    return Solution(
        index=place if index is None else index,
        name=fields.text("name"),
        tasks=fields.wholes("tasks"),
        content=shelf.part(fields, "path"),
    )


def _phases(top: Fields, shelf: Shelf) -> tuple[Phase, ...]:
    """In the order of their indexes, then numbered from 0, as Codabench does."""
    written = sorted(top.items("phases"), key=lambda one: one.whole("index") or 0)
    return tuple(_phase(fields, shelf, place) for place, fields in enumerate(written))


def _phase(fields: Fields, shelf: Shelf, place: int) -> Phase:
    return Phase(
        index=place,
        name=fields.text("name") or _("Phase %(number)d") % {"number": place + 1},
        tasks=fields.wholes("tasks"),
        description=fields.text("description"),
        start=fields.moment("start"),
        end=fields.moment("end"),
        max_submissions_per_day=fields.most("max_submissions_per_day", _A_DAY),
        max_submissions=fields.most("max_submissions", _IN_ALL),
        execution_time_limit=fields.most("execution_time_limit"),
        auto_migrate=fields.flag("auto_migrate_to_this_phase"),
        hide_output=fields.flag("hide_output"),
        accepts_only_results=fields.flag("accepts_only_result_submissions"),
        starting_kit=shelf.part(fields, "starting_kit"),
        public_data=shelf.part(fields, "public_data"),
    )


def _leaderboard(fields: Fields, place: int) -> Leaderboard:
    written = fields.items("columns")
    if not written:
        fields.remark("columns", Level.ERROR, _("This leaderboard has no column."), "")
    indexes = [one.whole("index") for one in written]
    numbers = [number if index is None else index for number, index in enumerate(indexes)]
    named = {one.text("key"): number for one, number in zip(written, numbers, strict=True)}
    columns = [_column(one, number, named) for one, number in zip(written, numbers, strict=True)]
    return Leaderboard(
        key=fields.text("key") or f"board-{place}",
        title=fields.text("title"),
        columns=tuple(sorted(columns, key=lambda column: column.index)),
        primary_index=fields.whole("primary_index") or 0,
        hidden=fields.flag("hidden"),
        submission_rule=fields.text("submission_rule"),
    )


def _column(fields: Fields, index: int, named: Mapping[str, int]) -> ScoreColumn:
    key, precision = fields.text("key"), fields.whole("precision")
    sorting = fields.text("sorting", "desc").lower()
    if sorting not in set(Sorting):
        says = _("A column is sorted “asc” or “desc”, not “%(sorting)s”; “desc” was used.")
        fields.remark("sorting", Level.ERROR, says, "", sorting=sorting)
        sorting = Sorting.DESC
    if not key:
        says = _("This column has no key: no score can reach it.")
        fields.remark("", Level.ERROR, says, _("Write the key that scores.json uses."))
    return ScoreColumn(
        key=key,
        title=fields.text("title") or key,
        index=index,
        sorting=Sorting(sorting),
        precision=2 if precision is None else max(0, min(precision, 10)),
        hidden=fields.flag("hidden"),
        computation=_computation(fields),
        sources=fields.wholes("computation_indexes", named),
    )


def _computation(fields: Fields) -> Computation | None:
    named = fields.text("computation").lower()
    if named in set(Computation):
        return Computation(named)
    if named:
        says = _("“%(named)s” is no computation; there are avg, sum, min and max.")
        fields.remark("computation", Level.ERROR, says, "", named=named)
    return None


def _name_of(found: Path | None, root: Path) -> str:
    return found.relative_to(root).as_posix() if found else ""
