"""Who signed, who may have the data, who took them: for whoever coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.campus.models import Activity, TeamMember
from passerelle.people.models import Person
from passerelle.programme.models import Edition

from ..models import (
    AccessSuspension,
    AgreementSignature,
    Challenge,
    DataDownload,
    UsageAgreement,
)
from .access import trained
from .agreements import DownloadRow

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What challenges ask for together: an agreement, a training, or one of them."""

    agreement: UsageAgreement | None
    training: Activity | None

    @property
    def slug(self) -> str:
        return self.agreement.slug if self.agreement else ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`signed_version` is the latest they signed, of the agreement that is asked for."""

    id: int
    name: str
    team: str
    signed_at: datetime | None
    signed_version: int | None
    is_trained: bool
    is_suspended: bool
    downloads: int
    may: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    finding: str
    asked: Asked | None
    others: tuple[Asked, ...]
    rows: tuple[PersonRow, ...]
    page: Page[Person] | None


@dataclass(frozen=True, slots=True)
class DownloadsPage:
    finding: str
    rows: tuple[DownloadRow, ...]
    page: Page[DataDownload]


def asked_in(edition: Edition) -> tuple[Asked, ...]:
    """Each pair that a challenge in play asks for, once; one query."""
    challenges = Challenge.objects.filter(edition=edition, retired_at=None).defer("settings")
    found = {
        (each.agreement_id, each.training_id): Asked(each.agreement, each.training)
        for each in challenges.select_related("agreement", "training__module")
    }
    found.pop((None, None), None)
    return tuple(found.values())


def people_page(edition: Edition, *, slug: str, number: str) -> PeoplePage:
    """Four queries, however many people; those who lack something first."""
    everything = asked_in(edition)
    asked = next((each for each in everything if each.slug == slug), None)
    asked = asked or next(iter(everything), None)
    if asked is None:
        return PeoplePage(_("No challenge asks for a signature."), None, (), (), None)
    people = concerned(edition, asked).order_by(_ready_last(asked), "sort_name", "pk")
    page = Paginator(people, PER_PAGE).get_page(number)
    may = people.filter(_may(asked)).count()
    return PeoplePage(
        finding=_finding(may, page.paginator.count),
        asked=asked,
        others=tuple(each for each in everything if each is not asked),
        rows=tuple(_row(each, asked) for each in page.object_list),
        page=page,
    )


def concerned(edition: Edition, asked: Asked) -> QuerySet[Person]:
    """The members of the teams, and whoever else signed; each with what is known of them."""
    members = TeamMember.objects.filter(team__edition=edition, enrolment__withdrawal=None)
    signed = AgreementSignature.objects.filter(
        agreement__edition=edition, agreement__slug=asked.slug
    )
    mine = signed.filter(person=OuterRef("pk"))
    membership = members.filter(enrolment__person=OuterRef("pk"))
    suspended = AccessSuspension.objects.filter(
        lifted_at=None,
        team__edition=edition,
        team__members__enrolment__person=OuterRef("pk"),
    )
    is_concerned = Q(pk__in=members.values("enrolment__person")) | Q(pk__in=signed.values("person"))
    return Person.objects.filter(is_concerned).annotate(
        team_name=Subquery(membership.values("team__name")[:1]),
        signed_at=Subquery(mine.filter(agreement=asked.agreement).values("at")[:1]),
        signed_version=Subquery(
            mine.order_by("-agreement__version").values("agreement__version")[:1]
        ),
        is_trained=trained(OuterRef("pk"), asked.training),
        is_suspended=Exists(suspended),
        taken=Coalesce(Subquery(_taken(edition), output_field=IntegerField()), Value(0)),
    )


def downloads_page(edition: Edition, *, number: str) -> DownloadsPage:
    """Two queries."""
    page = Paginator(downloads_in(edition), PER_PAGE).get_page(number)
    count = page.paginator.count
    if not count:
        finding = _("Nobody has taken a file yet.")
    else:
        text = ngettext("%(count)s file was taken.", "%(count)s files were taken.", count)
        finding = text % {"count": count}
    return DownloadsPage(finding, tuple(_download(each) for each in page.object_list), page)


def downloads_in(edition: Edition) -> QuerySet[DataDownload]:
    """The latest first, each with the team of whoever took the file."""
    membership = TeamMember.objects.filter(
        team__edition=edition, enrolment__person=OuterRef("person")
    )
    return (
        DataDownload.objects.filter(file__challenge__edition=edition)
        .select_related("file__challenge", "person")
        .defer("file__challenge__settings")
        .annotate(team_name=Subquery(membership.values("team__name")[:1]))
    )


def people_lines(edition: Edition) -> Iterator[list[str]]:
    """For a spreadsheet, one line a person and a pair that challenges ask for."""
    yield [
        *(_("Name"), _("E-mail"), _("Team"), _("Data-use agreement"), _("Version in force")),
        *(_("Version signed"), _("Signed on (UTC)"), _("Training"), _("Files taken")),
        _("May have the data"),
    ]
    said = {True: _("yes"), False: _("no")}
    for asked in asked_in(edition):
        for person in concerned(edition, asked).iterator(chunk_size=500):
            row = _row(person, asked)
            signed = f"{row.signed_at:%Y-%m-%d %H:%M:%S}" if row.signed_at else ""
            in_force = asked.agreement.version if asked.agreement else ""
            yield [
                *(row.name, person.email, row.team, asked.slug, str(in_force)),
                *(str(row.signed_version or ""), signed, said[row.is_trained]),
                *(str(row.downloads), said[row.may]),
            ]


def download_lines(edition: Edition) -> Iterator[list[str]]:
    """The whole log, for a spreadsheet."""
    yield [_("When (UTC)"), _("Who"), _("Team"), _("Challenge"), _("File"), _("Version")]
    for each in downloads_in(edition).iterator(chunk_size=500):
        row = _download(each)
        at = f"{row.at:%Y-%m-%d %H:%M:%S}"
        yield [at, row.person, row.team, row.challenge, row.file, str(row.version)]


# Any: one column of one row.
def _taken(edition: Edition) -> QuerySet[DataDownload, Any]:
    taken = DataDownload.objects.filter(file__challenge__edition=edition, person=OuterRef("pk"))
    return taken.order_by().values("person").annotate(count=Count("pk")).values("count")


def _ready_last(asked: Asked) -> Case:
    return Case(When(_may(asked), then=Value(1)), default=Value(0))


def _may(asked: Asked) -> Q:
    may = Q(is_suspended=False)
    if asked.agreement is not None:
        may &= Q(signed_at__isnull=False)
    return may & Q(is_trained=True) if asked.training is not None else may


def _row(person: Person, asked: Asked) -> PersonRow:
    told = vars(person)  # what `concerned` annotated
    has_signed = asked.agreement is None or told["signed_at"] is not None
    is_trained = asked.training is None or told["is_trained"]
    return PersonRow(
        id=person.pk,
        name=str(person),
        team=told["team_name"] or "",
        signed_at=told["signed_at"],
        signed_version=told["signed_version"],
        is_trained=is_trained,
        is_suspended=told["is_suspended"],
        downloads=told["taken"],
        may=has_signed and is_trained and not told["is_suspended"],
    )


def _download(taken: DataDownload) -> DownloadRow:
    return DownloadRow(
        at=taken.at,
        file=taken.file.name,
        challenge=str(taken.file.challenge.title),
        version=taken.file.version,
        person=str(taken.person),
        team=vars(taken)["team_name"] or "",  # annotated
    )


def _finding(may: int, people: int) -> str:
    if not people:
        return _("No team is formed yet.")
    words = {"may": may, "people": people}
    if may == people:
        text = ngettext(
            "Everyone has signed and learnt: %(people)s person.",
            "Everyone has signed and learnt: %(people)s people.",
            people,
        )
        return text % words
    text = ngettext(
        "%(may)s of %(people)s people has signed and learnt.",
        "%(may)s of %(people)s people have signed and learnt.",
        may,
    )
    return text % words
