"""The regulations of an edition's jury, as its present revision has them."""

from __future__ import annotations

from passerelle.programme.models import Edition, RevisionFile
from passerelle.programme.yaml_lines import read_yaml

from .kinds import REGULATIONS, RegulationsFile


def regulations_of(edition: Edition) -> RegulationsFile | None:
    """None while the programme has none: then a juror decides alone, as before."""
    if edition.revision_id is None:
        return None
    found = RevisionFile.objects.filter(revision_id=edition.revision_id, path=REGULATIONS)
    kept = found.select_related("blob").first()
    if kept is None:
        return None
    return RegulationsFile.model_validate(read_yaml(REGULATIONS, bytes(kept.blob.data)).value)


def has_regulations(edition: Edition) -> bool:
    if edition.revision_id is None:
        return False
    return RevisionFile.objects.filter(revision_id=edition.revision_id, path=REGULATIONS).exists()


def as_kept(regulations: RegulationsFile) -> dict[str, object]:
    """As a deliberation freezes them."""
    return regulations.model_dump(mode="json")


def as_frozen(kept: dict[str, object]) -> RegulationsFile:
    """As a deliberation froze them."""
    return RegulationsFile.model_validate(kept)
