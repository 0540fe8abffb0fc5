"""What a figure says is said in French too."""

import numpy as np
import pytest

from passerelle.engines.scoring import Plan, card, rank, said_in

LABELS = np.array([0, 1, 1, 0, 1])


@pytest.mark.parametrize(
    ("english", "french"),
    [
        (
            "Predictions missing or not finite: 3 of 40; the first is case 7.",
            "Prédictions manquantes ou non finies\u00a0: 3 sur 40\u202f; la première est celle du cas 7.",
        ),
        (
            "The prediction of case 2 cannot be read: it is not a set of items.",
            "La prédiction du cas 2 ne peut être lue\u00a0: ce n’est pas un ensemble d’éléments.",
        ),
        (
            "The submission has no column “score”: it has a, b.",
            "La remise n’a pas de colonne «\u00a0score\u00a0»\u00a0: elle a a, b.",
        ),
        (
            "3 of 9 resamples have no value and are left out of the interval.\n"
            "Resampling shifts this measure: the interval is widened to hold its value.",
            "3 rééchantillonnages sur 9 n’ont pas de valeur et sont écartés de l’intervalle.\n"
            "Le rééchantillonnage décale cette mesure\u00a0: l’intervalle est élargi pour contenir sa valeur.",
        ),
        (
            "1 of 9 resamples has no value and is left out of the interval.",
            "1 rééchantillonnage sur 9 n’a pas de valeur et est écarté de l’intervalle.",
        ),
        ("Anything else", "Anything else"),
    ],
)
def test_a_note_is_said_in_french_with_its_own_numbers(english, french):
    assert said_in(english, "fr") == french
    assert said_in(english, "en") == english


def test_methods_and_reasons_are_said_in_french():
    plan = Plan("auroc", "label", "score", also=("brier", "accuracy"), threshold=0.5, resamples=9)
    truth = {"label": LABELS}
    scored = card(truth, {"score": np.array([0.1, 0.7, 0.4, 0.5, 0.9])}, plan)
    ranking = rank(truth, {"empty": {}}, plan)

    figures = (scored.primary, *scored.figures)
    said = [said_in(each.method, "fr") for each in figures]

    assert said == [
        "DeLong, échelle logit",
        "bootstrap des cas, percentiles de 9 rééchantillonnages",
        "Wilson",
    ]
    assert said_in(ranking.unranked[0][1], "fr").startswith("La remise n’a pas de colonne")
    assert said_in(ranking.method, "fr").startswith("Écarts")
