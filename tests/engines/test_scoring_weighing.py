"""A panel and a score together: the formula, and what the order is worth."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.scoring import (
    JudgedTeam,
    ScoringRefused,
    WeighedTeam,
    Weighing,
    points_of,
    weigh,
)

HALF = Weighing(weight=0.5, zero=0.7, full=0.9)


def team(name: str, score: float | None, *marks: float, width: float = 0.04) -> JudgedTeam:
    low, high = (None, None) if score is None else (score - width / 2, score + width / 2)
    return JudgedTeam(name=name, score=score, low=low, high=high, marks=marks)


def line(board_team: WeighedTeam) -> tuple[str, float | None, float, float, int]:
    return (
        board_team.name,
        board_team.automatic,
        board_team.panel,
        board_team.total,
        board_team.rank,
    )


def test_each_part_is_points_of_the_scale_and_the_total_is_their_weighted_sum() -> None:
    board = weigh([team("a", 0.8, 0.5, 0.7), team("b", 0.85, 0.9, 0.8)], HALF)

    assert [line(each) for each in board.teams] == [
        ("b", 15.0, 17.0, 16.0, 1),
        ("a", 10.0, 12.0, 11.0, 2),
    ]


def test_a_score_below_zero_or_above_full_earns_the_ends() -> None:
    assert [points_of(score, HALF) for score in (0.5, 0.7, 0.9, 0.99)] == [0, 0, 20, 20]


def test_an_error_counts_the_other_way() -> None:
    error = Weighing(weight=0.5, zero=9.0, full=3.0)

    assert (points_of(9.0, error), points_of(6.0, error), points_of(3.0, error)) == (0, 10, 20)


def test_a_team_s_points_depend_on_no_other_team() -> None:
    alone = weigh([team("a", 0.8, 0.5, 0.7)], HALF).teams[0]
    among = weigh([team("a", 0.8, 0.5, 0.7), team("b", 0.9, 1.0, 1.0)], HALF).teams[1]

    assert line(alone)[:4] == line(among)[:4]


def test_equal_totals_share_a_rank_and_the_panel_may_decide_alone() -> None:
    board = weigh(
        [team("a", None, 0.5, 0.7), team("b", None, 0.6, 0.6), team("c", None, 0.1, 0.2)],
        Weighing(weight=1),
    )

    assert [(each.name, each.rank) for each in board.teams] == [("a", 1), ("b", 1), ("c", 3)]


def test_jurors_who_disagree_widen_every_interval() -> None:
    agree = weigh([team("a", 0.8, 0.6, 0.61), team("b", 0.8, 0.5, 0.51)], HALF)
    disagree = weigh([team("a", 0.8, 0.3, 0.91), team("b", 0.8, 0.2, 0.81)], HALF)

    widths = [each.high - each.low for each in (agree.teams[0], disagree.teams[0])]
    assert widths[1] > 2 * widths[0]
    # Σ squares (4 × 0.305²) over two degrees of freedom, on 20 points.
    assert (disagree.juror_spread, disagree.freedom) == (8.63, 2)


def test_what_lies_far_apart_is_told_apart_and_what_is_close_is_tied() -> None:
    board = weigh(
        [
            team("first", 0.88, 0.9, 0.92, 0.91),
            team("close", 0.875, 0.9, 0.89, 0.92),
            team("last", 0.72, 0.2, 0.22, 0.21),
        ],
        HALF,
    )

    assert [each.tie_group for each in board.teams] == [1, 1, 2]
    assert board.teams[2].rank_low == 3
    assert board.teams[0].p_best + board.teams[1].p_best == pytest.approx(1)


def test_one_juror_each_says_nothing_of_another_juror() -> None:
    board = weigh([team("a", 0.8, 0.5, width=0), team("b", 0.8, 0.6, width=0)], HALF)

    assert board.juror_spread is None
    assert [(each.low, each.total, each.high) for each in board.teams] == [
        (11.0, 11.0, 11.0),
        (10.0, 10.0, 10.0),
    ]
    assert {each.tie_group for each in board.teams} == {1}


def test_works_elsewhere_tell_how_far_jurors_lie_apart_and_change_no_total() -> None:
    teams = [team("a", 0.8, 0.5, 0.5), team("b", 0.8, 0.6, 0.6)]

    alone, among = weigh(teams, HALF), weigh(teams, HALF, others=[(0.2, 0.8), (0.9, 0.3)])

    assert [each.total for each in alone.teams] == [each.total for each in among.teams]
    # Σ squares (4 × 0.3²) over the four works' four degrees of freedom, on 20 points.
    assert ((alone.juror_spread, alone.freedom), (among.juror_spread, among.freedom)) == (
        (0.0, 2),
        (6.0, 4),
    )


def test_what_makes_no_sense_is_refused() -> None:
    for wrong in ({"weight": 0}, {"weight": 1.1}, {"weight": 0.5, "zero": 1.0}):
        with pytest.raises(ScoringRefused):
            Weighing(**wrong)
    for nonsense in (team("a", 0.8), team("a", None, 0.5), team("a", 0.8, 1.2)):
        with pytest.raises(ScoringRefused):
            weigh([nonsense], HALF)


shares = st.floats(0, 1)
judged = st.lists(
    st.tuples(st.floats(0.4, 1), st.lists(shares, min_size=1, max_size=4)), min_size=1, max_size=6
)


@given(judged, st.floats(0.05, 1))
def test_a_board_is_ordered_inside_its_scale_and_the_same_twice(
    rows: list[tuple[float, list[float]]], weight: float
) -> None:
    teams = [team(f"t{place}", score, *marks) for place, (score, marks) in enumerate(rows)]
    weighing = Weighing(weight=weight, zero=0.5, full=0.95, draws=200)

    board = weigh(teams, weighing, seed=3)

    totals = [each.total for each in board.teams]
    assert totals == sorted(totals, reverse=True)
    assert all(0 <= each.low <= each.total <= each.high <= 20 for each in board.teams)
    assert all(each.rank_low <= each.rank <= each.rank_high for each in board.teams)
    assert json.dumps(board.as_json()) == json.dumps(weigh(teams, weighing, seed=3).as_json())
