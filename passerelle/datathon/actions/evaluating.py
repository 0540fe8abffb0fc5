"""The queue's work: one evaluation from its claim to its scores. Safe to run twice."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_noop

from passerelle.engines.scoring import VERSION as ENGINE_VERSION
from passerelle.foundation import clock
from passerelle.foundation.ids import digest_of
from passerelle.foundation.jobs import JobFailed
from passerelle.foundation.journal import Thing, note

from ..data_files import DataMissing, data_file, scored_against
from ..enums import Outcome
from ..evaluators import Found, OurFault, evaluate
from ..models import Cancellation, Evaluation, Score, Submission
from ..twins import differ, is_drawn_twice
from ..wording import in_both
from .logs import LogBook
from .queueing import ask_to_rank, queue_twin


def score_submission(evaluation_id: int) -> None:
    """Evaluate and store; what is already ended or taken back is left as it is.

    Nothing is locked while programs run. Of two workers, the first to end is the one kept."""
    evaluation = _begin(evaluation_id)
    if evaluation is None:
        return
    log = LogBook(evaluation)
    try:
        found = evaluate(evaluation, on_line=log.add, for_owners=log.add_for_owners)
    except (OurFault, DataMissing) as fault:
        _wait_again(evaluation)
        lasting = isinstance(fault, DataMissing) or fault.lasting
        raise JobFailed(str(fault), again=not lasting) from fault
    finally:
        log.write()
    said = log.last_of_all if found.log_opens else log.last
    _end(evaluation.pk, found, last_line=said if found.last_line is None else found.last_line)


@transaction.atomic
def give_up(evaluation_id: int) -> None:
    """Our fault to the end: said so, and no longer counted against the team."""
    evaluation = _locked(evaluation_id)
    if evaluation.ended_at is not None:
        return
    evaluation.reason = in_both(
        gettext_noop("We could not evaluate it; it is not counted. The organisers are told.")
    )
    _close(evaluation, Outcome.OURS)
    submission = evaluation.submission
    if evaluation.twin_of_id is None and evaluation.version == 1:
        Submission.objects.filter(pk=submission.pk).update(excused_at=evaluation.ended_at)
    challenge = submission.phase.challenge
    thing = Thing("submission", str(submission.pk), f"{challenge.title.fr} · {submission.number}")
    note(None, "could not evaluate", thing, edition=challenge.edition.slug)


@transaction.atomic
def _begin(evaluation_id: int) -> Evaluation | None:
    """Note that a worker has it, unless there is nothing to do."""
    evaluation = _locked(evaluation_id)
    if evaluation.ended_at is not None:
        return None
    if _is_cancelled(evaluation):
        _close(evaluation, Outcome.CANCELLED)
        return None
    evaluation.started_at, evaluation.tries = clock.now(), evaluation.tries + 1
    evaluation.save(update_fields=["started_at", "tries"])
    return evaluation


@transaction.atomic
def _end(evaluation_id: int, found: Found, *, last_line: str) -> None:
    """Keep what was found, once; then ask for what follows from it."""
    evaluation = _locked(evaluation_id)
    if evaluation.ended_at is not None:
        return
    if _is_cancelled(evaluation):
        _close(evaluation, Outcome.CANCELLED)
        return
    _keep(evaluation, found, last_line)
    if found.log_opens:
        evaluation.lines.update(for_owners=False)
    if evaluation.twin_of is not None:
        _compare(evaluation.twin_of, evaluation)
    elif found.outcome == Outcome.SCORED:
        boards = {score.board for score in found.scores}
        ask_to_rank(evaluation.submission.phase.challenge_id, boards)
        if is_drawn_twice(evaluation):
            queue_twin(evaluation)


def _keep(evaluation: Evaluation, found: Found, last_line: str) -> None:
    challenge = evaluation.submission.phase.challenge
    against = data_file(challenge, scored_against(challenge), version=evaluation.data_version)
    evaluation.reason, evaluation.limit = found.reason, found.limit
    evaluation.last_line, evaluation.problems = last_line, list(found.problems)
    evaluation.data_digest, evaluation.engine_version = against.digest, ENGINE_VERSION
    if found.predictions is not None:
        evaluation.predictions_digest = digest_of(found.predictions)
        kept = ContentFile(found.predictions)
        evaluation.predictions.save(found.predictions_name, kept, save=False)
    if found.report is not None:
        evaluation.report.save("detailed_results.html", ContentFile(found.report), save=False)
    Score.objects.bulk_create(
        Score(
            evaluation=evaluation,
            board=score.board,
            value=score.value,
            low=score.low,
            high=score.high,
            level=score.level,
            cases=score.cases,
            method=score.method,
            card=score.card,
        )
        for score in found.scores
    )
    _close(evaluation, found.outcome)


def _compare(original: Evaluation, twin: Evaluation) -> None:
    if original.differs_at is None and differ(original, twin):
        Evaluation.objects.filter(pk=original.pk).update(differs_at=clock.now())


def _locked(evaluation_id: int) -> Evaluation:
    rows = Evaluation.objects.select_for_update(of=("self",))
    return rows.select_related("submission__phase__challenge__edition").get(pk=evaluation_id)


def _is_cancelled(evaluation: Evaluation) -> bool:
    return Cancellation.objects.filter(submission=evaluation.submission_id).exists()


def _close(evaluation: Evaluation, outcome: Outcome) -> None:
    evaluation.ended_at, evaluation.outcome = clock.now(), outcome
    evaluation.save()


def _wait_again(evaluation: Evaluation) -> None:
    Evaluation.objects.filter(pk=evaluation.pk, ended_at=None).update(started_at=None)
