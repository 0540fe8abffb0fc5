"""Keys kept by a security module: by several threads, processes and copies of one, at once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import which

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.test import override_settings

from passerelle.diploma import hsm
from passerelle.diploma.actions import establish_keys, prepare_diploma, sign_diploma
from passerelle.diploma.models import Credential, SigningKey
from passerelle.diploma.queries.verification import answer_about
from passerelle.engines.credential import public_key_bytes
from tests.diploma.graduation import Graduation

pytestmark = pytest.mark.usefixtures("module")
_SIGNS = """
import sys
from django.conf import settings
module, pin_file, label, public = sys.argv[1:]
settings.configure(PKCS11_MODULE=module, PKCS11_TOKEN="passerelle", PKCS11_PIN_FILE=pin_file)
from passerelle.diploma.hsm import HsmKey
sys.stdin.readline()
for number in range(20):
    print(HsmKey(label, public).sign(b"diploma %d" % number).hex())
"""


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Debian's software HSM with a token of its own; a process reads where it is once."""
    library = next(Path("/usr/lib").rglob("libsofthsm2.so"), None)
    if which("softhsm2-util") is None or library is None:
        pytest.skip("No SoftHSM2 here: apt-get install softhsm2")
    pytest.importorskip("pkcs11", reason="pip install -r requirements/hsm.txt")
    kept = tmp_path_factory.mktemp("softhsm")
    (kept / "tokens").mkdir()
    (kept / "softhsm2.conf").write_text(f"directories.tokendir = {kept / 'tokens'}\n")
    (kept / "pin").write_text("1234\n")
    words = "--init-token --free --label passerelle --so-pin 5678 --pin 1234".split()
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(PKCS11_MODULE=str(library), PKCS11_PIN_FILE=str(kept / "pin")),
    ):
        patch.setenv("SOFTHSM2_CONF", str(kept / "softhsm2.conf"))
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
        yield


def test_a_security_module_signs_and_its_secret_never_leaves_it(graduation: Graduation) -> None:
    establish_keys(graduation.edition)
    credential = prepare_diploma(graduation.decision())
    for institution in (graduation.montreal, graduation.dijon):
        by = graduation.registrars[institution.slug]
        sign_diploma(credential, institution=institution, by=by)

    kept = set(SigningKey.objects.values_list("custody", "sealed_seed"))
    assert {(custody, bytes(seed)) for custody, seed in kept} == {("hsm", b"")}
    assert _verdict(credential) == "valid"


def test_two_processes_sign_forty_diplomas_beside_each_other() -> None:
    public = hsm.make_key("chum-1")
    words = [settings.PKCS11_MODULE, settings.PKCS11_PIN_FILE, "chum-1", public]
    children = [
        subprocess.Popen(
            [sys.executable, "-c", _SIGNS, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]

    said = [each.communicate("\n")[0].split() for each in children]

    assert [len(each) for each in said] == [20, 20]
    assert all(
        _is_signed(public, b"diploma %d" % number, bytes.fromhex(signature))
        for each in said
        for number, signature in enumerate(each)
    )


def test_threads_of_one_process_take_turns() -> None:
    key = hsm.HsmKey("chum-1", hsm.make_key("chum-1"))

    with ThreadPoolExecutor(4) as threads:
        signatures = list(threads.map(key.sign, [b"diploma"] * 20))

    assert [_is_signed(key.public_multibase, b"diploma", each) for each in signatures] == [
        True
    ] * 20


def test_a_copy_of_the_process_signs_even_if_its_original_was_signing() -> None:
    key = hsm.HsmKey("chum-1", hsm.make_key("chum-1"))
    reads, writes = os.pipe()

    with hsm._TURNS.one_at_a_time:
        child = os.fork()
        if child == 0:
            try:
                os.write(writes, key.sign(b"diploma"))
            finally:
                os._exit(0)
    os.close(writes)
    os.waitpid(child, 0)

    assert _is_signed(key.public_multibase, b"diploma", os.read(reads, 64))
    assert _is_signed(key.public_multibase, b"diploma", key.sign(b"diploma"))


def test_a_name_taken_twice_in_the_module_names_the_key_that_is_listed() -> None:
    """A database restored from before its key was made has another made, under the same name."""
    old, listed = hsm.make_key("chum-1"), hsm.make_key("chum-1")

    signature = hsm.HsmKey("chum-1", listed).sign(b"diploma")

    assert [_is_signed(each, b"diploma", signature) for each in (old, listed)] == [False, True]


def _verdict(credential: Credential) -> str:
    credential.refresh_from_db()
    return answer_about(bytes(credential.document)).report.verdict


def _is_signed(public_multibase: str, message: bytes, signature: bytes) -> bool:
    key = Ed25519PublicKey.from_public_bytes(public_key_bytes(public_multibase))
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True
