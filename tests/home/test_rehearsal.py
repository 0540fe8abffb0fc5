"""A whole year of the real programme, from enrolments to diplomas, played by a small cast."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from passerelle.campus.enums import Role
from passerelle.campus.models import Attempt, Enrolment, Juror, Panel, Result, Sheet, Team
from passerelle.campus.queries.gradebook import gradebook_of
from passerelle.diploma.models import Certificate, Credential, Revocation
from passerelle.diploma.queries.trust import publishable, trust_list_of
from passerelle.engines.credential import InlineCanonicaliser, Report, TrustList, verify
from passerelle.foundation.journal import entries_of
from passerelle.home.rehearsal import Played, rehearse
from passerelle.jury.enums import Outcome
from passerelle.jury.models import Decision, PresentationDay
from passerelle.jury.proposals import proposed_outcome
from passerelle.people.models import Person
from passerelle.programme.actions import load
from passerelle.programme.checks import read_programme
from passerelle.programme.models import Edition

LEARNERS = 6
END = datetime(2026, 12, 31, tzinfo=UTC)
VERBS = {
    "answered",
    "asked to mark",
    "decided",
    "enrolled",
    "formed a team",
    "handed in",
    "invited an expert",
    "read",
    "recorded presence",
    "revoked a diploma",
    "signed a sheet",
}


@dataclass(frozen=True, slots=True)
class Year:
    """What was played, and what the site answers of each diploma at its end."""

    played: Played
    reports: dict[str, Report]

    @property
    def edition(self) -> Edition:
        return self.played.edition


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Year]:
    """Played once for this file, and taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        source = read_programme(settings.PASSERELLE_PROGRAMMES / "ia-generative-sante")
        edition = load(source, edition="2026").edition
        played = rehearse(edition, until=END, learners=LEARNERS, revoke_one=True)
        yield Year(played, _reports(played.edition))
        transaction.set_rollback(True)


def _reports(edition: Edition) -> dict[str, Report]:
    trust, canonicaliser = trust_of(edition), InlineCanonicaliser()
    return {
        each.number: verify(bytes(each.document), trust=trust, at=END, canonicaliser=canonicaliser)
        for each in issued_in(edition)
    }


def trust_of(edition: Edition) -> TrustList:
    found = trust_list_of(edition.issuer)
    assert found is not None
    return publishable(found)


def issued_in(edition: Edition) -> list[Credential]:
    found = Credential.objects.filter(decision__enrolment__edition=edition, issued_at__isnull=False)
    return list(found.order_by("pk"))


def learners_in(edition: Edition) -> list[Enrolment]:
    found = Enrolment.objects.filter(edition=edition, role=Role.LEARNER)
    return list(found.select_related("edition", "person").order_by("pk"))


@pytest.mark.django_db
def test_the_jury_decides_about_every_learner_as_the_rule_proposes(year: Year) -> None:
    decisions = Decision.objects.filter(enrolment__edition=year.edition)
    proposed = {
        each.pk: proposed_outcome(gradebook_of(each).verdict) for each in learners_in(year.edition)
    }

    decided = {each.enrolment_id: Outcome(each.outcome) for each in decisions}

    assert decided == proposed


@pytest.mark.django_db
def test_who_forgot_the_assignment_is_adjourned_with_a_reason(year: Year) -> None:
    forgetful = {each.email for each in year.played.cast.learners if each.forgets_assignment}

    adjourned = Decision.objects.filter(
        enrolment__edition=year.edition, outcome=Outcome.ADJOURNED
    ).exclude(reason="")

    assert {each.enrolment.person.email for each in adjourned} == forgetful


@pytest.mark.django_db
def test_everyone_awarded_holds_a_diploma_that_every_institution_signed(year: Year) -> None:
    awarded = Decision.objects.filter(enrolment__edition=year.edition, outcome=Outcome.AWARDED)
    issued = issued_in(year.edition)

    proofs = {each.number: len(json.loads(bytes(each.document))["proof"]) for each in issued}

    assert {each.decision_id for each in issued} == set(awarded.values_list("pk", flat=True))
    assert set(proofs.values()) == {len(year.edition.institutions)}


@pytest.mark.django_db
def test_every_diploma_verifies_by_the_sites_own_trust_list_and_the_revoked_one_says_so(
    year: Year,
) -> None:
    revoked = Revocation.objects.get(credential__decision__enrolment__edition=year.edition)
    expected = {each.number: "valid" for each in issued_in(year.edition)}

    verdicts = {number: report.verdict for number, report in year.reports.items()}

    assert len(expected) >= 2
    assert verdicts == expected | {revoked.credential.number: "revoked"}


