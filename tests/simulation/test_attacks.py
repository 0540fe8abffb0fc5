"""What a dishonest learner, expert or author tries against critiques, and what it gives them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from pydantic import ValidationError

from passerelle.campus.enums import Role
from passerelle.campus.models import Attempt
from passerelle.programme.source import ActivitySource, ProgrammeSource
from passerelle.programme.yaml_lines import read_yaml
from passerelle.simulation.actions.critiquing import end_series
from passerelle.simulation.errors import SeriesUnfinished
from passerelle.simulation.kinds.critique_checks import check_activity, check_folder
from passerelle.simulation.kinds.critique_schemas import CritiqueFile, CritiqueItemFile
from passerelle.simulation.models import ConcordanceItem, Critique, CritiqueItem, TrustShift
from passerelle.simulation.queries.critique_curves import evidence_of
from tests.factories import NOW, make_enrolment
from tests.simulation.critique_cast import DOSE, SECRET, Series, item_written, series, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
MARKED = {"mark_2": "1", "type_2": "dose", "severity_2": "severe"}


@pytest.fixture
def stage() -> Series:
    return series()


def faulty(stage: Series) -> tuple[int, int]:
    """An attempt, and the place of its faulty output, committed."""
    attempt = stage.begin()
    place = stage.place_of(attempt, "faulty")
    stage.commit(attempt, place)
    return attempt, place


# Critiques


def test_nothing_of_an_output_nor_of_its_key_is_sent_before_the_answer(stage: Series) -> None:
    attempt = stage.begin()
    addresses = [
        stage.url("critique", attempt),
        stage.url("critique_curve"),
        *(stage.url("critique_output", attempt, place) for place in (0, 1, 2, 3, 10**12)),
        stage.url("critique_trust", attempt, "trust"),
        reverse("attempt", args=[stage.learner.edition.slug, attempt]),
    ]
    keys = [reverse(name, args=[stage.learner.edition.slug]) for name in ("critique_items",)]
    keys += [stage.url("critique_item", "faulty"), stage.url("critique_evidence")]

    pages = [
        stage.client.get(address, headers=headers, follow=True)
        for address in addresses + keys
        for headers in ({}, {"HX-Request": "true"}, {"Accept-Language": "en"})
    ]

    sent = "".join(page.content.decode() for page in pages)
    assert [secret for secret in (SECRET, DOSE, "Rédige la lettre") if secret in sent] == []
    assert {page.status_code for page in pages} == {200, 403, 404}


@pytest.mark.parametrize(
    "forged",
    [
        {"mark_2": "1", "type_2": "<b>", "severity_2": "severe"},
        {"mark_2": "1", "type_2": "dose", "severity_2": "worst"},
        {"mark_2": "1", "type_2": "dose", "severity_2": "severe", "document_2": "x\0y"},
    ],
)
def test_a_forged_mark_beside_a_missing_decision_is_refused_in_a_sentence(
    stage: Series, forged: dict[str, str]
) -> None:
    attempt, place = faulty(stage)

    answer = stage.judge(attempt, place, verdict="", **forged)

    assert answer.status_code in (302, 422)
    assert Critique.objects.get().marks == []


def test_the_first_answer_sent_again_from_another_window_loses_no_mark(stage: Series) -> None:
    attempt, place = faulty(stage)
    stage.judge(attempt, place, later="1", **MARKED)
    sheet = stage.client.get(stage.url("critique_output", attempt, place)).content.decode()
    sent = {"choice": "high", "confidence": "99", "commit": "1"}

    stage.client.post(stage.url("critique_output", attempt, place), sent)

    kept = Critique.objects.get()
    assert 'name="commit"' not in sheet
    assert (len(kept.marks), kept.verdict) == (1, "edit")
    assert (kept.choice_before, kept.confidence_before) == ("low", 70)


def test_the_page_of_the_first_answer_says_that_it_is_one(stage: Series) -> None:
    attempt = stage.begin()

    page = stage.client.get(stage.url("critique_output", attempt, 1)).content.decode()

    assert 'name="commit"' in page


def test_an_output_retired_after_the_series_began_is_still_met(stage: Series) -> None:
    attempt = stage.begin()
    CritiqueItem.objects.update(retired_at=timezone.now())
    ConcordanceItem.objects.update(retired_at=timezone.now())

    for place in (1, 2):
        stage.commit(attempt, place)
        stage.judge(attempt, place)
    stage.client.post(stage.url("critique_trust", attempt, "trust"), {"shift": "0"})
    stage.client.post(stage.url("critique_submission", attempt))

    assert Attempt.objects.get(pk=attempt).submitted_at is not None


def test_two_versions_of_a_question_of_trust_do_not_stand_for_an_output(stage: Series) -> None:
    attempt, place = faulty(stage)
    stage.judge(attempt, place)
    stage.client.post(stage.url("critique_trust", attempt, "trust"), {"shift": "1"})
    old = ConcordanceItem.objects.get()
    ConcordanceItem.objects.update(retired_at=timezone.now())
    ConcordanceItem.objects.create(
        edition=old.edition, slug="trust", digest="anew", written=old.written, loaded_at=NOW
    )
    stage.client.post(stage.url("critique_trust", attempt, "trust"), {"shift": "2"})

    assert [each.shift for each in TrustShift.objects.all()] == [2]
    with pytest.raises(SeriesUnfinished):
        end_series(Attempt.objects.get(pk=attempt), by=stage.learner.person)


def test_marking_everything_in_every_way_is_worth_nothing(stage: Series) -> None:
    stage.activity.component = "quizzes"
    stage.activity.save()
    attempt = stage.begin()
    every = {
        f"{field}_{name}": value
        for name in ("1", "2", "3", "4", "missing")
        for field, value in (("mark", "1"), ("type", "dose"), ("severity", "severe"))
    }
    for place in (1, 2):
        stage.commit(attempt, place)
        stage.judge(attempt, place, **every)
    stage.client.post(stage.url("critique_trust", attempt, "trust"), {"shift": "0"})
    stage.client.post(stage.url("critique_submission", attempt))

    assert Attempt.objects.get(pk=attempt).result.points == 0


def test_a_sentence_holds_one_mark_whatever_is_sent(stage: Series) -> None:
    attempt, place = faulty(stage)
    address = stage.url("critique_output", attempt, place)
    twice = {
        "mark-2": ["1", "1"],
        "type-2": ["dose", "negation"],
        "severity-2": ["minor", "severe"],
    }
    decision = {"verdict": "edit", "choice": "low", "confidence": "90"}

    stage.client.post(address, {**decision, **twice, "mark-99": "1", "part-2": ["0-1", "0-9999"]})

    (mark,) = Critique.objects.get().marks
    assert (mark["type"], mark["severity"]) == ("negation", "severe")


def test_a_small_cohort_names_nobody(stage: Series) -> None:
    stage.activity.settings = stage.activity.settings | {"wave": "before"}
    stage.activity.save()
    attempt = Attempt.objects.create(
        activity=stage.activity,
        enrolment=stage.learner,
        started_at=NOW,
        submitted_at=NOW,
        form_key=uuid4(),
        content={"items": ["faulty"], "concordance": [], "form": "a", "wave": "before"},
    )
    Critique.objects.create(
        attempt=attempt,
        item=CritiqueItem.objects.get(slug="faulty"),
        place=1,
        language="fr",
        choice_before="low",
        confidence_before=70,
        committed_at=NOW,
        verdict="accept",
        choice_after="high",
        confidence_after=90,
        submitted_at=NOW,
    )

    told = evidence_of(stage.learner.edition)

    assert (told.before, told.types, told.items) == (1, (), ())


@pytest.mark.parametrize("name", ["critique_evidence", "critique_items", "cases", "trust_panel"])
@pytest.mark.parametrize("role", [Role.MODULE_LEAD, Role.EXPERT, Role.JUROR])
def test_a_learner_who_has_another_role_reads_no_key(stage: Series, name: str, role: Role) -> None:
    make_enrolment(stage.learner.edition, role, person=stage.learner.person)

    answer = stage.client.get(reverse(name, args=[stage.learner.edition.slug]))

    assert answer.status_code == 403


# Authors


def critique_problems(*activities: str, questions: Sequence[str] = ("trust",)) -> list[str]:
    """What the check says of activities, in a programme of two outputs and a question of trust."""
    item = json.dumps(item_written()).encode()
    trust = {name: words("…") for name in ("scenario", "says", "learns", "explanation")}
    files = {
        "critiques/one/item.yaml": item,
        "critiques/two/item.yaml": item,
        "critiques/concordance.yaml": json.dumps(
            {"items": [{"id": name} | trust for name in questions]}
        ).encode(),
    }
    source = ProgrammeSource(files)
    found = []
    for number, text in enumerate(activities):
        path = f"modules/m/{number}"
        head = "kind: critique\ntitle: {fr: T, en: T}\nminutes: 9\nopens: 1\ndue: 2\n"
        yaml = read_yaml(f"{path}/activity.yaml", (head + text).encode())
        file = CritiqueFile.model_validate(yaml.value)
        found.append(ActivitySource(str(number), path, yaml, file))
        check_activity(source, found[-1])
    source.modules = (SimpleNamespace(activities=tuple(found)),)  # type: ignore[assignment]
    check_folder(source)
    return [problem.reason for problem in source.problems]


MEASURE = "wave: before\nforms: {a: [one], b: [two]}\nconcordance: [trust]\n"


def test_the_key_of_a_measure_is_not_opened_by_a_series_of_practice() -> None:
    told = critique_problems(MEASURE, "wave: practice\nitems: [two]\nconcordance: [trust]\n")

    assert told == [
        "two belongs to a measure, and its key would open here.",
        "The question of trust trust is asked in modules/m/0 already.",
    ]


def test_two_questions_of_trust_do_not_share_their_name() -> None:
    assert critique_problems(questions=("trust", "other", "trust")) == [
        "Two questions of trust are called trust."
    ]


def test_a_question_of_trust_that_could_never_be_answered_is_refused() -> None:
    told = critique_problems("wave: practice\nitems: [one]\nconcordance: [trust, trust, none]\n")

    assert told == [
        "The question of trust none is unknown.",
        "The question of trust trust is named twice.",
    ]


def test_the_two_waves_of_a_measure_may_share_their_forms() -> None:
    after = MEASURE.replace("before", "after").replace("concordance: [trust]\n", "")

    assert critique_problems(MEASURE, after) == []


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://a b", " https://a"],
)
def test_a_source_leads_to_a_page_of_the_web_or_nowhere(url: str) -> None:
    item = item_written()
    item["documents"][0]["source"] = {"title": "T", "url": url}

    with pytest.raises(ValidationError):
        CritiqueItemFile.model_validate(item)


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x, x]\nb: [*a, *a]\n",
        "[" * 5_000 + "]" * 5_000,
        "title: " + "9" * 500_000,
        "title: !!python/object/apply:os.system [ls]\n",
        "x" * 1_100_000,
    ],
)
def test_a_yaml_bomb_is_a_problem_with_its_line(bomb: str) -> None:
    source = ProgrammeSource({"critiques/x/item.yaml": bomb.encode()})

    check_folder(source)

    assert len(source.problems) >= 1
