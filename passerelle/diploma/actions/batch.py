"""Every diploma that can be issued is issued: prepared, signed by all who gave a mandate, printed.

What is done is known by its facts alone: a batch that is cut off, or asked for twice, goes on
where it stood. A diploma that an institution has not signed, and gave no mandate for, waits."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from passerelle.foundation import clock, jobs
from passerelle.foundation.journal import Thing, note
from passerelle.jury.models import Decision
from passerelle.jury.queries import is_contested, is_superseded
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..enums import PaperSize
from ..errors import DiplomaRefusal
from ..models import Batch, Credential, Paper, Refusal, Signature
from ..processes import seen_by_processes
from ..queries.batches import standing_mandates, to_see_to
from ..queries.diplomas import diplomas_of, with_seals
from .issuing import Hand, hand_of, prepare_diploma, signed_document, write_signatures
from .keys import establish_keys
from .papers import make_paper

ISSUE = "diploma.issue_batch"
_AT_A_TIME = 10
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Share:
    """Some decisions for one process to see to."""

    edition_id: int
    decisions: tuple[int, ...]
    by_id: int | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of them: how many are issued, and what could not be done, in sentences."""

    count: int
    issued: int
    refused: tuple[str, ...] = ()


def ask_batch(edition: Edition, *, by: Person | None, form_key: uuid.UUID) -> Batch:
    """Have an edition issued in the background; while one batch runs, it is that one."""
    batch = begin_batch(edition, by=by, form_key=form_key)
    if batch.ended_at is None:
        jobs.later(ISSUE, key=f"{ISSUE}.{edition.pk}", batch_id=batch.pk)
    return batch


@transaction.atomic
def begin_batch(edition: Edition, *, by: Person | None, form_key: uuid.UUID) -> Batch:
    """The batch that runs, or the one this very form asked for, or a new one."""
    sent = Batch.objects.filter(form_key=form_key).first()
    if sent is not None:
        return sent
    facts = {"asked_by": by, "asked_at": clock.now(), "form_key": form_key}
    batch, created = Batch.objects.get_or_create(edition=edition, ended_at=None, defaults=facts)
    if created:
        establish_keys(edition, by=by)
        thing = Thing("edition", str(edition.pk), edition.slug)
        note(by, "had the diplomas issued", thing, edition=edition.slug)
    return batch


def run_batch(batch: Batch, *, processes: int = 1, progress: Progress | None = None) -> Seen:
    """See to everything that is left, in one process or several, and end the batch."""
    edition = batch.edition
    left = list(to_see_to(edition).values_list("pk", flat=True))
    Batch.objects.filter(pk=batch.pk).update(total=batch.seen + len(left))
    shares = [
        Share(edition.pk, tuple(left[start : start + _AT_A_TIME]), batch.asked_by_id)
        for start in range(0, len(left), _AT_A_TIME)
    ]
    count, issued, refused = 0, 0, list[str]()
    alone = processes == 1 or len(shares) < 2
    with (
        nullcontext(map(see_to, shares)) if alone else seen_by_processes(shares, count=processes)
    ) as each_seen:
        for seen in each_seen:
            count, issued = count + seen.count, issued + seen.issued
            refused += seen.refused
            Batch.objects.filter(pk=batch.pk).update(seen=F("seen") + seen.count)
            if progress:
                progress(count, len(left))
    end_batch(batch)
    return Seen(count, issued, tuple(refused))


def end_batch(batch: Batch) -> None:
    Batch.objects.filter(pk=batch.pk, ended_at=None).update(ended_at=clock.now())


def see_to(share: Share) -> Seen:
    """Prepare, sign and print the diplomas of a share, each on its own: one refused stops none."""
    edition = Edition.objects.select_related("programme").get(pk=share.edition_id)
    by = Person.objects.filter(pk=share.by_id).first() if share.by_id else None
    hands = _hands_of(edition)
    decisions = Decision.objects.filter(pk__in=share.decisions).select_related(
        "enrolment__person", "enrolment__edition__programme"
    )
    issued, refused = 0, []
    for decision in decisions.order_by("enrolment__person__sort_name", "id"):
        try:
            issued += _issued(decision, hands, by=by)
        except DiplomaRefusal as refusal:
            refused.append(str(refusal))
    return Seen(len(share.decisions), issued, tuple(refused))


def _issued(decision: Decision, hands: Sequence[Hand], *, by: Person | None) -> bool:
    """Bring one diploma as far as it goes; whether that is to the end."""
    credential = prepare_diploma(decision, by=by)
    if credential.issued_at is None and not _signed_under_mandates(credential, hands):
        return False
    if not Paper.objects.filter(credential=credential, size=PaperSize.A4).exists():
        (diploma,) = with_seals(
            list(diplomas_of(decision.enrolment.edition).filter(pk=credential.pk))
        )
        make_paper(diploma)
    return True


def _signed_under_mandates(credential: Credential, hands: Sequence[Hand]) -> bool:
    """Sign for each institution that may; whether the diploma is issued by it.

    The proofs are made before the row is locked: several processes then seldom wait. Someone
    who signed meanwhile is not written over: the next batch finds what is left."""
    signing = _still_to_sign(credential, hands)
    if not signing:
        return False
    signed = signed_document(credential, signing)
    with transaction.atomic():
        locked = (
            Credential.objects.select_for_update(of=("self",))
            .select_related("edition__programme", "decision__enrolment__person")
            .get(pk=credential.pk)
        )
        if locked.digest != signed.digest_before or is_superseded(locked.decision):
            return False
        if is_contested(locked.decision):
            return False
        if len(_still_to_sign(locked, signing)) != len(signing):
            return False
        if not _still_mandated(locked.edition, signing):
            return False
        write_signatures(locked, signed, signing)
    return locked.issued_at is not None


def _still_to_sign(credential: Credential, hands: Sequence[Hand]) -> list[Hand]:
    signed = Signature.objects.filter(credential=credential)
    refused = Refusal.objects.filter(credential=credential, lifted_at=None)
    closed = {
        *signed.values_list("institution_id", flat=True),
        *refused.values_list("institution_id", flat=True),
    }
    return [hand for hand in hands if hand.institution.pk not in closed]


def _still_mandated(edition: Edition, signing: Sequence[Hand]) -> bool:
    """Whether none of them withdrew their mandate while the proofs were made."""
    standing = {(each.institution_id, each.given_by_id) for each in standing_mandates(edition)}
    return all((hand.institution.pk, hand.person.pk) in standing for hand in signing)


def _hands_of(edition: Edition) -> list[Hand]:
    """Whoever gave a mandate, with their key opened; read anew for each share."""
    return [
        hand_of(each.institution, edition, by=each.given_by) for each in standing_mandates(edition)
    ]
