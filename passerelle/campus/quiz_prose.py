"""The texts of questions made into safe HTML that fits in a line (a legend, a label)."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

from passerelle.engines.quiz import Format, Text

_TAGS = {"em", "strong", "b", "i", "u", "code", "sub", "sup", "br", "kbd", "q", "s"}
_MARKUP = re.compile(r"</?(?:[a-z][a-z0-9]*)(?:\s[^<>]*)?/?>|&#?\w+;", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\s*(?:</(?:p|div|li|tr|h\d)>|<br\s*/?>)\s*", re.IGNORECASE)
_LAST_BREAKS = re.compile(r"(?:<br>)+$")
_markdown = MarkdownIt("commonmark", {"html": False})


@lru_cache(maxsize=4096)
def html_of_text(text: Text) -> SafeString:
    """Sanitised; text that holds no markup is shown as typed, so that `p < 0,05` survives."""
    if text.format is Format.MARKDOWN:
        return _clean(_markdown.render(text.text))
    if text.format is Format.PLAIN or not _MARKUP.search(text.text):
        return SafeString(escape(text.text).replace("\n", "<br>"))
    return _clean(text.text)


def _clean(html: str) -> SafeString:
    lines = _PARAGRAPHS.sub("<br>", html.strip())
    return SafeString(_LAST_BREAKS.sub("", nh3.clean(lines, tags=_TAGS, attributes={})))
