"""What a first visit to a page brings over the wire, as Chromium receives it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

from .reader import Reader
from .sheet import Figure, at_most
from .site import Site

# Debian's shell without windows does the same pages in half the time.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    # The shell of version 156 dies when a page asks whether speech is understood on the device,
    # which it never is there.
    "--disable-blink-features=OnDeviceWebSpeechAvailable",
    # A page is open for a moment: optimising its scripts for later costs a fifth of the processor.
    "--js-flags=--no-turbofan --no-maglev",
    "--in-process-gpu",
)
# For pages that scripts read and nobody clicks: no frame is ever drawn.
UNDRAWN = ("--disable-gpu-compositing", "--disable-threaded-compositing")


def chromium() -> str | None:
    """The browser of this machine, if there is one; none is ever downloaded."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def visit_figures(site: Site, path: str, *, persona: str) -> Iterator[Figure]:
    """Bytes, requests and hosts of a first visit to a module page."""
    program = chromium()
    if program is None:
        yield Figure("first visit to a module page", "≤ 120 kB", "no Chromium here", None)
        return
    requests, size = _first_visit(site, path, persona, program)
    yield at_most("first visit to a module page, all assets", size / 1000, 120, "kB")
    yield at_most("requests of that visit", len(requests), 8, "requests", places=0)
    others = [url for url in requests if not url.startswith(site.url)]
    yield Figure("requests to another host", "0", str(len(others)), not others)


def _first_visit(site: Site, path: str, persona: str, program: str) -> tuple[list[str], int]:
    from playwright.sync_api import sync_playwright

    reader = Reader(site)
    reader.come_in(site.doors[persona])
    requests: list[str] = []
    sizes: list[int] = []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=program, args=ARGUMENTS)
        context = browser.new_context()
        context.add_cookies(
            [
                {"name": name, "value": value, "url": site.url}
                for name, value in reader.cookies.items()
            ]
        )
        page = context.new_page()
        wire = context.new_cdp_session(page)

        def asked(event: dict[str, Any]) -> None:  # Any: Chromium's protocol
            if not event["request"]["url"].startswith("data:"):
                requests.append(event["request"]["url"])

        wire.on("Network.requestWillBeSent", asked)
        wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        wire.send("Network.enable")
        page.goto(site.url + path, wait_until="networkidle")
        browser.close()
    return requests, int(sum(sizes))
