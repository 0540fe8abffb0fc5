"""Who understands a question: one matcher per process and digest, made when first asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from passerelle.engines.encounter import Both, Embed, Fact, ManyReader, Reader, Remembered
from passerelle.engines.encounter import Case as Written
from passerelle.gateway.embeddings import MODEL, embed

from .contents import bytes_of, written
from .kinds.gates import VECTORS, thresholds_of
from .models import AddedPhrasing, Case
from .questioning import kept_embed, lexicon

if TYPE_CHECKING:
    from passerelle.engines.encounter import KnownVectors

Added = tuple[tuple[str, str, str], ...]  # fact, language, text
_MOST_KEPT = 32


def reader_of(case: Case) -> Reader:
    """The matcher of this case, at the thresholds its gate was passed with; what its author
    taught it since counts."""
    return reader_with(case)


def reader_with(
    case: Case, *, also: AddedPhrasing | None = None, without: AddedPhrasing | None = None
) -> ManyReader:
    """The same with one phrasing more, or without one of those it was taught."""
    taught = AddedPhrasing.objects.filter(
        edition=case.edition_id,
        case_slug=case.slug,
        replayed_at__isnull=False,
        refusal="",
        withdrawn_at=None,
    )
    known = [each for each in taught.order_by("pk") if without is None or each.pk != without.pk]
    if also is not None:
        known = [*(each for each in known if each.pk != also.pk), also]
    added = tuple((each.fact, each.language, each.text) for each in known)
    return _matchers.of(case, added)


class _Matchers:
    """A matcher takes a while to make: each is made once, the latest are kept."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, Added], ManyReader] = {}
        self._making = Lock()

    def of(self, case: Case, added: Added) -> ManyReader:
        key = (f"{case.slug}/{case.digest}", added)
        found = self._made.get(key)
        if found is not None:
            return found
        with self._making:
            found = self._made.get(key) or _matcher(case, added)
            while len(self._made) >= _MOST_KEPT:
                self._made.pop(next(iter(self._made)))
            self._made[key] = found
        return found


_matchers = _Matchers()


def _matcher(case: Case, added: Added) -> ManyReader:
    """Phrasings without a kept vector are computed once; what a learner types is never kept."""
    from passerelle.engines.encounter import Matcher, known_vectors, own_phrasings, texts_of

    known, whole = _vectors(case), taught(written(case), added)
    texts = texts_of(own_phrasings(whole))
    if known.missing(texts):
        known = known_vectors(texts, known.of(texts, kept_embed(None)), model=MODEL)
    return Matcher(
        whole,
        lexicon(),
        lambda texts: known.of(texts, _embeds.get()),
        thresholds_of(case.gate or {}),
    )


_embeds: ContextVar[Embed] = ContextVar("who embeds", default=embed)


@contextmanager
def embedded_once() -> Iterator[None]:
    """Inside, what is put to two readers in a row is embedded once; nothing of it stays after."""
    before = _embeds.set(Remembered(embed))
    try:
        yield
    finally:
        _embeds.reset(before)


def _vectors(case: Case) -> KnownVectors:
    from passerelle.engines.encounter import VectorsUnreadable, no_vectors, vectors_in

    kept = case.files.get(VECTORS)
    try:
        return vectors_in(bytes_of(kept), model=MODEL) if kept else no_vectors(MODEL)
    except VectorsUnreadable:
        return no_vectors(MODEL)


def taught(case: Written, added: Added) -> Written:
    """The case with phrasings that its file does not hold yet."""
    return replace(case, facts=tuple(_with(fact, added) for fact in case.facts))


def _with(fact: Fact, added: Added) -> Fact:
    fr = tuple(text for id, language, text in added if id == fact.id and language == "fr")
    en = tuple(text for id, language, text in added if id == fact.id and language == "en")
    phrasings = Both(fact.phrasings.fr + fr, fact.phrasings.en + en)
    return replace(fact, phrasings=phrasings)
