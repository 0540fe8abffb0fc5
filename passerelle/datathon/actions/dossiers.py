"""A team writes its dossier together, then hands it in: from there the campus has it marked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from passerelle.campus.actions import hand_in
from passerelle.campus.errors import CampusRefusal
from passerelle.campus.forms.uploads import UploadRules, refusal_of
from passerelle.campus.models import Activity, Attempt, Enrolment, Team, TeamFile, TeamLink
from passerelle.campus.prose import words_in
from passerelle.foundation import clock
from passerelle.foundation.journal import Thing, note
from passerelle.people.models import Person

from ..dossier_parts import LONGEST
from ..dossier_text import paper_text
from ..enums import DossierPart
from ..errors import (
    DatathonRefusal,
    DossierEmpty,
    DossierHandedIn,
    DossierIncomplete,
    NoDossierAsked,
    NotYourTeam,
    TooManyFiles,
    WrittenMeanwhile,
)
from ..models import Challenge, Dossier, DossierText, ReplacedText
from ..queries.dossiers import PaperAsked, dossier_of, paper_asked


@transaction.atomic
def write_part(
    team: Team, *, part: DossierPart, text: str, version: int, hand: UUID, by: Person
) -> DossierText:
    """Keep a part as one page of one member has it.

    `version` is the one that page was opened on. A page may follow itself (`hand`); where another
    wrote since, nothing is stored: the two texts are for a person to bring together."""
    dossier = _locked(team, by)
    row = dossier.texts.filter(part=part).select_related("written_by").first()
    if row is None:
        return _first(dossier, part, text[:LONGEST], hand, by)
    if row.text == text:
        return row
    if row.hand != hand and row.version != version:
        raise WrittenMeanwhile(str(row.written_by))
    if row.written_by_id != by.pk:
        _keep_replaced(row)
    row.text, row.version, row.hand = text[:LONGEST], row.version + 1, hand
    row.words = words_in(row.text)
    row.written_by, row.written_at = by, clock.now()
    row.save()
    return row


@transaction.atomic
def choose_challenge(team: Team, *, challenge: Challenge, by: Person) -> Dossier:
    """Say which challenge the dossier is on: the jury's points join its board."""
    dossier = _locked(team, by)
    if challenge.edition_id != team.edition_id or challenge.retired_at is not None:
        raise NotYourTeam
    if dossier.challenge_id != challenge.pk:
        dossier.challenge = challenge
        dossier.save(update_fields=["challenge"])
        thing = Thing("team", str(team.pk), team.name)
        note(by, "chose a challenge", thing, edition=team.edition.slug, about=challenge.title.fr)
    return dossier


@transaction.atomic
def hand_in_dossier(
    team: Team,
    *,
    by: Person,
    form_key: UUID,
    files: Iterable[TeamFile] = (),
    links: Iterable[TeamLink] = (),
    even_incomplete: bool = False,
) -> Attempt:
    """The dossier becomes the team's paper, with files and addresses of its space.

    It no longer changes; jurors read it without its authors' names."""
    enrolment = _member(team, by)
    Dossier.objects.select_for_update(of=("self",)).filter(team=team).first()
    asked = _asked(team)
    if asked.handed_in_at is None:
        found = dossier_of(team)
        if not found.is_begun:
            raise DossierEmpty
        if found.missing and not even_incomplete:
            raise DossierIncomplete(found.missing)
        text = paper_text(found, tuple(links))
    else:
        text = ""  # twice is once: the campus knows the form
    try:
        return hand_in(
            asked.activity,
            enrolment=enrolment,
            text=text,
            files=_copies(files, asked.activity),
            form_key=form_key,
        )
    except CampusRefusal as refused:
        raise DatathonRefusal(str(refused)) from refused


def _first(dossier: Dossier, part: DossierPart, text: str, hand: UUID, by: Person) -> DossierText:
    now = clock.now()
    return DossierText.objects.create(
        dossier=dossier,
        part=part,
        text=text,
        words=words_in(text),
        hand=hand,
        written_by=by,
        written_at=now,
    )


def _keep_replaced(row: DossierText) -> None:
    ReplacedText.objects.create(
        of=row,
        version=row.version,
        text=row.text,
        written_by=row.written_by,
        written_at=row.written_at,
    )


def _locked(team: Team, by: Person) -> Dossier:
    """The team's dossier, begun now if it was not; of two that write, one waits."""
    _member(team, by)
    Dossier.objects.get_or_create(team=team, defaults={"begun_at": clock.now(), "begun_by": by})
    locked = Dossier.objects.select_for_update(of=("self",)).get(team=team)
    if _asked(team).handed_in_at is not None:
        raise DossierHandedIn
    return locked


def _member(team: Team, person: Person) -> Enrolment:
    found = Enrolment.objects.filter(membership__team=team, person=person, withdrawal=None)
    enrolment = found.select_related("person", "membership__team").first()
    if enrolment is None:
        raise NotYourTeam
    return enrolment


def _asked(team: Team) -> PaperAsked:
    asked = paper_asked(team.edition, team)
    if asked is None:
        raise NoDossierAsked
    return asked


# Any: to its stubs, an uploaded file has neither read nor seek.
def _copies(files: Iterable[TeamFile], activity: Activity) -> list[Any]:
    """Copies of the team's files, by the rules of the assignment."""
    rules, copies = UploadRules.from_settings(activity.settings), []
    for file in files:
        with file.file.open("rb") as stored:
            copies.append(SimpleUploadedFile(file.name, stored.read()))
    refusals = [words for copy in copies if (words := refusal_of(copy, rules))]
    if len(copies) > rules.most:
        raise TooManyFiles(rules.most)
    if refusals:
        raise DatathonRefusal(" ".join(refusals))
    return copies
