"""A case's facts: each revealed by a question of its own, and reached by those it needs."""

from __future__ import annotations

from collections.abc import Sequence

from passerelle.engines.encounter import LANGUAGES, NOT_A_SUBJECT, folded, shared_library

from .examined import SAID, Examined, lines_of
from .near_names import choose
from .schemas import FactFile

FEWEST_PHRASINGS = 4  # of its own, for a fact that inherits none from the library
# Topics that ask for nothing in particular: what is sensitive is never told to them.
_STORY_TOPICS = frozenset({"story", "reason-visit", "other-symptoms"})


def check_facts(case: Examined) -> None:
    for place, fact in enumerate(case.file.facts):
        _check_topics(case, place, fact)
        _check_revealed(case, place, fact)
        _check_rapport(case, place, fact)
    _check_told_apart(case)
    _check_needs(case)


def _check_topics(case: Examined, place: int, fact: FactFile) -> None:
    topics = shared_library().by_id
    for order, name in enumerate(fact.topics):
        at = ("facts", place, "topics", order)
        if name not in topics:
            reason = f"The topic {name} is not in the shared library."
            case.trouble(at, reason, choose(name, topics))
        elif name.startswith(NOT_A_SUBJECT):
            remedy = "Take it away: it names nothing that a patient could tell."
            case.trouble(at, f"{name} is a manner of speaking, not a topic.", remedy)
        elif fact.level == "sensitive" and name in _STORY_TOPICS:
            reason = f"This fact is sensitive, and {name} would tell it to whoever asks for all."
            case.trouble(at, reason, "Take the topic away, and write phrasings that ask for it.")


def _check_revealed(case: Examined, place: int, fact: FactFile) -> None:
    topics = shared_library().by_id
    if any(name in topics and name not in _STORY_TOPICS for name in fact.topics):
        return
    if fact.level != "sensitive" and any(name in topics for name in fact.topics):
        return
    for language in LANGUAGES:
        count = len(getattr(fact.phrasings, language))
        if count < FEWEST_PHRASINGS:
            reason = (
                f"No question reveals {fact.id}: it has no topic of the library, "
                f"and {count} phrasings in {SAID[language]}."
            )
            remedy = f"Give it a topic, or at least {FEWEST_PHRASINGS} phrasings; eight are better."
            case.trouble(("facts", place, "phrasings", language), reason, remedy)


def _check_rapport(case: Examined, place: int, fact: FactFile) -> None:
    if fact.level == "sensitive" and not fact.rapport:
        reason = "A sensitive fact takes some rapport, and this one takes none."
        case.trouble(("facts", place, "rapport"), reason, "Write rapport: 1, 2 or 3.")


def _check_told_apart(case: Examined) -> None:
    """Two facts that the same words ask for cannot be told apart."""
    owners: dict[tuple[str, str], str] = {}
    shared: dict[tuple[str, ...], str] = {}
    for place, fact in enumerate(case.file.facts):
        for line in lines_of(fact.phrasings, ("facts", place, "phrasings")):
            owner = owners.setdefault((line.language, folded(line.text)), fact.id)
            if owner != fact.id:
                reason = f"“{line.text}” already asks for {owner}."
                case.trouble(line.at, reason, "Keep it for one of the two facts.")
        if not fact.topics or fact.phrasings.fr or fact.phrasings.en:
            continue
        owner = shared.setdefault(tuple(sorted(fact.topics)), fact.id)
        if owner != fact.id:
            reason = f"{fact.id} and {owner} have the same topics and no phrasings of their own."
            case.trouble(("facts", place, "topics"), reason, "Write phrasings that part them.")


def _check_needs(case: Examined) -> None:
    facts = {fact.id: fact for fact in case.file.facts}
    for place, fact in enumerate(case.file.facts):
        for order, name in enumerate(fact.needs):
            at = ("facts", place, "needs", order)
            if name not in facts:
                case.trouble(at, f"No fact is called {name}.", choose(name, facts))
            elif facts[name].level == "sensitive" and fact.level == "open":
                reason = f"{fact.id} is told with the story, and needs {name}, which never is."
                case.trouble(at, reason, "Write level: asked, or let it be told by itself.")
    for cycle in _cycles(case.file.facts):
        place = next(i for i, fact in enumerate(case.file.facts) if fact.id == cycle[0])
        reason = f"These facts wait for each other: {' → '.join((*cycle, cycle[0]))}."
        case.trouble(("facts", place, "needs"), reason, "Take one of the needs away.")


def _cycles(facts: Sequence[FactFile]) -> list[tuple[str, ...]]:
    """Each cycle once, from the fact that is written first."""
    needs = {fact.id: fact.needs for fact in facts}
    found: dict[frozenset[str], tuple[str, ...]] = {}
    finished: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            cycle = path[path.index(name) :]
            found.setdefault(frozenset(cycle), cycle)
        elif name not in finished:
            for need in needs.get(name, ()):
                walk(need, (*path, name))
            finished.add(name)

    for fact in facts:
        walk(fact.id, ())
    return list(found.values())
