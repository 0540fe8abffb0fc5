"""The evening of nine teams: a submission a minute each, workers killed, a hundred at once.

The words after `python -m tools.figures.datathon_queue` are what its child processes do."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import django

from .databases import on_postgresql, on_sqlite
from .sheet import Figure
from .site import ROOT

TEAMS, MINUTES, QUOTA = 9, 10, 5
_PROCESSES, _HANDS, _EACH = 4, 15, 25
# Ten minutes of the product's clock pass in about one of ours, so that the kills fall among them.
_SECONDS_BETWEEN = 0.6
_BEAT = "0.5"  # five seconds, ten times faster, as the rest of the evening
_PATIENCE, _LONGEST_IDLE = 180, 10
# So many resamples of the tests' small challenge that a kill often falls amid an evaluation.
_RESAMPLES, _EVALUATION_SECONDS = 10_000, 0.4


def queue_figures(*, kills: int = 20) -> Iterator[Figure]:
    with on_sqlite() as variables:
        yield _evening(variables | {"PASSERELLE_JOBS_BEAT": _BEAT}, kills)
    with on_sqlite() as variables:
        yield _crowd("SQLite", variables)
    with on_postgresql() as served:
        if served is not None:
            yield _crowd("PostgreSQL", served)


def _evening(variables: Mapping[str, str], kills: int) -> Figure:
    """Every submission must end with one evaluation on each board, whoever was killed."""
    _run(variables, "stage")
    sender = _child(variables, "send")
    rng = random.Random(1)  # noqa: S311  # when to kill, not a secret
    for _ in range(kills):
        _start_and_kill(variables, rng)
    sender.wait()
    last = _child(variables, "work")
    try:
        ended = json.loads(_run(variables, "report"))
    finally:
        last.terminate()
        last.wait(timeout=20)
    if sender.returncode:
        raise RuntimeError("The nine teams could not send their submissions.")
    whole, cut = TEAMS * MINUTES, ended["cut"]
    name = f"{TEAMS} teams × {MINUTES} minutes, {kills} workers killed by -9, {cut} amid a job"
    value = f"{ended['once']} of {whole}, {ended['waiting']} left"
    if ended["given_up"]:
        value += f", {ended['given_up']} given up"
    reached = (ended["once"], ended["waiting"], ended["given_up"]) == (whole, 0, 0)
    return Figure(name, "all", value, reached)


def _start_and_kill(variables: Mapping[str, str], rng: random.Random) -> None:
    """Soon after it began an evaluation, most often before it ends it."""
    before = _begun(variables)
    worker = _child(variables, "work")
    deadline = time.monotonic() + _LONGEST_IDLE
    while _begun(variables) == before and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(rng.uniform(0, _EVALUATION_SECONDS))
    worker.kill()
    worker.wait()


def _begun(variables: Mapping[str, str]) -> int:
    """How many times an evaluation was begun, read beside the product."""
    file = Path(variables["PASSERELLE_DATA"]) / "passerelle.sqlite3"
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as reader:
        (tries,) = reader.execute("SELECT sum(tries) FROM datathon_evaluation").fetchone()
    return tries or 0


def _crowd(database: str, variables: Mapping[str, str]) -> Figure:
    _run(variables, "stage")
    hands = [_child(variables, "crowd") for _ in range(_PROCESSES)]
    answers: Counter[str] = Counter()
    for hand in hands:
        answers += Counter(json.loads(hand.communicate(timeout=_PATIENCE)[0]))
    stored = json.loads(_run(variables, "count"))
    sent = _PROCESSES * _EACH
    name = f"{sent} submissions at once, quota of {QUOTA}, {database}"
    value = f"{stored} stored, {answers['refused']} refused"
    reached = (stored, answers) == (QUOTA, {"stored": QUOTA, "refused": sent - QUOTA})
    return Figure(name, f"{QUOTA} stored", value, reached)


def _child(variables: Mapping[str, str], word: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tools.figures.datathon_queue", word]
    return subprocess.Popen(
        command,
        env=dict(variables),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _run(variables: Mapping[str, str], word: str) -> str:
    command = [sys.executable, "-m", "tools.figures.datathon_queue", word]
    done = subprocess.run(
        command, env=dict(variables), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"The datathon could not be followed ({word}):\n{done.stderr[-3000:]}")
    return done.stdout


# What the child processes do


def stage() -> None:
    """The challenge of the tests, with nine teams; a quota for the first one's crowd."""
    from django.core.management import call_command

    from passerelle.campus.actions import form_team
    from passerelle.datathon.models import Phase
    from passerelle.foundation import clock
    from tests.datathon.core_cast import (
        DAY_TWO,
        challenge_files,
        challenge_yaml,
        make_stage,
        programme_files,
    )
    from tests.factories import make_enrolment

    asked = challenge_yaml()
    asked["scoring"]["resamples"] = _RESAMPLES
    asked["scoring"]["also"] = ["brier", "average_precision", "log_loss", "ece"]

    call_command("migrate", verbosity=0)
    with clock.standing_at(DAY_TWO):
        made = make_stage(programme_files(challenge_files(asked)))
        for number in range(3, TEAMS + 1):
            form_team(
                made.edition,
                number=number,
                name=f"Équipe {number}",
                members=[make_enrolment(made.edition)],
            )
    Phase.objects.update(most_per_team=QUOTA, most_per_day=None)


