"""The outbox: a mail is a row first, then a job gives it to Django's e-mail backend.

The demo's backend drops it: its mails are read at `/demo/mail/` and go nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage

from . import clock, jobs
from .models import OutgoingMail

_TOO_LATE = timedelta(days=1)
_KEPT_FOR = timedelta(days=60)
_stays: ContextVar[bool] = ContextVar("mails stay in the outbox", default=False)


def send(*, to: str, language: str, subject: str, text: str) -> OutgoingMail:
    """Write a mail, in the language it is already worded in; it leaves after the transaction."""
    now, stays = clock.now(), _stays.get()
    written = OutgoingMail.objects.create(
        to=to,
        language=language,
        subject=" ".join(subject.split())[:300],
        text=text,
        written_at=now,
        sent_at=now if stays else None,
    )
    if not stays:
        jobs.later("foundation.send_mail", mail_id=written.pk)
    return written


@contextmanager
def staying_here() -> Iterator[None]:
    """Inside the block mails are written as sent, and nobody receives them (rehearsals)."""
    token = _stays.set(True)
    try:
        yield
    finally:
        _stays.reset(token)


@jobs.work("foundation.send_mail")
def send_written(*, mail_id: int) -> None:
    """Give one mail to the backend; after a crash it may leave twice, under one Message-ID."""
    written = OutgoingMail.objects.filter(pk=mail_id, sent_at=None).first()
    if written is None:
        return
    if clock.now() - written.written_at > _TOO_LATE:
        written.error = "Not sent: it had waited for more than a day."
        written.save(update_fields=["error"])
        return
    written.tries += 1
    try:
        _message(written).send()
    except OSError as refused:  # what sockets and smtplib raise
        written.error = f"The mail server did not take it ({type(refused).__name__})."
        written.save(update_fields=["tries", "error"])
        raise jobs.JobFailed(written.error) from refused
    written.sent_at, written.error = clock.now(), ""
    if not settings.PASSERELLE_DEMO:
        written.text = ""
    written.save(update_fields=["tries", "error", "sent_at", "text"])


def _message(written: OutgoingMail) -> EmailMessage:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("<> ")
    identity = f"<{written.pk}.{int(written.written_at.timestamp())}@{domain}>"
    headers = {
        "Message-ID": identity,
        "Content-Language": written.language,
        "Auto-Submitted": "auto-generated",  # RFC 3834: absence messages are not sent back
    }
    return EmailMessage(written.subject, written.text, to=[written.to], headers=headers)


@jobs.every(minutes=24 * 60, name="foundation.tidy_mail")
def tidy_mail() -> None:
    """Two months after, nobody asks any more to whom we wrote."""
    OutgoingMail.objects.filter(written_at__lt=clock.now() - _KEPT_FOR).delete()
