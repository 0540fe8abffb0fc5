"""A team's program run in the sandbox on the test inputs; what it predicts is then scored."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext_noop, override

from passerelle import sandbox
from passerelle.foundation.translated import Translated
from passerelle.sandbox.wording import sentence

from ..data_files import copy_to
from ..enums import OPEN_ROLES, Outcome
from ..errors import SubmissionRefused
from ..kinds.schemas import CodeSpec
from ..models import Evaluation
from ..plans import plan_kept
from ..reading import unpacked
from ..wording import in_both
from .found import Found, OurFault
from .predictions import score_predictions

PROGRAM_AT, INPUT_AT, OUTPUT_AT = "/app/program", "/app/input_data", "/app/output"


def run_code(evaluation: Evaluation, data: bytes, on_line: Callable[[str], None]) -> Found:
    """The labels are never beside the program: they are read once it has ended."""
    code = plan_kept(evaluation).submission.code
    if code is None:
        raise OurFault("The challenge takes no code.", lasting=True)
    try:
        with (
            unpacked(data, evaluation.submission.name) as program,
            tempfile.TemporaryDirectory(prefix="passerelle-run-") as folder,
        ):
            inputs, keep = Path(folder) / "inputs", Path(folder) / "outputs"
            inputs.mkdir()
            keep.mkdir()
            _lay_out(evaluation, inputs)
            ran = sandbox.run(_order(code, program, inputs), keep=keep, on_line=on_line)
            written = any(output.name == code.output for output in ran.outputs)
            predictions = (keep / code.output).read_bytes() if written else None
    except SubmissionRefused as refused:
        problems = tuple(problem.as_json() for problem in refused.problems)
        unreadable = in_both(gettext_noop("The archive cannot be read."))
        return Found(Outcome.REFUSED, reason=unreadable, problems=problems)
    return _after(evaluation, code, ran, predictions)


def _lay_out(evaluation: Evaluation, folder: Path) -> None:
    """What participants may download, and nothing else."""
    files = evaluation.submission.phase.challenge.files
    for file in files.filter(version=evaluation.data_version, role__in=OPEN_ROLES):
        copy_to(file, folder)


def _order(code: CodeSpec, program: Path, inputs: Path) -> sandbox.Order:
    return sandbox.Order(
        command=tuple(code.command),
        mounts=(sandbox.Mount(program, PROGRAM_AT), sandbox.Mount(inputs, INPUT_AT)),
        output_at=OUTPUT_AT,
        work_at=PROGRAM_AT,
        environment={"INPUT": INPUT_AT, "OUTPUT": OUTPUT_AT},
        limits=_limits(code),
    )


def _limits(code: CodeSpec) -> sandbox.Limits:
    asked = code.limits
    return sandbox.Limits(
        wall_seconds=asked.wall_seconds,
        cpu_seconds=asked.wall_seconds,
        memory_mb=asked.memory_mb,
        processes=asked.processes,
    )


def _after(
    evaluation: Evaluation, code: CodeSpec, ran: sandbox.Outcome, predictions: bytes | None
) -> Found:
    stopped = stopped_by(ran, _limits(code))
    if stopped is not None:
        return stopped
    if predictions is None:
        silent = gettext_noop("The program ended without writing %(name)s.")
        reason = in_both(silent, name=code.output)
        return Found(Outcome.FAILED, reason=reason, last_line=ran.last_line)
    found = score_predictions(evaluation, predictions, code.output)
    return Found(
        found.outcome,
        found.scores,
        reason=found.reason,
        last_line=ran.last_line,
        problems=found.problems,
        predictions=predictions,
        predictions_name=code.output,
    )


def stopped_by(ran: sandbox.Outcome, limits: sandbox.Limits) -> Found | None:
    """What kept a program from its end, in words; nothing when it ended well."""
    if ran.ended == sandbox.Ended.DONE:
        return None
    if ran.ended == sandbox.Ended.NOT_STARTED:
        raise OurFault(f"The sandbox did not start: {ran.limit}")
    if ran.ended == sandbox.Ended.FAILED:
        reason = in_both(gettext_noop("The program ended with code %(code)s."), code=ran.exit_code)
        return Found(Outcome.FAILED, reason=reason, last_line=ran.last_line)
    said = {}
    for language in ("fr", "en"):
        with override(language):
            said[language] = sentence(ran.ended, limits)
    reason = Translated(fr=said["fr"], en=said["en"])
    limit = ran.limit or str(ran.ended)
    return Found(Outcome.LIMIT, reason=reason, limit=limit, last_line=ran.last_line)
