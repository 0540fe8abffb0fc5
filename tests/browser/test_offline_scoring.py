"""A juror scores without a network; when it is back everything is stored, each change once."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reading import PHONE, Desk, Reading
from tools.figures.site import served

pytestmark = pytest.mark.browser
_OPEN_COPY = "main ul.plain a[href*='/marking/']"
_KEPT = "offline-desk[data-kept]"
# A change made behind one that waits for its writer's choice.
_WRITE_ON = "(async () => { const sheet = document.querySelector('offline-sheet');"
_WRITE_ON += " await sheet.keep(); await sheet.sent; })()"
# Everything this device has kept of its sheets, as one text.
_KEPT_TEXT = """async () => {
  const come = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const moment = (await come(indexedDB.open("passerelle-sheets"))).transaction(["writes", "sheets"]);
  const found = ["writes", "sheets"].map((name) => come(moment.objectStore(name).getAll()));
  return JSON.stringify(await Promise.all(found));
}"""
# A device that takes its time: what the page asks of its own store comes half a second later.
_SLOW_STORE = """() => {
  const open = indexedDB.open.bind(indexedDB);
  indexedDB.open = (...asked) => {
    const late = {};
    setTimeout(() => {
      const request = open(...asked);
      for (const when of ["onupgradeneeded", "onsuccess", "onerror"]) request[when] = () => {
        late.result = request.result;
        late[when]?.();
      };
    }, 500);
    return late;
  };
}"""
_KEPT_PAGES = "caches.open('sheets').then(room => room.keys()).then(all => all.map(one => one.url))"


@pytest.fixture(scope="module")
def desk(
    browser: Browser, played: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """A campus as it was played, where no other test has signed a sheet or signed out."""
    own = tmp_path_factory.mktemp("scoring") / "data"
    shutil.copytree(played, own)
    with served(own) as site:
        yield Desk(browser, site)


def stored(data: Path, sheet: int) -> tuple[int, int, int, bool, str]:
    """Changes, their keys, the version, whether it is signed, the remark: as the database has it."""
    with sqlite3.connect(data / "passerelle.sqlite3") as database:
        writes, keys = database.execute(
            "SELECT count(*), count(DISTINCT key) FROM campus_sheetwrite WHERE sheet_id = ?",
            (sheet,),
        ).fetchone()
        version, signed, remark = database.execute(
            "SELECT version, submitted_at IS NOT NULL, remark FROM campus_sheet WHERE id = ?",
            (sheet,),
        ).fetchone()
    return writes, keys, version, bool(signed), remark


def open_desk(reading: Reading) -> list[str]:
    """The desk, once every copy it leads to is kept on the device; where the open ones are."""
    reading.go("/2027/marking/")
    reading.page.wait_for_selector(_KEPT)
    links = reading.page.locator(_OPEN_COPY)
    return [str(links.nth(place).get_attribute("href")) for place in range(2)]


def judge(page: Page, *, remark: str) -> int:
    """Choose the third level of every criterion, and write a remark; how many changes that makes."""
    criteria = page.locator("fieldset.criterion")
    for place in range(criteria.count()):
        criteria.nth(place).locator("input").nth(2).check()
    page.get_by_role("textbox").first.fill(remark)
    return criteria.count() + 1


def number_of(address: str) -> int:
    return int(address.rstrip("/").rpartition("/")[2])


def test_two_sheets_scored_without_a_network_are_stored_once_when_it_is_back(desk: Desk) -> None:
    with desk.reading("expert", language="en", width=PHONE) as reading:
        page, context = reading.page, reading.page.context
        first, second = open_desk(reading)
        context.set_offline(True)
        page.goto(desk.site.url + first)
        judge(page, remark="Heard in the room.")
        page.get_by_role("button", name="Sign, then the next").click()
        page.wait_for_url(f"**{second}")
        judge(page, remark="Also heard.")
        expect(page.locator(".save-state")).to_contain_text("changes to send")
        page.goto(desk.site.url + first)
        expect(page.locator(".save-state")).to_contain_text("will be signed when sent")
        waiting = page.evaluate(_KEPT_TEXT)
        held = [stored(desk.site.data, number_of(each))[0] for each in (first, second)]

        context.set_offline(False)
        page.evaluate("dispatchEvent(new Event('online'))")

        expect(page.locator(".save-state")).to_contain_text("All sent at")
        texts = page.evaluate(_KEPT_TEXT)
        assert held == [0, 0]
        assert ["Also heard." in kept for kept in (waiting, texts)] == [True, False]
        assert "Heard in the room." not in texts
        found = [stored(desk.site.data, number_of(each)) for each in (first, second)]
        assert [(row[0] == row[1] == row[2], *row[3:]) for row in found] == [
            (True, True, "Heard in the room."),
            (True, False, "Also heard."),
        ]


def test_a_sheet_changed_on_another_device_is_chosen_line_by_line(desk: Desk) -> None:
    with (
        desk.reading("expert", language="en", width=PHONE) as phone,
        desk.reading("expert", language="en") as laptop,
    ):
        address = open_desk(phone)[0]
        for reading in (phone, laptop):
            reading.go(address)
            expect(reading.page.locator("offline-sheet")).to_be_visible()
        phone.page.context.set_offline(True)
        phone.page.locator("fieldset.criterion").first.locator("input").nth(0).check()
        with laptop.page.expect_response("**/writes/"):
            laptop.page.locator("fieldset.criterion").first.locator("input").nth(1).check()

        phone.page.context.set_offline(False)
        phone.page.evaluate("dispatchEvent(new Event('online'))")
        choice = phone.page.locator(".difference")
        expect(choice).to_be_visible()
        before = stored(desk.site.data, number_of(address))
        phone.page.evaluate(_WRITE_ON)
        after = stored(desk.site.data, number_of(address))
        faults = phone.look()
        choice.get_by_label("On this device").first.check()
        with phone.page.expect_response("**/writes/"):
            choice.get_by_role("button").click()

        expect(phone.page.locator(".save-state")).to_contain_text("All sent at")
        assert (faults, after) == ([], before)
        assert stored(desk.site.data, number_of(address))[0] == before[0] + 1


def test_what_is_chosen_before_the_device_answers_is_kept_each_choice_for_itself(
    desk: Desk,
) -> None:
    with desk.reading("expert", language="en") as reading:
        page, address = reading.page, open_desk(reading)[0]
        before = stored(desk.site.data, number_of(address))
        page.add_init_script(f"({_SLOW_STORE})()")
        page.goto(desk.site.url + address)
        criteria = page.locator("fieldset.criterion")
        for criterion, level in ((0, 3), (1, 3), (0, 0)):
            criteria.nth(criterion).locator("input").nth(level).check()
        after = before
        for _tenth_of_a_second in range(50):
            page.wait_for_timeout(100)
            after = stored(desk.site.data, number_of(address))
            if after[0] == before[0] + 3:
                break
        page.reload()

        assert after[:3] == (before[0] + 3, before[1] + 3, before[2] + 3)
        expect(criteria.nth(0).locator("input").nth(0)).to_be_checked()
        expect(criteria.nth(1).locator("input").nth(3)).to_be_checked()


def test_signing_out_takes_the_copies_off_the_device(desk: Desk) -> None:
    with desk.reading("expert", language="en") as reading:
        page = reading.page
        address = open_desk(reading)[0]
        page.evaluate("document.querySelector('[data-forget]').requestSubmit()")
        page.wait_for_url(desk.site.url + "/")
        page.context.set_offline(True)

        page.goto(desk.site.url + address)

        expect(page.locator("h1")).to_have_text("This page was not kept on this device.")


@pytest.mark.parametrize("milliseconds", [0, 180, 300])
def test_signing_out_while_the_copies_are_being_kept_leaves_none(
    desk: Desk, milliseconds: int
) -> None:
    with Desk(desk.browser, desk.site).reading("expert", language="en") as reading:
        page = reading.page
        page.goto(desk.site.url + "/2027/marking/", wait_until="commit")
        page.wait_for_selector("[data-forget]", state="attached")
        page.wait_for_timeout(milliseconds)
        page.evaluate("document.querySelector('[data-forget]').requestSubmit()")
        page.wait_for_url(desk.site.url + "/")
        page.wait_for_timeout(500)  # answers that were on their way have come

        assert page.evaluate(_KEPT_PAGES) == []
