"""The paths of the demo's doors, and one more: a learner who has not handed in.

Run beside a played demo."""

from __future__ import annotations

import json
import sys
from urllib.parse import urlsplit

from passerelle.config.starting import start

LATE_LEARNER = "learner who has not handed in"


def main() -> None:
    start()
    from passerelle.config.demo_links import doors

    found = {door.persona: urlsplit(door.url).path for door in doors()}
    json.dump(found | _late_learner(), sys.stdout)


def _late_learner() -> dict[str, str]:
    from passerelle.campus.enums import Kind, Role
    from passerelle.campus.models import Attempt, Enrolment
    from passerelle.people.actions import give_personal_link

    handed = Attempt.objects.filter(activity__kind=Kind.ASSIGNMENT, submitted_at__isnull=False)
    late = (
        Enrolment.objects.filter(edition__slug="2027", role=Role.LEARNER)
        .exclude(pk__in=handed.filter(team=None).values("enrolment"))
        .select_related("person")
        .order_by("-pk")
        .first()
    )
    if late is None:
        return {}
    secret = give_personal_link(late.person, purpose="Hand in")
    return {LATE_LEARNER: f"/link/{secret}/"}


if __name__ == "__main__":
    main()
