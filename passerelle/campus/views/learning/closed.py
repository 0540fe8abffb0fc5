"""What an activity says before it opens: its title and its dates, nothing of its content."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...errors import NotOpenYet
from ...queries.learning_activity import Reached
from .reaching import REFUSED, tell_refusal


def closed_page(request: HttpRequest, reached: Reached, *, status: int = 200) -> HttpResponse:
    context = {"activity": reached.activity}
    return render(request, "campus/lesson_closed.html", context, status=status)


def refused_before_opening(request: HttpRequest, reached: Reached) -> HttpResponse:
    tell_refusal(request, NotOpenYet())
    return closed_page(request, reached, status=REFUSED)
