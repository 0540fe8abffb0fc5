"""A learner catches a model out: commit first, mark, decide, read the key."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from passerelle.campus.models import Activity, Attempt
from passerelle.simulation.actions.critiquing import commit_choice
from passerelle.simulation.critique_marks import marks_refused
from passerelle.simulation.enums import Spoken
from passerelle.simulation.errors import AlreadyCommitted
from passerelle.simulation.models import Critique, CritiqueItem, TrustShift
from tests.factories import NOW, make_activity, make_enrolment, sign_in
from tests.simulation.critique_cast import DOSE, FAULTY_TEXT, SECRET, Series, series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
FORMS = {"forms": {"a": ["faulty"], "b": ["sound"]}, "wave": "before"}


@pytest.fixture
def stage() -> Series:
    return series()


def through(stage: Series, attempt: int) -> None:
    """Both outputs judged as the key says, and the question of trust answered."""
    for slug in ("faulty", "sound"):
        place = stage.place_of(attempt, slug)
        stage.commit(attempt, place)
        marked = {"mark_2": "1", "type_2": "dose", "severity_2": "severe", "document_2": "dossier"}
        stage.judge(attempt, place, **(marked if slug == "faulty" else {}))
    stage.client.post(stage.url("critique_trust", attempt, "trust"), {"shift": "-1"})


def test_the_output_is_hidden_until_one_has_answered(stage: Series) -> None:
    attempt = stage.begin()
    place = stage.place_of(attempt, "faulty")

    before = stage.client.get(stage.url("critique_output", attempt, place)).content.decode()
    stage.commit(attempt, place)
    after = stage.client.get(stage.url("critique_output", attempt, place)).content.decode()

    assert DOSE not in before
    assert DOSE in after
    assert SECRET not in before + after


def test_a_first_answer_stays(stage: Series) -> None:
    attempt = Attempt.objects.get(pk=stage.begin())
    kept = commit_choice(attempt, place=1, choice="low", confidence=70, language=Spoken.FR)

    again = commit_choice(attempt, place=1, choice="low", confidence=70, language=Spoken.FR)

    assert again == kept
    with pytest.raises(AlreadyCommitted):
        commit_choice(attempt, place=1, choice="high", confidence=70, language=Spoken.FR)


def test_a_judged_output_shows_its_key(stage: Series) -> None:
    attempt = stage.begin()
    place = stage.place_of(attempt, "faulty")
    stage.commit(attempt, place)

    answer = stage.judge(attempt, place, mark_2="1", type_2="dose", severity_2="severe")
    page = stage.client.get(answer["Location"]).content.decode()

    assert SECRET in page
    assert "Trouvée" in page


def test_a_mark_without_its_error_is_sent_back_and_kept(stage: Series) -> None:
    attempt = stage.begin()
    place = stage.place_of(attempt, "faulty")
    stage.commit(attempt, place)

    answer = stage.judge(attempt, place, mark_2="1")

    critique = Critique.objects.get()
    assert answer.status_code == 422
    assert 'href="#mark-2"' in answer.content.decode()
    assert (critique.submitted_at, len(critique.marks)) == (None, 1)


def test_selected_words_are_kept_as_they_were_selected(stage: Series) -> None:
    attempt = stage.begin()
    place = stage.place_of(attempt, "faulty")
    start = FAULTY_TEXT.index("50 mg")
    stage.commit(attempt, place)

    stage.judge(
        attempt,
        place,
        mark_2="1",
        type_2="dose",
        severity_2="severe",
        part_2=f"{start}-{start + 5}",
        document_2="dossier",
    )

    assert Critique.objects.get().marks == [
        {
            "start": start,
            "end": start + 5,
            "type": "dose",
            "severity": "severe",
            "document": "dossier",
        }
    ]


@pytest.mark.parametrize("part", ["0-5", "9999-99999", "30-20", "x", "1-2-3", "-1-4"])
def test_a_part_outside_its_sentence_marks_the_sentence(stage: Series, part: str) -> None:
    attempt = stage.begin()
    place = stage.place_of(attempt, "faulty")
    stage.commit(attempt, place)

    stage.judge(attempt, place, mark_2="1", type_2="dose", severity_2="severe", part_2=part)

    (mark,) = Critique.objects.get().marks
    assert FAULTY_TEXT[mark["start"] : mark["end"]] == DOSE


@pytest.mark.parametrize(
    ("field", "value"),
    [("type", "<b>"), ("severity", "worst"), ("document", "elsewhere")],
)
def test_forged_marks_are_refused(stage: Series, field: str, value: str) -> None:
    item = CritiqueItem.objects.get(slug="faulty")
    sound = {"start": 0, "end": 5, "type": "dose", "severity": "minor", "document": "dossier"}

    assert marks_refused([sound], item, language="fr") == ""
    assert marks_refused([sound | {field: value}], item, language="fr")


@pytest.mark.parametrize("place", [(0, 10_000), (5, 5), (None, 4), ("0", "4")])
def test_a_mark_outside_the_output_is_refused(stage: Series, place: tuple[object, object]) -> None:
    item = CritiqueItem.objects.get(slug="faulty")
    start, end = place
    mark = {"start": start, "end": end, "type": "dose", "severity": "minor", "document": ""}

    assert marks_refused([mark], item, language="fr") == "place"


def test_a_draft_may_name_nothing_yet(stage: Series) -> None:
    item = CritiqueItem.objects.get(slug="faulty")
    mark = {"start": 0, "end": 5, "type": "", "severity": "", "document": ""}

    assert marks_refused([mark], item, language="fr", is_draft=True) == ""
    assert marks_refused([mark], item, language="fr") == "type or severity"


def test_a_draft_is_kept_while_one_reads(stage: Series) -> None:
    attempt = stage.begin()
    stage.commit(attempt, 1)
    address = stage.url("critique_output", attempt, 1)

    answer = stage.client.post(address, {"mark-1": "1"}, headers={"X-Autosave": "1"})

    assert answer.status_code == 204
    assert len(Critique.objects.get().marks) == 1


def test_a_judgment_is_for_good(stage: Series) -> None:
    attempt = stage.begin()
    stage.commit(attempt, 1)
    stage.judge(attempt, 1)

    stage.judge(attempt, 1, verdict="accept", mark_1="1", type_1="dose", severity_1="minor")

    assert (Critique.objects.get().verdict, Critique.objects.get().marks) == ("edit", [])


def test_a_series_is_submitted_once_all_is_answered(stage: Series) -> None:
    attempt = stage.begin()
    early = stage.client.post(stage.url("critique_submission", attempt), follow=True)
    through(stage, attempt)

    stage.client.post(stage.url("critique_submission", attempt))
    page = stage.client.get(stage.url("critique", attempt)).content.decode()

    assert "3 réponses sont encore attendues" in early.content.decode()
    assert Attempt.objects.get(pk=attempt).submitted_at is not None
    assert "Vous avez repéré 1 texte fautif sur 1" in page


def test_a_question_of_trust_takes_the_last_word(stage: Series) -> None:
    attempt = stage.begin()
    address = stage.url("critique_trust", attempt, "trust")

    stage.client.post(address, {"shift": "2"})
    stage.client.post(address, {"shift": "-2"})
    refused = stage.client.post(address, {"shift": "3"})

    assert [each.shift for each in TrustShift.objects.all()] == [-2]
    assert refused.status_code == 422


def test_a_shift_off_the_scale_is_refused_by_the_table(stage: Series) -> None:
    attempt = Attempt.objects.get(pk=stage.begin())
    stage.client.post(stage.url("critique_trust", attempt.pk, "trust"), {"shift": "1"})

    with pytest.raises(IntegrityError, match="trust_shifts"), transaction.atomic():
        TrustShift.objects.update(shift=3)


def test_the_work_of_another_does_not_exist(stage: Series) -> None:
    attempt = stage.begin()
    other = make_enrolment(stage.learner.edition)
    sign_in(stage.client, other.person)

    answers = [
        stage.client.get(stage.url("critique", attempt)),
        stage.commit(attempt, 1),
        stage.client.get(stage.url("critique_trust", attempt, "trust")),
        stage.client.post(stage.url("critique_submission", attempt)),
    ]

    assert [each.status_code for each in answers] == [404, 404, 404, 404]


def test_a_series_says_how_late_it_is_until_it_is_submitted(stage: Series) -> None:
    Activity.objects.update(due_at=NOW - timedelta(days=3))
    address = stage.url("activity", stage.activity.module.slug, stage.activity.slug)
    before = stage.client.get(address).content.decode()
    attempt = stage.begin()
    begun = stage.client.get(address).content.decode()
    through(stage, attempt)
    stage.client.post(stage.url("critique_submission", attempt))

    submitted = stage.client.get(address).content.decode()

    assert "Cette date est passée (en retard de 3 jours)" in before
    assert "Cette date est passée (en retard de 3 jours)" in begun
    assert "en retard" not in submitted


def test_the_key_of_a_measure_stays_closed_until_the_second_is_taken() -> None:
    stage = series(settings=FORMS)
    afterwards = make_activity(
        stage.activity.module, "critique", settings=FORMS | {"wave": "after"}
    )
    attempt = stage.begin()
    stage.commit(attempt, 1)
    stage.judge(attempt, 1)
    stage.client.post(stage.url("critique_submission", attempt))

    closed = stage.client.get(stage.url("critique_output", attempt, 1)).content.decode()
    second = Series(stage.client, stage.learner, afterwards)
    last = second.begin()
    second.commit(last, 1)
    second.judge(last, 1)
    second.client.post(second.url("critique_submission", last))
    opened = stage.client.get(stage.url("critique_output", attempt, 1)).content.decode()

    assert SECRET not in closed
    assert SECRET in opened


def test_the_two_measures_ask_different_outputs() -> None:
    stage = series(settings=FORMS)
    afterwards = make_activity(
        stage.activity.module, "critique", settings=FORMS | {"wave": "after"}
    )

    first = Attempt.objects.get(pk=stage.begin()).content["items"]
    last = Attempt.objects.get(pk=Series(stage.client, stage.learner, afterwards).begin()).content[
        "items"
    ]

    assert sorted(first + last) == ["faulty", "sound"]