def send_for_ten_minutes() -> None:
    """Each team once a minute, by the clock of the product."""
    from datetime import timedelta

    from passerelle.campus.models import Team
    from passerelle.datathon.models import Phase
    from passerelle.foundation import clock
    from tests.datathon.core_cast import DAY_TWO

    Phase.objects.update(most_per_team=None)
    phase = Phase.objects.select_related("challenge__edition").get()
    teams = list(Team.objects.order_by("number"))
    for minute in range(MINUTES):
        for team in teams:
            with clock.standing_at(DAY_TWO + timedelta(minutes=minute)):
                _submit(phase, team, seed=minute * TEAMS + team.number)
            time.sleep(_SECONDS_BETWEEN)


def crowd() -> None:
    """Many hands of one team at the same instant; prints what they were answered."""
    from django.db import connection

    from passerelle.campus.models import Team
    from passerelle.datathon.errors import QuotaSpent
    from passerelle.datathon.models import Phase
    from passerelle.foundation import clock
    from tests.datathon.core_cast import DAY_TWO

    phase = Phase.objects.select_related("challenge__edition").get()
    team = Team.objects.get(number=1)
    gate = Barrier(_HANDS)

    def attempt(number: int) -> str:
        if number < _HANDS:
            gate.wait()
        try:
            with clock.standing_at(DAY_TWO):
                _submit(phase, team, seed=number)
        except QuotaSpent:
            return "refused"
        finally:
            connection.close()
        return "stored"

    with ThreadPoolExecutor(max_workers=_HANDS) as hands:
        json.dump(Counter(hands.map(attempt, range(_EACH))), sys.stdout)


def report() -> None:
    """Once the queue is drained, or patience is at its end."""
    from passerelle.datathon.models import Submission
    from passerelle.foundation.models import Job

    deadline = time.monotonic() + _PATIENCE
    open_jobs = Job.objects.filter(done_at=None, failed_at=None)
    while open_jobs.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    sent = Submission.objects.exclude(team=None).prefetch_related("evaluations__scores")
    evaluations = [list(each.evaluations.all()) for each in sent]
    once = sum(
        len(found) == 1
        and found[0].outcome == "scored"
        and sorted(score.board for score in found[0].scores.all()) == ["private", "public"]
        for found in evaluations
    )
    told = {
        "once": once,
        "waiting": open_jobs.count(),
        "cut": Job.objects.filter(losses__gt=0).count(),
        "given_up": Job.objects.exclude(failed_at=None).count(),
    }
    json.dump(told, sys.stdout)


def count() -> None:
    from passerelle.datathon.models import Submission

    json.dump(Submission.objects.exclude(team=None).count(), sys.stdout)


def _submit(phase: object, team: object, *, seed: int) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from passerelle.datathon.actions import submit
    from tests.datathon.core_cast import guesses

    member = team.members.select_related("enrolment__person").first()  # type: ignore[attr-defined]
    upload = SimpleUploadedFile("predictions.csv", guesses(0.2, seed=seed))
    submit(
        phase,  # type: ignore[arg-type]
        team=team,  # type: ignore[arg-type]
        by=member.enrolment.person,
        upload=upload,
        form_key=uuid4(),
    )


def main(word: str) -> None:
    django.setup()
    match word:
        case "stage":
            stage()
        case "send":
            send_for_ten_minutes()
        case "crowd":
            crowd()
        case "count":
            count()
        case "report":
            report()
        case "work":
            from passerelle.foundation.jobs.worker import work_on

            work_on()


if __name__ == "__main__":
    main(sys.argv[1])
