"""A line is added to the proceedings, chained to the one before."""

from __future__ import annotations

from passerelle.foundation import clock
from passerelle.foundation.journal import Actor, Thing, note
from passerelle.people.models import Person

from ..errors import DeliberationFrozen, NotAMember
from ..models import Deliberation, Member, ProceedingsLine
from ..proceedings import BEGINNING, digest_of_line, written_at
from ..queries.deliberation import member_for

Plain = str | int | bool | None | list[str] | list[int] | dict[str, str]


def locked(deliberation: Deliberation) -> Deliberation:
    """The deliberation, held until the transaction ends: votes and lines come one by one."""
    return (
        Deliberation.objects.select_for_update(of=("self",))
        .select_related("edition")
        .get(pk=deliberation.pk)
    )


def still_open(deliberation: Deliberation) -> Deliberation:
    """The same, refused once it is frozen."""
    held = locked(deliberation)
    if held.frozen_at is not None:
        raise DeliberationFrozen(held.frozen_at, held.edition.zones[0])
    return held


def present_member(held: Deliberation, person: Person) -> Member:
    """The member a person is, refused while they are away."""
    member = member_for(held, person)
    if member is None or not member.is_present:
        raise NotAMember
    return member


def write_line(deliberation: Deliberation, verb: str, **content: Plain) -> ProceedingsLine:
    """Add a line; the caller holds the deliberation (`locked`)."""
    last = deliberation.proceedings.order_by("-position").first()
    position, previous = (last.position + 1, last.digest) if last else (1, BEGINNING)
    at = clock.now()
    digest = digest_of_line(
        previous, position=position, at=written_at(at), verb=verb, content=content
    )
    return ProceedingsLine.objects.create(
        deliberation=deliberation,
        position=position,
        at=at,
        verb=verb,
        content=content,
        previous_digest=previous,
        digest=digest,
    )


def note_in_journal(
    deliberation: Deliberation, verb: str, *, by: Actor | None, **detail: str | int | None
) -> None:
    """The campus's own journal says so too."""
    edition = deliberation.edition
    thing = Thing("deliberation", str(deliberation.pk), f"{edition.slug} · {deliberation.version}")
    note(by, verb, thing, edition=edition.slug, **detail)
