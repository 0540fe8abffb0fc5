"""What the standards' own material says of the credential engine; the suites take minutes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ..conformance.badges import judged_samples
from ..conformance.cases import trial_programme
from ..conformance.data_model import counted, judged_inputs
from ..conformance.judge import judged
from ..conformance.material import standards_folder
from .sheet import Figure


def conformance_figures() -> Iterator[Figure]:
    """Every file found in the standards' folder; the other stack where its packages are."""
    standards = standards_folder()
    if not standards.is_dir():
        yield Figure("the standards' material", "shown", "not on this machine")
        return
    right, claiming = counted(judged_inputs(standards))
    yield _all("W3C data model 2.0 inputs judged as their names say", right, claiming)
    outcomes = Counter(sample.outcome for sample in judged_samples(standards))
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    yield Figure(f"Open Badges 3.0 samples, of {outcomes.total()}", "shown", told)
    packages = os.environ.get("PASSERELLE_NODE_MODULES")
    if packages:
        answers = judged(trial_programme(), Path(packages))
        agreed = sum(answer.is_agreed for answer in answers)
        yield _all("same answer as the @digitalbazaar stack", agreed, len(answers))


def _all(name: str, reached: int, wanted: int) -> Figure:
    return Figure(name, "all", f"{reached} of {wanted}", reached == wanted)
