"""What an author's lists say of each row: cases that wait, outputs and who has reread them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .queries.critique_desk import ItemRow
from .queries.reviews import CaseRow


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A link, what it waits for or holds, and a line below; `doubt` is what must be looked at."""

    url: str
    title: str
    due: str
    note: str
    doubt: str = ""


def case_rows(edition: str, cases: Iterable[CaseRow]) -> list[DeskRow]:
    return [
        DeskRow(reverse("case", args=[edition, case.slug]), case.title, _waiting(case), _met(case))
        for case in cases
    ]


def _waiting(case: CaseRow) -> str:
    if case.is_draft:
        return _("draft")
    if not case.waiting:
        return ""
    return ngettext("%(n)s waiting", "%(n)s waiting", case.waiting) % {"n": case.waiting}


def _met(case: CaseRow) -> str:
    if not case.encounters:
        return _("no encounter yet")
    words = ngettext("%(n)s encounter", "%(n)s encounters", case.encounters)
    return words % {"n": case.encounters}


def item_rows(edition: str, items: Iterable[ItemRow]) -> list[DeskRow]:
    return [
        DeskRow(
            url=reverse("critique_item", args=[edition, item.slug]),
            title=item.title,
            due=_planted(item),
            note="\u00a0· ".join([item.specialty, _COUNTRIES[item.country], *_reread(item)]),
            doubt=_doubt(item),
        )
        for item in items
    ]


_COUNTRIES = {"CA": "Canada", "FR": "France"}


def _planted(item: ItemRow) -> str:
    if item.is_sound:
        return _("sound")
    return ngettext("%(n)s error", "%(n)s errors", item.errors) % {"n": item.errors}


def _reread(item: ItemRow) -> list[str]:
    """A doubt stands by itself."""
    if item.doubts:
        return []
    if item.readers:
        return [_("reread by %(names)s") % {"names": ", ".join(item.readers)}]
    return [_("no second reading")]


def _doubt(item: ItemRow) -> str:
    return _("doubted by %(names)s") % {"names": ", ".join(item.doubts)} if item.doubts else ""
