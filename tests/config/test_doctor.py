"""The doctor names each setting that cannot work, and says where mail goes."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from passerelle.config.command import main
from passerelle.config.doctor import where_mail_goes, wrong_settings

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def well(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation whose settings can all be meant."""
    monkeypatch.delenv("PASSERELLE_SANDBOX", raising=False)
    settings.SITE_URL = "https://campus.example.org"
    settings.ALLOWED_HOSTS = ["campus.example.org"]
    settings.SECRET_KEY = "drawn by lot, and long enough to seal whatever it has to seal"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def taken_port() -> Iterator[int]:
    """Nobody listens there."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield probe.getsockname()[1]


def test_settings_that_can_be_meant_are_passed_over() -> None:
    assert list(wrong_settings()) == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SITE_URL", "campus.example.org", "PASSERELLE_URL=campus.example.org: write the whole"),
        ("SITE_URL", "https://campus.example.org/x", "write the address without what follows"),
        ("ALLOWED_HOSTS", [], "PASSERELLE_HOSTS=: nobody is answered"),
        ("ALLOWED_HOSTS", ["b.example"], "PASSERELLE_HOSTS=b.example: add campus.example.org"),
        ("SECRET_KEY", "short", "PASSERELLE_SECRET_KEY is too short (5 signs)"),
        ("PKCS11_MODULE", "/nope.so", "PASSERELLE_PKCS11_MODULE=/nope.so: there is no such"),
    ],
)
def test_a_setting_that_cannot_work_is_named(
    settings: Settings, name: str, value: object, said: str
) -> None:
    setattr(settings, name, value)

    assert any(said in sentence for sentence in wrong_settings())


@pytest.mark.django_db
def test_the_doctor_names_an_unknown_sandbox_and_exits_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PASSERELLE_SANDBOX", "foo")

    code = main(["doctor"])

    assert code == 1
    assert "NO   PASSERELLE_SANDBOX=foo: choose bubblewrap" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(("mode", "verdict"), [(0o700, "yes"), (0o750, "yes"), (0o755, "NO ")])
def test_a_data_folder_that_everyone_may_read_is_named_with_its_remedy(
    settings: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    mode: int,
    verdict: str,
) -> None:
    settings.DATA = tmp_path
    tmp_path.chmod(mode)

    main(["doctor"])

    told = f"{verdict}  the data folder is closed to other accounts (chmod o-rwx {tmp_path})"
    assert told in capsys.readouterr().out.splitlines()


def test_mail_kept_in_files_says_where_and_what_to_set(settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_FILE_PATH = tmp_path

    kept = f"mail is kept in files under {tmp_path}: set PASSERELLE_EMAIL_HOST"
    assert where_mail_goes() == kept


def test_a_mail_server_that_does_not_answer_is_named(settings: Settings, taken_port: int) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", taken_port
    settings.EMAIL_USE_TLS, settings.DEFAULT_FROM_EMAIL = True, "campus@example.org"

    (sentence,) = wrong_settings()

    leaves = f"mail leaves by smtp 127.0.0.1:{taken_port}, starttls, from campus@example.org"
    assert where_mail_goes() == leaves
    assert sentence.startswith("PASSERELLE_EMAIL_HOST=127.0.0.1: this server does not take mail")
