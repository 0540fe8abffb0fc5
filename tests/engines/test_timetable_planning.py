"""What planning says of a slot: the gap, holidays, hours, week-ends, conflicts, fairness."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.engines.timetable import (
    Conflict,
    Fairness,
    Load,
    PlanningWarning,
    Slot,
    TimetableError,
    UnknownZone,
    WarningKind,
    Wording,
    ZoneShare,
    at_local,
    conflicts,
    fairness,
    warnings,
)

PARIS, TORONTO = "Europe/Paris", "America/Toronto"
HOUR = timedelta(hours=1)


def slot(
    day: date,
    clock: time = time(14),
    *,
    id: str = "s",
    hours: float = 1.5,
    people: frozenset[str] = frozenset(),
    cohorts: frozenset[str] = frozenset(),
    weekend_allowed: bool = False,
) -> Slot:
    starts_at = at_local(day, clock, PARIS)
    return Slot(
        id=id,
        title=Wording(f"Séance {id}", f"Session {id}"),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        zone=PARIS,
        people=people,
        cohorts=cohorts,
        weekend_allowed=weekend_allowed,
    )


def spoken(found: tuple[PlanningWarning, ...]) -> list[tuple[WarningKind, str | None, str]]:
    """Kind, zone and French message, no-break spaces shown as plain ones."""
    plain = str.maketrans("\u00a0\u202f", "  ")
    return [(each.kind, each.zone, each.message.fr.translate(plain)) for each in found]


def test_an_ordinary_thursday_raises_nothing() -> None:
    assert warnings([slot(date(2027, 2, 18))]) == ()


def test_a_slot_in_the_weeks_at_five_hours_says_so() -> None:
    found = warnings([slot(date(2027, 3, 18))])

    assert spoken(found) == [
        (
            WarningKind.UNUSUAL_GAP,
            None,
            "Ce jour-là, le décalage entre Paris et Montréal est de 5 h au lieu de 6 h.",
        )
    ]


def test_good_friday_2027_is_a_quebec_holiday_in_a_week_at_five_hours() -> None:
    found = warnings([slot(date(2027, 3, 26))])

    assert spoken(found)[1:] == [
        (
            WarningKind.HOLIDAY,
            TORONTO,
            "Jour férié au Québec, le vendredi 26 mars 2027 : Vendredi saint "
            "(Vendredi saint ou lundi de Pâques, au choix de l’employeur).",
        )
    ]


def test_easter_monday_2027_is_a_holiday_in_both_countries() -> None:
    found = warnings([slot(date(2027, 3, 29))])

    assert [(each.kind, each.zone) for each in found] == [
        (WarningKind.HOLIDAY, PARIS),
        (WarningKind.HOLIDAY, TORONTO),
    ]


def test_each_published_holiday_is_said_for_its_own_country() -> None:
    days = [
        date(2027, 5, 17),
        date(2027, 5, 24),
        date(2027, 6, 24),
        date(2027, 7, 1),
        date(2027, 7, 14),
        date(2027, 5, 6),
    ]

    found = [[each.zone for each in warnings([slot(day)])] for day in days]

    assert found == [[PARIS], [TORONTO], [TORONTO], [TORONTO], [PARIS], [PARIS]]


def test_the_holiday_is_judged_on_each_citys_own_date() -> None:
    late_on_the_thirteenth_in_montreal = slot(date(2027, 7, 14), time(1), hours=0.5)

    found = warnings([late_on_the_thirteenth_in_montreal])

    assert (WarningKind.HOLIDAY, PARIS) in [(each.kind, each.zone) for each in found]
    assert (WarningKind.HOLIDAY, TORONTO) not in [(each.kind, each.zone) for each in found]


def test_a_morning_in_paris_is_too_early_in_montreal() -> None:
    found = warnings([slot(date(2027, 2, 18), time(12))])

    assert spoken(found) == [
        (
            WarningKind.OUTSIDE_HOURS,
            TORONTO,
            "À Montréal, la séance (6 h 00 – 7 h 30) sort de la plage 8 h 00 – 21 h 30.",
        )
    ]


def test_an_evening_may_end_at_half_past_nine_and_no_later() -> None:
    on_time, too_late = slot(date(2027, 2, 18), time(20)), slot(date(2027, 2, 18), time(20, 1))

    found = [[each.kind for each in warnings([each])] for each in (on_time, too_late)]

    assert found == [[], [WarningKind.OUTSIDE_HOURS]]


def test_a_slot_past_midnight_is_outside_hours() -> None:
    found = warnings([slot(date(2027, 2, 18), time(21), hours=4)])

    assert [(each.kind, each.zone) for each in found] == [(WarningKind.OUTSIDE_HOURS, PARIS)]


def test_a_saturday_is_said_unless_it_was_allowed() -> None:
    saturday = date(2027, 4, 10)

    said, allowed = warnings([slot(saturday)]), warnings([slot(saturday, weekend_allowed=True)])

    assert spoken(said) == [
        (WarningKind.WEEKEND, PARIS, "À Paris, la séance tombe un samedi."),
        (WarningKind.WEEKEND, TORONTO, "À Montréal, la séance tombe un samedi."),
    ]
    assert allowed == ()


def test_a_slot_over_several_days_is_judged_on_each_of_them() -> None:
    friday_to_sunday = slot(date(2027, 5, 28), time(9), hours=56)

    found = warnings([friday_to_sunday], (PARIS,))

    assert [each.kind for each in found] == [WarningKind.OUTSIDE_HOURS, WarningKind.WEEKEND]


def test_a_slot_that_ends_at_midnight_does_not_touch_the_holiday_that_follows() -> None:
    eve = slot(date(2027, 7, 13), time(21), hours=3)

    found = warnings([eve], (PARIS,))

    assert [each.kind for each in found] == [WarningKind.OUTSIDE_HOURS]


def test_both_slots_of_a_conflict_name_the_other() -> None:
    first = slot(date(2027, 2, 18), id="a", people=frozenset({"amina"}))
    second = slot(date(2027, 2, 18), time(15), id="b", people=frozenset({"amina", "luc"}))

    found = warnings([second, first])

    assert [(each.slot, each.other_slot) for each in found] == [(first, second), (second, first)]
    assert found[0].message == Wording(
        fr="Chevauche «\u00a0Séance b\u00a0»\u202f; attendus aux deux\u00a0: amina.",
        en="Overlaps “Session b”; expected at both: amina.",
    )


def test_a_title_that_holds_guillemets_is_quoted_with_other_ones() -> None:
    first = slot(date(2027, 2, 18), id="a", people=frozenset({"amina"}))
    other = replace(
        first, id="b", title=Wording(fr="«\u00a0Chère patiente\u00a0»\u00a0: relire", en="x")
    )

    message = warnings([first, other])[0].message

    assert "Chevauche «\u00a0“Chère patiente”\u00a0: relire\u00a0»" in message.fr


def test_a_slot_may_start_as_another_ends() -> None:
    first = slot(date(2027, 2, 18), hours=1, cohorts=frozenset({"2027"}))
    second = slot(date(2027, 2, 18), time(15), cohorts=frozenset({"2027"}))

    assert conflicts([first, second]) == ()


def test_a_long_slot_conflicts_with_each_one_inside_it() -> None:
    whole = slot(date(2027, 2, 18), time(9), id="whole", hours=8, cohorts=frozenset({"2027"}))
    early = slot(date(2027, 2, 18), time(10), id="early", cohorts=frozenset({"2027"}))
    late = slot(date(2027, 2, 18), time(15), id="late", cohorts=frozenset({"2027"}))

    assert conflicts([late, whole, early]) == (
        Conflict(whole, early, (), ("2027",)),
        Conflict(whole, late, (), ("2027",)),
    )


def test_a_slot_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(TimetableError, match="The session “Session s” ends before it starts"):
        slot(date(2027, 2, 18), hours=-1)


def test_a_slot_in_an_unknown_zone_is_refused() -> None:
    at = datetime(2027, 2, 18, tzinfo=UTC)

    with pytest.raises(UnknownZone):
        Slot("s", Wording("Séance", "Session"), at, at + HOUR, "Europe/Lutece")


def test_fairness_counts_who_gets_the_evenings_and_the_early_mornings() -> None:
    slots = [
        slot(date(2027, 2, 18), time(18), hours=1.5),
        slot(date(2027, 2, 19), time(14), hours=2),
        slot(date(2027, 2, 22), time(19), hours=2),
    ]

    shares = fairness(slots)

    assert shares == Fairness(
        sessions=3,
        minutes=330,
        zones=(
            ZoneShare(PARIS, "Paris", Load(2, 210), Load(1, 60), Load(0, 0)),
            ZoneShare(TORONTO, "Montréal", Load(0, 0), Load(0, 0), Load(1, 60)),
        ),
    )
    assert shares.heaviest == shares.zones[0]


def test_a_night_session_weighs_on_both_its_dates() -> None:
    night = slot(date(2027, 2, 18), time(23), hours=2)

    share = fairness([night], (PARIS,)).zones[0]

    assert share == ZoneShare(PARIS, "Paris", Load(1, 60), Load(1, 60), Load(1, 60))


def test_no_zone_is_heaviest_where_nothing_is_planned() -> None:
    assert fairness([]).heaviest is None


SLOTS = st.lists(
    st.builds(
        lambda number, start, length, people, cohorts: Slot(
            id=str(number),
            title=Wording("Séance", "Session"),
            starts_at=datetime(2027, 1, 1, tzinfo=UTC) + timedelta(minutes=start),
            ends_at=datetime(2027, 1, 1, tzinfo=UTC) + timedelta(minutes=start + length),
            zone=PARIS,
            people=people,
            cohorts=cohorts,
        ),
        st.integers(),
        st.integers(0, 600),
        st.integers(1, 300),
        st.frozensets(st.sampled_from("abcd"), max_size=3),
        st.frozensets(st.sampled_from(["2026", "2027"]), max_size=2),
    ),
    max_size=12,
    unique_by=lambda each: each.id,
)


@given(SLOTS)
def test_conflicts_are_those_that_comparing_every_pair_finds(slots: list[Slot]) -> None:
    expected = {
        frozenset((one.id, other.id))
        for one, other in combinations(slots, 2)
        if one.starts_at < other.ends_at
        and other.starts_at < one.ends_at
        and (one.people & other.people or one.cohorts & other.cohorts)
    }

    found = conflicts(slots)

    assert {frozenset((each.first.id, each.second.id)) for each in found} == expected
    assert len(found) == len(expected)


@given(SLOTS, st.randoms(use_true_random=False))
def test_conflicts_do_not_depend_on_the_order_given(slots: list[Slot], random: object) -> None:
    shuffled = sorted(slots, key=lambda _: random.random())  # type: ignore[attr-defined]

    assert conflicts(shuffled) == conflicts(slots)


@given(SLOTS)
def test_no_zone_carries_more_minutes_than_were_planned(slots: list[Slot]) -> None:
    shares = fairness(slots)

    assert all(
        share.late.minutes <= share.evening.minutes <= shares.minutes
        and share.late.sessions <= share.evening.sessions <= shares.sessions
        and share.early.minutes + share.evening.minutes <= shares.minutes
        for share in shares.zones
    )
