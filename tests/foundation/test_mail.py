"""The outbox: written first, sent by a job, forgotten once sent."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from passerelle.foundation import clock, jobs, mail
from passerelle.foundation.models import Job, OutgoingMail
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_now")]


def write() -> OutgoingMail:
    return mail.send(
        to="amina@invente.example", language="fr", subject="Votre\ncode", text="ABC-DEF"
    )


def the_mail() -> OutgoingMail:
    return OutgoingMail.objects.get()


def test_a_mail_leaves_by_a_job_and_its_text_is_forgotten(mailoutbox: list[EmailMessage]) -> None:
    written = write()
    before = list(mailoutbox)

    jobs.run_waiting()
    mail.send_written(mail_id=written.pk)

    (sent,) = mailoutbox
    assert before == []
    assert (sent.to, sent.subject, sent.body) == (
        ["amina@invente.example"],
        "Votre code",
        "ABC-DEF",
    )
    assert sent.extra_headers["Message-ID"].endswith("@localhost>")
    assert (the_mail().sent_at, the_mail().text, the_mail().tries) == (NOW, "", 1)


def test_the_demo_keeps_the_text(settings: Settings) -> None:
    settings.PASSERELLE_DEMO = True
    write()

    jobs.run_waiting()

    assert (the_mail().sent_at, the_mail().text) == (NOW, "ABC-DEF")


def test_a_mail_that_waited_for_more_than_a_day_is_not_sent(mailoutbox: list[EmailMessage]) -> None:
    write()

    with clock.standing_at(NOW + timedelta(days=1, hours=1)):
        jobs.run_waiting()

    assert (mailoutbox, the_mail().sent_at) == ([], None)
    assert the_mail().error == "Not sent: it had waited for more than a day."


def test_a_mail_the_server_refuses_is_tried_again_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_message: EmailMessage) -> int:
        raise smtplib.SMTPServerDisconnected("secret of the server")

    monkeypatch.setattr(EmailMessage, "send", refuse)
    write()

    jobs.run_waiting(ahead=timedelta(hours=1))

    said = "The mail server did not take it (SMTPServerDisconnected)."
    assert (the_mail().tries, the_mail().error, the_mail().text) == (3, said, "ABC-DEF")
    assert Job.objects.get().last_error == said


def test_in_a_rehearsal_mails_are_written_as_sent_and_nobody_receives_them(
    mailoutbox: list[EmailMessage],
) -> None:
    with mail.staying_here():
        write()

    assert (jobs.run_waiting(), mailoutbox) == (0, [])
    assert (the_mail().sent_at, the_mail().text) == (NOW, "ABC-DEF")
