"""challenge_config.yaml of EvalAI: one task a phase, one board a phase and data split."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from passerelle.programme.yaml_lines import YamlFile

from ._description import (
    Bundle,
    Kind,
    Leaderboard,
    Page,
    Part,
    Phase,
    ScoreColumn,
    Sorting,
    Task,
)
from ._fields import Fields
from ._parts import Shelf
from ._remarks import Level

_PAGES = ("description", "evaluation_details", "submission_guidelines")
_SHOWN_TO_ALL = 3


def read_evalai(written: YamlFile, shelf: Shelf, digest: str) -> Bundle:
    top = Fields(written, (), [])
    _say_what_cannot_run(top)
    program = _evaluation_script(top, shelf)
    phases = top.items("challenge_phases")
    for key in ("challenge_phases", "dataset_splits", "leaderboard", "challenge_phase_splits"):
        if not top.has(key):
            top.remark(key, Level.ERROR, _("The bundle has no “%(field)s”."), _("Write it."))
    image = shelf.file(top, "image")
    return Bundle(
        kind=Kind.EVALAI,
        root=shelf.root,
        title=top.text("title"),
        description=top.text("short_description"),
        docker_image="",
        image=image.relative_to(shelf.root).as_posix() if image else "",
        terms=_page(top, "terms_and_conditions", shelf),
        pages=tuple(page for key in _PAGES if (page := _page(top, key, shelf))),
        tasks=tuple(_task(one, program, shelf, place) for place, one in enumerate(phases)),
        solutions=(),
        phases=tuple(_phase(one, shelf, place) for place, one in enumerate(phases)),
        leaderboards=_boards(top, phases),
        written=written,
        remarks=tuple(top.remarks),
        digest=digest,
    )


def _say_what_cannot_run(top: Fields) -> None:
    for key in ("remote_evaluation", "is_docker_based"):
        if top.flag(key):
            says = _("“%(field)s”: this challenge is evaluated on its organiser's own machines.")
            remedy = _("Only an evaluation script that runs by itself can run here.")
            top.remark(key, Level.ERROR, says, remedy)


def _evaluation_script(top: Fields, shelf: Shelf) -> Part | None:
    if not top.text("evaluation_script"):
        says = _("The bundle has no “%(field)s”.")
        top.remark("evaluation_script", Level.ERROR, says, _("Write it."))
    return shelf.part(top, "evaluation_script")


def _page(fields: Fields, key: str, shelf: Shelf) -> Page | None:
    """A file that is named; some challenges write the text itself in the field."""
    written = fields.text(key)
    if not written:
        return None
    if PurePosixPath(written).suffix.lower() in {".html", ".htm", ".md", ".txt"}:
        return shelf.page(fields, key, key.replace("_", " ").capitalize())
    return Page(key.replace("_", " ").capitalize(), "", written)


def _task(fields: Fields, program: Part | None, shelf: Shelf, place: int) -> Task:
    annotations = shelf.file(fields, "test_annotation_file")
    return Task(
        index=place,
        name=fields.text("name"),
        scoring_program=program,
        reference_data=_one_file(annotations, shelf.root),
    )


def _one_file(found: Path | None, root: Path) -> Part | None:
    if found is None:
        return None
    return Part(found.relative_to(root).as_posix(), found.parent, found.name)


def _phase(fields: Fields, shelf: Shelf, place: int) -> Phase:
    page = _page(fields, "description", shelf)
    if not fields.text("codename"):
        says = _("This phase has no codename: the evaluation script cannot know it.")
        fields.remark("", Level.ERROR, says, _("Write “codename”."))
    return Phase(
        index=place,
        name=fields.text("name") or _("Phase %(number)d") % {"number": place + 1},
        tasks=(place,),
        description=page.text if page else "",
        codename=fields.text("codename"),
        start=fields.moment("start_date"),
        end=fields.moment("end_date"),
        max_submissions_per_day=fields.most("max_submissions_per_day"),
        max_submissions=fields.most("max_submissions"),
        execution_time_limit=fields.most("execution_time_limit"),
        hide_output=fields.flag("disable_logs"),
        accepts_only_results=True,
    )


def _boards(top: Fields, phases: tuple[Fields, ...]) -> tuple[Leaderboard, ...]:
    places = {phase.whole("id"): place for place, phase in enumerate(phases)}
    splits = {split.whole("id"): split for split in top.items("dataset_splits")}
    schemas = {board.whole("id"): board for board in top.items("leaderboard")}
    boards = []
    for pair in top.items("challenge_phase_splits"):
        phase, split = pair.whole("challenge_phase_id"), pair.whole("dataset_split_id")
        schema = pair.whole("leaderboard_id")
        unknown = (
            ("challenge_phase_id", phase not in places),
            ("dataset_split_id", split not in splits),
            ("leaderboard_id", schema not in schemas),
        )
        missing = [key for key, is_missing in unknown if is_missing]
        for key in missing:
            says = _("“%(field)s” names nothing that exists.")
            pair.remark(key, Level.ERROR, says, _("Use an id that is written in this file."))
        if not missing:
            boards.append(_board(pair, places[phase], splits[split], schemas[schema]))
    return tuple(boards)


def _board(pair: Fields, phase: int, split: Fields, board: Fields) -> Leaderboard:
    schema = board.inside("schema") if board.has("schema") else board
    labels = schema.texts("labels")
    order_by = schema.text("default_order_by")
    if order_by not in labels:
        says = _("“default_order_by” is “%(label)s”, which is no label of this leaderboard.")
        schema.remark("default_order_by", Level.ERROR, says, "", label=order_by)
    descending = pair.flag("is_leaderboard_order_descending", default=True)
    precision = pair.whole("leaderboard_decimal_precision")
    columns = tuple(
        ScoreColumn(
            key=label,
            title=label,
            index=index,
            sorting=_sorting(schema, label, descending=descending),
            precision=2 if precision is None else max(0, min(precision, 10)),
        )
        for index, label in enumerate(labels)
    )
    name = split.text("codename")
    return Leaderboard(
        key=f"{phase}-{name}",
        title=split.text("name"),
        columns=columns,
        primary_index=labels.index(order_by) if order_by in labels else 0,
        hidden=(pair.whole("visibility") or _SHOWN_TO_ALL) != _SHOWN_TO_ALL,
        phases=(phase,),
        split=name,
    )


def _sorting(schema: Fields, label: str, *, descending: bool) -> Sorting:
    metadata = schema.value.get("metadata")
    about = metadata.get(label) if isinstance(metadata, Mapping) else None
    if isinstance(about, Mapping) and "sort_ascending" in about:
        return Sorting.ASC if about["sort_ascending"] else Sorting.DESC
    return Sorting.DESC if descending else Sorting.ASC
