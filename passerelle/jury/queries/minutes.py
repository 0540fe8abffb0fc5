"""The minutes of an edition: what they say, who answered, whom they wait for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from django.utils.functional import cached_property

from passerelle.engines.numbers import format_in
from passerelle.foundation.translated import reading_language
from passerelle.people.models import Person
from passerelle.people.proofs import Method
from passerelle.programme.models import Edition

from ..decision_wording import in_a_sentence, with_honours
from ..minutes_file import Report, checked, file_of, read
from ..models import Deliberation, Minutes, MinutesSignature

Json = dict[str, Any]  # Any: JSON


@dataclass(frozen=True, slots=True)
class Seat:
    """A member as the minutes name them, with their answer if they gave one."""

    number: int
    person_id: int
    name: str
    institution: Json | None
    chair: bool
    present: bool
    day: Json | None
    answer: MinutesSignature | None

    @property
    def is_awaited(self) -> bool:
        return self.present and self.answer is None


@dataclass(frozen=True)
class Record:
    """Minutes with the answers of their members."""

    minutes: Minutes
    answers: tuple[MinutesSignature, ...]

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        by_seat = {answer.seat: answer for answer in self.answers}
        return tuple(
            Seat(
                number=rank,
                person_id=each["person"],
                name=each["name"],
                institution=each["institution"],
                chair=each["chair"],
                present=each["present"],
                day=each.get("day"),
                answer=by_seat.get(rank),
            )
            for rank, each in enumerate(self.minutes.content["members"], start=1)
        )

    @property
    def awaited(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.is_awaited]

    @property
    def refused(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.answer and seat.answer.refusal]

    @property
    def is_complete(self) -> bool:
        """All members present have signed."""
        return not self.awaited and not self.refused

    @property
    def is_rehearsed(self) -> bool:
        """Whether an answer was given in a rehearsal: such a signature binds nobody."""
        return any(each.method == Method.PLAYED for each in self.answers)

    @property
    def completed_at(self) -> datetime | None:
        return max((each.signed_at for each in self.answers), default=None)

    def seat_of(self, person: Person | None) -> Seat | None:
        for seat in self.seats:
            if person is not None and seat.person_id == person.pk:
                return seat
        return None

    def waits_for_others(self, seat: Seat) -> bool:
        """Whether the chair must still wait, where the regulations have the chair sign last."""
        return seat.chair and self.chair_signs_last and any(not each.chair for each in self.awaited)

    @property
    def chair_signs_last(self) -> bool:
        """As the regulations in force said it; those that were silent meant that."""
        return bool(self.minutes.content["regulations"]["in_force"].get("chair_signs_last", True))

    @cached_property
    def file(self) -> bytes:
        """The structured minutes, as one downloads them."""
        return file_of(
            self.minutes.content,
            lines=self.minutes.lines,
            digest=self.minutes.digest,
            signatures=[answer_as_json(each) for each in self.answers],
        )

    @cached_property
    def report(self) -> Report:
        """Every digest computed again from what is stored."""
        return checked(read(self.file), expected=self.minutes.digest)


def answer_as_json(answer: MinutesSignature) -> Json:
    """A member's answer as the file says it; what `digest` covers."""
    said = cast(Json, answer.minutes.content)["members"][answer.seat - 1]
    return {
        "minutes": answer.minutes.digest,
        "member": answer.seat,
        "name": said["name"],
        "signed_at": answer.signed_at.isoformat(),
        "method": "" if answer.refusal else answer.method,
        "evidence": answer.evidence,
        "refusal": answer.refusal,
        "digest": answer.digest,
    }


def minutes_of(edition: Edition) -> list[Record]:
    """Every minutes of an edition, the latest first; two queries."""
    found = Minutes.objects.filter(edition=edition).select_related("drawn_up_by")
    return [_record(each) for each in found.prefetch_related("signatures")]


def minutes_numbered(edition: Edition, number: int) -> Record | None:
    """One of them, as `passerelle minutes` and the pages name it."""
    return next((each for each in minutes_of(edition) if each.minutes.number == number), None)


def _record(minutes: Minutes) -> Record:
    answers = tuple(minutes.signatures.all())
    for each in answers:
        each.minutes = minutes
    return Record(minutes, answers)


def record_of(minutes: Minutes) -> Record:
    return _record(minutes)


def to_draw_up(edition: Edition) -> Deliberation | None:
    """The frozen deliberation that has no minutes yet, the first of them."""
    frozen = Deliberation.objects.filter(
        edition=edition, frozen_at__isnull=False, minutes__isnull=True
    )
    return frozen.order_by("version").first()


@dataclass(frozen=True, slots=True)
class DecisionRead:
    """A decision as the minutes froze it, in the reader's language."""

    learner: str
    total: str
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class SeatRead:
    seat: Seat
    institution: str
    at_the_day: str


def decisions_read(record: Record) -> list[DecisionRead]:
    language = reading_language()
    return [
        DecisionRead(
            learner=each["learner"],
            total=format_in(language, Decimal(each["total"]), places=2) if each["total"] else "–",
            outcome=with_honours(each["outcome"][language], (each["honours"] or {}).get(language)),
            reason=each["reason"],
        )
        for each in record.minutes.content["decisions"]
    ]


def seats_read(record: Record) -> list[SeatRead]:
    language = reading_language()
    return [
        SeatRead(
            each,
            each.institution[language] if each.institution else "",
            in_a_sentence(each.day["attendance"][language]) if each.day else "",
        )
        for each in record.seats
    ]
