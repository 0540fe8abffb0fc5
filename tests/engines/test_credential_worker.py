"""The canonicalising worker: the same answers, killed when a document takes too long."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from passerelle.engines.credential import (
    InlineCanonicaliser,
    JsonObject,
    Limits,
    Refusal,
    SubprocessCanonicaliser,
    verify,
)
from tests.engines.credential_cast import (
    TODAY,
    as_file,
    blank_lists,
    signed_diploma,
    trust_of,
    unsigned_diploma,
)

# Lets a poison graph through to the clock, as if nothing else bounded the work.
CLOCK_ALONE = Limits(permutations=10**15)


@pytest.fixture(scope="module")
def worker() -> Iterator[SubprocessCanonicaliser]:
    with SubprocessCanonicaliser() as started:
        started.start()
        yield started


def poison() -> JsonObject:
    inner = [{"type": "Evidence"}] * 9
    twin = {"type": ["Evidence", "VerifiableCredential"], "evidence": inner}
    return {**unsigned_diploma(), "evidence": [twin, twin]}


def test_the_worker_gives_what_this_process_gives(worker: SubprocessCanonicaliser) -> None:
    documents = [unsigned_diploma(), {**unsigned_diploma(), "name": "Autre"}]

    texts = worker.canonicalise(documents, Limits())

    assert texts == InlineCanonicaliser().canonicalise(documents, Limits())


def test_the_worker_gives_the_same_refusal_as_this_process(worker: SubprocessCanonicaliser) -> None:
    document = {**unsigned_diploma(), "honours": "summa"}
    with pytest.raises(Refusal) as here:
        InlineCanonicaliser().canonicalise([document], Limits())

    with pytest.raises(Refusal) as there:
        worker.canonicalise([document], Limits())

    assert there.value.failure == here.value.failure


def test_a_document_that_takes_too_long_is_refused_within_a_second(
    worker: SubprocessCanonicaliser,
) -> None:
    assert (
        min(_seconds_of_a_refusal(worker) for _ in range(2)) < 1
    )  # a busy machine may be late once


def _seconds_of_a_refusal(worker: SubprocessCanonicaliser) -> float:
    worker.start()
    started = time.perf_counter()
    with pytest.raises(Refusal) as refused:
        worker.canonicalise([poison()], CLOCK_ALONE)
    seconds = time.perf_counter() - started
    assert refused.value.failure.code == "too-slow"
    return seconds


def test_the_next_document_is_read_after_one_that_took_too_long(
    worker: SubprocessCanonicaliser,
) -> None:
    with pytest.raises(Refusal):
        worker.canonicalise([poison()], CLOCK_ALONE)

    texts = worker.canonicalise([unsigned_diploma()], Limits())

    assert texts == InlineCanonicaliser().canonicalise([unsigned_diploma()], Limits())


def test_a_worker_that_dies_refuses_the_document_and_is_replaced() -> None:
    with SubprocessCanonicaliser() as fragile:
        deep: JsonObject = {"name": "x"}
        for _ in range(400):
            deep = {"evidence": deep}
        with pytest.raises(Refusal) as refused:
            fragile.canonicalise([{**unsigned_diploma(), **deep}], Limits())

        texts = fragile.canonicalise([unsigned_diploma()], Limits())

    assert refused.value.failure.code in {"too-heavy", "contradictory-context"}
    assert texts == InlineCanonicaliser().canonicalise([unsigned_diploma()], Limits())


def test_many_threads_share_one_worker(worker: SubprocessCanonicaliser) -> None:
    documents = [{**unsigned_diploma(), "id": f"urn:x:{i}"} for i in range(24)]

    with ThreadPoolExecutor(max_workers=8) as threads:
        texts = list(threads.map(lambda d: worker.canonicalise([d], Limits()), documents))

    assert texts == [InlineCanonicaliser().canonicalise([d], Limits()) for d in documents]


def test_a_diploma_is_verified_through_the_worker(worker: SubprocessCanonicaliser) -> None:
    report = verify(
        as_file(signed_diploma()),
        trust=trust_of(),
        at=TODAY,
        canonicaliser=worker,
        statuses=blank_lists(),
    )

    assert report.verdict == "valid"


def test_a_poisoned_diploma_is_refused_with_its_reason(worker: SubprocessCanonicaliser) -> None:
    report = verify(
        as_file({**signed_diploma(), "evidence": poison()["evidence"]}),
        trust=trust_of(),
        at=TODAY,
        canonicaliser=worker,
        limits=CLOCK_ALONE,
    )

    assert (report.verdict, [f.code for f in report.failures]) == ("refused", ["too-slow"])


def test_a_forked_process_starts_a_worker_of_its_own(worker: SubprocessCanonicaliser) -> None:
    expected = worker.canonicalise([unsigned_diploma()], Limits())

    child = os.fork()
    if child == 0:
        same = worker.canonicalise([unsigned_diploma()], Limits()) == expected
        worker.close()
        os._exit(0 if same else 1)
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert worker.canonicalise([unsigned_diploma()], Limits()) == expected


def test_an_ended_worker_starts_again_when_it_is_needed() -> None:
    worker = SubprocessCanonicaliser()
    first = worker.canonicalise([unsigned_diploma()], Limits())
    worker.close()

    second = worker.canonicalise([unsigned_diploma()], Limits())
    worker.close()

    assert second == first


def test_a_worker_has_nothing_to_fetch_with() -> None:
    """PyLD takes an HTTP client where it finds one; asked for a page, it has none to ask."""
    script = (
        "import io, sys\n"
        "from passerelle.engines.credential import _worker\n"
        "assert 'pyld' not in sys.modules\n"
        "sys.stdin = io.StringIO('{\"contexts\": {}}\\n')\n"
        "_worker.main()\n"
        "from pyld import jsonld\n"
        "try:\n"
        "    jsonld.get_document_loader()('http://127.0.0.1:9/', {})\n"
        "except jsonld.JsonLdError as refused:\n"
        "    print(refused.__cause__ or refused)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=True
    )

    assert "No default document loader configured" in done.stdout
