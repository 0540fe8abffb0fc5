"""Minutes: drawn up once, signed by each member present and the chair last, never edited."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from passerelle.foundation import clock
from passerelle.foundation.models import Entry, OutgoingMail
from passerelle.jury.actions.minutes import draw_up_minutes, refuse_to_sign, sign_minutes
from passerelle.jury.minutes_errors import (
    AlreadyAnswered,
    ChairSignsLast,
    MinutesAltered,
    NotAMemberPresent,
    NotFrozen,
    ProofOfSomethingElse,
)
from passerelle.jury.minutes_file import checked, read
from passerelle.jury.minutes_printing import drawn
from passerelle.jury.models import Deliberation, Minutes, MinutesSignature
from passerelle.jury.queries.minutes import minutes_numbered
from passerelle.people.models import Person
from passerelle.people.proofs import Method, Proof
from passerelle.programme.models import Edition
from tests.diploma.graduation import JUNE, Graduation
from tests.factories import sign_in
from tests.jury.sitting import Sitting, played, sits
from tests.people.authenticator import Telephone

HOST = {"headers": {"host": "localhost:8000"}}


@pytest.fixture(autouse=True)
def _codes_are_not_counted_from_one_test_to_the_next() -> None:
    cache.clear()


@pytest.fixture(scope="module")
def sitting_of_the_file(graduation_of_the_file: Graduation) -> Sitting:
    with clock.standing_at(JUNE):
        return sits(graduation_of_the_file)


@pytest.fixture
def sitting(graduation: Graduation, sitting_of_the_file: Sitting) -> Sitting:
    return deepcopy(sitting_of_the_file)


@pytest.fixture
def minutes(sitting: Sitting) -> Minutes:
    return draw_up_minutes(sitting.deliberation, by=sitting.chair)


def browser_of(person: Person) -> Client:
    client = Client(**HOST)
    sign_in(client, person)
    return client


def address(name: str, *more: object) -> str:
    return reverse(name, args=["2026", 1, *more])


def test_minutes_say_who_sat_what_was_voted_and_decided(minutes: Minutes) -> None:
    content = minutes.content

    assert [(each["name"], each["present"]) for each in content["members"]] == [
        (content["members"][0]["name"], True),
        ("Luc Imaginaire", True),
        ("Zoé Absente", False),
    ]
    assert content["quorum"]["reached"]
    assert [each["learner"] for each in content["decisions"]] == [
        "Anaïs Montplaisir",
        "Didier Inventé",
    ]
    assert [each["tally"]["for"] for each in content["motions"]] == [2, 2]
    assert [len(each["votes"]) for each in content["motions"]] == [2, 2]
    assert content["regulations"]["in_force"]["appeal_days"] == 15
    assert content["proceedings"][-1]["digest"] == minutes.chain_digest


def test_votes_are_not_named_where_the_ballot_is_secret(graduation: Graduation) -> None:
    sitting = sits(graduation, ballot="secret")

    content = draw_up_minutes(sitting.deliberation, by=sitting.chair).content

    assert all("votes" not in each for each in content["motions"])
    assert [each["tally"]["for"] for each in content["motions"]] == [2, 2]


def test_drawing_up_twice_is_once_and_never_before_the_freeze(
    sitting: Sitting, minutes: Minutes
) -> None:
    again = draw_up_minutes(sitting.deliberation, by=sitting.chair)
    Minutes.objects.filter(pk=minutes.pk).delete()
    Deliberation.objects.update(frozen_at=None)

    assert again.pk == minutes.pk
    with pytest.raises(NotFrozen):
        draw_up_minutes(sitting.deliberation, by=sitting.chair)


def test_the_chair_signs_last_then_the_minutes_are_complete(
    sitting: Sitting, minutes: Minutes
) -> None:
    with pytest.raises(ChairSignsLast):
        sign_minutes(minutes, proof=played(minutes, sitting.chair))
    sign_minutes(minutes, proof=played(minutes, sitting.members[0]))
    sign_minutes(minutes, proof=played(minutes, sitting.chair))

    record = minutes_numbered(sitting.graduation.edition, 1)
    assert record is not None
    assert record.is_complete
    assert record.report.is_intact
    assert Entry.objects.filter(verb="signed minutes", edition="2026").count() == 2


def test_the_chair_signs_at_once_where_the_regulations_ask_for_no_order(
    graduation: Graduation,
) -> None:
    sitting = sits(graduation, chair_signs_last=False)
    Edition.objects.update(is_specimen=True)
    minutes = draw_up_minutes(sitting.deliberation, by=sitting.chair)
    minutes.edition.refresh_from_db()

    sign_minutes(minutes, proof=played(minutes, sitting.chair))

    record = minutes_numbered(graduation.edition, minutes.number)
    assert record is not None
    assert [seat.name for seat in record.awaited] == ["Luc Imaginaire"]


def test_a_rehearsed_year_says_on_every_page_that_its_signatures_are_those_of_a_rehearsal(
    sitting: Sitting, minutes: Minutes
) -> None:
    digest = minutes.digest
    for person in (sitting.members[0], sitting.chair):
        sign_minutes(minutes, proof=played(minutes, person))
    reader = browser_of(sitting.chair)

    page = reader.get(address("minutes")).text
    pages = reader.get(reverse("minutes_list", args=["2026"])).text

    assert "<h1>Tous les membres présents ont signé, lors d’une répétition.</h1>" in page
    assert page.count("signature de répétition") == 2
    assert "2 signatures de répétition\u00a0: elles n’engagent personne." in page
    assert "signé de tous les membres présents, lors d’une répétition." in pages
    assert re.search(r'class="due">\s*signé de tous, lors d’une répétition\s*</span>', pages)
    assert "n’a signé" not in page + pages
    record = minutes_numbered(sitting.graduation.edition, 1)
    assert record is not None
    assert "répétition" in _words_of(drawn(record, "fr"))
    assert (digest, record.report.faults) == (Minutes.objects.get().digest, ())


def test_a_member_may_refuse_and_the_minutes_say_why(sitting: Sitting, minutes: Minutes) -> None:
    refuse_to_sign(minutes, by=sitting.members[0], reason="Le quorum a varié.")
    sign_minutes(minutes, proof=played(minutes, sitting.chair))

    record = minutes_numbered(sitting.graduation.edition, 1)
    assert record is not None
    assert (record.is_complete, record.awaited) == (False, [])
    report = checked(read(record.file))
    assert (report.faults, report.refusals, report.played) == ((), 1, 1)


def test_who_was_absent_or_has_answered_does_not_sign(sitting: Sitting, minutes: Minutes) -> None:
    luc = sitting.members[0]
    sign_minutes(minutes, proof=played(minutes, luc))

    with pytest.raises(AlreadyAnswered):
        sign_minutes(minutes, proof=played(minutes, luc))
    with pytest.raises(NotAMemberPresent):
        sign_minutes(minutes, proof=played(minutes, sitting.absent))


def test_a_proof_about_something_else_signs_nothing(sitting: Sitting, minutes: Minutes) -> None:
    luc = sitting.members[0]

    with pytest.raises(ProofOfSomethingElse):
        sign_minutes(minutes, proof=Proof(luc.pk, "passkeys", Method.CODE))
    Edition.objects.update(is_specimen=False)
    with pytest.raises(ProofOfSomethingElse):
        sign_minutes(Minutes.objects.get(), proof=played(minutes, luc))


def test_altered_minutes_are_said_so_and_nobody_signs_them(
    sitting: Sitting, minutes: Minutes
) -> None:
    content = minutes.content
    content["decisions"][1]["total"] = "12"
    Minutes.objects.update(content=content)
    luc = sitting.members[0]

    page = browser_of(luc).get(address("minutes"))

    with pytest.raises(MinutesAltered):
        sign_minutes(minutes, proof=played(minutes, luc))
    assert "les décisions, ligne 2" in page.text
    assert "Signer" not in page.text


def the_code() -> str:
    found = re.search(r"^([A-Z0-9-]{6,})$", OutgoingMail.objects.latest("pk").text, re.MULTILINE)
    assert found
    return found[1]


def test_without_a_passkey_a_member_signs_by_a_code_for_these_minutes_only(
    sitting: Sitting, minutes: Minutes
) -> None:
    luc = browser_of(sitting.members[0])
    luc.post(address("minutes_code"))
    wrong = luc.post(address("minutes_signature"), {"code": "WRONG"})

    signed = luc.post(address("minutes_signature"), {"code": the_code()})

    assert (wrong.status_code, signed.status_code) == (422, 302)
    assert MinutesSignature.objects.get().method == Method.CODE


def with_a_passkey(browser: Client) -> Telephone:
    telephone = Telephone()
    page = reverse("passkeys")
    browser.post(reverse("passkey_code"))
    browser.post(reverse("passkey_confirmation"), {"code": the_code()})
    made = telephone.makes(browser.get(page).context["options"])
    browser.post(reverse("passkey_addition"), {"name": "Clé", "credential": made})
    return telephone


def test_a_passkey_signs_the_digest_itself_and_anyone_can_check_it(
    sitting: Sitting, minutes: Minutes
) -> None:
    luc = browser_of(sitting.members[0])
    telephone = with_a_passkey(luc)
    question: dict[str, Any] = luc.get(address("minutes")).context["options"]
    answer = telephone.answers(question)

    sent = [luc.post(address("minutes_signature"), {"credential": answer}) for _ in range(2)]

    assert [each.status_code for each in sent] == [302, 422]
    downloaded = luc.get(address("minutes_json")).content
    report = checked(read(downloaded), expected=minutes.digest)
    assert (report.faults, report.passkeys) == ((), 1)
    forged = json.loads(downloaded)
    forged["signatures"][0]["evidence"]["nonce"] = "AAAAAAAAAAAAAAAAAAAAAA"
    assert not checked(forged).is_intact


def test_an_answer_to_another_question_signs_nothing(sitting: Sitting, minutes: Minutes) -> None:
    luc = browser_of(sitting.members[0])
    telephone = with_a_passkey(luc)
    luc.get(address("minutes"))
    other = {"publicKey": {"rpId": "localhost", "challenge": "A" * 43}}

    sent = luc.post(address("minutes_signature"), {"credential": telephone.answers(other)})

    assert sent.status_code == 422
    assert not MinutesSignature.objects.exists()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_paper_is_archival_and_carries_the_structured_minutes(
    minutes: Minutes, sitting: Sitting, language: Any
) -> None:
    refuse_to_sign(minutes, by=sitting.members[0], reason="Désaccord & <balises> #hostiles")
    record = minutes_numbered(sitting.graduation.edition, 1)
    assert record is not None

    paper = drawn(record, language)

    assert paper.startswith(b"%PDF-1.7")
    assert b"minutes.json" in paper


def test_the_paper_numbers_motions_as_its_journal_does_and_totals_as_the_page(
    sitting: Sitting, minutes: Minutes
) -> None:
    record = minutes_numbered(sitting.graduation.edition, 1)
    assert record is not None

    paper = _words_of(drawn(record, "fr"))

    assert "Suivre la règle nº 2 Didier Inventé" in paper
    assert "dépose la motion nº 2 sur Didier Inventé" in paper
    assert "Décision sur Anaïs Montplaisir" in paper
    assert "17,00" in paper


def _words_of(paper: bytes) -> str:
    pages = PdfReader(BytesIO(paper)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_pages_cost_few_queries(sitting: Sitting, minutes: Minutes) -> None:
    client = browser_of(sitting.chair)
    client.get(address("minutes"))
    counts = []
    for url in (address("minutes"), reverse("minutes_list", args=["2026"])):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url).status_code == 200
        counts.append(len(queries))

    assert max(counts) <= 8
