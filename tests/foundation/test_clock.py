"""The one clock: it stands still for a rehearsal, is moved for the demo, and never for sign-in."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from passerelle.foundation import clock
from tests.factories import make_person, sign_in

IN_MAY = datetime(2027, 5, 21, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_unmoved_the_clock_is_the_walls() -> None:
    gap = abs(clock.now() - timezone.now())

    assert (gap < SECOND, clock.is_moved()) == (True, False)


def test_the_demos_shift_is_added_to_the_wall(settings: Settings) -> None:
    settings.PASSERELLE_CLOCK_SHIFT = timedelta(days=80)

    gap = abs(clock.now() - timezone.now() - timedelta(days=80))

    assert (gap < SECOND, clock.is_moved()) == (True, True)


def test_inside_the_block_the_clock_stands_still_in_utc() -> None:
    paris = IN_MAY.astimezone(ZoneInfo("Europe/Paris"))

    with clock.standing_at(paris):
        seen = [clock.now(), clock.now()]

    assert seen == [IN_MAY, IN_MAY]
    assert [instant.tzinfo for instant in seen] == [UTC, UTC]


def test_after_the_block_even_a_failed_one_the_clock_runs_again() -> None:
    with pytest.raises(KeyError), clock.standing_at(IN_MAY):
        raise KeyError

    assert abs(clock.now() - timezone.now()) < SECOND


def test_a_block_in_a_block_gives_the_outer_instant_back() -> None:
    with clock.standing_at(IN_MAY):
        with clock.standing_at(IN_MAY + timedelta(days=1)):
            inner = clock.now()
        outer = clock.now()

    assert (inner, outer) == (IN_MAY + timedelta(days=1), IN_MAY)


def test_a_clock_standing_in_one_thread_runs_in_the_others() -> None:
    seen: list[datetime] = []
    other = threading.Thread(target=lambda: seen.append(clock.now()))

    with clock.standing_at(IN_MAY):
        other.start()
        other.join()

    assert abs(seen[0] - timezone.now()) < SECOND


def test_an_instant_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"), clock.standing_at(datetime(2027, 5, 21)):  # noqa: DTZ001
        pass


@pytest.mark.django_db
def test_a_session_opened_under_the_demos_clock_ends_in_real_time(
    client: Client, settings: Settings
) -> None:
    settings.PASSERELLE_CLOCK_SHIFT = timedelta(days=400)

    sign_in(client, make_person())

    left = client.session.get_expiry_date() - timezone.now()
    assert abs(left - timedelta(seconds=settings.SESSION_COOKIE_AGE)) < timedelta(minutes=1)
