"""A submission run and scored as its bundle asks, step by step, in the sandbox."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from passerelle import sandbox
from passerelle.sandbox import Ended, Limits, Order, OrderRefused, Outcome

from ._commands import Program, Role, metadata_of, program_in
from ._description import Bundle, Kind, Phase, Task
from ._failures import Category, Failure, failure_of, said_already
from ._lint_data import holds_code
from ._orders import SHARED_KEPT, Folders, evaluation_order, order_for
from ._reading import files_in
from ._remarks import BundleRefused
from ._results import detailed_results, scored
from ._runs import BundleRun, StepRun, TaskRun
from ._scores import BoardScores
from ._zips import SUBMISSION_LIMITS, ZipLimits, unpack

DEFAULT_LIMITS = Limits(
    wall_seconds=600,
    cpu_seconds=1200,
    memory_mb=2048,
    processes=128,
    output_mb=256,
    output_files=4096,
)
Line = Callable[[str], None]


class Runner(Protocol):
    """The sandbox, or what stands for it in a test."""

    def __call__(self, order: Order, *, keep: Path, on_line: Line | None = None) -> Outcome: ...


def run_bundle(
    bundle: Bundle,
    submission: Path,
    *,
    keep: Path,
    phase: int = 0,
    on_line: Line | None = None,
    on_scoring_line: Line | None = None,
    limits: Limits = DEFAULT_LIMITS,
    submission_limits: ZipLimits = SUBMISSION_LIMITS,
    runner: Runner | None = None,
) -> BundleRun:
    """Every task of the phase, one after the other; what each step wrote stays under `keep`.

    `on_scoring_line` hears the program that sees the labels, where `on_line` should not."""
    if not 0 <= phase < len(bundle.phases):
        raise BundleRefused(
            _("The bundle has no phase %(number)d.") % {"number": phase},
            _("Its phases are numbered from 0."),
        )
    chosen = bundle.phases[phase]
    wall = min(limits.wall_seconds, chosen.execution_time_limit or limits.wall_seconds)
    heard = {role: on_line for role in Role} | {Role.SCORING: on_scoring_line or on_line}
    steps = _Steps(bundle, chosen, keep, replace(limits, wall_seconds=wall), heard, runner)
    tasks = [task for index in chosen.tasks if (task := bundle.task(index))]
    if not tasks:
        says = gettext_noop("The phase “%(phase)s” has no task that exists.")
        return BundleRun(chosen, (), Failure(Category.BUNDLE, says, {"phase": chosen.name}))
    try:
        content = _content(bundle, submission, keep, submission_limits)
    except BundleRefused as refused:
        return BundleRun(chosen, (), said_already(Category.REFUSED, str(refused)))
    return BundleRun(chosen, tuple(steps.task(task, content) for task in tasks))


def _content(bundle: Bundle, submission: Path, keep: Path, limits: ZipLimits) -> Path:
    """The folder of the submission; EvalAI takes the file as it is."""
    if submission.is_dir() or bundle.kind is Kind.EVALAI:
        return submission
    into = keep / "submission"
    if not unpack(submission, into, limits):
        raise BundleRefused(_("The zip is empty."), _("Put your files in it."))
    return into


@dataclass(slots=True)
class _Steps:
    bundle: Bundle
    phase: Phase
    keep: Path
    limits: Limits
    heard: Mapping[Role, Line | None]
    runner: Runner | None
    done: list[StepRun] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def task(self, task: Task, submission: Path) -> TaskRun:
        """One task: prediction, then scoring; it stops at the first program that fails."""
        self.done, self.notes = [], []
        home = self.keep / f"task-{task.index}"
        try:
            if self.bundle.kind is Kind.EVALAI:
                failure = self._evaluated(task, submission, home)
            else:
                failure = self._predicted(task, submission, home) or self._scored(task, home)
        except BundleRefused as refused:
            failure = said_already(Category.BUNDLE, str(refused))
        output, last_line = home / "scoring", self.done[-1].outcome.last_line if self.done else ""
        boards: tuple[BoardScores, ...] = ()
        if failure is None:
            served = self.bundle.boards_of(self.phase.index)
            found = scored(self.bundle.kind, output, served, last_line)
            boards, failure = found.boards, found.failure
        if failure:
            self._notice_one_folder(submission)
        page = detailed_results(output) if output.is_dir() else None
        return TaskRun(task, tuple(self.done), boards, failure, page, tuple(self.notes))

    def _notice_one_folder(self, submission: Path) -> None:
        """The commonest mistake: the folder was zipped, not the files in it."""
        top = list(submission.iterdir()) if submission.is_dir() else []
        if len(top) == 1 and top[0].is_dir():
            says = _(
                "All the files sent are in a folder “%(name)s”: zip the files, not the folder."
            )
            self.notes.append(says % {"name": top[0].name})

    def _predicted(self, task: Task, submission: Path, home: Path) -> Failure | None:
        """What will be scored: the files sent, what they made when run, what ingestion made."""
        results = home / "results"
        results.mkdir(parents=True)
        program = program_in(submission) if metadata_of(submission) else None
        if program is None:
            shutil.copytree(submission, results, dirs_exist_ok=True)
        elif program.command:
            output = home / "submission"
            failure = self._run(Role.SUBMISSION, task, program, Folders(submission), output)
            failure = failure or _merged(Role.SUBMISSION, output, results)
            if failure:
                return failure
        if task.ingestion_program and not task.ingestion_only_during_scoring:
            failure = self._ingested(task, submission, results, home / "ingestion")
            if failure:
                return failure
        _write_status(results, self.done)
        return None

    def _ingested(
        self, task: Task, submission: Path, results: Path, output: Path
    ) -> Failure | None:
        """A crash on a submission that holds results only is no failure: they are scored."""
        assert task.ingestion_program  # both callers looked
        program = program_in(task.ingestion_program.folder)
        folders = Folders(program.folder, submission, results=results)
        failure = self._run(Role.INGESTION, task, program, folders, output)
        if failure and failure.category is Category.CRASH and not holds_code(submission):
            says = _(
                "The ingestion program stopped on these results (%(line)s); they were scored "
                "as they came."
            )
            self.notes.append(says % {"line": failure.last_line})
            return None
        if failure is None and not task.ingestion_only_during_scoring:
            return _merged(Role.INGESTION, output, results)
        return failure

    def _scored(self, task: Task, home: Path) -> Failure | None:
        results, carried = home / "results", None
        if task.ingestion_program and task.ingestion_only_during_scoring:
            carried = home / "ingestion"
            failure = self._ingested(task, results, results, carried)
            if failure:
                return failure
            (carried / SHARED_KEPT).mkdir(parents=True, exist_ok=True)
            _opened_to_the_sandbox(carried)
        if task.scoring_program is None:
            raise BundleRefused(
                _("The task “%(task)s” has no scoring program.") % {"task": task.name}
            )
        program = program_in(task.scoring_program.folder)
        folders = Folders(program.folder, results=results, carried=carried)
        return self._run(Role.SCORING, task, program, folders, home / "scoring")

    def _evaluated(self, task: Task, submission: Path, home: Path) -> Failure | None:
        if task.scoring_program is None:
            raise BundleRefused(_("The challenge has no evaluation script."))
        tools, name = self.keep / "tools", self.phase.codename
        try:
            order = evaluation_order(task, submission, name, self.limits, tools)
        except OrderRefused as refused:
            return said_already(Category.REFUSED, str(refused))
        return self._ordered(Role.SCORING, order, "evaluate()", home / "scoring")

    def _run(
        self, role: Role, task: Task, program: Program, folders: Folders, output: Path
    ) -> Failure | None:
        if program.command is None:
            raise BundleRefused(
                _("A program of the task “%(task)s” has no command in its metadata.yaml.")
                % {"task": task.name}
            )
        text = program.command.text
        try:
            order = order_for(role, task, text, folders, self.limits, self.keep / "tools")
        except (BundleRefused, OrderRefused) as refused:
            whose = Category.REFUSED if role is Role.SUBMISSION else Category.BUNDLE
            return said_already(whose, str(refused), role)
        return self._ordered(role, order, text, output)

    def _ordered(self, role: Role, order: Order, text: str, output: Path) -> Failure | None:
        output.mkdir(parents=True)
        on_line = self.heard[role]
        if on_line:
            on_line(f"[{role}] {text}")
        run = self.runner or sandbox.run
        outcome = run(order, keep=output, on_line=on_line)
        self.done.append(StepRun(role, text, outcome))
        return failure_of(role, outcome, self.limits)


def _merged(role: Role, output: Path, results: Path) -> Failure | None:
    """What a program wrote goes over what was sent; a folder over a file of that name cannot."""
    try:
        for name in files_in(output):
            target = results / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.is_dir():
                raise IsADirectoryError(name)
            shutil.copyfile(output / name, target)
    except (IsADirectoryError, NotADirectoryError, FileExistsError):
        says = gettext_noop("%(program)s wrote a file where the submission has a folder.")
        return Failure(Category.FORBIDDEN_OUTPUT, says, {}, role)
    return None


def _write_status(results: Path, done: list[StepRun]) -> None:
    """`metadata`, in which Codabench tells the scoring program how the prediction went."""
    by_role = {
        step.role: step.outcome for step in done if step.outcome.ended is not Ended.NOT_STARTED
    }
    own, ingestion = by_role.get(Role.SUBMISSION), by_role.get(Role.INGESTION)
    longest = own or ingestion
    status = {
        "elapsedTime": longest.seconds if longest else None,
        "exitCode": own.exit_code if own else None,
        "ingestionElapsedTime": ingestion.seconds if ingestion else None,
        "ingestionExitCode": ingestion.exit_code if ingestion else None,
    }
    target = results / "metadata"
    if target.is_dir():
        shutil.rmtree(target)
    target.write_text(yaml.safe_dump(status))
    _opened_to_the_sandbox(results)


def _opened_to_the_sandbox(folder: Path) -> None:
    """What a run leaves is kept for its owner alone; the next run has another owner."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644 | path.stat().st_mode)
