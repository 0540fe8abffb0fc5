"""The canonicalising worker: `python -m passerelle.engines.credential._worker`.

The first line of its input gives the added contexts; it answers `{}` once its contexts are
processed. Each further line holds documents, and is answered by their N-Quads or one refusal.
"""

import json
import resource
import sys
from typing import Final

from passerelle.engines.credential._contexts import BADGES_CONTEXT, CREDENTIALS_CONTEXT, Contexts
from passerelle.engines.credential._reading import Limits
from passerelle.engines.credential._sentences import Refusal
from passerelle.engines.credential._values import JsonObject

_MEMORY_BYTES: Final = 1 << 30
# PyLD takes the first it finds to fetch what a document names; here there is none to find.
_HTTP_CLIENTS: Final = ("requests", "aiohttp")
_WARM_UP: Final[JsonObject] = {
    "@context": [CREDENTIALS_CONTEXT, BADGES_CONTEXT],
    "id": "urn:uuid:00000000-0000-4000-8000-000000000000",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": "did:web:example.org", "type": ["Profile"], "name": "-"},
    "credentialSubject": {
        "type": ["AchievementSubject"],
        "achievement": {"id": "urn:example:achievement", "type": ["Achievement"], "name": "-"},
    },
}


def main() -> None:
    """Answer each line of standard input until it ends."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    for client in _HTTP_CLIENTS:
        sys.modules[client] = None  # type: ignore[assignment]  # so that importing it fails
    from passerelle.engines.credential._expansion import canonical_quads

    contexts = Contexts(added=json.loads(sys.stdin.readline())["contexts"])
    canonical_quads(_WARM_UP, contexts=contexts)
    _say({})
    for line in sys.stdin:
        _say(_answer(json.loads(line), contexts))


def _answer(question: JsonObject, contexts: Contexts) -> JsonObject:
    from passerelle.engines.credential._expansion import canonical_quads

    limits = Limits(
        blank_nodes=int(str(question["blank_nodes"])),
        permutations=int(str(question["permutations"])),
    )
    documents = question["documents"]
    assert isinstance(documents, list)
    try:
        return {"quads": [canonical_quads(d, contexts=contexts, limits=limits) for d in documents]}
    except Refusal as refused:
        sentence = refused.failure.sentence
        return {"code": refused.failure.code, "fr": sentence.fr, "en": sentence.en}


def _say(answer: JsonObject) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
