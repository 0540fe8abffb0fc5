"""Readers of the PASSERELLE_ variables: a typed value, or one sentence that says what to write."""

from __future__ import annotations

import math
import os
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

_LONGEST = 100 * 366 * 24 * 3600  # a century, in seconds
_PORTS = {"starttls": 587, "ssl": 465, "none": 25}


class WrongSetting(ImproperlyConfigured):
    """A variable that cannot be meant: its name, its value, and what to write instead."""

    def __init__(self, name: str, value: object, remedy: str) -> None:
        super().__init__(f"{name}={value}: {remedy}")


def given(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def whole_number(name: str, default: int, *, least: int, most: int) -> int:
    text = given(name, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise WrongSetting(name, text, f"write a whole number from {least} to {most}.")
    return int(text)


def seconds(name: str, default: str, *, least: float = -_LONGEST) -> timedelta:
    text = given(name, default)
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not least <= number <= _LONGEST:  # which a NaN is not
        above = f", {least:g} or more" if least > -_LONGEST else ""
        raise WrongSetting(name, text, f"write a number of seconds{above}.")
    return timedelta(seconds=number)


def one_of(name: str, default: str, words: Collection[str]) -> str:
    text = given(name, default)
    if text not in words:
        raise WrongSetting(name, text, f"write {' or '.join(words)}.")
    return text


def data_folder(default: Path) -> Path:
    """Where everything is kept; made if it is not there yet, for its owner alone."""
    text = given("PASSERELLE_DATA", str(default))
    folder = Path(text).resolve()
    if not text or folder.is_file():
        remedy = "this is no folder; write the path of one, or leave it out."
        raise WrongSetting("PASSERELLE_DATA", text, remedy)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        remedy = f"this folder cannot be made ({error.strerror}); write one of yours."
        raise WrongSetting("PASSERELLE_DATA", text, remedy) from error
    return folder


def secret_key(data: Path) -> str:
    """From the environment, or made once and kept beside the data."""
    key = given("PASSERELLE_SECRET_KEY")
    if key:
        return key
    kept = data / "secret.key"
    try:
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(48))
        return kept.read_text().strip()
    except OSError as error:
        remedy = f"{kept} cannot be made and read ({error.strerror}); write a folder of yours."
        raise WrongSetting("PASSERELLE_DATA", data, remedy) from error


def database(default: str) -> dict[str, Any]:  # Any: Django's own settings of a database
    """SQLite or PostgreSQL; a password is never shown."""
    name = "PASSERELLE_DATABASE_URL"
    url = given(name) or default
    scheme, shown = url.partition("://")[0], _without_password(url)
    if scheme not in ("sqlite", "postgres", "postgresql"):
        raise WrongSetting(
            name, shown, "write postgres://USER:PASSWORD@HOST/NAME, or leave it out."
        )
    if scheme != "sqlite" and find_spec("psycopg") is None:
        raise WrongSetting(name, shown, "first run: pip install -r requirements/postgres.txt")
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600))
    except ValueError as error:
        remedy = "write postgres://USER:PASSWORD@HOST/NAME, with %40 for an @ of the password."
        raise WrongSetting(name, shown, remedy) from error
    if not found["NAME"]:
        raise WrongSetting(name, shown, "write the name of the database after the last slash.")
    return found


def _without_password(url: str) -> str:
    before, at, after = url.partition("?")[0].rpartition("@")
    scheme = before.partition("://")[0] if "://" in before else ""
    return f"{scheme}://…@{after}" if at else after


def hosts(site_url: str) -> list[str]:
    """The names that are answered to: as said, or that of the public address; loopback too."""
    said = os.environ.get("PASSERELLE_HOSTS")
    if said is not None:
        return [name.strip() for name in said.split(",") if name.strip()]
    try:
        public = urlsplit(site_url).hostname or ""
    except ValueError:
        public = ""
    own = f"[{public}]" if ":" in public else public
    return list(dict.fromkeys(name for name in (own, "127.0.0.1", "localhost", "[::1]") if name))


@dataclass(frozen=True, slots=True)
class Mail:
    """How mail leaves."""

    backend: str
    host: str
    port: int
    tls: str
    user: str
    password: str


def mail() -> Mail:
    """By SMTP once a server is named, into files of the data folder until then."""
    tls, host = one_of("PASSERELLE_EMAIL_TLS", "starttls", _PORTS), given("PASSERELLE_EMAIL_HOST")
    backend = f"django.core.mail.backends.{'smtp' if host else 'filebased'}.EmailBackend"
    user, password_file = given("PASSERELLE_EMAIL_USER"), given("PASSERELLE_EMAIL_PASSWORD_FILE")
    if bool(user) != bool(password_file):
        remedy = "PASSERELLE_EMAIL_PASSWORD_FILE goes with it; give both, or neither."
        raise WrongSetting("PASSERELLE_EMAIL_USER", user, remedy)
    return Mail(
        backend=given("PASSERELLE_EMAIL_BACKEND") or backend,
        host=host or "localhost",
        port=whole_number("PASSERELLE_EMAIL_PORT", _PORTS[tls], least=1, most=65535),
        tls=tls,
        user=user,
        password=_password(password_file) if password_file else "",
    )


def _password(path: str) -> str:
    try:
        password = Path(path).read_text(encoding="utf-8").strip("\r\n")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or "not a text"
        remedy = f"it cannot be read ({why}); write the path of a file that holds the password."
        raise WrongSetting("PASSERELLE_EMAIL_PASSWORD_FILE", path, remedy) from error
    return password
