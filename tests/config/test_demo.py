"""What a demo takes, what it leaves alone and how it says no; here its build is a short script."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from passerelle.config import demo, demo_folder
from passerelle.config.command import main

# Writes down what it was given, once more at each build.
WRITES = """
import json, os, pathlib
data = pathlib.Path(os.environ["PASSERELLE_DATA"])
(data / "built.json").write_text(json.dumps(dict(os.environ)))
"""
IS_CUT_OFF = WRITES + "raise SystemExit(1)"
# As those who sign and read PDFs: a child of the build, which waits to be told what to do.
NEVER_ENDS = f"""
import subprocess, sys
child = [sys.executable, "-c", {WRITES + "import sys; sys.stdin.read()"!r}]
subprocess.Popen(child, stdin=subprocess.PIPE).wait()
"""
# The demo in a process of its own, with that build.
APART = """
import sys
from passerelle.config import command, demo
demo._BUILD = (sys.executable, "-c", sys.argv[1])
sys.exit(command.main(["demo", *sys.argv[2:]]))
"""


@pytest.fixture(autouse=True)
def _sigterm_is_given_back() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "demo"


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def built_by(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(demo, "_serve", lambda port, environment: 0)
    build_with(WRITES, monkeypatch)
    return monkeypatch


def build_with(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_BUILD", (sys.executable, "-c", script))


def start(folder: Path, port: int, *more: str) -> int:
    return main(["demo", "--data", str(folder), "--port", str(port), *more])


def kept(folder: Path) -> dict[str, str]:
    return {each.name: each.read_text() for each in folder.iterdir()}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"passerelle.sqlite3": "rows", "secret.key": "k"}, "holds a database that no demo made"),
        ({"passerelle.sqlite3": "rows", "demo.json": "{}"}, "holds a database that no demo made"),
        ({"thesis.txt": "pages"}, "holds files that no demo made"),
    ],
)
@pytest.mark.usefixtures("built_by")
def test_a_folder_that_no_demo_made_is_left_as_it_is(
    folder: Path, port: int, files: dict[str, str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)

    answers = [start(folder, port), start(folder, port, "--fresh")]

    sentence = f"{folder} {said}; give another folder with --data.\n"
    assert (answers, kept(folder)) == ([1, 1], files)
    assert capsys.readouterr().err == sentence * 2


@pytest.mark.usefixtures("built_by")
def test_what_was_played_is_played_anew_only_for_another_date_or_if_asked(
    folder: Path, port: int
) -> None:
    def is_kept(*more: str) -> bool:
        (folder / "left").touch()
        assert start(folder, port, *more) == 0
        return (folder / "left").exists()

    start(folder, port)

    moments = [(), ("--at", "jury"), ("--at", "jury"), ("--at", "jury", "--fresh")]
    assert [is_kept(*more) for more in moments] == [True, False, True, False]


def test_nothing_of_an_installation_reaches_the_demo(
    folder: Path, port: int, built_by: pytest.MonkeyPatch
) -> None:
    for name in [each for each in os.environ if each.startswith("PASSERELLE_")]:
        built_by.delenv(name)
    parts = "DATABASE_URL SECRET_KEY HOSTS PKCS11_MODULE EMAIL_HOST EMAIL_BACKEND DATA URL SOON"
    for part in parts.split():
        built_by.setenv(f"PASSERELLE_{part}", "the campus's")
    built_by.setenv("PASSERELLE_SANDBOX", "none")

    assert start(folder, port) == 0

    given = json.loads((folder / "built.json").read_text())
    own = {name: text for name, text in given.items() if name.startswith("PASSERELLE_")}
    assert own.pop("PASSERELLE_CLOCK_SHIFT")
    assert own == {
        "PASSERELLE_DATA": str(folder),
        "PASSERELLE_DEMO": "1",
        "PASSERELLE_SANDBOX": "none",
        "PASSERELLE_URL": f"http://127.0.0.1:{port}",
    }
    assert given["DJANGO_SETTINGS_MODULE"] == "passerelle.config.settings"


def test_a_demo_that_was_cut_off_starts_over(
    folder: Path, port: int, built_by: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build_with(IS_CUT_OFF, built_by)
    cut_off = start(folder, port)
    (folder / "half").touch()
    build_with(WRITES, built_by)

    again = start(folder, port)

    assert (cut_off, again, (folder / "half").exists()) == (1, 0, False)
    assert capsys.readouterr().out == "The demo of this folder was not finished: it starts over.\n"


def test_ctrl_c_during_the_build_is_one_sentence(folder: Path, port: int) -> None:
    words = ["--data", str(folder), "--port", str(port)]
    started = subprocess.Popen(
        [sys.executable, "-c", APART, NEVER_ENDS, *words],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 20
    while not (folder / "built.json").exists() and time.monotonic() < deadline:
        time.sleep(0.02)

    os.killpg(started.pid, signal.SIGINT)

    said = "\nStopped before all was played; the next start starts over.\n"
    assert started.communicate(timeout=20)[1] == said
    assert (started.returncode, demo_folder.is_unfinished(folder)) == (130, True)


@pytest.mark.usefixtures("built_by")
def test_a_port_that_is_taken_is_said_before_anything_is_removed(
    folder: Path, port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    start(folder, port)
    before = kept(folder)

    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        refused = start(folder, port, "--fresh")

    said = f"Port {port} is taken. Choose another: ./do demo --port 8001\n"
    assert (refused, kept(folder), capsys.readouterr().err) == (1, before, said)


@pytest.mark.usefixtures("built_by")
def test_two_demos_do_not_share_a_folder(
    folder: Path, port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    start(folder, port)
    before = kept(folder)

    with demo_folder.held(folder):
        refused = start(folder, port, "--fresh")

    said = "Another demo uses this folder.\n"
    assert (refused, kept(folder), capsys.readouterr().err) == (1, before, said)


def test_a_child_that_outlives_the_demo_does_not_hold_its_folder(folder: Path) -> None:
    with demo_folder.held(folder):
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        with demo_folder.held(folder):
            assert child.poll() is None
    finally:
        child.kill()
        child.wait()


def test_a_folder_that_cannot_be_written_is_one_sentence_and_the_campus_is_not_looked_at(
    tmp_path: Path, port: int
) -> None:
    campus = tmp_path / "campus"
    words = ["demo", "--data", "/proc/x", "--port", str(port)]

    done = subprocess.run(
        [sys.executable, "-m", "passerelle.config.command", *words],
        env=os.environ
        | {"DJANGO_SETTINGS_MODULE": "passerelle.config.settings", "PASSERELLE_DATA": str(campus)},
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stdout, campus.exists()) == (1, "", False)
    assert done.stderr.startswith("/proc/x cannot be used (")
    assert done.stderr.endswith("); give another folder with --data.\n")


def test_the_demo_has_a_folder_of_its_own_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[Path] = []
    monkeypatch.setenv("PASSERELLE_DATA", "/srv/campus")
    monkeypatch.setattr(demo, "run_demo", lambda options: chosen.append(options.data))

    main(["demo"])

    assert chosen == [demo._ROOT / ".passerelle" / "demo"]
