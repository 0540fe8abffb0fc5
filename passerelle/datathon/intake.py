"""What a challenge takes in: which kinds, which formats, how large, with which columns."""

from __future__ import annotations

from dataclasses import dataclass

from .enums import Origin, SubmissionKind
from .kinds.bundle_settings import BundleSettings
from .kinds.schemas import ChallengeFile, SubmissionSpec
from .models import Challenge

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Intake:
    """What may be submitted. `asked` is empty for an imported bundle: its program judges."""

    kinds: tuple[str, ...]
    formats: tuple[str, ...]
    megabytes: int
    asked: SubmissionSpec | None

    @property
    def most_bytes(self) -> int:
        return self.megabytes * MEGABYTE


def challenge_file(challenge: Challenge) -> ChallengeFile:
    """The challenge as the programme writes it; only for those of a programme folder."""
    return ChallengeFile.model_validate(challenge.settings)


def bundle_settings(challenge: Challenge) -> BundleSettings:
    """What an imported bundle says; only for imported challenges."""
    return BundleSettings.model_validate(challenge.settings)


def is_imported(challenge: Challenge) -> bool:
    return challenge.origin != Origin.PROGRAMME


def intake_of(challenge: Challenge) -> Intake:
    if is_imported(challenge):
        bundle = bundle_settings(challenge)
        return Intake(tuple(bundle.accepts), tuple(bundle.formats), bundle.megabytes, None)
    asked = challenge_file(challenge).submission
    return Intake(tuple(asked.accepts), tuple(asked.format), asked.megabytes, asked)


def twice_share(challenge: Challenge) -> float:
    """The share of submissions that are evaluated a second time."""
    if is_imported(challenge):
        return bundle_settings(challenge).twice
    return challenge_file(challenge).scoring.twice


def needs_sandbox(challenge: Challenge, kind: str) -> bool:
    """Whether evaluating runs somebody's program."""
    return is_imported(challenge) or kind == SubmissionKind.CODE


def takes_latest(challenge: Challenge) -> bool:
    """Whether a team's latest submission stands, rather than its best."""
    if is_imported(challenge):
        return bundle_settings(challenge).take == "latest"
    return challenge_file(challenge).boards.take == "latest"


def days_after(challenge: Challenge) -> int:
    """How long after the last phase its data may still be taken."""
    return 0 if is_imported(challenge) else challenge_file(challenge).access.days_after
