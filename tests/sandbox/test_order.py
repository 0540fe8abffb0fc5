"""An order that cannot be right is refused before anything runs, with how to write it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

from passerelle.sandbox import Ended, Limits, Mount, Order, OrderRefused
from passerelle.sandbox.outputs import LINK
from passerelle.sandbox.wording import refusal, sentence

RUN = ("python", "predict.py")


@pytest.mark.parametrize("place", ["app", "/app/../etc", "/app/", "//app", "/app/\0"])
def test_a_place_is_a_plain_absolute_path(place: str) -> None:
    with pytest.raises(OrderRefused, match="is not a plain absolute path"):
        Order(RUN, output_at=place)


@pytest.mark.parametrize(
    "place", ["/", "/etc", "/usr/lib/python3", "/proc/1", "/dev/shm", "/opt/x"]
)
def test_the_systems_own_places_are_not_given(place: str) -> None:
    with pytest.raises(OrderRefused, match="belongs to the system of the sandbox"):
        Order(RUN, writable=(place,))


def test_two_contents_at_one_place_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OrderRefused, match="/app/output is asked for twice"):
        Order(RUN, mounts=(Mount(tmp_path, "/app/output"),))


def test_a_link_is_not_a_source(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to("/etc")

    with pytest.raises(OrderRefused, match="a link is not followed"):
        Order(RUN, mounts=(Mount(tmp_path / "data", "/app/input"),))
    with pytest.raises(OrderRefused, match="cannot be read: No such file"):
        Order(RUN, mounts=(Mount(tmp_path / "none", "/app/input"),))


def test_a_place_inside_a_mount_is_a_real_folder_of_it(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "link").symlink_to("/oldroot/tmp")
    mounts = (Mount(tmp_path, "/app"),)

    with pytest.raises(OrderRefused, match="/app/link lies inside /app"):
        Order(RUN, mounts=mounts, writable=("/app/link",))
    with pytest.raises(OrderRefused, match="/app/none lies inside /app"):
        Order(RUN, mounts=mounts, work_at="/app/none")
    assert Order(RUN, mounts=mounts).output_at == "/app/output"


def test_words_and_variables_are_text() -> None:
    with pytest.raises(OrderRefused, match="at least one word"):
        Order(())
    with pytest.raises(OrderRefused, match="'A=B' is not the name"):
        Order(RUN, environment={"A=B": "c"})


def test_a_limit_is_above_zero() -> None:
    with pytest.raises(OrderRefused, match="memory_mb must be above zero; it is 0"):
        Limits(memory_mb=0)


@pytest.mark.parametrize("ended", Ended)
def test_every_ending_has_its_sentence_in_both_languages(ended: Ended) -> None:
    with translation.override("en"):
        english = sentence(ended, Limits())
    with translation.override("fr"):
        french = sentence(ended, Limits())

    assert english.endswith(".")
    assert french.endswith(".")
    assert french != english


def test_a_refusal_is_read_in_french() -> None:
    with translation.override("fr"):
        assert refusal(f"a: b.csv: {LINK}") == "a: b.csv: un lien symbolique n’est pas suivi"
