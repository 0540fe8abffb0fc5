"""Peers rate a talk blind: evenly, never their own nor their team's, and never as a grade."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.utils.translation import override

from passerelle.campus.models import (
    Activity,
    Enrolment,
    Result,
    RubricText,
    Sheet,
    Team,
    TeamMember,
)
from passerelle.foundation.models import Entry, Notice
from passerelle.foundation.notices import said as news_said
from passerelle.simulation.actions import end_encounter
from passerelle.simulation.actions.peer_rating import ask_peers, rate_peer
from passerelle.simulation.errors import RatedAlready, RatingIncomplete
from passerelle.simulation.models import Encounter, PeerRating, RemarkReported
from tests.factories import NOW, both
from tests.simulation.cast import (
    Clinic,
    client_of,
    make_clinic,
    make_learner,
    make_staff,
    met,
    said,
    url_of,
)
from tests.simulation.test_encounter_kind import NAME, activity_yaml, case_files, problems_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
PEERS = {"raters": "peers", "peers": 2, "rubric": "speaking"}
GOOD, POOR = {"listens": "yes", "plain": "yes"}, {"listens": "no", "plain": "yes"}
RUBRIC = b"title: {fr: T, en: T}\ncriteria: []\n"


def _criterion(id: str) -> dict[str, Any]:
    words = {"fr": id, "en": f"{id} in English"}
    levels = [
        {"id": name, "points": points, "title": words, "describes": words}
        for name, points in (("no", 0), ("yes", 2))
    ]
    return {"id": id, "title": words, "question": words, "weight": 1, "levels": levels}


def make_stage(communication: dict[str, Any] | None = None, **settings: Any) -> Clinic:
    clinic = make_clinic(communication=communication or PEERS, **settings)
    RubricText.objects.create(
        edition=clinic.edition,
        slug="speaking",
        digest="speaking-of-the-tests",
        title=both("Parler"),
        written={
            "title": {"fr": "Parler", "en": "Speaking"},
            "criteria": [_criterion("listens"), _criterion("plain")],
        },
    )
    return clinic


def handed_in(clinic: Clinic, learner: Enrolment) -> Encounter:
    encounter = met(clinic, learner)
    said(encounter, learner, "Where does it hurt?")
    return end_encounter(encounter, by=learner.person)


def played(clinic: Clinic, learners: int) -> list[Encounter]:
    return [handed_in(clinic, make_learner(clinic)) for _number in range(learners)]


def drawn() -> list[tuple[int, int]]:
    return sorted(PeerRating.objects.values_list("attempt__enrolment", "rater"))


def give(rating: PeerRating, levels: dict[str, str] = GOOD, remark: str = "") -> PeerRating:
    return rate_peer(rating, levels=levels, remark=remark)


def test_each_talk_goes_to_two_peers_evenly_and_never_to_oneself() -> None:
    clinic = make_stage()

    played(clinic, 9)

    pairs = drawn()
    assert Counter(Counter(talk for talk, _ in pairs).values()) == {2: 9}
    assert max(Counter(rater for _, rater in pairs).values()) <= 3
    assert not any(talk == rater for talk, rater in pairs)


def test_the_draw_is_the_same_whenever_it_is_made() -> None:
    clinic = make_stage()
    played(clinic, 6)
    Activity.objects.filter(pk=clinic.activity.pk).update(opens_at=NOW)
    draws = []
    for _time in range(2):
        PeerRating.objects.all().delete()
        asked = ask_peers(clinic.activity)
        draws.append((asked, drawn()))

    assert draws[0] == draws[1]
    assert draws[0][0] == 12


def test_once_asked_nobody_is_asked_again() -> None:
    clinic = make_stage()
    played(clinic, 4)
    before = drawn()

    assert ask_peers(clinic.activity) == 0
    assert drawn() == before


def test_nobody_rates_their_own_team() -> None:
    clinic = make_stage()
    teams = [
        Team.objects.create(edition=clinic.edition, number=number, name=f"Équipe {number}")
        for number in (1, 2)
    ]
    learners = [make_learner(clinic) for _number in range(6)]
    for number, learner in enumerate(learners):
        TeamMember.objects.create(team=teams[number % 2], enrolment=learner, since=NOW)
    for learner in learners:
        handed_in(clinic, learner)

    team_of = {each.pk: number % 2 for number, each in enumerate(learners)}
    assert drawn()
    assert all(team_of[talk] != team_of[rater] for talk, rater in drawn())


def test_who_is_asked_is_told_once_per_talk_in_their_language() -> None:
    clinic = make_stage()
    played(clinic, 4)

    ask_peers(clinic.activity)

    told = Notice.objects.filter(verb="peer to rate")
    asked = PeerRating.objects.values_list("rater__person", "pk")
    place = f"/{clinic.edition.slug}/peer-ratings"
    assert sorted(told.values_list("person_id", "url")) == sorted(
        (person, f"{place}/{pk}/") for person, pk in asked
    )
    assert len(told) == 8
    title = clinic.activity.title
    with override("fr"):
        french = news_said(told[0])
    with override("en"):
        english = news_said(told[0])
    assert (french, english) == (
        f"L’entretien d’un pair attend votre relecture\xa0: {title.fr}",
        f"A peer’s talk waits for your rating: {title.en}",
    )


def test_by_default_the_staff_rates_and_no_peer_is_asked() -> None:
    clinic = make_clinic()

    played(clinic, 3)

    assert not PeerRating.objects.exists()


def test_the_page_shows_the_talk_and_no_name() -> None:
    clinic = make_stage()
    mine, theirs = (handed_in(clinic, make_learner(clinic)) for _number in range(2))
    author, rater = theirs.attempt.enrolment, mine.attempt.enrolment
    assert author is not None
    assert rater is not None
    rating = PeerRating.objects.get(rater=rater)

    listed = client_of(rater).get(clinic.url).content.decode()
    page = (
        client_of(rater).get(f"/{clinic.edition.slug}/peer-ratings/{rating.pk}/").content.decode()
    )
    refused = client_of(author).get(f"/{clinic.edition.slug}/peer-ratings/{rating.pk}/")

    assert f"/peer-ratings/{rating.pk}/" in listed
    assert "Where does it hurt?" in page
    assert '<div class="prose" lang="en">' in page
    assert "listens in English" in page
    assert not any(name in page for name in (str(author.person), author.person.email))
    assert refused.status_code == 404


def test_a_rating_is_whole_and_stays_as_it_is() -> None:
    clinic = make_stage()
    played(clinic, 2)
    rating = PeerRating.objects.first()
    assert rating is not None
    with pytest.raises(RatingIncomplete):
        give(rating, {"listens": "yes"})
    give(rating, remark=" Bien. ")

    with pytest.raises(RatedAlready):
        give(rating, POOR)

    rating.refresh_from_db()
    assert (rating.levels, rating.remark) == (GOOD, "Bien.")


def test_the_rated_learner_reads_mean_spread_and_remarks_and_no_name() -> None:
    clinic = make_stage()
    encounter = played(clinic, 3)[0]
    learner = encounter.attempt.enrolment
    assert learner is not None
    ratings = list(PeerRating.objects.filter(attempt=encounter.attempt))
    for rating, levels in zip(ratings, (GOOD, POOR), strict=True):
        give(rating, levels, "Tu vas <b>vite</b>.")

    page = client_of(learner).get(url_of(encounter, "debrief")).content.decode()

    assert "The mean of 2 peers" in page
    assert ("1 / 2" in page, "0 – 2" in page, "2 / 2" in page) == (True, True, True)
    assert page.count("Tu vas &lt;b&gt;vite") == 2
    assert not any(str(each.rater.person) in page for each in ratings)


def test_what_peers_say_is_never_a_grade() -> None:
    clinic = make_stage(component="cliniques")
    encounter = played(clinic, 3)[0]
    before = list(Result.objects.values_list("attempt", "points"))

    for rating in PeerRating.objects.filter(attempt=encounter.attempt):
        give(rating, POOR)

    assert before
    assert list(Result.objects.values_list("attempt", "points")) == before
    assert not Sheet.objects.exists()


def test_a_remark_is_reported_once_and_the_coordinator_reads_who_wrote_it() -> None:
    clinic = make_stage()
    coordinator = make_staff(clinic)
    encounter = played(clinic, 2)[0]
    learner = encounter.attempt.enrolment
    assert learner is not None
    rating = give(PeerRating.objects.get(attempt=encounter.attempt), remark="Tu es nul.")
    writer, debrief = str(rating.rater.person), url_of(encounter, "debrief")
    unreported = client_of(coordinator).get(debrief).content.decode()

    for _time in range(2):
        client_of(learner).post(url_of(encounter, "peer_remark_report", rating.pk))

    assert (writer in unreported, writer in client_of(learner).get(debrief).content.decode()) == (
        False,
        False,
    )
    assert writer in client_of(coordinator).get(debrief).content.decode()
    assert RemarkReported.objects.count() == 1
    assert Notice.objects.filter(verb="reported a remark").count() == 1
    assert Entry.objects.filter(verb="reported a remark").count() == 1


def test_nobody_reports_a_remark_on_the_talk_of_another() -> None:
    clinic = make_stage()
    one, other = played(clinic, 2)
    rating = give(PeerRating.objects.get(attempt=one.attempt), remark="Tu es nul.")
    learner = other.attempt.enrolment
    assert learner is not None

    answers = [
        client_of(learner).post(url_of(encounter, "peer_remark_report", rating.pk)).status_code
        for encounter in (one, other)
    ]

    assert answers == [404, 404]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ({"communication": "{raters: peers, rubric: speaking}"}, ""),
        ({"communication": "{raters: both, peers: 3}", "rubric": "speaking"}, ""),
        ({"communication": "{raters: peers}"}, "Peers are asked to rate without a rubric."),
        (
            {"communication": "{raters: both, rubric: speaking}"},
            "The staff is asked to rate without a rubric.",
        ),
        (
            {"communication": "{raters: peers}", "rubric": "speaking"},
            "Peers alone rate, and a rubric waits for the staff.",
        ),
        ({"communication": "{raters: peers, rubric: other}"}, "The rubric other is unknown."),
    ],
)
def test_the_programme_says_who_rates_and_is_checked(written: dict[str, str], reason: str) -> None:
    fields = {"case": "mal-de-tete"} | written
    files = {NAME: activity_yaml(**fields), "rubrics/speaking.yaml": RUBRIC, **case_files()}

    assert [each.reason for each in problems_of(files)] == ([reason] if reason else [])


def test_a_setting_of_another_type_is_refused_with_its_place() -> None:
    files = {NAME: activity_yaml(case="mal-de-tete", communication="{peers: 9}"), **case_files()}

    assert [each.field for each in problems_of(files)] == ["communication.peers"]
