"""Minutes are drawn up once, then each member present signs them or says why not."""

from __future__ import annotations

from django.db import transaction

from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person
from passerelle.people.proofs import Method, Proof

from ..minutes_errors import (
    AlreadyAnswered,
    ChairSignsLast,
    MinutesAltered,
    NotAMemberPresent,
    NotFrozen,
    ProofOfSomethingElse,
    RefusalWithoutReason,
)
from ..minutes_file import about, digest_of_content, digests_of, signature_digest
from ..models import Deliberation, Member, Minutes, MinutesSignature
from ..queries.minutes import Record, Seat, answer_as_json, record_of
from ..queries.minutes_record import content_of


@transaction.atomic
def draw_up_minutes(deliberation: Deliberation, *, by: Person) -> Minutes:
    """Write down what a frozen deliberation decided; twice is once."""
    locked = Deliberation.objects.select_for_update().get(pk=deliberation.pk)
    if locked.frozen_at is None:
        raise NotFrozen
    already = Minutes.objects.filter(deliberation=locked).first()
    if already is not None:
        return already
    content = content_of(
        Deliberation.objects.select_related("edition__programme", "frozen_by", "supersedes").get(
            pk=locked.pk
        )
    )
    lines = content["proceedings"]
    minutes = Minutes.objects.create(
        deliberation=locked,
        edition_id=locked.edition_id,
        number=locked.version,
        content=content,
        lines=digests_of(content),
        digest=digest_of_content(content),
        chain_digest=lines[-1]["digest"] if lines else "",
        drawn_up_at=clock.now(),
        drawn_up_by=by,
    )
    _note(by, "drew up minutes", minutes)
    return minutes


@transaction.atomic
def sign_minutes(minutes: Minutes, *, proof: Proof) -> MinutesSignature:
    """A member present signs what the minutes say, having proven it is they, about this text."""
    if proof.about != about(minutes.digest):
        raise ProofOfSomethingElse
    if proof.method == Method.PLAYED and not minutes.edition.is_specimen:
        raise ProofOfSomethingElse
    return _answer(minutes, proof.person_id, method=proof.method, evidence=proof.evidence)


@transaction.atomic
def refuse_to_sign(minutes: Minutes, *, by: Person, reason: str) -> MinutesSignature:
    """A member present does not sign, and the minutes say why."""
    reason = reason.strip()
    if not reason:
        raise RefusalWithoutReason
    return _answer(minutes, by.pk, refusal=reason)


def _answer(
    minutes: Minutes,
    person_id: int,
    *,
    method: str = "",
    evidence: dict[str, str] | None = None,
    refusal: str = "",
) -> MinutesSignature:
    locked = Minutes.objects.select_for_update().select_related("edition").get(pk=minutes.pk)
    record = record_of(locked)
    seat = _seat_that_answers(record, person_id)
    member = Member.objects.select_related("person").get(
        deliberation_id=locked.deliberation_id, person_id=person_id
    )
    answer = MinutesSignature(
        minutes=locked,
        member=member,
        rank=len(record.answers) + 1,
        seat=seat.number,
        signed_at=clock.now(),
        method=method,
        evidence=evidence or {},
        refusal=refusal,
    )
    previous = record.answers[-1].digest if record.answers else locked.digest
    answer.digest = signature_digest(answer_as_json(answer), previous=previous)
    answer.save(force_insert=True)
    _note(member.person, "refused to sign minutes" if refusal else "signed minutes", locked)
    return answer


def _seat_that_answers(record: Record, person_id: int) -> Seat:
    """Their seat, if the minutes wait for them and are still what was drawn up."""
    seat = next((each for each in record.seats if each.person_id == person_id), None)
    if seat is None or not seat.present:
        raise NotAMemberPresent
    if seat.answer is not None:
        raise AlreadyAnswered
    if record.waits_for_others(seat):
        raise ChairSignsLast
    if not record.report.is_intact:
        raise MinutesAltered
    return seat


def _note(by: Person, verb: str, minutes: Minutes) -> None:
    thing = Thing("minutes of a jury", str(minutes.pk), str(minutes))
    note(by, verb, thing, edition=minutes.edition.slug, version=minutes.number)
