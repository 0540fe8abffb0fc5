"""A wrong setting is one sentence that names it, says its value and what to write."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from passerelle.config import environment
from passerelle.config.environment import WrongSetting


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in os.environ:
        if name.startswith("PASSERELLE_"):
            monkeypatch.delenv(name)
    return monkeypatch


@pytest.mark.parametrize("value", ["abc", "0", "65536", "2.5", "", "١"])
def test_a_port_that_is_none_is_named(setting: pytest.MonkeyPatch, value: str) -> None:
    setting.setenv("PASSERELLE_EMAIL_PORT", value)

    with pytest.raises(WrongSetting) as refused:
        environment.mail()

    said = f"PASSERELLE_EMAIL_PORT={value}: write a whole number from 1 to 65535."
    assert str(refused.value) == said


@pytest.mark.parametrize("value", ["x", "nan", "inf", "0", "-1"])
def test_a_beat_that_never_comes_is_named(setting: pytest.MonkeyPatch, value: str) -> None:
    setting.setenv("PASSERELLE_JOBS_BEAT", value)

    with pytest.raises(WrongSetting, match=f"PASSERELLE_JOBS_BEAT={value}: write a number"):
        environment.seconds("PASSERELLE_JOBS_BEAT", "5", least=0.01)


def test_the_clock_may_be_moved_back(setting: pytest.MonkeyPatch) -> None:
    setting.setenv("PASSERELLE_CLOCK_SHIFT", "-3600.5")

    assert environment.seconds("PASSERELLE_CLOCK_SHIFT", "0") == timedelta(seconds=-3600.5)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("garbage", "garbage: write postgres://"),
        ("mysql://h/db", "mysql://h/db: write postgres://"),
        ("postgres://u:hidden@h:port/db", "postgres://…@h:port/db: write postgres://"),
        ("postgres://u:hid/den@h/db?password=hidden", "postgres://…@h/db: write postgres://"),
        ("postgres://u:hidden@h", "postgres://…@h: write the name of the database"),
    ],
)
def test_an_address_of_no_database_is_named_without_its_password(
    setting: pytest.MonkeyPatch, url: str, shown: str
) -> None:
    setting.setenv("PASSERELLE_DATABASE_URL", url)

    with pytest.raises(WrongSetting) as refused:
        environment.database("sqlite:///x")

    assert f"PASSERELLE_DATABASE_URL={shown}" in str(refused.value)
    assert "hid" not in str(refused.value)


@pytest.mark.parametrize("value", ["", __file__])
def test_nothing_and_a_file_are_no_data_folder(
    setting: pytest.MonkeyPatch, tmp_path: Path, value: str
) -> None:
    setting.setenv("PASSERELLE_DATA", value)

    with pytest.raises(WrongSetting, match="this is no folder; write the path of one"):
        environment.data_folder(tmp_path)


def test_a_data_folder_that_cannot_be_made_is_named(
    setting: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    setting.setenv("PASSERELLE_DATA", "/proc/foo")

    with pytest.raises(WrongSetting, match="PASSERELLE_DATA=/proc/foo: this folder cannot be"):
        environment.data_folder(tmp_path)


def test_a_data_folder_is_made_even_where_the_key_is_given(
    setting: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    setting.setenv("PASSERELLE_SECRET_KEY", "given")
    setting.setenv("PASSERELLE_DATA", str(tmp_path / "new" / "data"))

    assert environment.data_folder(tmp_path).is_dir()


def test_a_new_data_folder_is_its_owners_alone_whatever_the_umask(
    setting: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    setting.setenv("PASSERELLE_DATA", str(tmp_path / "campus"))

    umask = os.umask(0)
    try:
        made = environment.data_folder(tmp_path)
    finally:
        os.umask(umask)

    assert made.stat().st_mode & 0o777 == 0o700


def test_the_names_answered_to_follow_from_the_public_address(
    setting: pytest.MonkeyPatch,
) -> None:
    loopback = ["127.0.0.1", "localhost", "[::1]"]

    followed = environment.hosts("https://campus.example.org:8443")
    setting.setenv("PASSERELLE_HOSTS", "a.example, b.example")
    said = environment.hosts("https://campus.example.org")

    assert (followed, said) == (["campus.example.org", *loopback], ["a.example", "b.example"])
    assert environment.hosts("http://[broken") == ["a.example", "b.example"]


def test_mail_leaves_by_smtp_once_a_server_is_named(
    setting: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "password").write_text("p w\n")

    kept = environment.mail()
    setting.setenv("PASSERELLE_EMAIL_HOST", "smtp.example.org")
    setting.setenv("PASSERELLE_EMAIL_USER", "campus")
    setting.setenv("PASSERELLE_EMAIL_PASSWORD_FILE", str(tmp_path / "password"))
    sent = environment.mail()

    assert kept.backend == "django.core.mail.backends.filebased.EmailBackend"
    assert sent == environment.Mail(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host="smtp.example.org",
        port=587,
        tls="starttls",
        user="campus",
        password="p w",
    )


@pytest.mark.parametrize(("tls", "port"), [("ssl", 465), ("none", 25)])
def test_the_port_follows_from_how_mail_is_kept_from_others(
    setting: pytest.MonkeyPatch, tls: str, port: int
) -> None:
    setting.setenv("PASSERELLE_EMAIL_TLS", tls)

    assert environment.mail().port == port


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PASSERELLE_EMAIL_TLS", "yes", "write starttls or ssl or none"),
        ("PASSERELLE_EMAIL_USER", "campus", "give both, or neither"),
        ("PASSERELLE_EMAIL_PASSWORD_FILE", "/nope", "give both, or neither"),
    ],
)
def test_a_way_of_sending_mail_that_cannot_be_meant_is_named(
    setting: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    setting.setenv(name, value)

    with pytest.raises(WrongSetting, match=said):
        environment.mail()


def test_a_command_says_the_sentence_and_nothing_else(tmp_path: Path) -> None:
    wrong = {"PASSERELLE_DATA": str(tmp_path), "PASSERELLE_CLOCK_SHIFT": "abc"}
    names = {name: value for name, value in os.environ.items() if "DJANGO" not in name}

    done = subprocess.run(
        [sys.executable, "-m", "passerelle.config.command", "doctor"],
        env=names | wrong,
        capture_output=True,
        text=True,
    )

    said = "PASSERELLE_CLOCK_SHIFT=abc: write a number of seconds.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)
