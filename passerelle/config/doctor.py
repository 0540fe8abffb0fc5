"""`passerelle doctor`: each line says what was looked at, and what to do when it is not well."""

from __future__ import annotations

import argparse
import os
import stat
import sys
from collections.abc import Iterator
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends import filebased, smtp
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http.request import validate_host
from django.utils import timezone

from passerelle.sandbox import cli as sandbox
from passerelle.sandbox.runner import chosen

# Django asks as much of a secret key (security.W009).
_SHORTEST_KEY, _FEWEST_SIGNS = 50, 5
_MAIL_ANSWERS_WITHIN = 5


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    doctor = commands.add_parser("doctor", help="say whether this installation can work")
    doctor.set_defaults(run=run_doctor)
    sandbox.add_commands(doctor.add_subparsers(metavar="part"))


def run_doctor(_options: argparse.Namespace) -> int:
    """Exit 1 when something is not well."""
    refusal = _refusal_of_database()
    is_current = not refusal and database_is_current()
    findings = {
        f"the database answers{refusal}": not refusal,
        "the database is up to date (passerelle manage migrate)": is_current,
        "someone does the jobs that wait (passerelle work)": is_current and _jobs_are_done(),
        "pages' static files are collected (./do setup)": settings.STATIC_ROOT.is_dir(),
        "French messages are compiled (./do setup)": any(settings.ROOT.glob("locale/*/*/*.mo")),
        "the data folder can be written": _can_write(),
        f"the data folder is closed to other accounts (chmod o-rwx {settings.DATA})": _is_closed(),
        "Python is 3.11 or later": sys.version_info >= (3, 11),
    }
    print(f"     {where_mail_goes()}")
    wrong = [*wrong_settings()]
    findings |= dict.fromkeys(wrong, False) or {"the settings can be meant": True}
    for sentence, is_well in findings.items():
        print(f"{'yes' if is_well else 'NO '}  {sentence}")
    return 0 if all(findings.values()) else 1


def database_is_current() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _refusal_of_database() -> str:
    try:
        connection.ensure_connection()
    except DatabaseError as refused:
        return f" ({' '.join(str(refused).split())})"
    return ""


def where_mail_goes() -> str:
    """A sentence for whoever waits for a sign-in code."""
    backend = get_connection()
    if isinstance(backend, smtp.EmailBackend):
        safely = "starttls" if backend.use_tls else "ssl" if backend.use_ssl else "in clear"
        sender = settings.DEFAULT_FROM_EMAIL
        return f"mail leaves by smtp {backend.host}:{backend.port}, {safely}, from {sender}"
    if isinstance(backend, filebased.EmailBackend):
        folder = settings.EMAIL_FILE_PATH
        return f"mail is kept in files under {folder}: set PASSERELLE_EMAIL_HOST"
    return f"mail is given to {settings.EMAIL_BACKEND}"


def wrong_settings() -> Iterator[str]:
    """Each setting that cannot work, with its value and what to write; no secret is shown."""
    yield from _wrong_address()
    yield from _wrong_key_and_module()
    try:
        chosen()
    except ValueError as error:
        yield str(error)
    backend = get_connection(timeout=_MAIL_ANSWERS_WITHIN)
    if isinstance(backend, smtp.EmailBackend):
        try:
            backend.open()
            backend.close()
        except OSError as error:  # what sockets and smtplib raise
            yield (
                f"PASSERELLE_EMAIL_HOST={backend.host}: this server does not take mail from here "
                f"({type(error).__name__}); check _PORT, _TLS and _USER too."
            )


def _wrong_address() -> Iterator[str]:
    url = settings.SITE_URL
    try:
        parts = urlsplit(url)
        name, is_whole = parts.hostname or "", parts.scheme in ("http", "https")
    except ValueError:
        name, is_whole = "", False
    if not is_whole or not name:
        yield f"PASSERELLE_URL={url}: write the whole address, such as https://campus.example.org"
    elif parts.path or parts.query or parts.fragment:
        yield f"PASSERELLE_URL={url}: write the address without what follows the name and port."
    if not settings.ALLOWED_HOSTS:
        yield "PASSERELLE_HOSTS=: nobody is answered; leave it out, or write the names, by commas."
    elif name and not validate_host(f"[{name}]" if ":" in name else name, settings.ALLOWED_HOSTS):
        accepted = ",".join(settings.ALLOWED_HOSTS)
        yield f"PASSERELLE_HOSTS={accepted}: add {name}, the name in PASSERELLE_URL."


def _wrong_key_and_module() -> Iterator[str]:
    key = settings.SECRET_KEY
    if len(key) < _SHORTEST_KEY or len(set(key)) < _FEWEST_SIGNS:
        yield (
            f"PASSERELLE_SECRET_KEY is too short ({len(key)} signs): write {_SHORTEST_KEY} or more "
            "drawn by lot, before the first diploma (it seals the signing keys)."
        )
    if not settings.PKCS11_MODULE:
        return
    if not Path(settings.PKCS11_MODULE).is_file():
        yield f"PASSERELLE_PKCS11_MODULE={settings.PKCS11_MODULE}: there is no such library."
    if find_spec("pkcs11") is None:
        yield "PASSERELLE_PKCS11_MODULE needs: pip install -r requirements/hsm.txt"
    if not os.access(settings.PKCS11_PIN_FILE, os.R_OK):
        yield f"PASSERELLE_PKCS11_PIN_FILE={settings.PKCS11_PIN_FILE}: this file cannot be read."


def _jobs_are_done() -> bool:
    """False when a job has been due for a minute and no worker is alive."""
    from passerelle.foundation import jobs
    from passerelle.foundation.models import Job

    now = timezone.now()
    waiting, workers = jobs.waiting().count(), jobs.living_workers().count()
    given_up = Job.objects.filter(failed_at__gt=now - timedelta(days=1)).count()
    print(
        f"     {waiting} jobs wait, {workers} workers are alive, "
        f"{given_up} jobs were given up since yesterday"
    )
    overdue = jobs.waiting().filter(run_after__lt=now - timedelta(minutes=1))
    return workers > 0 or not overdue.exists()


def _is_closed() -> bool:
    """Whether whoever is neither the owner nor of their group can read nothing of the campus."""
    return not settings.DATA.stat().st_mode & stat.S_IRWXO


def _can_write() -> bool:
    probe = settings.DATA / ".doctor"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True
