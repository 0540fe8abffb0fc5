"""The sitting screen: what everyone in the room needs to see at this moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef

from passerelle.campus.models import Enrolment
from passerelle.people.models import Person

from ..enums import Outcome
from ..models import Deliberation, Member, Motion, Recusal, Voting
from .cases import NEED_WORDS, Need
from .deliberation import Quorum, Tally, members_of, motions_of, quorum_of

ROWS = 25


@dataclass(frozen=True, slots=True)
class MotionLine:
    """A motion as one member sees it; `tally` is None while a secret vote is open."""

    motion: Motion
    tally: Tally | None
    expected: int
    may_vote: bool
    has_voted: bool
    is_recused: bool

    @property
    def votes(self) -> int:
        return int(self.motion.votes)  # type: ignore[attr-defined]  # annotated by motions_of

    @property
    def about(self) -> int:
        return int(self.motion.about)  # type: ignore[attr-defined]  # annotated by motions_of


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A learner in the order of discussion, with what this deliberation decided."""

    enrolment: Enrolment
    words: str
    proposed: str
    total: Decimal | None
    by_raters: bool
    decided: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """What the page shows; `me` is the viewer's seat, if any."""

    deliberation: Deliberation
    members: list[Member]
    quorum: Quorum
    open_motions: list[MotionLine]
    page: Page[Any]  # Any: entries of the agenda
    lines: list[AgendaLine]
    clear: int
    decided: int
    me: Member | None

    @property
    def is_chair(self) -> bool:
        return self.me is not None and self.me.chair

    @property
    def is_present(self) -> bool:
        return self.me is not None and self.me.is_present

    @property
    def total(self) -> int:
        return len(self.deliberation.agenda)


def sitting_now(
    deliberation: Deliberation, viewer: Person | None, *, page: str | None = None
) -> Sitting:
    """Four queries, whatever the number of candidates."""
    members = members_of(deliberation)
    me = next((each for each in members if viewer and each.person_id == viewer.pk), None)
    shown = Paginator(deliberation.agenda, ROWS).get_page(page)
    return Sitting(
        deliberation=deliberation,
        members=members,
        quorum=quorum_of(deliberation, members),
        open_motions=open_motions(deliberation, members, me),
        page=shown,
        lines=_lines(list(shown.object_list)),
        clear=sum(
            each["need"] == Need.CLEAR and not each["decided"] for each in deliberation.agenda
        ),
        decided=sum(bool(each["decided"]) for each in deliberation.agenda),
        me=me,
    )


def open_motions(
    deliberation: Deliberation, members: Sequence[Member], me: Member | None
) -> list[MotionLine]:
    """Those the room votes on now."""
    mine = Voting.objects.filter(motion=OuterRef("pk"), member=me.pk if me else None)
    motions = list(motions_of(deliberation).filter(closed_at=None).annotate(mine=Exists(mine)))
    if not motions:
        return []
    recusals = list(
        Recusal.objects.filter(member__deliberation=deliberation).values_list("member", "enrolment")
    )
    return [_line(each, members, me, recusals) for each in motions]


def _line(
    motion: Motion,
    members: Sequence[Member],
    me: Member | None,
    recusals: Sequence[tuple[int, int]],
) -> MotionLine:
    has_voted = bool(motion.mine)  # type: ignore[attr-defined]  # annotated above
    recused = {member for member, learner in recusals if learner == motion.enrolment_id}
    about = motion.enrolment.person_id if motion.enrolment else None
    recused |= {each.pk for each in members if each.person_id == about}
    tally = None
    if not motion.deliberation.is_secret:
        tally = Tally(motion.favour, motion.against, motion.abstentions)  # type: ignore[attr-defined]  # annotated
    is_recused = me is not None and me.pk in recused
    return MotionLine(
        motion=motion,
        tally=tally,
        expected=sum(each.is_present and each.pk not in recused for each in members),
        may_vote=me is not None and me.is_present and not is_recused and not has_voted,
        has_voted=has_voted,
        is_recused=is_recused,
    )


def _lines(agenda: Sequence[dict[str, Any]]) -> list[AgendaLine]:
    """Any: the agenda's own JSON."""
    numbers = [each["number"] for each in agenda]
    people = {
        each.pk: each for each in Enrolment.objects.filter(pk__in=numbers).select_related("person")
    }
    return [
        AgendaLine(
            enrolment=people[each["number"]],
            words=str(NEED_WORDS[Need(each["need"])]),
            proposed=str(Outcome(each["proposed"]).label),
            total=Decimal(each["total"]) if each["total"] else None,
            by_raters=each["by_raters"] and each["need"] == Need.NEAR,
            decided=str(Outcome(each["decided"]).label) if each["decided"] else "",
        )
        for each in agenda
    ]
