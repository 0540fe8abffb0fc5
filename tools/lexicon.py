"""`python -m tools.lexicon`: what the reader of virtual patients learned, made again.

To run when a phrasing of the library changes: its vectors, the space they are compared in, and
the weights of the signs of likeness, learned on the questions that cases do not hold out."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "passerelle.config.settings_test")

import django
import numpy as np

from passerelle.engines.encounter import LANGUAGES, Asking, Both
from passerelle.engines.encounter import _matching_learned as learned
from passerelle.engines.encounter._calibration import Asked
from passerelle.engines.encounter._matching import Lexicon, Likeness, Weights
from passerelle.engines.encounter._matching_index import Phrasings, Space, texts_of
from passerelle.engines.encounter._matching_learning import learned_projection
from passerelle.engines.encounter._matching_vectors import known_vectors
from passerelle.engines.encounter._matching_weighing import Lessons, learned_weights
from passerelle.gateway.embeddings import MODEL, KeptVectors

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "programmes" / "ia-generative-sante" / "cases"
HERE = ROOT / "passerelle" / "engines" / "encounter" / learned.FOLDER


def main() -> int:
    django.setup()
    embed = KeptVectors(ROOT / ".passerelle" / "vectors", progress=_progress)
    HERE.mkdir(exist_ok=True)
    groups = learned.lexicon_groups()
    texts = texts_of(groups)
    (HERE / learned.VECTORS).write_bytes(known_vectors(texts, embed(texts), model=MODEL).as_bytes())
    space = space_of_library(embed)
    (HERE / learned.SPACE).write_bytes(learned.space_as_bytes(space))
    weights = weights_of_cases(embed, space, folders())
    (HERE / learned.WEIGHTS).write_text(learned.weights_as_text(weights))
    print(learned.weights_as_text(weights), end="")
    return 0


def folders() -> Sequence[Path]:
    """The cases that have their questions."""
    return sorted(path.parent for path in CASES.glob("*/questions.yaml"))


def space_of_library(embed: KeptVectors) -> Space:
    groups = learned.lexicon_groups()
    rows = [
        (place, language, text)
        for place, choices in enumerate(groups.values())
        for language in LANGUAGES
        for text in choices.in_language(language)
    ]
    vectors = embed([text for _, _, text in rows])
    found = learned_projection(vectors, np.array([place for place, _, _ in rows]))
    means = [
        vectors[[at for at, row in enumerate(rows) if row[1] == language]].mean(axis=0)
        for language in LANGUAGES
    ]
    return Space(found.centre, found.matrix, Both(*means))


def weights_of_cases(embed: KeptVectors, space: Space, cases: Sequence[Path]) -> Weights:
    none = Weights(np.zeros(0), 0.0)
    phrasings = Phrasings(learned.lexicon_groups(), embed=embed, space=space)
    lexicon = Lexicon(learned.whole_library(), phrasings, space, none)
    return learned_weights([lessons_of(folder, lexicon, embed) for folder in cases])


def lessons_of(folder: Path, lexicon: Lexicon, embed: KeptVectors) -> Lessons:
    """The single questions and those on nothing that the case does not hold out."""
    from passerelle.simulation.blind import blind_questions_in
    from passerelle.simulation.kinds.cases import read_case

    case = read_case(folder)
    kept, _ = blind_questions_in(folder).parts()
    likeness = Likeness(case, lexicon, embed)
    asked: Sequence[Asked] = (*kept.single, *kept.out_of_case, *kept.hostile)
    order = {fact.id: place for place, fact in enumerate(case.facts)}
    return Lessons(
        signs=likeness.signs([Asking(each.text, each.language) for each in asked]),
        members=likeness.members(),
        facts=np.array([order[each.facts[0]] if each.facts else -1 for each in asked]),
    )


def _progress(done: int, whole: int) -> None:
    if done % 50 == 0 or done == whole:
        print(f"\r  {done} of {whole} texts", end="\n" if done == whole else "", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
