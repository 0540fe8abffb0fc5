"""A work that was handed in, for its authors, its raters and the staff; and what is said of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ...access import edition_of, person_of, requires, viewer_from
from ...actions import remark_on
from ...enums import Kind
from ...forms.keyed import CommentForm
from ...models import Attempt
from ...queries.learning_intro import Handed, handed_in
from ...rules import can_read_content, takes_part
from .corrections import correction_page
from .reaching import REFUSED, attempt_or_404, url_of


def work_of(request: HttpRequest, attempt: Attempt) -> Handed:
    return handed_in(viewer_from(request), attempt, edition=edition_of(request))


def work_page(
    request: HttpRequest, attempt: Attempt, *, form: CommentForm | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "activity": attempt.activity,
        "attempt": attempt,
        "handed": work_of(request, attempt),
        "may_read_module": can_read_content(viewer_from(request)),
        "comment_form": form or CommentForm(auto_id="comment_%s"),
    }
    return render(request, "campus/attempt_work.html", context, status=status)


@requires(takes_part)
@require_POST
def comments(request: HttpRequest, edition: str, attempt: int) -> HttpResponse:
    found = attempt_or_404(request, attempt)
    if found.submitted_at is None:
        return redirect(url_of(found.activity))
    form = CommentForm(request.POST, auto_id="comment_%s")
    if not form.is_valid():
        page = correction_page if found.activity.kind == Kind.QUIZ else work_page
        return page(request, found, form=form, status=REFUSED)
    remark_on(found, author=person_of(request), text=form.cleaned_data["text"], form_key=form.key)
    back = form.cleaned_data["next"]
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(f"{back}#comments")
    return redirect("attempt", edition, found.pk)
