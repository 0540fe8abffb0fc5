"""The staff's pages about learners: the cohort, its spreadsheet, one gradebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from passerelle.foundation.translated import reading_language

from ..access import edition_of, requires, viewer_from
from ..queries.cohort_csv import cohort_lines, written
from ..queries.cohort_gradebook import gradebook_page, gradebooks_in
from ..queries.cohort_table import Asked, cohort_page
from ..rules import can_read_any_gradebook, can_read_cohort


@require_safe
@requires(can_read_cohort)
def cohort(request: HttpRequest, edition: str) -> HttpResponse:
    """Learners by modules: hours, results, who is late."""
    asked = Asked(
        late_first=request.GET.get("sort") == "late",
        institution=request.GET.get("institution", "")[:50],
        page=request.GET.get("page", "1"),
    )
    page = cohort_page(viewer_from(request), edition_of(request), asked)
    return render(request, "campus/cohort.html", {"page": page})


@require_safe
@requires(can_read_cohort)
def cohort_csv(request: HttpRequest, edition: str) -> StreamingHttpResponse:
    """The whole cohort for a spreadsheet."""
    lines = cohort_lines(viewer_from(request), edition_of(request))
    return spreadsheet(lines, name=f"cohort-{edition}.csv")


@require_safe
@requires(can_read_any_gradebook)
def gradebook(request: HttpRequest, edition: str, enrolment: int) -> HttpResponse:
    """How one learner's total is reached, and what proves their hours."""
    learner = get_object_or_404(gradebooks_in(edition_of(request)), pk=enrolment)
    page = gradebook_page(viewer_from(request), learner)
    return render(request, "campus/gradebook.html", {"page": page})


def spreadsheet(lines: Iterable[Sequence[str]], *, name: str) -> StreamingHttpResponse:
    """A download that begins before the last line is known."""
    response = StreamingHttpResponse(
        _in_language(written(lines, reading_language()), get_language() or "fr"),
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _in_language(pieces: Iterator[str], language: str) -> Iterator[str]:
    """The page's language still holds while the download runs."""
    with translation.override(language):
        yield from pieces
