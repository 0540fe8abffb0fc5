from django.urls import path

from ..views import minutes as views

urlpatterns = [
    path("jury/minutes/", views.minutes_list, name="minutes_list"),
    path("jury/minutes/drawing-up/", views.minutes_drawing_up, name="minutes_drawing_up"),
    path("jury/minutes/<int:number>/", views.minutes, name="minutes"),
    path("jury/minutes/<int:number>/minutes.json", views.minutes_json, name="minutes_json"),
    path("jury/minutes/<int:number>/<str:language>.pdf", views.minutes_pdf, name="minutes_pdf"),
    path("jury/minutes/<int:number>/signature/", views.minutes_signature, name="minutes_signature"),
    path("jury/minutes/<int:number>/codes/", views.minutes_code, name="minutes_code"),
    path("jury/minutes/<int:number>/refusal/", views.minutes_refusal, name="minutes_refusal"),
]
