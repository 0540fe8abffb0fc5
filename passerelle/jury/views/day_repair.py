"""The coordinator reads how the day could be mended, before and after, and accepts it or not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.campus.access import edition_of, person_of, requires
from passerelle.campus.errors import CampusRefusal

from ..actions.day_repair import accept_repair
from ..queries.day_repair import repair_page
from ..rules import can_plan_day
from .day_plan import day_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_plan_day)
def day_repair(request: HttpRequest, edition: str) -> HttpResponse:
    """What stands against a rule, the fewest changes that mend it; a POST accepts just those."""
    day, status = day_or_404(request), 200
    if request.method == "POST":
        try:
            done = accept_repair(day, seen=request.POST.get("seen", ""), by=person_of(request))
        except CampusRefusal as refused:
            messages.error(request, str(refused))
            status = 422
        else:
            if done.impossible:
                messages.success(request, _("What could be mended is. The rest is said below."))
                return redirect("day_repair", edition_of(request).slug)
            told = _("The day is mended; whoever moves is told at once.")
            messages.success(request, told if done.moves else _("The day is mended."))
            return redirect("day_plan", edition_of(request).slug)
    return render(request, "jury/day_repair.html", {"page": repair_page(day)}, status=status)
