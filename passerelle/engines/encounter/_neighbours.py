"""The facts of a case that stand near what a clause asks for, though it asks for none of them."""

from __future__ import annotations

from ._case import Case, Fact, Language
from ._clarifying import names_of
from ._heard import heard
from ._library import shared_library
from ._texts import plain, spelt_out, telling_words


def undeniable(case: Case, topic: str, clause: str, language: Language) -> tuple[Fact, ...]:
    """Those that make a "no" to an uncovered topic false, weightiest first.

    The one that the clause calls by its name; else what lies under a wide topic, and a red flag
    that shares a word with the clause."""
    asked = telling_words(plain(spelt_out(clause, language)))
    named = [fact for fact in case.facts if asked and asked <= names_of(fact, language)]
    if len(named) == 1:
        return tuple(named)
    under = tuple(heard("neighbours")["under"].get(topic, ()))

    def is_near(fact: Fact) -> bool:
        lies_under = any(each.startswith(under) for each in fact.topics) if under else False
        flagged = fact.red_flag and not asked.isdisjoint(names_of(fact, language))
        return lies_under or flagged or fact in named

    return tuple(sorted(filter(is_near, case.facts), key=lambda fact: -fact.weight))


def hanging_on(case: Case, told: Fact) -> tuple[Fact, ...]:
    """Those that need the fact just told, and those on the same subject."""
    subjects = _subjects(told)
    others = [fact for fact in case.facts if fact is not told]
    needing = [fact for fact in others if told.id in fact.needs]
    return tuple(dict.fromkeys((*needing, *(f for f in others if subjects & _subjects(f)))))


def _subjects(fact: Fact) -> set[str]:
    topics = shared_library().by_id
    return {topics[each].subject for each in fact.topics if each in topics} - {""}
