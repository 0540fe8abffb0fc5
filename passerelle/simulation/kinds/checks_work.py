"""What is judged beside the talk: acts, differential, hand-off, the assistant's claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from passerelle.engines.encounter import LANGUAGES

from .examined import SAID, Examined, Place
from .near_names import choose


def check_work(case: Examined) -> None:
    _check_ids(case)
    _check_differential(case)
    _check_claims(case)


def _check_ids(case: Examined) -> None:
    """Each id once; facts, examination and tests share theirs, since a diagnosis cites them."""
    for names in _namespaces(case):
        taken: set[str] = set()
        for at, id in names:
            if id in taken:
                case.trouble(at, f"The id {id} is already taken.", "Choose another.")
            taken.add(id)


def _namespaces(case: Examined) -> Iterator[list[tuple[Place, str]]]:
    file = case.file
    talks, at = file.assistant.consultations, ("assistant", "consultations")
    yield [
        *_ids(("facts",), file.facts),
        *_ids(("examination",), file.examination),
        *_ids(("tests",), file.tests),
    ]
    yield [*_ids(("treatments",), file.treatments)]
    yield [*_ids(("differential",), file.differential)]
    yield [*_ids(("handoff", "items"), file.handoff.items)]
    yield [*_ids(at, talks)]
    yield [each for i, talk in enumerate(talks) for each in _ids((*at, i, "claims"), talk.claims)]


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def _ids(at: Place, named: Sequence[_Named]) -> Iterator[tuple[Place, str]]:
    for place, each in enumerate(named):
        yield (*at, place, "id"), each.id


def _check_differential(case: Examined) -> None:
    file = case.file
    cited: tuple[_Named, ...] = (*file.facts, *file.examination, *file.tests)
    known = {each.id for each in cited}
    for place, diagnosis in enumerate(file.differential):
        for field in ("supported_by", "against"):
            for order, name in enumerate(getattr(diagnosis, field)):
                if name not in known:
                    reason = f"{name} is no fact, finding or test of this case."
                    case.trouble(("differential", place, field, order), reason, choose(name, known))
    if all(diagnosis.place != "main" for diagnosis in file.differential):
        reason = "No diagnosis has the place main: nothing could be found."
        case.trouble(("differential",), reason, "Write place: main for the right one.")


def _check_claims(case: Examined) -> None:
    talks = case.file.assistant.consultations
    for i, each in enumerate(talks):
        for j, claim in enumerate(each.claims):
            for language in LANGUAGES:
                if _plain(getattr(claim.text, language)) not in _plain(
                    getattr(each.text, language)
                ):
                    at = ("assistant", "consultations", i, "claims", j, "text", language)
                    reason = f"The {SAID[language]} answer of {each.id} does not hold this claim."
                    case.trouble(at, reason, "Copy it from the answer, word for word.")
    sound = {claim.sound for each in talks for claim in each.claims}
    if len(sound) == 1:
        reason = "Every claim is sound." if True in sound else "No claim is sound."
        remedy = "Mix them: a third to a half wrong, each plausible."
        case.trouble(("assistant", "consultations"), f"{reason} Nothing can be told apart.", remedy)


def _plain(text: str) -> str:
    return " ".join(text.split())