@pytest.mark.django_db
def test_some_certificates_of_the_year_verify_and_one_was_revoked(year: Year) -> None:
    certificates = Certificate.objects.filter(edition=year.edition)
    trust, canonicaliser = trust_of(year.edition), InlineCanonicaliser()

    verdicts = Counter(
        verify(bytes(each.document), trust=trust, at=END, canonicaliser=canonicaliser).verdict
        for each in certificates
    )

    assert {"module", "expert"} <= {each.kind for each in certificates}
    assert certificates.count() <= 12
    assert verdicts == {"revoked": 1, "valid": certificates.count() - 1}


@pytest.mark.django_db
def test_before_the_revocation_the_revoked_diploma_was_valid(year: Year) -> None:
    revocation = Revocation.objects.select_related("credential").get(
        credential__decision__enrolment__edition=year.edition
    )

    report = verify(
        bytes(revocation.credential.document),
        trust=trust_of(year.edition),
        at=revocation.at - timedelta(days=1),
        canonicaliser=InlineCanonicaliser(),
    )

    assert report.verdict == "valid"


@pytest.mark.django_db
def test_one_changed_letter_of_a_name_makes_a_diploma_refuse(year: Year) -> None:
    diploma = issued_in(year.edition)[0]
    name = str(diploma.decision.enrolment.person)
    forged = bytes(diploma.document).decode().replace(name, name + "x")

    report = verify(
        forged, trust=trust_of(year.edition), at=END, canonicaliser=InlineCanonicaliser()
    )

    assert name in bytes(diploma.document).decode()
    assert report.verdict == "refused"


@pytest.mark.django_db
def test_the_journal_holds_every_step_of_the_year(year: Year) -> None:
    verbs = Counter(entries_of("2026").values_list("verb", flat=True))

    assert set(verbs) - {"registered"} >= VERBS
    assert verbs["decided"] == LEARNERS
    assert sum(verbs.values()) == year.played.journal_lines


@pytest.mark.django_db
def test_nothing_in_the_journal_is_dated_outside_the_year(year: Year) -> None:
    days = entries_of("2026").values_list("at", flat=True)

    assert min(days).year in {2025, 2026}
    assert max(days) < END


@pytest.mark.django_db
def test_every_team_presents_that_day_before_a_panel_of_several_institutions(year: Year) -> None:
    day = PresentationDay.objects.get(edition=year.edition)
    seats = Juror.objects.filter(panel__room__day=day)

    times = list(day.passages.values_list("room__number", "started_at", "ended_at"))

    assert len(times) == Team.objects.filter(edition=year.edition).count()
    assert all(None not in each for each in times)
    assert seats.values("institution").distinct().count() >= 3
    assert seats.filter(declared_at=None).count() == 0
    assert all(panel.closed_at for panel in Panel.objects.filter(room__day=day))


@pytest.mark.django_db
def test_every_paper_handed_in_was_marked_by_the_raters_it_wants(year: Year) -> None:
    papers = Attempt.objects.filter(
        activity__edition=year.edition, activity__kind="assignment", submitted_at__isnull=False
    ).select_related("activity")

    signed = {
        each.pk: Sheet.objects.filter(attempt=each, submitted_at__isnull=False).count()
        for each in papers
    }

    panels = Panel.objects.filter(activity__edition=year.edition)
    asked = dict(panels.values_list("activity", "jurors_per_work"))
    assert signed == {
        each.pk: asked.get(each.activity_id, each.activity.settings.get("raters", 1))
        for each in papers
    }
    assert Result.objects.filter(attempt__in=papers).count() == len(papers)


@pytest.mark.django_db
def test_teams_have_four_or_five_people_and_nobody_is_in_two(year: Year) -> None:
    sizes = [team.members.count() for team in Team.objects.filter(edition=year.edition)]
    people = len(year.played.cast.learners) + len(year.played.cast.guests)

    assert sum(sizes) == people
    assert all(4 <= size <= 7 for size in sizes)


@pytest.mark.django_db
def test_nobody_played_can_be_taken_for_someone_real(year: Year) -> None:
    addresses = Person.objects.values_list("email", flat=True)

    assert {address.rpartition("@")[2] for address in addresses} == {"invente.example"}
