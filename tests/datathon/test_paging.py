"""Long lists by pages."""

from __future__ import annotations

from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from passerelle.datathon.queries.paging import page_of
from passerelle.foundation.comments import comment
from passerelle.foundation.models import Comment
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def remarks(count: int) -> None:
    author = make_person()
    for number in range(count):
        comment("thing", 1, author=author, text=f"Mot {number}", form_key=uuid4())


def test_a_page_knows_how_many_rows_there_are_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    remarks(5)

    with django_assert_num_queries(1):
        page = page_of(Comment.objects.order_by("pk"), "2", per_page=2)
        told = [each.text for each in page]
        numbers = (page.number, page.paginator.count, page.paginator.num_pages)

    assert told == ["Mot 2", "Mot 3"]
    assert numbers == (2, 5, 3)
    assert (page.has_previous(), page.has_next()) == (True, True)


@pytest.mark.parametrize("asked, given", [("9", 3), ("0", 1), ("x", 1), (None, 1), ("²", 1)])
def test_a_page_that_does_not_exist_is_the_nearest_that_does(asked: str | None, given: int) -> None:
    remarks(5)

    assert page_of(Comment.objects.order_by("pk"), asked, per_page=2).number == given


def test_nothing_is_one_empty_page() -> None:
    page = page_of(Comment.objects.order_by("pk"), "1", per_page=2)

    assert (list(page), page.paginator.count, page.has_other_pages()) == ([], 0, False)
