"""Who canonicalises: this process for documents of ours, a killable worker for all others."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Protocol

from passerelle.engines.credential._contexts import Contexts
from passerelle.engines.credential._killable import KillableWorker
from passerelle.engines.credential._reading import Limits
from passerelle.engines.credential._sentences import Failure, Refusal, refusal
from passerelle.engines.credential._values import JsonObject, Text

_WORKER: Final = "passerelle.engines.credential._worker"
_KEPT: Final = 256


class Canonicaliser(Protocol):
    """Gives canonical N-Quads, one text a document, or raises `Refusal`."""

    @property
    def contexts(self) -> Contexts:
        """The closed set of contexts the documents may use."""

    def canonicalise(self, documents: Sequence[JsonObject], limits: Limits) -> tuple[str, ...]:
        """The canonical N-Quads of each document, in order."""


class InlineCanonicaliser:
    """Canonicalises in this process: for documents of our own making, about to be signed.

    The latest answers are kept: institutions sign the same document one after the other.
    Without `strict`, it allows all that the standard allows, for documents of anyone."""

    def __init__(self, contexts: Contexts | None = None, *, strict: bool = True) -> None:
        self.contexts = contexts or Contexts()
        self._strict = strict
        self._kept = lru_cache(maxsize=_KEPT)(self._canonical)

    def canonicalise(self, documents: Sequence[JsonObject], limits: Limits) -> tuple[str, ...]:
        """The canonical N-Quads of each document, in order."""
        return tuple(
            self._kept(json.dumps(document, sort_keys=True), limits) for document in documents
        )

    def _canonical(self, written: str, limits: Limits) -> str:
        # PyLD takes a tenth of a second to come in: who only asks a worker never waits for it.
        from passerelle.engines.credential._expansion import canonical_quads

        return canonical_quads(
            json.loads(written), contexts=self.contexts, limits=limits, strict=self._strict
        )


class SubprocessCanonicaliser:
    """Canonicalises in one worker process, killed when a document takes longer than allowed.

    Started at first use (or by `start`), shared by threads, replaced after a kill and after a
    fork. `close` ends the worker; so does the end of this process.
    """

    def __init__(self, contexts: Contexts | None = None) -> None:
        self.contexts = contexts or Contexts()
        self._worker = KillableWorker(_WORKER, greeting={"contexts": dict(self.contexts.added)})

    def start(self) -> None:
        """Start the worker now, so that the first reader does not wait for it."""
        self._worker.start()

    def close(self) -> None:
        """End the worker."""
        self._worker.close()

    def __enter__(self) -> "SubprocessCanonicaliser":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def canonicalise(self, documents: Sequence[JsonObject], limits: Limits) -> tuple[str, ...]:
        """The canonical N-Quads of each document, in order; `Refusal` after `limits.seconds`."""
        question: JsonObject = {
            "documents": list(documents),
            "blank_nodes": limits.blank_nodes,
            "permutations": limits.permutations,
        }
        answer = self._answer(question, limits.seconds)
        if "code" in answer:
            sentence = Text(fr=str(answer["fr"]), en=str(answer["en"]))
            raise Refusal(Failure(str(answer["code"]), sentence))
        quads = answer["quads"]
        assert isinstance(quads, list)
        return tuple(str(text) for text in quads)

    def _answer(self, question: JsonObject, seconds: float) -> JsonObject:
        try:
            return self._worker.ask(question, seconds=seconds)
        except TimeoutError as error:
            raise refusal("too-slow", limit=f"{seconds:g}") from error
        except EOFError as error:
            raise refusal("too-heavy") from error
