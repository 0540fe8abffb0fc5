"""Markdown of the programme made into safe HTML, once, when it is loaded."""

from __future__ import annotations

import re

import nh3
from markdown_it import MarkdownIt

_markdown = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
_TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "em", "strong", "code", "pre", "hr"),
    *("br", "a", "table", "thead", "tbody", "tr", "th", "td", "div"),
}


def html_of(markdown: str, *, language: str) -> str:
    """Sanitised HTML; tables sit in a scroller that the keyboard can reach."""
    html = nh3.clean(
        _markdown.render(markdown),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"https", "http", "mailto"},
        link_rel="noopener noreferrer",
    )
    label = "Tableau" if language == "fr" else "Table"
    scroller = f'<div class="scroller" tabindex="0" role="region" aria-label="{label}">'
    opened = html.replace("<table>", f"{scroller}<table>")
    return opened.replace("</table>", "</table></div>")


def words_in(markdown: str) -> int:
    """Words as a reader counts them: no markup, punctuation alone is not a word."""
    return len(re.findall(r"\w[\w’'-]*", markdown))
