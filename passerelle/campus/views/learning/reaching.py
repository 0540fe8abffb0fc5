"""What every page of this folder needs first: the thing asked for, within the viewer's scope."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from passerelle.foundation import clock

from ...access import viewer_from
from ...enums import Kind
from ...errors import CampusRefusal
from ...models import Activity, Attempt, Enrolment
from ...queries.learning_activity import Reached, reach
from ...queries.learning_attempts import attempt_seen_by
from ...queries.learning_state import Reader

REFUSED = 422
CONFLICT = 409


def reached_or_404(
    request: HttpRequest, *, module: str, slug: str, kind: Kind | None = None
) -> Reached:
    """The activity at this address, of the kind that the address is for."""
    reached = reach(viewer_from(request), module=module, slug=slug)
    if reached is None or (kind is not None and reached.activity.kind != kind):
        raise Http404(_("There is no such activity."))
    return reached


def doer_or_404(reached: Reached) -> Enrolment:
    if reached.doer is None:
        raise Http404(_("There is no such activity."))
    return reached.doer


def attempt_or_404(request: HttpRequest, attempt_id: int) -> Attempt:
    attempt = attempt_seen_by(viewer_from(request), attempt_id)
    if attempt is None:
        raise Http404(_("There is no such work."))
    edition = viewer_from(request).edition
    if edition is not None:
        attempt.activity.edition = edition
    return attempt


def url_of(activity: Activity) -> str:
    return reverse("activity", args=[activity.edition.slug, activity.module.slug, activity.slug])


def reader_of(request: HttpRequest) -> Reader:
    return Reader.now(clock.now(), viewer_from(request).zone)


def is_autosave(request: HttpRequest) -> bool:
    return "X-Autosave" in request.headers


def tell_refusal(request: HttpRequest, refusal: CampusRefusal) -> None:
    """The sentence stands at the top of the page that follows."""
    messages.error(request, str(refusal))
