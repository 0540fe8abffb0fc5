"""Long lists by pages, each page and the number of all rows in one query."""

from __future__ import annotations

from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Count, Model, QuerySet, Window

Row = TypeVar("Row", bound=Model)


def page_of(rows: QuerySet[Row], number: str | None, *, per_page: int) -> Page[Row]:
    """The page of this number; the first where it is no number, the last where it is too far."""
    asked = max(1, int(number)) if number and number.isdecimal() else 1
    first = (asked - 1) * per_page
    counted = rows.annotate(rows_in_all=Window(Count("pk")))
    found = list(counted[first : first + per_page])
    paginator = Paginator(rows, per_page)
    if not found and asked > 1:
        return paginator.get_page(number)
    paginator.count = vars(found[0])["rows_in_all"] if found else 0
    return Page(found, asked, paginator)
