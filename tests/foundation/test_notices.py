"""News: a line of the inbox, and a mail in the reader's language, when they want it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from passerelle.foundation import clock, jobs, mail
from passerelle.foundation.models import Notice, OutgoingMail
from passerelle.foundation.notices import (
    inbox_of,
    mail_digests,
    mail_what_needs_them,
    mark_read,
    news_of,
    said,
    tell,
    tell_all,
)
from passerelle.foundation.translated import Translated
from tests.factories import NOW, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]
EVENING = Translated(fr="Le soir", en="The evening")
BEFORE_7_IN_PARIS = datetime(2027, 2, 19, 5, 50, tzinfo=UTC)
AFTER_7_IN_PARIS = datetime(2027, 2, 19, 6, 10, tzinfo=UTC)
AFTER_7_IN_MONTREAL = datetime(2027, 2, 19, 12, 10, tzinfo=UTC)


def mails() -> list[tuple[str, str]]:
    return [(each.to, each.subject) for each in OutgoingMail.objects.order_by("pk")]


def digests_at(instant: datetime) -> list[tuple[str, str]]:
    with clock.standing_at(instant):
        mail_digests()
    return mails()


# The inbox


def test_news_is_for_one_person_the_latest_first_and_not_from_the_future() -> None:
    amina, luc = make_person(), make_person()
    tell(luc.pk, verb="marked", label="Devoir de Luc", url="/2027/")
    with clock.standing_at(NOW + timedelta(days=1)):
        tell(amina.pk, verb="marked", label="Demain", url="/2027/")
    with clock.standing_at(datetime(2027, 1, 12, tzinfo=UTC)):
        tell(amina.pk, verb="commented", label="En janvier", url="/2027/")
    for number in range(3):
        tell(amina.pk, verb="marked", label=str(number), url="/2027/")

    labels = [str(notice.label) for notice in inbox_of(amina.pk)]

    assert labels == ["2", "1", "0", "En janvier"]
    assert [str(notice.label) for notice in news_of(amina.pk, most=2)] == ["2", "1"]


def test_news_is_said_in_the_language_of_whoever_reads() -> None:
    tell(make_person().pk, verb="moved", label=EVENING, url="/2027/")
    notice = Notice.objects.get()

    with override("en"):
        english = said(notice)
    with override("fr"):
        french = said(notice)

    assert english == "A session has another time: The evening"
    assert french.endswith("Le soir")
    assert "session has" not in french


def test_news_that_nobody_worded_is_refused() -> None:
    with pytest.raises(LookupError, match=r"notices\.word"):
        tell(make_person().pk, verb="sneezed", label="Devoir", url="/2027/")


def test_the_first_reading_is_kept() -> None:
    amina = make_person()
    tell(amina.pk, verb="marked", label="Devoir", url="/2027/")

    mark_read(inbox_of(amina.pk))
    with clock.standing_at(NOW + timedelta(days=1)):
        again = mark_read(inbox_of(amina.pk))

    assert (again, Notice.objects.get().read_at) == (0, NOW)


# Mails


def test_what_needs_someone_is_mailed_at_once_in_their_language_with_its_address() -> None:
    amina = make_person("Amina Inventée", language="en")
    with mail.staying_here(), jobs.at_once():
        tell(amina.pk, verb="moved", label=EVENING, url="/2027/sessions/s/")

    sent = OutgoingMail.objects.get()

    assert (sent.to, sent.language) == (amina.email, "en")
    assert sent.subject == "A session has another time: The evening"
    assert sent.text.startswith("Hello Amina,\n\nA session has another time: The evening\n")
    assert "\nhttp://127.0.0.1:8000/2027/sessions/s/\n" in sent.text
    assert "http://127.0.0.1:8000/settings/" in sent.text


def test_several_at_a_time_are_one_mail_and_the_job_done_twice_mails_once() -> None:
    amina = make_person(language="en")
    for label in ("Lundi", "Mardi", "Jeudi"):
        tell(amina.pk, verb="moved", label=label, url="/2027/")

    jobs.run_waiting(ahead=timedelta(minutes=2))
    mail_what_needs_them()

    assert mails() == [(amina.email, "3 pieces of news for you")]


def test_the_rest_comes_the_next_morning_where_they_live() -> None:
    paris = make_person(language="en")
    montreal = make_person(language="en", zone="America/Toronto")
    tell_all([paris.pk, montreal.pk], verb="marked", label="Devoir", url="/2027/")
    said = "Your work is marked: Devoir"

    at = [digests_at(each) for each in (NOW, BEFORE_7_IN_PARIS, AFTER_7_IN_PARIS)]

    assert at == [[], [], [(paris.email, said)]]
    assert digests_at(AFTER_7_IN_MONTREAL) == [(paris.email, said), (montreal.email, said)]


def test_each_is_written_to_as_often_as_they_wish() -> None:
    people = [make_person(language="en", mails=wish) for wish in ("at_once", "daily", "never")]
    tell_all([each.pk for each in people], verb="moved", label="Le soir", url="/2027/")

    mail_what_needs_them()
    now = [to for to, _ in mails()]
    digests_at(AFTER_7_IN_PARIS)

    assert now == [people[0].email]
    assert [to for to, _ in mails()] == [people[0].email, people[1].email]


def test_what_was_read_what_is_old_and_who_has_left_get_no_mail() -> None:
    reader, late, gone = make_person(), make_person(), make_person(is_active=False)
    with clock.standing_at(NOW - timedelta(days=3)):
        tell(late.pk, verb="moved", label="Le soir", url="/2027/")
    tell_all([reader.pk, gone.pk], verb="moved", label="Le soir", url="/2027/")
    mark_read(inbox_of(reader.pk))

    mail_what_needs_them()

    assert digests_at(AFTER_7_IN_PARIS) == []
