"""An activity's page, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ...access import requires
from ...enums import Kind
from ...playing import played_kind
from ...queries.learning_activity import Reached
from ...rules import can_read_content, is_guest
from .assignments import assignment_page
from .closed import closed_page
from .lessons import lesson_page
from .quizzes import quiz_page
from .reaching import reached_or_404

_PAGES: Mapping[str, Callable[[HttpRequest, Reached], HttpResponse]] = {
    Kind.LESSON: lesson_page,
    Kind.QUIZ: quiz_page,
    Kind.ASSIGNMENT: assignment_page,
}


@requires(can_read_content | is_guest)
@require_safe
def activity(request: HttpRequest, edition: str, module: str, slug: str) -> HttpResponse:
    reached = reached_or_404(request, module=module, slug=slug)
    if not reached.is_open:
        return closed_page(request, reached)
    page = _PAGES.get(reached.activity.kind) or _page_elsewhere(reached)
    if page is None:
        context = {"activity": reached.activity}
        return render(request, "campus/lesson_unplayable.html", context)
    return page(request, reached)


def _page_elsewhere(reached: Reached) -> Callable[[HttpRequest, Reached], HttpResponse] | None:
    """The page of a kind that another part plays."""
    played = played_kind(reached.activity.kind)
    return None if played is None else played.page
