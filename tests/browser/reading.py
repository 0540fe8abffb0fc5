"""Opening pages as somebody, and saying what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

from tools.figures.reader import Reader
from tools.figures.site import Site

Language = Literal["fr", "en"]
PHONE, TABLET, DESKTOP = 360, 768, 1280
# A missing page or a refused form, already told by its status; a total asked for again before
# the first answer came.
_SAID_ANYWAY = ("Failed to load resource", "htmx:sendAbort", "htmx:afterRequest")
# axe reads the same dozen colours thousands of times in a page, a sixth of its time: each is read
# once, by axe itself.
_COLOURS_READ_ONCE = """;{
  const proto = axe.commons.color.Color.prototype
  const read = proto.parseString
  const known = new Map()
  proto.parseString = function (text) {
    if (known.has(text)) [this.r, this.g, this.b, this.alpha] = known.get(text)
    else {
      read.call(this, text)
      known.set(text, [this.r, this.g, this.b, this.alpha])
    }
    return this
  }
};0"""
_AXE = Axe().axe_script + _COLOURS_READ_ONCE
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
_RULES = {
    "runOnly": {"type": "tag", "values": _TAGS},
    "resultTypes": ["violations"],
    "preload": False,
}
# Nothing where axe is not; else what it found, and how far the page scrolls sideways: tables may
# on a phone, the page itself never.
_OVERFLOW = """() => {
  const { scrollWidth, clientWidth } = document.documentElement
  return scrollWidth - clientWidth
}"""
_LOOK = """async rules => {
  if (!window.axe) return null
  const { violations } = await axe.run(rules)
  const { scrollWidth, clientWidth } = document.documentElement
  const shown = violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map(({ html }) => `${id}: ${help} — ${html.slice(0, 160)}`))
  return { violations: shown, overflow: scrollWidth - clientWidth }
}"""


@dataclass
class Reading:
    """One open page and what went wrong on it so far."""

    page: Page
    site: Site
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.site.url + path)

    def press(self, name: str) -> None:
        """Reach a button or a link by its name, press it as a keyboard does, wait for the page."""
        button = self.page.get_by_role("button", name=name)
        self.enter(button.or_(self.page.get_by_role("link", name=name)).first)

    def enter(self, target: Locator) -> None:
        """Focus a button or a link, press Enter, wait for the page it leads to."""
        target.focus()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def look(self) -> list[str]:
        """Everything wrong with the page as it stands now: axe, width, console, other hosts."""
        seen = self.page.evaluate(_LOOK, _RULES)
        if seen is None:
            self.page.evaluate(_AXE)
            seen = self.page.evaluate(_LOOK, _RULES)
        found = [*self.faults, *seen["violations"]]
        self.faults.clear()
        if seen["overflow"] > 0:
            found.append(f"the page scrolls sideways by {seen['overflow']} px")
        return found

    def held_at(self, width: int) -> list[str]:
        """Whether the page scrolls sideways on a screen of another width."""
        usual = self.page.viewport_size
        assert usual is not None
        self.page.set_viewport_size({"width": width, "height": usual["height"]})
        overflow = self.page.evaluate(_OVERFLOW)
        self.page.set_viewport_size(usual)
        return [f"at {width} px the page scrolls sideways by {overflow} px"] if overflow else []

    def watch(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.page.on("request", lambda request: self._asked(request.url))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(_SAID_ANYWAY):
            self.faults.append(f"console: {message.text}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.site.url, "data:", "blob:", "about:")):
            self.faults.append(f"asks another host: {url}")


@dataclass
class Desk:
    """Opens pages; whoever reads keeps their session from one reading to the next."""

    browser: Browser
    site: Site
    _cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    @contextmanager
    def reading(
        self,
        persona: str,
        *,
        language: Language = "fr",
        width: int = DESKTOP,
        scripts: bool = True,
        dark: bool = False,
        looks_at_each: bool = False,
    ) -> Iterator[Reading]:
        """A page of their own for as long as the block lasts; with `looks_at_each`, axe is sent
        once for all the pages it opens."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 780},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            locale="fr-FR" if language == "fr" else "en-GB",
            base_url=self.site.url,
        )
        self._sign_in(context, persona, language)
        context.set_default_timeout(5_000)
        if looks_at_each:
            context.add_init_script(_AXE)
        reading = Reading(context.new_page(), self.site)
        reading.watch()
        try:
            yield reading
        finally:
            context.close()

    def close(self) -> None:
        self._cookies.clear()

    def _sign_in(self, context: BrowserContext, persona: str, language: Language) -> None:
        reader = Reader(self.site, language, self._cookies.setdefault(persona, {}))
        if not reader.cookies and persona in self.site.doors and persona != "visitor":
            reader.come_in(self.site.doors[persona])
        if reader.cookies:
            reader.send("/language/", reader.get("/verify/"), language=language, next="/")
        context.add_cookies(
            [
                {"name": name, "value": value, "url": self.site.url}
                for name, value in reader.cookies.items()
            ]
        )
