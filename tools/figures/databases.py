"""An empty product of its own, on SQLite or on the PostgreSQL server of this machine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import uuid4

POSTGRESQL = os.environ.get("PASSERELLE_TEST_POSTGRES", "postgres://root@127.0.0.1:5432")


@contextmanager
def on_sqlite() -> Iterator[dict[str, str]]:
    """The variables of its processes; the folder goes with the block."""
    with tempfile.TemporaryDirectory(prefix="passerelle-bench-") as scratch:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith("PASSERELLE_")
        }
        yield kept | {
            "DJANGO_SETTINGS_MODULE": "passerelle.config.settings",
            "PASSERELLE_DATA": scratch,
            "PASSERELLE_JOBS_BEAT": "0.1",
        }


@contextmanager
def on_postgresql() -> Iterator[Mapping[str, str] | None]:
    """The same with a database of its own; None where no server answers."""
    import psycopg

    name = f"passerelle_bench_{uuid4().hex[:12]}"
    try:
        server = psycopg.connect(f"{POSTGRESQL}/postgres", autocommit=True, connect_timeout=2)
    except psycopg.OperationalError:
        yield None
        return
    with server, on_sqlite() as variables:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield variables | {"PASSERELLE_DATABASE_URL": f"{POSTGRESQL}/{name}"}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
