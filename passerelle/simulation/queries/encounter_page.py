"""An encounter under way, as its page shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from passerelle.engines.encounter import Case as Written
from passerelle.foundation.translated import Language, reading_language

from ..contents import Item, items_of, written
from ..enums import Likelihood, OrderKind
from ..models import Encounter, Hypothesis, Order
from ..wording import lasting, money, whole_minutes
from .obtained import Obtained, obtained
from .transcript import Asked, Line, language_of, lines_of, orders_of, shown_by, turns_of

Judged = dict[str, bool | None]


@dataclass(frozen=True, slots=True)
class HypothesisRow:
    pk: int
    text: str
    likelihood: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Something to order, with its time and cost; done, it shows what it brought."""

    id: str
    title: str
    lasts: str
    cost: str
    is_done: bool
    shown: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    id: str
    text: str
    is_taken: bool | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question for the assistant; read, its answer with each claim to take or refuse."""

    id: str
    asks: str
    text: str
    claims: tuple[ClaimRow, ...]

    @property
    def is_judged(self) -> bool:
        return all(claim.is_taken is not None for claim in self.claims)


@dataclass(frozen=True, slots=True)
class EncounterPage:
    """All of it; the patient speaks `language`, whatever the page does."""

    encounter: Encounter
    case: Written
    language: Language
    lines: tuple[Line, ...]
    hypotheses: tuple[HypothesisRow, ...]
    reasons: Obtained
    examination: tuple[ItemRow, ...]
    tests: tuple[ItemRow, ...]
    treatments: tuple[ItemRow, ...]
    answers: tuple[AnswerRow, ...]
    is_assistant_open: bool

    @property
    def minutes(self) -> int:
        return whole_minutes(self.encounter.clock_seconds)

    @property
    def is_over_time(self) -> bool:
        return self.minutes > self.case.minutes

    @property
    def cost(self) -> str:
        return money(self.encounter.cost_cents, self.case.country)

    @property
    def place(self) -> str:
        return self.case.place.in_language(self.language)

    @property
    def speaks(self) -> str:
        """For whoever reads the page in the other language; the others see it."""
        if self.language == reading_language():
            return ""
        name = {"name": self.case.persona.name}
        if self.language == "fr":
            return _("%(name)s speaks French: ask in French.") % name
        return _("%(name)s speaks English: ask in English.") % name

    @property
    def opening(self) -> str:
        return self.case.opening.in_language(self.language)

    @property
    def origin(self) -> str:
        """Where the assistant's answers come from."""
        return self.case.assistant_origin.in_language(self.language)

    @property
    def handoff_guide(self) -> str:
        return self.case.handoff_guide.in_language(self.language)

    @property
    def note(self) -> str:
        """The hand-off as it stands."""
        kept = getattr(self.encounter, "handoff", None)
        return kept.text if kept is not None else ""

    @property
    def is_of_a_team(self) -> bool:
        return self.encounter.attempt.team_id is not None

    @property
    def last_said(self) -> str:
        """What a screen reader hears after each turn."""
        if not self.lines:
            return ""
        last = self.lines[-1]
        return last.say if isinstance(last, Asked) else last.text or last.title

    @property
    def reason_choices(self) -> list[tuple[str, str]]:
        return [(each.id, each.title.in_language(self.language)) for each in self.reasons.reasons]


def page_of(encounter: Encounter) -> EncounterPage:
    """Four queries; three without an assistant."""
    case, language = written(encounter.case), language_of(encounter)
    turns, orders = turns_of(encounter), orders_of(encounter)
    reasons = obtained(encounter, turns, orders)
    committed = list(encounter.hypotheses.all())
    judged = _judged_in(encounter) if encounter.with_assistant else {}
    return EncounterPage(
        encounter=encounter,
        case=case,
        language=language,
        lines=lines_of(encounter, turns, orders),
        hypotheses=_hypotheses(committed, reasons, language),
        reasons=reasons,
        examination=_items(case, OrderKind.EXAMINATION, orders, language),
        tests=_items(case, OrderKind.TEST, orders, language),
        treatments=_items(case, OrderKind.TREATMENT, orders, language),
        answers=answers_of(case, judged, language) if encounter.with_assistant else (),
        is_assistant_open=bool(committed),
    )


def _hypotheses(
    committed: Sequence[Hypothesis], reasons: Obtained, language: Language
) -> tuple[HypothesisRow, ...]:
    named = {each.id: each.title.in_language(language) for each in reasons.reasons}
    return tuple(
        HypothesisRow(
            each.pk,
            each.text,
            str(Likelihood(each.likelihood).label),
            tuple(named[reason] for reason in each.reasons if reason in named),
        )
        for each in committed
        if each.set_aside_at is None
    )


def _items(
    case: Written, kind: OrderKind, orders: Sequence[Order], language: Language
) -> tuple[ItemRow, ...]:
    done = {each.item for each in orders if each.kind == kind}
    return tuple(
        _item(each, case, language, is_done=each.id in done) for each in items_of(case, kind)
    )


def _item(item: Item, case: Written, language: Language, *, is_done: bool) -> ItemRow:
    cents = getattr(item, "cost_cents", 0)
    return ItemRow(
        id=item.id,
        title=item.title.in_language(language),
        lasts=lasting(getattr(item, "minutes", 0)),
        cost=money(cents, case.country) if cents else "",
        is_done=is_done,
        shown=shown_by(item, language) if is_done else "",
    )


def _judged_in(encounter: Encounter) -> Mapping[str, Judged]:
    """By consultation that was read: its claims, taken or refused. One query."""
    rows = encounter.consultations.values_list("item", "judged__claim", "judged__is_taken")
    found: dict[str, Judged] = defaultdict(dict)
    for item, claim, is_taken in rows.order_by("pk"):
        found[item]  # read, even if nothing is judged yet
        if claim is not None:
            found[item][claim] = is_taken
    return found


def answers_of(
    case: Written, judged: Mapping[str, Judged], language: Language
) -> tuple[AnswerRow, ...]:
    """An answer that was not read shows only its question."""
    return tuple(
        AnswerRow(
            id=each.id,
            asks=each.asks.in_language(language),
            text=each.text.in_language(language) if each.id in judged else "",
            claims=tuple(
                ClaimRow(claim.id, claim.text.in_language(language), judged[each.id].get(claim.id))
                for claim in each.claims
                if each.id in judged
            ),
        )
        for each in case.consultations
    )
