"""Lateness pushes what follows, never the plan; the clock says what is left."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from passerelle.engines.order_of_day import (
    Countdown,
    Pause,
    Phase,
    Rhythm,
    Tone,
    Turn,
    countdown,
    expected_turns,
)

MINUTE = timedelta(minutes=1)
NOON = datetime(2027, 5, 21, 12, 0, tzinfo=UTC)
RHYTHM = Rhythm(15 * MINUTE, 12 * MINUTE, 3 * MINUTE)


def turn(number: int, start: int, **marks: int) -> Turn:
    """A turn of 27 minutes, `start` minutes after noon."""
    real = {name: NOON + at * MINUTE for name, at in marks.items()}
    return Turn(number, NOON + start * MINUTE, NOON + (start + 27) * MINUTE, **real)


def hours(turns: list[Turn], *, at: int, pauses: tuple[Pause, ...] = ()) -> list[str]:
    found = expected_turns(turns, changeover=3 * MINUTE, pauses=pauses, at=NOON + at * MINUTE)
    return [f"{each.starts_at:%H:%M}–{each.ends_at:%H:%M}" for each in found]


def test_on_time_the_expected_hours_are_those_of_the_plan() -> None:
    assert hours([turn(1, 0), turn(2, 30)], at=-60) == ["12:00–12:27", "12:30–12:57"]


def test_a_late_start_pushes_what_follows_and_its_pause() -> None:
    turns = [turn(1, 0, started_at=10), turn(2, 30), turn(3, 75)]
    pause = Pause(NOON + 60 * MINUTE, NOON + 75 * MINUTE)

    assert hours(turns, at=12, pauses=(pause,)) == ["12:10–12:37", "12:40–13:07", "13:22–13:49"]


def test_nobody_passes_before_the_hour_they_were_told() -> None:
    turns = [turn(1, 0, started_at=0, ended_at=15), turn(2, 30)]

    assert hours(turns, at=16) == ["12:00–12:15", "12:30–12:57"]


def test_a_turn_that_overruns_lasts_until_now() -> None:
    assert hours([turn(1, 0, started_at=0), turn(2, 30)], at=40) == ["12:00–12:40", "12:43–13:10"]


def test_a_team_that_was_due_and_has_not_begun_begins_now_at_the_earliest() -> None:
    assert hours([turn(1, 0), turn(2, 30)], at=5) == ["12:05–12:32", "12:35–13:02"]


@given(
    some.lists(some.tuples(some.integers(0, 40), some.integers(1, 60)), max_size=6),
    some.integers(0, 400),
)
def test_expected_turns_never_overlap_nor_begin_early(real: list[tuple[int, int]], at: int) -> None:
    turns, clock = [], 0
    for number in range(8):
        marks = {}
        if number < len(real):
            clock = max(clock, 30 * number) + real[number][0]
            marks = {"started_at": clock, "ended_at": clock + real[number][1]}
            clock = marks["ended_at"]
        turns.append(turn(number, 30 * number, **marks))

    found = expected_turns(
        turns, changeover=3 * MINUTE, at=max(NOON + clock * MINUTE, NOON + at * MINUTE)
    )

    waiting = found[len(real) :]
    assert all(
        after.starts_at >= before.ends_at + 3 * MINUTE
        for before, after in zip(waiting, waiting[1:], strict=False)
    )
    assert all(
        each.starts_at >= planned.starts_at for each, planned in zip(found, turns, strict=True)
    )


def test_the_clock_is_green_then_amber_then_red_in_each_phase() -> None:
    def at(minutes: int, *, questions: int | None = None) -> tuple[Phase, int, Tone]:
        found = countdown(
            RHYTHM,
            started_at=NOON,
            questions_at=None if questions is None else NOON + questions * MINUTE,
            ended_at=None,
            at=NOON + minutes * MINUTE,
        )
        return found.phase, found.seconds, found.tone

    assert at(0) == (Phase.PRESENTATION, 900, Tone.GREEN)
    assert at(12) == (Phase.PRESENTATION, 180, Tone.AMBER)
    assert at(16) == (Phase.PRESENTATION, -60, Tone.RED)
    assert at(17, questions=16) == (Phase.QUESTIONS, 660, Tone.GREEN)
    assert at(28, questions=16) == (Phase.QUESTIONS, 0, Tone.RED)


def test_before_and_after_a_turn_nothing_is_counted() -> None:
    marks = {"started_at": None, "questions_at": None, "ended_at": None}

    assert countdown(RHYTHM, **marks, at=NOON) == Countdown(Phase.WAITING)
    assert countdown(RHYTHM, **marks | {"ended_at": NOON}, at=NOON) == Countdown(Phase.ENDED)
