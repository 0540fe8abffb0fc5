"""`passerelle credential issue`: every diploma that can be, with a bar on the terminal; and, if
asked, every certificate that was earned."""

from __future__ import annotations

import argparse
import os
import sys
import uuid

from django.core.exceptions import ImproperlyConfigured

from passerelle.programme.models import Edition

from .actions import begin_batch, run_batch
from .actions.batch import Seen
from .actions.certifying import issue_certificates
from .errors import DiplomaRefusal
from .models import Certificate
from .queries.batches import batch_page_of

_BAR = 40
_MOST_NAMED = 5


def add_issue(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    issue = verbs.add_parser(
        "issue", help="issue the diplomas of an edition under the registrars' mandates"
    )
    issue.add_argument("--edition", required=True, help="its year, for instance 2026")
    issue.add_argument("--all", action="store_true", required=True, help="all that can be issued")
    issue.add_argument(
        "--certificates",
        action="store_true",
        help="the certificates that were earned too: modules, conferences, experts",
    )
    issue.add_argument("--processes", type=_count, default=min(2, os.cpu_count() or 1))
    issue.set_defaults(run=run_issue)


def run_issue(options: argparse.Namespace) -> int:
    """Exit 0 when nothing is left waiting, 1 otherwise; the last lines say for whom."""
    edition = Edition.objects.filter(slug=options.edition).select_related("programme").first()
    if edition is None:
        known = ", ".join(Edition.objects.values_list("slug", flat=True)) or "none"
        raise SystemExit(f"There is no edition {options.edition} here. Those there are: {known}.")
    try:
        batch = begin_batch(edition, by=None, form_key=uuid.uuid4())
        seen = run_batch(batch, processes=options.processes, progress=_show)
    except (DiplomaRefusal, ImproperlyConfigured) as refused:
        raise SystemExit(str(refused)) from refused
    code = _told(edition, seen)
    return max(code, _certify(edition)) if options.certificates else code


def _certify(edition: Edition) -> int:
    try:
        issued = issue_certificates(edition, by=None)
    except DiplomaRefusal as refused:
        print(f"No certificate issued: {refused}")
        return 1
    total = Certificate.objects.filter(edition=edition).count()
    print(f"{len(issued)} certificates issued; {total} in all.")
    return 0


def _told(edition: Edition, seen: Seen) -> int:
    page = batch_page_of(edition)
    print(f"{seen.issued} diplomas issued; {page.issued} of {page.awarded} in all.")
    for sentence in seen.refused[:_MOST_NAMED]:
        print(f"  not done: {sentence}")
    if len(seen.refused) > _MOST_NAMED:
        print(f"  and {len(seen.refused) - _MOST_NAMED} others not done.")
    for each in page.missing:
        why = f", {each.refused} refused" if each.refused else ""
        mandate = "" if each.mandate else "; no mandate to sign"
        print(f"  waits for {each.institution}: {each.waiting} diplomas{why}{mandate}")
    return 0 if page.issued == page.awarded and not seen.refused else 1


def _show(done: int, total: int) -> None:
    """A bar that stays on its line; a file or a pipe gets none."""
    if not sys.stderr.isatty():
        return
    filled = _BAR * done // total if total else _BAR
    end = "\n" if done == total else ""
    bar = "█" * filled + "·" * (_BAR - filled)
    print(f"\r{bar} {done}/{total}", end=end, file=sys.stderr, flush=True)


def _count(text: str) -> int:
    most = 4 * (os.cpu_count() or 1)
    if not text.isdecimal() or not 1 <= int(text[:4]) <= most:
        raise argparse.ArgumentTypeError(f"{text} is not a number of processes from 1 to {most}")
    return int(text)
