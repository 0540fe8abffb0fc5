"""The material of the standards' authors, and the vocabularies it is written in."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from passerelle.engines.credential import Contexts, JsonObject

EXAMPLES_CONTEXT = "https://www.w3.org/ns/credentials/examples/v2"
_PROJECT = Path(__file__).resolve().parents[2]
_EXAMPLES: JsonObject = {"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}


def standards_folder() -> Path:
    """Where the standards' material lies; it may be absent."""
    beside = _PROJECT.parent / "shared" / "testdata"
    return Path(os.environ.get("PASSERELLE_TESTDATA", beside)) / "standards"


def w3c_contexts() -> Contexts:
    """Ours, and the W3C examples' own, which gives every word a meaning."""
    return Contexts({EXAMPLES_CONTEXT: _EXAMPLES})


def published_contexts(standards: Path) -> Contexts:
    """Every context the material uses; the product itself knows only a diploma's two."""
    published: Mapping[str, JsonObject] = json.loads(
        (standards / "contexts/npm-contexts.json").read_text()
    )
    others = {url: context for url, context in published.items() if url not in Contexts()}
    return Contexts({EXAMPLES_CONTEXT: _EXAMPLES, **others})
