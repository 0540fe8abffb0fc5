"""Why an answer is right, in words that lead to the lesson they name."""

from __future__ import annotations

import re
from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from passerelle.engines.quiz import Text

from ..enums import Kind
from ..models import Activity
from ..quiz_prose import html_of_text

_LESSON = re.compile(
    r"\b(?:(?:la|the)\s)?(?:leçon|lesson)\s(?P<rank>\d{1,2})\b|\b(?:la\sleçon|the\slesson)\b",
    re.IGNORECASE,
)


class Explanations:
    """Those of one quiz. Its module's lessons are asked for once, if one is named."""

    def __init__(self, quiz: Activity) -> None:
        self.quiz = quiz

    def html_of(self, text: Text) -> SafeString:
        """“Lesson 2” leads to the second of the module, “the lesson” to its only one."""
        return SafeString(_LESSON.sub(self._linked, html_of_text(text)))

    @cached_property
    def lessons(self) -> tuple[str, ...]:
        """Their addresses, in order."""
        edition, module = self.quiz.edition.slug, self.quiz.module
        lessons = Activity.objects.filter(module=module, kind=Kind.LESSON, retired_at=None)
        slugs = lessons.order_by("position").values_list("slug", flat=True)
        return tuple(reverse("activity", args=[edition, module.slug, slug]) for slug in slugs)

    def _linked(self, named: re.Match[str]) -> str:
        # Inline tags without attributes at most: what is named here is always text.
        address, words = self._address_of(named["rank"]), SafeString(named[0])
        return format_html('<a href="{}">{}</a>', address, words) if address else words

    def _address_of(self, rank: str | None) -> str:
        if rank is None:
            return self.lessons[0] if len(self.lessons) == 1 else ""
        return dict(enumerate(self.lessons, start=1)).get(int(rank), "")
