"""A graduate downloads, a visitor verifies; one changed character and the diploma refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import PHONE, Desk

pytestmark = pytest.mark.browser
GRADUATE, VISITOR = "graduate (2026)", "visitor"


@pytest.fixture
def diploma(desk: Desk, tmp_path: Path) -> dict[str, Path]:
    """The two files a graduate downloads."""
    with desk.reading(GRADUATE, language="en") as reading:
        page = reading.page
        reading.go("/diploma/")
        return {
            kind: _downloaded(page, f"a[href$='.{kind}']", tmp_path / f"diploma.{kind}")
            for kind in ("pdf", "json")
        }


def _downloaded(page: Page, link: str, path: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator(link).first.click()
    waiting.value.save_as(path)
    return path


def test_the_graduate_gets_a_pdf_and_a_credential_with_a_proof_of_each_institution(
    diploma: dict[str, Path],
) -> None:
    credential = json.loads(diploma["json"].read_bytes())

    signers = {proof["verificationMethod"] for proof in credential["proof"]}

    assert diploma["pdf"].read_bytes().startswith(b"%PDF-")
    assert len(signers) == len(credential["proof"]) == 5
    assert credential["type"] == ["VerifiableCredential", "OpenBadgeCredential"]


@pytest.mark.parametrize("kind", ["json", "pdf"])
def test_a_visitor_reads_in_both_languages_that_the_file_is_genuine(
    desk: Desk, diploma: dict[str, Path], kind: str
) -> None:
    with desk.reading(VISITOR, language="en", width=PHONE) as reading:
        page = reading.page
        reading.go("/verify/")
        page.locator("input[type=file]").set_input_files(diploma[kind])
        expect(page.locator("h1.good")).to_be_visible()
        english, rows = page.locator("h1").inner_text(), page.locator("tbody tr").count()
        seen = reading.look()

        reading.press("français")

        expect(page.locator("html[lang=fr]")).to_be_attached()
        expect(page.locator("h1.good")).to_be_visible()
        assert page.locator("h1").inner_text() != english
        assert (rows, seen, reading.look()) == (5, [], [])


def test_one_changed_character_refuses_and_names_what_failed(
    desk: Desk, diploma: dict[str, Path], tmp_path: Path
) -> None:
    text = diploma["json"].read_text(encoding="utf-8")
    name = json.loads(text)["credentialSubject"]["identifier"][0]["identityHash"]
    forged = tmp_path / "forged.json"
    forged.write_text(text.replace(name, name[:-1] + "x"), encoding="utf-8")

    with desk.reading(VISITOR, language="en") as reading:
        page = reading.page
        reading.go("/verify/")
        page.locator("input[type=file]").set_input_files(forged)

        expect(page.locator("h1.bad")).to_be_visible()
        expect(page.locator(".notice.bad")).to_be_visible()
        assert reading.look() == []


def test_without_scripts_a_pasted_credential_is_verified(
    desk: Desk, diploma: dict[str, Path]
) -> None:
    with desk.reading(VISITOR, language="en", scripts=False) as reading:
        page = reading.page
        reading.go("/verify/")
        page.locator("textarea").fill(diploma["json"].read_text(encoding="utf-8"))
        page.get_by_role("button", name="Verify").click()

        expect(page.locator("h1.good")).to_be_visible()


def test_the_journal_shows_the_year_to_its_coordinator(desk: Desk) -> None:
    with desk.reading("coordinator", language="en") as reading:
        reading.go("/2027/journal/")

        expect(reading.page.locator("main")).to_contain_text("handed in")
