"""A team's second evening: a file refused by row, then one that is scored while one looks.

The played year of 2026, its clock set back to the evening of 11 April."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.reading import PHONE, Desk
from tools.figures.site import ROOT, environment, served

pytestmark = pytest.mark.browser
EVENING = datetime(2026, 4, 11, 18, 0, tzinfo=UTC)
MEMBER = "graduate (2026)"
CHALLENGE = "/2026/datathon/diagnostic/"


@pytest.fixture(scope="module")
def evening(played: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the played campus, whose queue nobody works off yet."""
    data = tmp_path_factory.mktemp("evening") / "data"
    shutil.copytree(played, data)
    with closing(sqlite3.connect(data / "passerelle.sqlite3")) as campus, campus:
        # What was revealed on the 12th is not yet on the 11th.
        campus.execute("UPDATE datathon_challenge SET revealed_at = NULL, revealed_by_id = NULL")
    return data


@pytest.fixture(scope="module")
def team_desk(browser: Browser, evening: Path) -> Iterator[Desk]:
    with served(evening, at=EVENING) as site:
        yield Desk(browser, site)


def work_off_the_queue(data: Path) -> None:
    """What a worker does, once, then it ends."""
    command = [sys.executable, "-m", "passerelle.config.command", "work", "--batch"]
    subprocess.run(command, env=environment(data, at=EVENING), cwd=ROOT, check=True, timeout=60)


def test_a_file_is_refused_by_row_then_one_is_scored_while_one_looks(
    team_desk: Desk, evening: Path
) -> None:
    with team_desk.reading(MEMBER, width=PHONE) as reading:
        page = reading.page
        reading.go(CHALLENGE)
        with page.expect_download() as sample:
            page.get_by_role("link", name="sample_submission.csv").click()
        rows = Path(sample.value.path()).read_bytes()

        reading.go(f"{CHALLENGE}submissions/new/")
        page.get_by_label("Votre fichier").set_input_files(
            {"name": "essai.csv", "mimeType": "text/csv", "buffer": rows.replace(b"0.180", b"2", 1)}
        )
        reading.press("Remettre pour mon équipe")
        expect(page.locator("#problems")).to_contain_text("ligne 2, score")
        refused = reading.look()

        page.get_by_label("Votre fichier").set_input_files(
            {"name": "essai.csv", "mimeType": "text/csv", "buffer": rows}
        )
        reading.press("Remettre pour mon équipe")
        expect(page.locator("h1")).to_contain_text("au rang 1 de la file")
        page.get_by_role("button", name="Retirer cette remise").focus()

        work_off_the_queue(evening)

        expect(page.locator("h1")).to_contain_text("est évaluée.", timeout=15_000)
        expect(page.locator(".spoken[role=status]")).to_contain_text("est évaluée.")
        expect(page.locator("#submission")).to_be_focused()
        expect(page.locator("#submission")).to_contain_text("AUROC")
        assert (refused, reading.look()) == ([], [])
