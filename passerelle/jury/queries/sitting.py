"""The sitting screen: what everyone in the room needs to see at this moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, Subquery

from passerelle.campus.models import Enrolment
from passerelle.foundation.translated import Translated
from passerelle.people.models import Person

from ..decision_wording import outcome_said, proposal_said
from ..models import Decision, Deliberation, Member, Motion, Recusal, Voting
from .cases import NEED_WORDS, Need, doubt_in
from .deliberation import Quorum, Tally, members_of, motions_now, quorum_of

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
    may_withdraw: bool = False

    @property
    def votes(self) -> int:
        return int(self.motion.votes)  # type: ignore[attr-defined]  # annotated by motions_of

    @property
    def about(self) -> int:
        return int(self.motion.about)  # type: ignore[attr-defined]  # annotated by motions_of

    @property
    def near_honours(self) -> int:
        """Of those it is about together."""
        return int(self.motion.near_honours)  # type: ignore[attr-defined]  # annotated by motions_shown


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A learner in the order of discussion, the thresholds near, what was decided."""

    enrolment: Enrolment
    is_clear: bool
    words: str
    thresholds: tuple[str, ...]
    proposed: str
    total: Decimal | None
    decided: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """What the page shows; `me` is the viewer's seat, if any."""

    deliberation: Deliberation
    members: list[Member]
    quorum: Quorum
    open_motions: list[MotionLine]
    results: list[Motion]
    page: Page[Any]  # Any: entries of the agenda
    lines: list[AgendaLine]
    clear: int
    clear_near_honours: int
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

    @property
    def to_discuss(self) -> list[AgendaLine]:
        return [each for each in self.lines if not each.is_clear]

    @property
    def raise_nothing(self) -> list[AgendaLine]:
        return [each for each in self.lines if each.is_clear]

    @property
    def has_common_motion(self) -> bool:
        return any(each.motion.enrolment_id is None for each in self.open_motions)

    @property
    def has_intervals(self) -> bool:
        """Whether any work was marked twice, so that raters' spread tells an interval."""
        return any(each.get("margin") for each in self.deliberation.agenda)


def sitting_now(
    deliberation: Deliberation, viewer: Person | None, *, page: str | None = None
) -> Sitting:
    """Four queries, whatever the number of candidates."""
    members = members_of(deliberation)
    me = next((each for each in members if viewer and each.person_id == viewer.pk), None)
    shown = Paginator(deliberation.agenda, ROWS).get_page(page)
    voted, results = motions_shown(deliberation, members, me)
    clear = [
        each for each in deliberation.agenda if each["need"] == Need.CLEAR and not each["decided"]
    ]
    return Sitting(
        deliberation=deliberation,
        members=members,
        quorum=quorum_of(deliberation, members),
        open_motions=voted,
        results=results,
        page=shown,
        lines=_lines(deliberation, list(shown.object_list)),
        clear=len(clear),
        clear_near_honours=sum(bool(each.get("honours")) for each in clear),
        decided=sum(bool(each["decided"]) for each in deliberation.agenda),
        me=me,
    )


def motions_shown(
    deliberation: Deliberation, members: Sequence[Member], me: Member | None
) -> tuple[list[MotionLine], list[Motion]]:
    """Those the room votes on now, the oldest first: one more never moves those above it; then
    those whose vote just ended, the latest first."""
    mine = Voting.objects.filter(motion=OuterRef("pk"), member=me.pk if me else None)
    near = [each["number"] for each in deliberation.agenda if each.get("honours")]
    near_honours = Count("together", filter=Q(together__in=near), distinct=True)
    asked = motions_now(deliberation).annotate(mine=Exists(mine), near_honours=near_honours)
    found: list[Motion] = list(asked.order_by("moved_at", "pk"))
    waiting = [each for each in found if each.closed_at is None]
    results = sorted(
        (each for each in found if each.closed_at), key=attrgetter("closed_at", "pk"), reverse=True
    )
    if not waiting:
        return [], results
    recusals = list(
        Recusal.objects.filter(member__deliberation=deliberation).values_list("member", "enrolment")
    )
    return [_line(each, members, me, recusals) for each in waiting], results


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
        may_withdraw=me is not None and motion.moved_by_id == me.pk and not motion.votes,  # type: ignore[attr-defined]  # annotated
    )


def _lines(deliberation: Deliberation, agenda: Sequence[dict[str, Any]]) -> list[AgendaLine]:
    """Any: the agenda's own JSON, where what the rule proposed of honours may not be kept."""
    learners = {each.pk: each for each in _learners(deliberation, agenda)}
    return [
        AgendaLine(
            enrolment=learners[each["number"]],
            is_clear=each["need"] == Need.CLEAR,
            words=str(NEED_WORDS[Need(each["need"])]),
            thresholds=doubt_in(each).thresholds,
            proposed=proposal_said(each["proposed"], _titled(each.get("honours_proposed"))),
            total=_total(each, learners[each["number"]]),
            decided=outcome_said(each["decided"], learners[each["number"]].honours),  # type: ignore[attr-defined]  # annotated by _learners
        )
        for each in agenda
    ]


def _learners(deliberation: Deliberation, agenda: Sequence[dict[str, Any]]) -> Iterable[Enrolment]:
    """With the honours and the total that this deliberation gave them."""
    here = Decision.objects.filter(enrolment=OuterRef("pk"), deliberation=deliberation)
    latest = here.order_by("-version")
    return (
        Enrolment.objects.filter(pk__in=[each["number"] for each in agenda])
        .select_related("person")
        .annotate(
            honours=Subquery(latest.values("honours")[:1]),
            total=Subquery(latest.values("total")[:1]),
        )
    )


def _total(kept: dict[str, Any], learner: Enrolment) -> Decimal | None:
    """The decision's, with the points of a rachat; before it, the rule's of when it opened."""
    if learner.total is not None:  # type: ignore[attr-defined]  # annotated by _learners
        return learner.total  # type: ignore[attr-defined, no-any-return]
    return Decimal(kept["total"]) if kept["total"] else None


def _titled(kept: dict[str, str] | None) -> Translated | None:
    return Translated.from_mapping(kept) if kept else None
