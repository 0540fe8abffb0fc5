"""What is written beside the talk is kept, and listened to as the talk is; notes about a patient
who wants to die are a clinician's work, and ask nothing of their author."""

from __future__ import annotations

import logging
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from passerelle.foundation.models import Entry
from passerelle.simulation.listening import Heard, heard_in
from passerelle.simulation.models import Encounter, Handoff, Hypothesis, Pause, Word
from tests.simulation.cast import client_of, make_clinic, make_learner, met, url_of
from tests.simulation.test_of_oneself import stored

ASKED = "Are you speaking of yourself?"
OWN = "I want to kill myself."
PERHAPS = "I can't see any way out anymore."
ABOUT_A_PATIENT = (
    # telegraphic
    "Idées suicidaires, pas de plan.",
    "Mme Roy, 54 ans. Idées noires depuis 3 mois, pas de scénario, pas d’antécédent de TS. Insomnie.",
    "IDS actives, scénario médicamenteux, moyens à domicile. Urgence élevée. Avis psy ce jour.",
    "Risque suicidaire : RUD modéré. Conjoint présent. Médicaments retirés.",
    "Envie de mourir verbalisée hier soir. Critique ce matin. À revoir.",
    "TS médicamenteuse il y a 2 ans (paracétamol). Pas de récidive.",
    "Ralentissement, anhédonie, perte d’espoir, culpabilité. EDM sévère sans idée suicidaire.",
    "Plus envie de vivre depuis le décès du mari. Pas de passage à l’acte.",
    "Dort peu, mange peu, pleure beaucoup. Se sent inutile, un fardeau pour ses enfants.",
    "Épuisement professionnel, burn-out, arrêt de 3 semaines. Idées de mort passives.",
    "Scarifications superficielles avant-bras gauche, antérieures. Pas d’intention létale.",
    "Patient seul, à bout, ne voit plus d’issue. Appel du 3114 proposé.",
    # in the third person, or reported
    "Elle dit vouloir en finir, sans moyen précis. Je l’adresse aux urgences psychiatriques.",
    "Le patient dit « je veux mourir » deux fois ; je reste près de lui et j’appelle l’équipe.",
    "Il a avalé 20 comprimés vers 14 h. Il regrette. Je demande un dosage et un avis psychiatrique.",
    "La patiente confie qu’elle veut mourir depuis Noël. J’ai retiré les médicaments de la chambre.",
    "Il pense à se pendre. J’ai prévenu le psychiatre de garde, transfert à 15 h.",
    "Elle se fait du mal avec un couteau. Je propose une hospitalisation, elle accepte.",
    "Je suspecte une dépression avec idées suicidaires ; je recommande une évaluation ce soir.",
    "J’ai évalué le risque suicidaire : faible. Je revois Mme Roy dans 48 h.",
    # telegraphic
    "Suicidal ideation, no plan.",
    "54F, low mood 3/12, passive SI, no intent, no previous attempts. Insomnia, anhedonia.",
    "Active SI with plan (overdose), means at home. High risk. Psychiatry today.",
    "Wants to die, denies plan. Husband at bedside. 1:1 observation.",
    "OD paracetamol 20 tabs at 14:00. Regrets it. Levels at 4 h, then psychiatry.",
    "Hopeless, tearful, feels like a burden to the family. No self-harm.",
    "Cutting since age 15, superficial scars on left forearm. No lethal intent.",
    "Not sleeping, not eating, feels worthless. PHQ-9 22. Safety plan given.",
    "Death wish since spouse passed. No intent. Contract with daughter.",
    "Burnt out, exhausted, sees no way out. Given 9-8-8.",
    # in the third person, or reported
    "She says she wants to end it all, no means. I am sending her to the emergency department.",
    'Patient states "I want to die" twice; I stayed with him and called the team.',
    "He took 20 tablets at 2 pm. I asked for levels and a psychiatric opinion.",
    "The patient says that she wants to die. I removed the medication from the room.",
    "He thinks about hanging himself. I have told the psychiatrist on call.",
    "She hurts herself with a knife. I offered admission, she accepts.",
    "I suspect depression with suicidal ideation; I recommend an assessment tonight.",
    "I assessed suicide risk: low. I will see Mrs Roy again in 48 h.",
)
REPORTED_BARE = (
    "Verbatim : je veux mourir. Pas de plan.",
    "Me dit vouloir mourir depuis janvier ; me demande de l’aider à mourir.",
    "Pt: I want to die. No plan.",
    "Asks me to help him die; says: I want to die, I have no plan.",
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


@pytest.fixture
def encounter() -> Encounter:
    clinic = make_clinic()
    return met(clinic, make_learner(clinic))


@pytest.fixture
def client(encounter: Encounter) -> Client:
    learner = encounter.attempt.enrolment
    assert learner is not None
    return client_of(learner)


def hypothesis(text: str) -> dict[str, str]:
    return {"text": text, "likelihood": "main", "form_key": str(uuid4())}


def pause_of(encounter: Encounter) -> str:
    return f"{url_of(encounter, 'encounter_pause')}?of=beside"


@pytest.mark.parametrize("note", [*ABOUT_A_PATIENT, *REPORTED_BARE])
def test_a_note_about_a_patient_never_pauses(note: str) -> None:
    assert heard_in(note) is not Heard.DISTRESS


def test_a_note_about_a_patient_is_hardly_ever_asked_about() -> None:
    notes = (*ABOUT_A_PATIENT, *REPORTED_BARE)

    asked = [note for note in notes if heard_in(note) is Heard.PERHAPS]

    assert len(asked) <= len(notes) // 20


@pytest.mark.parametrize(
    "text", [OWN, "Le patient va mieux. Moi, je veux mourir.", "J’en peux plus"]
)
def test_the_first_person_is_heard_in_a_note(text: str) -> None:
    assert heard_in(text) is not Heard.NOTHING


@pytest.mark.parametrize("name", ["encounter_hypotheses", "encounter_handoff"])
def test_distress_is_kept_as_typed_and_a_page_offers_someone(
    encounter: Encounter, client: Client, name: str
) -> None:
    lines = Entry.objects.count()

    answer = client.post(url_of(encounter, name), hypothesis(OWN), follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain == [(pause_of(encounter), 302)]
    assert all(words in page for words in ("3114", "9-8-8", "stays where you typed it"))
    kept = [*Hypothesis.objects.values_list("text"), *Handoff.objects.values_list("text")]
    assert kept == [(OWN,)]
    assert (Pause.objects.count(), Word.objects.count(), Entry.objects.count()) == (0, 0, lines)
    assert mail.outbox == []


def test_htmx_is_sent_to_the_same_page(encounter: Encounter, client: Client) -> None:
    answer = client.post(
        url_of(encounter, "encounter_hypotheses"),
        hypothesis(OWN),
        headers={"HX-Request": "true"},
    )

    assert answer.headers["HX-Redirect"] == pause_of(encounter)


@pytest.mark.parametrize("name", ["encounter_hypotheses", "encounter_handoff"])
def test_where_it_may_be_the_page_asks_once(
    encounter: Encounter, client: Client, name: str
) -> None:
    page = client.post(url_of(encounter, name), hypothesis(PERHAPS)).content.decode()
    anew = client.get(url_of(encounter)).content.decode()

    assert (page.count(ASKED), anew.count(ASKED)) == (1, 0)
    assert f'href="{pause_of(encounter)}"' in page
    assert "withdrawal" not in page
    assert "way out" in anew


@pytest.mark.parametrize(("text", "status"), [(OWN, 200), (PERHAPS, 200), ("Stable.", 204)])
def test_what_saves_while_one_types_asks_without_leaving_the_page(
    encounter: Encounter, client: Client, text: str, status: int
) -> None:
    answer = client.post(
        url_of(encounter, "encounter_handoff"), {"text": text}, headers={"X-Autosave": "1"}
    )

    assert answer.status_code == status
    assert (ASKED in answer.content.decode()) == (status == 200)
    assert Handoff.objects.get().text == text


def test_before_the_end_a_note_that_nobody_was_asked_about_asks(
    encounter: Encounter, client: Client
) -> None:
    pages = []
    for text in ("Stable.", OWN):
        client.post(url_of(encounter, "encounter_handoff"), {"text": text})
        pages.append(client.get(url_of(encounter, "encounter_ending")).content.decode())

    assert [page.count(ASKED) for page in pages] == [0, 1]


def test_that_it_was_heard_is_kept_nowhere(
    encounter: Encounter, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client.post(url_of(encounter, "encounter_handoff"), {"text": OWN})
    before, session = stored(), dict(client.session)

    client.post(url_of(encounter, "encounter_handoff"), {"text": OWN})
    client.get(pause_of(encounter))
    client.post(url_of(encounter, "encounter_resumption"))

    assert (stored(), dict(client.session)) == (before, session)
    logged = "".join(each.getMessage() for each in caplog.records if "sql" not in each.__dict__)
    assert "kill" not in logged


def test_a_word_sent_from_there_comes_back_to_the_same_words(
    encounter: Encounter, client: Client
) -> None:
    page = client.get(pause_of(encounter)).content.decode()

    assert f'action="{url_of(encounter, "encounter_words")}?of=beside"' in page
