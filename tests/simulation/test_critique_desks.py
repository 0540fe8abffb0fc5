"""Items and their key for those who write and reread them; the panel's answers."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from passerelle.campus.enums import Role
from passerelle.campus.models import Attempt
from passerelle.foundation.models import Entry
from passerelle.simulation.models import ConcordanceItem, SecondReading, TrustShift
from passerelle.simulation.queries.critique_desk import trust_results
from tests.factories import NOW, make_enrolment, sign_in
from tests.simulation.critique_cast import SECRET, Series, series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


@pytest.fixture
def stage() -> Series:
    return series()


def client_as(stage: Series, role: Role) -> Client:
    client = Client()
    sign_in(client, make_enrolment(stage.learner.edition, role).person)
    return client


def url(stage: Series, name: str, *args: object) -> str:
    return reverse(name, args=[stage.learner.edition.slug, *args])


def test_a_key_is_for_those_who_write_and_reread(stage: Series) -> None:
    address = url(stage, "critique_item", "faulty")

    seen = client_as(stage, Role.EXPERT).get(address)
    refused = stage.client.get(address)

    assert SECRET in seen.content.decode()
    assert refused.status_code == 403


def test_a_learner_who_is_also_an_expert_reads_no_key(stage: Series) -> None:
    make_enrolment(stage.learner.edition, Role.EXPERT, stage.learner.person)

    assert stage.client.get(url(stage, "critique_item", "faulty")).status_code == 403


def test_a_second_reading_is_signed_and_its_last_word_counts(stage: Series) -> None:
    client, address = client_as(stage, Role.EXPERT), url(stage, "critique_item", "faulty")

    client.post(address, {"approves": "no", "remark": "La dose est juste."})
    client.post(address, {"approves": "yes"})

    assert [each.approves for each in SecondReading.objects.all()] == [True]
    assert Entry.objects.filter(verb="reread an output").count() == 2


def test_a_doubt_says_what_is_wrong(stage: Series) -> None:
    client = client_as(stage, Role.EXPERT)

    answer = client.post(url(stage, "critique_item", "faulty"), {"approves": "no"})

    assert answer.status_code == 422
    assert not SecondReading.objects.exists()


def test_the_list_counts_what_nobody_reread(stage: Series) -> None:
    client = client_as(stage, Role.COORDINATOR)
    client.post(url(stage, "critique_item", "faulty"), {"approves": "yes"})

    page = client.get(url(stage, "critique_items")).content.decode()

    assert "2 textes, dont 1 justes." in page
    assert "1 n’a été relu par personne" in page


def test_planted_errors_are_shown_and_kept_nowhere(stage: Series) -> None:
    client = client_as(stage, Role.MODULE_LEAD)

    page = client.post(
        url(stage, "critique_mutations"),
        {"text": "Donner 25 mg <b>le soir</b>.", "language": "fr"},
    ).content.decode()

    assert "<mark>250</mark>" in page
    assert "<b>le soir" not in page


def test_the_panel_answers_and_changes_its_mind(stage: Series) -> None:
    client, address = client_as(stage, Role.EXPERT), url(stage, "trust_panel")

    client.post(address, {"trust": "-1"})
    client.post(address, {"trust": "-2"})
    refused = client.post(address, {"trust": "7"})

    assert [each.shift for each in TrustShift.objects.all()] == [-2]
    assert refused.status_code == 422


def answered(stage: Series, *, shift: int, panel: list[int]) -> Attempt:
    """A series with its one question of trust answered, by the learner and by a panel."""
    attempt = Attempt.objects.create(
        activity=stage.activity,
        enrolment=stage.learner,
        started_at=NOW,
        submitted_at=NOW,
        content={"items": [], "concordance": ["trust"], "form": "", "wave": "practice"},
        form_key=uuid4(),
    )
    item = ConcordanceItem.objects.get()
    TrustShift.objects.create(
        item=item, person=stage.learner.person, attempt=attempt, shift=shift, at=NOW
    )
    for each in panel:
        expert = make_enrolment(stage.learner.edition, Role.EXPERT).person
        TrustShift.objects.create(item=item, person=expert, shift=each, at=NOW)
    return attempt


def read_in_english(stage: Series) -> None:
    stage.learner.person.language = "en"
    stage.learner.person.save()


def test_a_panel_of_nine_is_not_enough(stage: Series) -> None:
    attempt = answered(stage, shift=-1, panel=[-(number % 2) for number in range(9)])
    item = ConcordanceItem.objects.get()
    (nine,) = trust_results(attempt, language="fr")
    tenth = make_enrolment(stage.learner.edition, Role.EXPERT).person
    TrustShift.objects.create(item=item, person=tenth, shift=0, at=NOW)

    (ten,) = trust_results(attempt, language="fr")

    assert (nine.members, nine.credit) == (9, None)
    assert (ten.members, ten.credit) == (10, 4 / 6)


def test_ones_own_answer_stands_beside_the_panels(stage: Series) -> None:
    attempt = answered(stage, shift=-1, panel=[-2] * 3 + [-1] * 7 + [0])
    read_in_english(stage)

    page = stage.client.get(url(stage, "critique", attempt.pk)).content.decode()

    shown = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Your trust in what the model says falls a little The panel’s trust" in shown
    assert (
        "falls a great deal: 3 people falls a little: 7 people does not change: 1 person" in shown
    )


def test_a_panel_too_small_keeps_its_answers(stage: Series) -> None:
    attempt = answered(stage, shift=-1, panel=[-2] * 9)
    read_in_english(stage)

    page = stage.client.get(url(stage, "critique", attempt.pk)).content.decode()

    assert ("falls a little" in page, "falls a great deal" in page) == (True, False)


@pytest.mark.parametrize(
    ("role", "name", "back"),
    [
        (Role.EXPERT, "trust_panel", "critique_items"),
        (Role.COORDINATOR, "trust_panel", "critique_items"),
        (Role.JUROR, "trust_panel", "home"),
        (Role.COORDINATOR, "critique_items", "cases"),
    ],
)
def test_each_page_has_its_way_back(stage: Series, role: Role, name: str, back: str) -> None:
    page = client_as(stage, role).get(url(stage, name)).content.decode()

    address = reverse(back) if back == "home" else url(stage, back)
    (eyebrow,) = re.findall(r'<p class="eyebrow">(.*?)</p>', page, re.DOTALL)
    assert f'href="{address}"' in eyebrow


def test_a_doubt_stands_alone_in_the_list(stage: Series) -> None:
    refusing = {"approves": "no", "remark": "La dose est juste."}
    client_as(stage, Role.EXPERT).post(url(stage, "critique_item", "faulty"), refusing)

    page = client_as(stage, Role.COORDINATOR).get(url(stage, "critique_items")).content.decode()

    assert page.count("mis en doute par") == 1
    assert page.count("pas de seconde lecture") == 1
