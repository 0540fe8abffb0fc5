from django.urls import path

from . import views

urlpatterns = [
    path("link/<str:secret>/", views.personal_link, name="personal_link"),
    path("language/", views.set_language, name="set_language"),
    path("settings/", views.reading, name="settings"),
]
