"""A case as its author sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.engines.encounter import Case as Written
from passerelle.engines.encounter import Kind, Language
from passerelle.programme.models import Edition

from .contents import written
from .gate_figures import Figures, figures_of
from .models import AddedPhrasing, Case
from .queries.reviews import Waiting, labels_of, phrasings_of, waiting_in


@dataclass(frozen=True, slots=True)
class WaitingShown:
    asked: Waiting
    answered: str


@dataclass(frozen=True, slots=True)
class ChangeShown:
    text: str
    language: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AddedShown:
    """A phrasing that was added; `state` says in words where it stands. While past questions are
    replayed, `replayed` of `to_replay` were; both are 0 before it begins."""

    pk: int
    text: str
    language: str
    fact: str
    by: str
    at: datetime
    state: str
    is_refused: bool
    is_replaying: bool
    replayed: int
    to_replay: int
    changes: tuple[ChangeShown, ...]


@dataclass(frozen=True, slots=True)
class CaseDesk:
    slug: str
    title: str
    author: str
    reviewer: str
    figures: Figures | None
    facts: int
    sensitive: int
    waiting: tuple[WaitingShown, ...]
    more: int
    choices: tuple[tuple[str, str], ...]
    added: tuple[AddedShown, ...]

    @property
    def is_replaying(self) -> bool:
        return any(each.is_replaying for each in self.added)


def case_desk(edition: Edition, case: Case, *, language: Language) -> CaseDesk:
    """Three queries beside the case's."""
    content = written(case)
    waiting, more = waiting_in(edition, case.slug)
    added = phrasings_of(edition, case.slug)
    return CaseDesk(
        slug=case.slug,
        title=str(case.title),
        author=content.author,
        reviewer=content.reviewer,
        figures=figures_of(case.gate) if case.gate else None,
        facts=len(content.facts),
        sensitive=sum(fact.level == "sensitive" for fact in content.facts),
        waiting=tuple(WaitingShown(each, _answered(each.kind)) for each in waiting),
        more=more,
        choices=fact_choices(case, language),
        added=tuple(_added(each, content, language) for each in added),
    )


def fact_choices(case: Case, language: Language) -> tuple[tuple[str, str], ...]:
    """Facts by label, in the order of the case."""
    return tuple((fact.id, fact.label.in_language(language)) for fact in written(case).facts)


def _answered(kind: str) -> str:
    if kind == Kind.DENIED:
        return _("denied")
    return _("asked to be clearer") if kind == Kind.CLARIFY else _("not understood")


def _added(added: AddedPhrasing, content: Written, language: Language) -> AddedShown:
    return AddedShown(
        pk=added.pk,
        text=added.text,
        language=added.language,
        fact=labels_of(content, [added.fact], language),
        by=str(added.by),
        at=added.at,
        state=_state(added),
        is_refused=bool(added.refusal),
        is_replaying=added.replayed_at is None,
        replayed=added.replayed,
        to_replay=added.to_replay,
        changes=tuple(
            ChangeShown(
                text=change["text"],
                language=change["language"],
                before=labels_of(content, change["before"], language) or "–",
                after=labels_of(content, change["after"], language) or "–",
            )
            for change in added.changes
            if change["text"] != added.text
        ),
    )


def _state(added: AddedPhrasing) -> str:
    if added.replayed_at is None:
        if not added.to_replay:
            return _("past questions wait to be replayed")
        words = ngettext(
            "%(n)s question of %(whole)s heard again; the page follows by itself",
            "%(n)s questions of %(whole)s heard again; the page follows by itself",
            added.replayed,
        )
        return words % {"n": added.replayed, "whole": added.to_replay}
    if added.refusal:
        return _("refused: another question would be told a sensitive fact it does not ask for")
    words = ngettext(
        "in force; %(n)s past question replayed",
        "in force; %(n)s past questions replayed",
        added.replayed,
    )
    return words % {"n": added.replayed}
