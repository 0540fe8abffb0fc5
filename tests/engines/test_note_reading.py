"""Sentences compared by their telling words: order, endings, figures, abbreviations, denials."""

import pytest

from passerelle.engines.encounter import diagnosis_named
from passerelle.engines.encounter._note import read_note
from passerelle.engines.encounter._note_items import sentence_saying
from passerelle.engines.encounter._note_words import note_stem

from .encounter_cast import odile
from .handoff_cast import cases

PENICILLIN = ("allergique à la pénicilline", "penicillin allergy")
NITRATES = ("pas de nitroglycérine", "no nitrates")


def is_said(text, *phrasings):
    return sentence_saying(read_note(text), phrasings) is not None


@pytest.mark.parametrize(
    "text",
    ["Allergie pénicilline", "ATCD : HTA, allergie PNC", "Pénicilline : allergique", "PCN allergy"],
)
def test_order_endings_and_abbreviations_are_free(text):
    assert is_said(text, *PENICILLIN)


@pytest.mark.parametrize(
    "text",
    [
        "Pas d’allergie à la pénicilline",
        "Aucune allergie, ni à la pénicilline",
        "N’est pas allergique à la pénicilline",
        "No penicillin allergy",
        "Denies allergy to penicillin",
        "Allergie au latex.\nPénicilline bien tolérée",
        "Allergie à la pénicilline : aucune",
    ],
)
def test_what_is_denied_or_said_apart_is_not_said(text):
    assert not is_said(text, *PENICILLIN)


@pytest.mark.parametrize(
    "text",
    [
        "Sildénafil hier soir : pas de nitrés",
        "Ne surtout pas donner de trinitrine",
        "NO nitro",
        "please avoid nitrates",
        "Dérivés nitrés contre-indiqués",
        "Nitrates are contraindicated",
        "Don't give GTN",
        "Nitrés non donnés",
        "pas de morphine ni de nitrés",
        "no morphine, beta-blockers or nitrates",
    ],
)
def test_what_must_be_denied_is_known_when_it_is(text):
    assert is_said(text, *NITRATES)


@pytest.mark.parametrize(
    "text", ["Nitrés donnés", "Pas de douleur, nitrés en cours", "no pain and nitrates running"]
)
def test_a_denial_ends_with_its_clause(text):
    assert not is_said(text, *NITRATES)


@pytest.mark.parametrize(
    "text, phrasing",
    [
        ("Fièvre à 38,5 °C", "temperature 38.5"),
        ("onset 0630", "début à 6 h 30"),
        ("Début vers six heures et demie", "début à 6 h 30"),
        ("FC 112, TA 98/60", "pouls 112, pression 98 sur 60"),
        ("BP 98/60, P112", "pressure 98 over 60, pulse 112"),
        ("hCG à 4 850", "hCG 4850"),
        ("dort au fauteuil depuis 4 nuits", "dort dans le fauteuil depuis quatre nuits"),
        ("il y a 2 h", "il y a 2 heures"),
        ("a pris 4,30 kilos", "a pris 4,3 kg"),
        ("Viagra hier à 23h", "sildénafil hier à 23 h"),
        ("depuis 2/52", "depuis deux semaines"),
    ],
)
def test_figures_and_units_are_read_alike(text, phrasing):
    assert is_said(text, phrasing)


@pytest.mark.parametrize(
    "text, phrasing",
    [
        ("No fever", "fever"),
        ("Afebrile", "fever"),
        ("No fever, chills or cough", "cough"),
        ("Ni frissons ni fièvre", "fièvre"),
        ("fièvre : 0", "fièvre"),
        ("Créatinine 28", "créatinine 128"),
        ("Poids 64,1 kg", "poids 68,4 kg"),
    ],
)
def test_the_contrary_and_other_figures_are_not_the_same(text, phrasing):
    assert not is_said(text, phrasing)


def test_more_than_four_kilos_denies_nothing():
    assert is_said("Plus de quatre kilos depuis la sortie", "quatre kilos depuis la sortie")
    assert is_said("Plus d’Atarax", "pas d’hydroxyzine")


@pytest.mark.parametrize(
    "one, other",
    [
        ("allergie", "allergies"), ("arreter", "arretees"), ("skipped", "skips"),
        ("urinaire", "urinary"), ("suicidaire", "suicide"), ("fluctuante", "fluctuating"),
        ("hospitalisee", "hospitalised"), ("violences", "violence"), ("vaccines", "vaccinated"),
    ],
)  # fmt: skip
def test_a_word_keeps_its_stem(one, other):
    assert note_stem(one) == note_stem(other)


@pytest.mark.parametrize(
    "one, other", [("foie", "foin"), ("renal", "rene"), ("scanner", "scandale"), ("mari", "marine")]
)
def test_other_words_keep_apart(one, other):
    assert note_stem(one) != note_stem(other)


@pytest.mark.parametrize(
    "slug, text, named",
    [
        ("douleur-thoracique", "Infarctus inférieur", "inferior-stemi"),
        ("douleur-thoracique", "IDM inférieur probable", "inferior-stemi"),
        ("douleur-thoracique", "inferior MI", "inferior-stemi"),
        ("douleur-thoracique", "SCA sans sus-décalage", "nstemi"),
        ("douleur-thoracique", "NSTEMI", "nstemi"),
        ("douleur-thoracique", "dissection aortique à éliminer", "aortic-dissection"),
        ("douleur-thoracique", "antécédent d’infarctus", None),
        ("douleur-thoracique", "history of MI", None),
        ("douleur-thoracique", "je ne pense pas à un infarctus", None),
        ("douleur-thoracique", "pas une péricardite, plutôt une embolie", "pulmonary-embolism"),
        ("grossesse-extra-uterine", "GEU", "ruptured-ectopic"),
        ("grossesse-extra-uterine", "torsion de l’ovaire", "ovarian-torsion"),
        ("insuffisance-cardiaque", "décompensation cardiaque", "heart-failure"),
        ("fievre-du-nourrisson", "infection", None),
    ],
)
def test_a_hypothesis_names_its_diagnosis(slug, text, named):
    found = diagnosis_named(cases()[slug], text)

    assert (found.id if found else None) == named


def test_each_diagnosis_is_named_by_its_own_title_and_synonyms():
    wrong = [
        (slug, each.id, name)
        for slug, case in {**cases(), "odile": odile()}.items()
        for each in case.differential
        for name in (each.title.fr, each.title.en, *each.synonyms.fr, *each.synonyms.en)
        if diagnosis_named(case, name) is not each
    ]

    assert wrong == []
