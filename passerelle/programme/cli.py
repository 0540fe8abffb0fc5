"""`passerelle programme check|load|diff|export|schema`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from django.db import transaction

from .actions import load
from .checks import read_programme
from .differences import differences
from .kinds import activity_kinds, folder_kinds
from .models import Revision
from .problems import ProgrammeRefused
from .queries import edition_named, files_of
from .schemas import json_schemas


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    programme = commands.add_parser("programme", help="check, load, compare, export a folder")
    verbs = programme.add_subparsers(dest="verb", required=True)
    _verb(verbs, "check", "say everything that is wrong in a folder", run_check)
    loading = _verb(verbs, "load", "make an edition say what the folder says", run_load)
    loading.add_argument("--edition", action="append", help="which (default: all of them)")
    diff = _verb(verbs, "diff", "what the folder would change in an edition", run_diff)
    diff.add_argument("--edition", required=True)
    export = _verb(verbs, "export", "write an edition's files, byte for byte", run_export)
    export.add_argument("--edition", required=True)
    schema = verbs.add_parser("schema", help="print the JSON Schema of every file")
    schema.set_defaults(run=run_schema)


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help_text: str,
    run: object,
) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=help_text)
    verb.add_argument("folder", type=Path)
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(run=run)
    return verb


def run_check(options: argparse.Namespace) -> int:
    """Exit 1 when there is something to mend."""
    source = read_programme(options.folder)
    if options.json:
        found = [problem.as_dict() for problem in source.problems]
        print(json.dumps({"problems": found, "unplayable": source.unplayable}, indent=2))
        return 1 if found else 0
    for problem in source.problems:
        print(problem)
    for kept in source.unplayable:
        print(f"{kept} (kept, not playable here)")
    count = len(source.problems)
    print(f"{count} to mend." if count else f"{len(source.files)} files, nothing to mend.")
    return 1 if count else 0


def run_load(options: argparse.Namespace) -> int:
    source = read_programme(options.folder)
    try:
        if source.problems:
            raise ProgrammeRefused(source.problems)
        with transaction.atomic():  # all the editions, or none
            asked = options.edition or sorted(source.editions)
            loaded = [load(source, edition=edition) for edition in asked]
    except ProgrammeRefused as refused:
        print(refused, file=sys.stderr)
        print("Nothing was loaded.", file=sys.stderr)
        return 1
    for edition, each in zip(asked, loaded, strict=True):
        news = "new revision" if each.is_new else "unchanged, revision"
        print(f"{edition}: {news} {each.revision.number} ({each.revision.digest[:12]})")
    return 0


def run_diff(options: argparse.Namespace) -> int:
    old = files_of(_revision_of(options.edition))
    new = read_programme(options.folder)
    if not new.files:
        raise SystemExit(str(ProgrammeRefused(new.problems)))
    found = differences(old, new.files)
    for difference in found:
        print(difference)
    print(f"{len(found)} differences." if found else "No difference.")
    return 0


def run_export(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty. Give a new folder; nothing was written.")
    files = files_of(_revision_of(options.edition))
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    print(f"{len(files)} files written in {folder}.")
    return 0


def run_schema(_options: argparse.Namespace) -> int:
    more = {f"activity.yaml, kind {kind.name}": kind.schema for kind in activity_kinds()}
    for folder in folder_kinds():
        more.update(folder.schemas)  # type: ignore[arg-type]  # a dict of schemas is invariant
    print(json.dumps(json_schemas(dict(more)), indent=2, ensure_ascii=False))
    return 0


def _revision_of(slug: str) -> Revision:
    edition = edition_named(slug)
    if edition is None or edition.revision is None:
        raise SystemExit(f"No edition {slug} is loaded. Run: passerelle programme load FOLDER")
    return edition.revision
