"""A browser of few words: one kept-alive connection, its cookies, forms by name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode, urljoin, urlsplit

from .site import Site

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_FORM_KEY = re.compile(r'name="form_key"[^>]*value="([^"]+)"')
_LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]+)')


@dataclass(frozen=True, slots=True)
class Page:
    """What came back."""

    path: str
    status: int
    kind: str
    text: str
    location: str = ""

    @property
    def links(self) -> list[str]:
        """Addresses of this site the page leads to, in order, each once."""
        found = (
            urlsplit(urljoin(self.path, link.replace("&amp;", "&")))
            for link in _LINK.findall(self.text)
        )
        own = (f"{each.path}?{each.query}".rstrip("?") for each in found if not each.netloc)
        return list(dict.fromkeys(own))


@dataclass
class Reader:
    """One person at one site."""

    site: Site
    language: str = "fr"
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    _connection: HTTPConnection | None = None

    def come_in(self, door: str) -> None:
        """Open a personal link and press its button."""
        path = urlsplit(door).path
        answer = self.send(path, self.get(path))
        if answer.status != 302:
            raise RuntimeError(f"The door {path} answered {answer.status}.")

    def renew(self) -> None:
        """Connect anew: the server closes what was silent for five seconds."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def get(self, path: str) -> Page:
        return self._ask("GET", path)

    def send(self, path: str, page: Page, **fields: str) -> Page:
        """Post a form of a page, with its token and its key."""
        hidden = {"csrfmiddlewaretoken": _first(_TOKEN, page), "form_key": _first(_FORM_KEY, page)}
        body = urlencode({**hidden, **fields})
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: str = "") -> Page:
        if self._connection is None:
            self._connection = HTTPConnection(self.site.host, timeout=30)
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Accept-Language": self.language,
            "Accept": "text/html",
            **self.headers,
        }
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body or None, headers)
        answer = self._connection.getresponse()
        text = answer.read()
        self._keep_cookies(answer)
        kind = (answer.getheader("Content-Type") or "").split(";")[0]
        shown = text.decode() if kind == "text/html" else ""
        return Page(path, answer.status, kind, shown, answer.getheader("Location") or "")

    def _keep_cookies(self, answer: HTTPResponse) -> None:
        for header in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = header.split(";")[0].partition("=")
            self.cookies[name] = value


def _first(pattern: re.Pattern[str], page: Page) -> str:
    found = pattern.search(page.text)
    return found[1] if found else ""
