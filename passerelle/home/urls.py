"""The first page, one's news, and the calendar that telephones read without signing in."""

from django.urls import path

from passerelle.campus.views.agenda_calendar import calendar

from .views import demo_mail, first_page, news

urlpatterns = [
    path("", first_page.home, name="home"),
    path("editions/<slug:edition>/", first_page.edition_home, name="edition_home"),
    path("news/", news.news, name="news"),
    path("news/reading/", news.news_reading, name="news_reading"),
    path("news/<int:notice>/reading/", news.notice_reading, name="notice_reading"),
    path("demo/mail/", demo_mail.demo_mails, name="demo_mails"),
    path("demo/mail/<int:mail>/", demo_mail.demo_mail, name="demo_mail"),
    path("calendar/<str:key>.ics", calendar, name="calendar"),
]
