"""The addresses of simulations, below an edition."""

from __future__ import annotations

from django.urls import path

from . import urls_critiques, urls_reviews
from .views import activities, debriefs, distress, encounters, peer_ratings

_ENCOUNTER = "encounters/<int:encounter>/"

urlpatterns = [
    *urls_critiques.urlpatterns,
    *urls_reviews.urlpatterns,
    path("modules/<slug:module>/<slug:slug>/encounters/", activities.encounters, name="encounters"),
    path(_ENCOUNTER, encounters.encounter, name="encounter"),
    path(f"{_ENCOUNTER}turns/", encounters.turns, name="encounter_turns"),
    path(
        f"{_ENCOUNTER}turns/<int:turn>/withdrawal/",
        distress.withdrawal,
        name="encounter_turn_withdrawal",
    ),
    path(f"{_ENCOUNTER}orders/", encounters.orders, name="encounter_orders"),
    path(f"{_ENCOUNTER}hypotheses/", encounters.hypotheses, name="encounter_hypotheses"),
    path(
        f"{_ENCOUNTER}hypotheses/<int:hypothesis>/aside/",
        encounters.hypothesis_aside,
        name="encounter_hypothesis_aside",
    ),
    path(f"{_ENCOUNTER}consultations/", encounters.consultations, name="encounter_consultations"),
    path(f"{_ENCOUNTER}judgements/", encounters.judgements, name="encounter_judgements"),
    path(f"{_ENCOUNTER}handoff/", encounters.handoff, name="encounter_handoff"),
    path(f"{_ENCOUNTER}pause/", distress.pause, name="encounter_pause"),
    path(f"{_ENCOUNTER}resumption/", encounters.resumption, name="encounter_resumption"),
    path(f"{_ENCOUNTER}words/", distress.words, name="encounter_words"),
    path("words/<int:word>/", distress.word, name="word"),
    path(f"{_ENCOUNTER}ending/", debriefs.ending, name="encounter_ending"),
    path(f"{_ENCOUNTER}debrief/", debriefs.debrief, name="debrief"),
    path(f"{_ENCOUNTER}ratings/", debriefs.ratings, name="encounter_ratings"),
    path("peer-ratings/<int:rating>/", peer_ratings.peer_rating, name="peer_rating"),
    path(
        f"{_ENCOUNTER}peer-ratings/<int:rating>/report/",
        peer_ratings.remark_report,
        name="peer_remark_report",
    ),
    path(f"{_ENCOUNTER}transcript/", debriefs.transcript, name="transcript"),
]
