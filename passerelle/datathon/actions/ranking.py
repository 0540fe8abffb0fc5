"""The boards: ranked again after each score, and the private one shown at the end."""

from __future__ import annotations

from django.db import transaction

from passerelle.engines.scoring import VERSION as ENGINE_VERSION
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person

from ..enums import BoardName
from ..errors import NotAnOwner, PhaseStillOpen
from ..models import Challenge, Leaderboard, LeaderboardEntry
from ..placing import Places, placed_on
from ..queries.standing_scores import standing_scores
from ..queries.stewards import owns


def rank_board(challenge_id: int, board: str, number: int) -> None:
    """Rank the teams as they stand when this ranking begins; a later one replaces it.

    Only the submissions that stand are ranked: the cost grows with the teams alone."""
    if not _begin(challenge_id, board, number):
        return
    challenge = Challenge.objects.select_related("edition").get(pk=challenge_id)
    standing = standing_scores(challenge, BoardName(board))
    _store(challenge, board, number, placed_on(challenge, BoardName(board), standing))


@transaction.atomic
def reveal(challenge: Challenge, *, by: Person) -> Challenge:
    """Show the private board to everyone, once every phase has closed. Twice is once."""
    locked = Challenge.objects.select_for_update(of=("self",)).get(pk=challenge.pk)
    if not owns(by, locked):
        raise NotAnOwner
    if locked.revealed_at is not None:
        return locked
    now = clock.now()
    last = locked.phases.filter(retired_at=None).order_by("closes_at").last()
    if last is not None and last.closes_at > now:
        raise PhaseStillOpen(last.closes_at, locked.edition.zones)
    locked.revealed_at, locked.revealed_by = now, by
    locked.save(update_fields=["revealed_at", "revealed_by"])
    thing = Thing("challenge", locked.slug, locked.title.fr)
    note(by, "revealed the private board", thing, edition=locked.edition.slug)
    return locked


@transaction.atomic
def _begin(challenge_id: int, board: str, number: int) -> bool:
    """From here on, whoever changes a score asks for the next ranking."""
    found = Leaderboard.objects.select_for_update().get(challenge_id=challenge_id, board=board)
    if found.version >= number:
        return False
    found.begun = max(found.begun, number)
    found.save(update_fields=["begun"])
    return True


@transaction.atomic
def _store(challenge: Challenge, board: str, number: int, places: Places) -> None:
    found = Leaderboard.objects.select_for_update().get(challenge=challenge, board=board)
    if found.version >= number:
        return
    found.version, found.ranked_at, found.seed = number, clock.now(), places.seed
    found.data_version, found.engine_version = challenge.data_version, ENGINE_VERSION
    found.pairs, found.unranked = list(places.pairs), list(places.unranked)
    found.save()
    found.entries.all().delete()
    LeaderboardEntry.objects.bulk_create(
        LeaderboardEntry(
            leaderboard=found,
            team_id=place.team_id,
            evaluation_id=place.evaluation_id,
            value=place.value,
            low=place.low,
            high=place.high,
            cases=place.cases,
            rank=place.rank,
            rank_low=place.rank_low,
            rank_high=place.rank_high,
            p_best=place.p_best,
            tie_group=place.tie_group,
            columns=dict(place.columns),
        )
        for place in places.places
    )
