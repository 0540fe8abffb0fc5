"""Who could mark what nobody marks yet: papers waiting for a rater, and a fair plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import Kind, Role
from ..models import Attempt, Enrolment, Panel, Sheet, TeamMember
from .marking_blind import paper_name

MOST_AT_ONCE = 200
RATING_ROLES = (Role.EXPERT, Role.MODULE_LEAD)


@dataclass(frozen=True, slots=True)
class Rater:
    """Someone who may be asked to mark, and the papers they still have on their desk."""

    id: int
    name: str
    load: int = 0

    @property
    def words(self) -> str:
        text = ngettext("%(name)s (%(count)s to sign)", "%(name)s (%(count)s to sign)", self.load)
        return text % {"name": self.name, "count": self.load}


@dataclass(frozen=True, slots=True)
class PaperToRate:
    """A paper, how many raters it lacks, and who must not be one of them."""

    id: int
    lacking: int
    barred: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Pairing:
    attempt_id: int
    rater_id: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Pairs in the order of the papers; `short` are the papers that still lack a rater."""

    pairs: tuple[Pairing, ...] = ()
    short: tuple[int, ...] = ()


@dataclass(slots=True)
class _Loads:
    """The papers each rater holds while the plan is made."""

    raters: Sequence[Rater]
    given: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def lightest(self, *, barred: Iterable[int]) -> Rater | None:
        free = [rater for rater in self.raters if rater.id not in set(barred)]
        return min(free, key=lambda each: each.load + self.given[each.id], default=None)


def balanced_plan(papers: Sequence[PaperToRate], raters: Sequence[Rater]) -> Plan:
    """Each paper goes to whoever has least on their desk; nobody marks their own work."""
    loads, pairs, short = _Loads(raters), [], []
    for paper in papers:
        chosen: set[int] = set()
        for _rank in range(paper.lacking):
            rater = loads.lightest(barred=paper.barred | chosen)
            if rater is None:
                short.append(paper.id)
                break
            chosen.add(rater.id)
            loads.given[rater.id] += 1
            pairs.append(Pairing(paper.id, rater.id))
    return Plan(tuple(pairs), tuple(short))


def raters_of(edition: Edition) -> list[Rater]:
    """Experts and module leads by name, with what they still have to sign: one query."""
    waiting = (
        Sheet.objects.filter(
            rater=OuterRef("pk"),
            attempt__activity__edition=edition,
            submitted_at=None,
            setting_aside=None,
            panel__closed_at=None,
        )
        .order_by()
        .values("rater")
        .annotate(papers=Count("pk"))
        .values("papers")
    )
    enrolled = Enrolment.objects.filter(edition=edition, role__in=RATING_ROLES, withdrawal=None)
    people = (
        Person.objects.filter(pk__in=enrolled.values("person"))
        .annotate(load=Coalesce(Subquery(waiting), 0))
        .order_by("sort_name", "pk")
    )
    return [Rater(*row) for row in people.values_list("pk", "name", "load")]


def pairs_asked(edition: Edition) -> set[tuple[int, int]]:
    """Who was already asked to mark what."""
    sheets = Sheet.objects.filter(attempt__activity__edition=edition)
    return set(sheets.order_by().values_list("attempt", "rater"))


def attempts_to_rate(edition: Edition) -> QuerySet[Attempt]:
    """Work handed in that has fewer raters than its activity asks for, oldest first.

    A panel gives its own works to its own jurors."""
    by_panel = Panel.objects.filter(activity=OuterRef("activity"))
    asked_for = Coalesce(Cast(KeyTextTransform("raters", "activity__settings"), IntegerField()), 1)
    return (
        Attempt.objects.filter(
            activity__edition=edition,
            activity__kind=Kind.ASSIGNMENT,
            submitted_at__isnull=False,
        )
        .exclude(Exists(by_panel))
        .annotate(asked=Count("sheets", filter=Q(sheets__setting_aside=None)))
        .filter(asked__lt=asked_for)
        .select_related("activity__edition", "enrolment")
        .order_by("submitted_at", "pk")
    )


def lacking_words(count: int) -> str:
    """How many papers nobody, or too few, were asked to mark."""
    if not count:
        return _("Every paper has its raters.")
    text = ngettext(
        "%(count)s paper still lacks a rater.", "%(count)s papers still lack a rater.", count
    )
    return text % {"count": count}


def papers_to_rate(attempts: Sequence[Attempt]) -> list[PaperToRate]:
    """Two queries: the raters already asked, and the members of the teams."""
    barred: dict[int, set[int]] = defaultdict(set)
    ids, teams = [each.pk for each in attempts], defaultdict(set)
    for attempt_id, rater in Sheet.objects.filter(attempt__in=ids).values_list("attempt", "rater"):
        barred[attempt_id].add(rater)
    members = TeamMember.objects.filter(team__in={each.team_id for each in attempts})
    for team_id, person in members.values_list("team", "enrolment__person"):
        teams[team_id].add(person)
    papers = []
    for attempt in attempts:
        alone, team_id = attempt.enrolment, attempt.team_id or 0
        authors = {alone.person_id} if alone else teams[team_id]
        already = barred[attempt.pk]
        wanted = int(attempt.activity.settings.get("raters", 1))
        papers.append(PaperToRate(attempt.pk, wanted - len(already), frozenset(already | authors)))
    return papers


@dataclass(frozen=True, slots=True)
class PlannedRater:
    """What the plan would put on one desk."""

    words: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan in words, and the values that confirm it."""

    pairs: tuple[str, ...]
    raters: tuple[PlannedRater, ...]
    short: tuple[str, ...]


def plan_page(attempts: Sequence[Attempt], raters: Sequence[Rater]) -> PlanPage:
    """The plan for these papers and raters: two queries."""
    plan = balanced_plan(papers_to_rate(attempts), raters)
    titles = {each.pk: _named(each) for each in attempts}
    return PlanPage(
        pairs=tuple(f"{pair.attempt_id}:{pair.rater_id}" for pair in plan.pairs),
        raters=tuple(
            PlannedRater(
                rater.words,
                tuple(titles[p.attempt_id] for p in plan.pairs if p.rater_id == rater.id),
            )
            for rater in raters
        ),
        short=tuple(titles[attempt_id] for attempt_id in plan.short),
    )


def _named(attempt: Attempt) -> str:
    words = {"paper": paper_name(attempt.pk), "activity": attempt.activity.title}
    return _("%(paper)s, %(activity)s") % words
