"""`passerelle work` and what `passerelle doctor` says of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from passerelle.config.command import main
from passerelle.foundation import mail
from passerelle.foundation.models import Job, Worker

pytestmark = pytest.mark.django_db
SENTENCE = "someone does the jobs that wait (passerelle work)"


def write_a_mail() -> None:
    mail.send(to="amina@invente.example", language="fr", subject="Code", text="ABC")


def test_in_a_batch_what_waits_is_done_and_the_command_ends(mailoutbox: list[EmailMessage]) -> None:
    write_a_mail()

    status = main(["work", "--batch"])

    assert (status, [sent.subject for sent in mailoutbox]) == (0, ["Code"])


def test_a_queue_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["work", "--queue", "fast"])

    assert "choose from" in capsys.readouterr().err


def test_the_doctor_says_when_jobs_wait_and_nobody_works(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_a_mail()
    Job.objects.update(run_after=timezone.now() - timedelta(minutes=5))

    main(["doctor"])
    alone = capsys.readouterr().out
    Worker.objects.create(name="here", seen_at=timezone.now())
    main(["doctor"])
    helped = capsys.readouterr().out

    assert f"NO   {SENTENCE}" in alone
    assert f"yes  {SENTENCE}" in helped
    assert "1 jobs wait, 1 workers are alive, 0 jobs were given up since yesterday" in helped
