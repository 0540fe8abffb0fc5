"""The `jury/` folder of a programme: the regulations by which its jury decides."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from passerelle.programme.kinds import FolderKind, register_folder
from passerelle.programme.schemas import Strict
from passerelle.programme.source import ProgrammeSource

REGULATIONS = "jury/regulations.yaml"


class RachatFile(Strict):
    """How much the jury may give one learner, with a written reason."""

    most_points: Decimal = Field(gt=0)


class RegulationsFile(Strict):
    """jury/regulations.yaml"""

    quorum: int = Field(ge=1)
    least_institutions: int = Field(ge=1)
    ballot: Literal["named", "secret"]
    chair_casting_vote: bool = False
    rachat: RachatFile | None = None
    compensation_by_motion: bool = False
    appeal_days: int = Field(ge=1, le=366)
    chair_signs_last: bool = True


def register() -> None:
    """Called once when Django starts."""
    register_folder(FolderKind("jury", check_folder, schemas={REGULATIONS: RegulationsFile}))


def check_folder(source: ProgrammeSource) -> None:
    names = list(source.under("jury"))
    if not names:
        return
    for name in names:
        if name != REGULATIONS:
            source.trouble(name, "No part reads this file.", f"Write {REGULATIONS}, or remove it.")
    yaml, file = source.typed(REGULATIONS, RegulationsFile)
    if yaml is None or file is None:
        return
    signing = len(source.programme.institutions) if source.programme else file.least_institutions
    if file.least_institutions > min(file.quorum, signing):
        source.trouble(
            REGULATIONS,
            f"{file.least_institutions} institutions cannot be present: the quorum is"
            f" {file.quorum} members and the programme has {signing} institutions.",
            "Lower least_institutions, or raise quorum.",
            line=yaml.line_of(("least_institutions",)),
            at="least_institutions",
        )
    scale = (source.programme.award.get("scale") if source.programme else None) or 0
    if file.rachat and isinstance(scale, int) and 0 < scale <= file.rachat.most_points:
        source.trouble(
            REGULATIONS,
            f"A rachat of {file.rachat.most_points} points is the whole scale of {scale}.",
            "Lower most_points.",
            line=yaml.line_of(("rachat", "most_points")),
            at="rachat.most_points",
        )
