"""Who understands a question: one matcher per process and digest, made when first asked."""

from __future__ import annotations

from passerelle.engines.encounter import Reader

from .models import Case


def reader_of(case: Case) -> Reader:
    """The matcher of this case, at the thresholds its gate was passed with."""
    raise NotImplementedError
