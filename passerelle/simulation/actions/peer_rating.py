"""Peers are asked to rate a talk, rate it, and a remark is shown to the coordinators."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from django.db import transaction
from django.urls import reverse

from passerelle.campus.enums import Role
from passerelle.campus.models import Activity, Attempt, Enrolment, RubricText, TeamMember
from passerelle.campus.rubrics import rubric_of
from passerelle.engines.peer import Reader, Work, allocate
from passerelle.engines.rubric import score
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.foundation.notices import tell
from passerelle.people.models import Person

from ..errors import NoSuchItem, RatedAlready, RatingIncomplete
from ..models import Encounter, PeerRating, RemarkReported
from ..peer_settings import peers_asked, rubric_of_peers

LONGEST_REMARK = 2_000


@transaction.atomic
def ask_peers(activity: Activity) -> int:
    """Ask peers for every talk that lacks some: evenly, of whoever has met the patient too.

    Never oneself nor one's team; what was asked stays asked. Ties are drawn by the activity, the
    same whenever it is run. Gives how many were asked."""
    each = peers_asked(activity)
    if not each:
        return 0
    Activity.objects.select_for_update().get(pk=activity.pk)  # of two who hand in, one waits
    attempts, learners = _first_talks(activity), _learners_in(activity)
    authors = {attempt.pk: _authors(attempt, learners) for attempt in attempts}
    readers = sorted(set(chain.from_iterable(authors.values())), key=_drawn(activity))
    places = {reader: place for place, reader in enumerate(readers)}
    asked = _asked_so_far(authors)
    load = Counter(chain.from_iterable(asked.values()))
    works = [
        Work(
            attempt,
            barred=frozenset(places[one] for one in _close_to(own, learners, readers)),
            kept=frozenset(places[one] for one in asked[attempt] if one in places),
        )
        for attempt, own in authors.items()
    ]
    design = allocate(works, [Reader(places[one], load[one]) for one in readers], each=each)
    return len(_asked(activity, [(pair.work, readers[pair.reader]) for pair in design.pairs]))


def _asked(activity: Activity, pairs: Sequence[tuple[int, int]]) -> list[PeerRating]:
    rubrics = RubricText.objects.filter(edition_id=activity.edition_id)
    rubric, now = rubrics.filter(slug=rubric_of_peers(activity)).latest("pk"), clock.now()
    asked = PeerRating.objects.bulk_create(
        PeerRating(attempt_id=attempt, rater_id=rater, rubric=rubric, asked_at=now)
        for attempt, rater in pairs
    )
    _tell_raters(activity, asked)
    return asked


def _tell_raters(activity: Activity, asked: Sequence[PeerRating]) -> None:
    """Once per talk; together in the next morning's mail, since talks come in one by one."""
    raters = Enrolment.objects.filter(pk__in={each.rater_id for each in asked})
    people = dict(raters.values_list("pk", "person"))
    for each in asked:
        url = reverse("peer_rating", args=[activity.edition.slug, each.pk])
        tell(people[each.rater_id], verb="peer to rate", label=activity.title, url=url)


def _asked_so_far(attempts: Iterable[int]) -> dict[int, set[int]]:
    """Who was asked for each talk."""
    asked: dict[int, set[int]] = {attempt: set() for attempt in attempts}
    rows = PeerRating.objects.filter(attempt__in=asked)
    for attempt, rater in rows.values_list("attempt_id", "rater_id"):
        asked[attempt].add(rater)
    return asked


def _first_talks(activity: Activity) -> list[Attempt]:
    """The first that each learner, or team, handed in."""
    found = Attempt.objects.filter(activity=activity, submitted_at__isnull=False).order_by("number")
    firsts: dict[tuple[int | None, int | None], Attempt] = {}
    for attempt in found:
        firsts.setdefault((attempt.enrolment_id, attempt.team_id), attempt)
    return list(firsts.values())


def _learners_in(activity: Activity) -> dict[int, int | None]:
    """Each learner who takes part, with their team."""
    enrolled = Enrolment.objects.filter(
        edition_id=activity.edition_id, role=Role.LEARNER, withdrawal=None
    )
    teams = dict(
        TeamMember.objects.filter(enrolment__in=enrolled).values_list("enrolment_id", "team_id")
    )
    return {pk: teams.get(pk) for pk in enrolled.values_list("pk", flat=True)}


def _authors(attempt: Attempt, learners: Mapping[int, int | None]) -> list[int]:
    if attempt.team_id is None:
        return [one for one in learners if one == attempt.enrolment_id]
    return [one for one, team in learners.items() if team == attempt.team_id]


def _close_to(
    authors: Sequence[int], learners: Mapping[int, int | None], readers: Sequence[int]
) -> list[int]:
    """Themselves, and whoever is in a team with them."""
    teams = {learners[one] for one in authors} - {None}
    return [one for one in readers if one in authors or learners[one] in teams]


def _drawn(activity: Activity) -> Callable[[int], bytes]:
    return lambda one: hashlib.sha256(f"{activity.pk}/{one}".encode()).digest()


@transaction.atomic
def rate_peer(rating: PeerRating, *, levels: Mapping[str, str], remark: str) -> PeerRating:
    """Hand a rating in: whole, once; it stays as it is."""
    standing = PeerRating.objects.select_for_update().get(pk=rating.pk)
    if standing.submitted_at is not None:
        raise RatedAlready
    if not score(rubric_of(rating.rubric), levels).complete:
        raise RatingIncomplete
    standing.levels, standing.remark = dict(levels), remark.strip()[:LONGEST_REMARK]
    standing.submitted_at = clock.now()
    standing.save(update_fields=["levels", "remark", "submitted_at"])
    return standing


@transaction.atomic
def report_remark(rating: PeerRating, encounter: Encounter, *, by: Person) -> RemarkReported:
    """Show a remark to the coordinators, who then read who wrote it; twice is once."""
    if rating.attempt_id != encounter.attempt_id or not rating.remark:
        raise NoSuchItem
    reported, is_first = RemarkReported.objects.get_or_create(
        rating=rating, defaults={"by": by, "at": clock.now()}
    )
    if not is_first:
        return reported
    activity = encounter.attempt.activity
    edition = activity.edition
    thing = Thing("encounter", str(encounter.pk), activity.title.fr)
    note(by, "reported a remark", thing, edition=edition.slug)
    url = reverse("debrief", args=[edition.slug, encounter.pk])
    coordinators = Enrolment.objects.filter(
        edition=edition, role=Role.COORDINATOR, withdrawal=None, person__is_active=True
    )
    for person in set(coordinators.values_list("person", flat=True)):
        tell(person, verb="reported a remark", label=activity.title, url=url)
    return reported
