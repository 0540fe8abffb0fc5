"""`passerelle credential verify|trust|issue`."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from threading import Thread

from django.db import DatabaseError

from passerelle.engines.credential import (
    BadTrustList,
    Limits,
    Refusal,
    Report,
    SubprocessCanonicaliser,
    TrustList,
    is_bundle,
    read_document,
    report_as_dict,
    verify,
    verify_bundle,
)
from passerelle.foundation import clock

from .certificates import authorities_in
from .cli_issue import add_issue
from .presentation import presented
from .queries.trust import issuers, publishable, trust_list_of
from .queries.verification import (
    answer_about,
    bears_signatures,
    canonicaliser,
    document_in,
    with_remarks,
)
from .signed_page import page_of, pdf_reader, with_page

_MOST_BYTES = 5_000_000
_NO_DATABASE = "There is no campus here to ask: give its published list with --trust trust.json."


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    credential = commands.add_parser(
        "credential", help="verify, issue diplomas; print the trust list"
    )
    verbs = credential.add_subparsers(dest="verb", required=True)
    check = verbs.add_parser("verify", help="is this diploma true? exits 0 only if it is")
    check.add_argument(
        "file",
        type=Path,
        help="a credential or a presentation; a PDF, PNG or SVG with one; a bundle",
    )
    check.add_argument("--trust", type=Path, help="a published trust list: no database is needed")
    check.add_argument(
        "--status", type=Path, nargs="+", default=[], help="published status lists, with --trust"
    )
    check.add_argument(
        "--authority",
        type=Path,
        help="the certificate of a PDF's signatures, with --trust: its published authority.cer",
    )
    check.add_argument("--at", type=_instant, help="answer as of a date (default: now)")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=run_verify)
    trust = verbs.add_parser("trust", help="print the trust list of this campus")
    trust.add_argument("--issuer", help="the DID of a programme (default: the latest edition's)")
    trust.set_defaults(run=run_trust)
    add_issue(verbs)


def run_verify(options: argparse.Namespace) -> int:
    """Exit 0 for a diploma that is valid and not revoked, 1 for anything else."""
    data = _content(options.file)
    if bears_signatures(data):  # its reader comes in while the credential is verified
        Thread(target=pdf_reader.start, daemon=True).start()
    shown = presented(data)
    judged = _report_by_list if options.trust else _report_here
    try:
        reports = [judged(each, options) for each in shown or [data]]
    finally:
        canonicaliser.close()
        pdf_reader.close()
    if options.json:
        dicts = list(map(report_as_dict, reports))
        told = dicts if shown else dicts[0]  # a presentation is answered credential by credential
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(map(_in_words, reports)))
    return 0 if all(report.verdict == "valid" for report in reports) else 1


def run_trust(options: argparse.Namespace) -> int:
    try:
        issuer = options.issuer or next(iter(issuers()), "")
        trust = trust_list_of(issuer)
    except DatabaseError:
        raise SystemExit("There is no campus here: run passerelle manage migrate first.") from None
    if trust is None:
        raise SystemExit("This campus has no such programme. Load one, or give another --issuer.")
    sys.stdout.write(publishable(trust).to_json())
    return 0


def _report_here(data: bytes, options: argparse.Namespace) -> Report:
    if options.status:
        raise SystemExit("--status goes with --trust: this campus knows its own status lists.")
    if options.authority:
        raise SystemExit("--authority goes with --trust: this campus knows its own.")
    try:
        return answer_about(data, at=options.at).report
    except DatabaseError:
        raise SystemExit(_NO_DATABASE) from None


def _report_by_list(data: bytes, options: argparse.Namespace) -> Report:
    try:
        trust = TrustList.from_json(_content(options.trust))
    except BadTrustList as bad:
        raise SystemExit(str(bad)) from bad
    statuses = dict(_status_list(path) for path in options.status)
    authorities = _authorities(options.authority) if options.authority else ()
    with SubprocessCanonicaliser() as worker:
        if is_bundle(data):
            return verify_bundle(
                data,
                trust=trust,
                at=options.at or clock.now(),
                canonicaliser=worker,
                statuses=statuses,
            )
        report = verify(
            document_in(data),
            trust=trust,
            at=options.at or clock.now(),
            canonicaliser=worker,
            statuses=statuses,
        )
    signed = bears_signatures(data)
    page = page_of(data, trust=trust, authorities=authorities) if signed else None
    return with_page(with_remarks(report, data), page)


def _authorities(path: Path) -> tuple[bytes, ...]:
    try:
        return authorities_in(_content(path))
    except ValueError as error:
        raise SystemExit(f"{path} holds no authority's certificate.") from error


def _status_list(path: Path) -> tuple[str, bytes]:
    """A status list under the address it names; its signature is checked by the engine."""
    data = _content(path)
    try:
        return str(read_document(data, Limits()).get("id")), data
    except Refusal as refused:
        raise SystemExit(f"{path}: {refused.failure.sentence.en}") from refused


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES)
    except OSError as error:
        raise SystemExit(f"{path} cannot be read: {error.strerror}.") from error


def _instant(text: str) -> datetime:
    """A date stands for its last second, in UTC."""
    try:
        if len(text) == len("2026-06-19"):
            return datetime.combine(date.fromisoformat(text), time(23, 59, 59), tzinfo=UTC)
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text} is not a date; write 2026-06-19 or 2026-06-19T10:00:00+02:00"
        ) from None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _in_words(report: Report) -> str:
    lines = [f"{report.verdict}: {report.sentence.en.removeprefix('Refused: ')}"]
    lines += [f"  and also: {failure.sentence.en}" for failure in report.failures[1:]]
    for signature in report.signatures:
        when = f", {signature.created:%Y-%m-%d}" if signature.created else ""
        revoked = ", revoked" if signature.revoked else ""
        lines.append(f"  {signature.name.en}: {signature.state}{when}{revoked}")
    lines += [f"  PDF, {each.name.en}: {each.state}" for each in report.page_signatures]
    lines += [f"  verified: {text.en}" for text in report.checked]
    lines += [f"  not verified: {text.en}" for text in report.not_checked]
    return "\n".join(lines)
