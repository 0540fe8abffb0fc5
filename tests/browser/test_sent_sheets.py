"""What a juror's device forgets once the campus has it: the script of the sheets, without a campus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

import passerelle.campus

pytestmark = pytest.mark.browser
_SITE = "http://localhost:9"  # nobody listens: every answer below is the test's
_QUEUE = Path(passerelle.campus.__path__[0]) / "static" / "campus" / "offline-queue.js"
_OPEN = {"X-Sheets-Of": "amina", "X-Sheet-Mark": "4-open-fr"}
_CHANGE = {
    "owner": "amina",
    "sheet": 7,
    "key": "un",
    "base": 3,
    "writes": "/sheet/writes/",
    "page": "/sheet/",
    "levels": {"preuve": "solide"},
    "remark": "Remarque inventée.",
    "signs": False,
}
_ALL_KEPT = """async () => {
  const pages = await (await caches.open("sheets")).matchAll();
  const texts = await Promise.all(pages.map((one) => one.text()));
  const come = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const moment = (await come(indexedDB.open("passerelle-sheets"))).transaction(["writes", "sheets"]);
  const [writes, sheets] = ["writes", "sheets"].map((name) => come(moment.objectStore(name).getAll()));
  return { writes: await writes, sheets: await sheets, pages: texts };
}"""
_KEEP_PAGE = """async (headers) => (await caches.open("sheets")).put("/sheet/", new Response("before", { headers }))"""
_SEND = """async (change) => { await sheetQueue.add(change); return sheetQueue.send("amina", "/list/"); }"""


class Campus:
    """Answers as ours does: whose session it is, that a change is kept, a page as it now stands."""

    def __init__(self) -> None:
        self.is_away = False
        self.sent: list[dict[str, Any]] = []  # Any: JSON

    def __call__(self, route: Route) -> None:
        path = route.request.url.removeprefix(_SITE)
        if self.is_away:
            route.abort()
        elif path == "/list/":
            route.fulfill(json={"owner": "amina", "token": "t", "sheets": []})
        elif path == "/sheet/writes/":
            written = route.request.post_data_json
            assert isinstance(written, dict)
            self.sent.append(written)
            version = written["base_version"] + 1
            told = {
                "state": "kept",
                "version": version,
                "signed": written["signs"],
                "told": "All sent.",
            }
            route.fulfill(json=told)
        elif path == "/sheet/":
            route.fulfill(body="after", headers=_OPEN)
        else:
            script = _QUEUE.read_text(encoding="utf-8")
            route.fulfill(body=f"<script>{script}</script>", content_type="text/html")


@pytest.fixture
def campus() -> Campus:
    return Campus()


@pytest.fixture
def device(browser: Browser, campus: Campus) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/*", campus)
    page.goto(f"{_SITE}/")
    page.evaluate(_KEEP_PAGE, _OPEN)
    yield page
    context.close()


def test_what_the_campus_has_confirmed_is_forgotten_but_its_version_and_key(
    device: Page, campus: Campus
) -> None:
    campus.is_away = True
    away = device.evaluate(_SEND, _CHANGE)
    waiting = device.evaluate(_ALL_KEPT)
    campus.is_away = False

    stopped = device.evaluate("sheetQueue.send('amina', '/list/')")

    kept = device.evaluate(_ALL_KEPT)
    (known,) = kept["sheets"]
    assert (away, [each["remark"] for each in waiting["writes"]]) == ("away", [_CHANGE["remark"]])
    assert (stopped, kept["writes"], kept["pages"]) == ("", [], ["after"])
    assert sorted(known) == ["at", "key", "owner", "sent", "sheet", "signed", "told", "version"]
    assert (known["key"], known["version"], campus.sent[0]["base_version"]) == ("un", 4, 3)


def test_a_change_after_a_confirmed_one_stands_on_it_and_is_sent_once(
    device: Page, campus: Campus
) -> None:
    device.evaluate(_SEND, _CHANGE)

    device.evaluate(_SEND, _CHANGE | {"key": "deux"})

    assert [(each["key"], each["base_version"]) for each in campus.sent] == [("un", 3), ("deux", 4)]


def test_of_a_signed_sheet_nothing_stays_once_another_page_opens(device: Page) -> None:
    device.evaluate(_SEND, _CHANGE | {"signs": True})

    device.evaluate("sheetQueue.sweep()")

    assert device.evaluate(_ALL_KEPT) == {"writes": [], "sheets": [], "pages": []}


def test_the_next_day_nothing_stays_but_what_was_not_sent(device: Page, campus: Campus) -> None:
    device.evaluate(_SEND, _CHANGE)
    campus.is_away = True
    device.evaluate(_SEND, _CHANGE | {"sheet": 8, "key": "trois"})
    device.evaluate("sheetQueue.learn({ owner: 'amina', sheet: 8, version: 2 })")
    device.evaluate("Date.prototype.setHours = () => Date.now() + 1")  # as if it were tomorrow

    device.evaluate("sheetQueue.sweep()")

    kept = device.evaluate(_ALL_KEPT)
    assert [(each["sheet"], each["key"]) for each in kept["writes"]] == [(8, "trois")]
    assert [each["sheet"] for each in kept["sheets"]] == [8]
