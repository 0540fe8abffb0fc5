"""The addresses of a learner, below `/<edition>/`."""

from __future__ import annotations

from django.urls import path

from ..views.learning.activities import activity
from ..views.learning.assignments import papers
from ..views.learning.attempts import attempt
from ..views.learning.files import paper_file
from ..views.learning.lessons import reading
from ..views.learning.programme import module, programme
from ..views.learning.quizzes import attempts
from ..views.learning.results import my_gradebook
from ..views.learning.works import comments

_ACTIVITY = "modules/<slug:module>/<slug:slug>/"

urlpatterns = [
    path("programme/", programme, name="programme"),
    path("modules/<slug:module>/", module, name="module"),
    path(_ACTIVITY, activity, name="activity"),
    path(f"{_ACTIVITY}reading/", reading, name="reading"),
    path(f"{_ACTIVITY}attempts/", attempts, name="attempts"),
    path(f"{_ACTIVITY}papers/", papers, name="papers"),
    path("attempts/<int:attempt>/", attempt, name="attempt"),
    path("attempts/<int:attempt>/comments/", comments, name="comments"),
    path("files/<int:file>/", paper_file, name="paper_file"),
    path("results/", my_gradebook, name="my_gradebook"),
]
