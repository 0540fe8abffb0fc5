"""A loopback server for the W3C suites: VC-API's issue, verify and status, by the engine alone.

Developers only. It signs whatever is a credential, for whoever asks: no product route does.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread

from passerelle.engines.credential import (
    SENTENCES,
    Failure,
    InlineCanonicaliser,
    Json,
    JsonObject,
    Limits,
    Refusal,
    SigningKey,
    StatusList,
    check_credential,
    check_data_model,
    check_presentation,
    check_status,
    did_key,
    read_document,
    sign,
    status_list_credential,
)

from .certificate import certificate_files
from .material import published_contexts

_OLD_CONTEXT = "https://www.w3.org/2018/credentials/v1"
_PROOF_CONTEXT = "https://w3id.org/security/data-integrity/v2"
_MOST_BYTES = 1_000_000


class Refused(Exception):
    """The request is answered 400, with these reasons."""

    def __init__(self, *failures: Failure) -> None:
        super().__init__(", ".join(failure.code for failure in failures))
        self.failures = failures


@dataclass
class Exchange:
    """One issuer with its did:key and its status list, and a verifier of anyone's credentials."""

    address: str
    key: SigningKey
    canonicaliser: InlineCanonicaliser
    statuses: StatusList = field(default_factory=StatusList.blank)
    ranks: dict[str, int] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    @property
    def did(self) -> str:
        return did_key(self.key.public_multibase)

    @property
    def list_address(self) -> str:
        return f"{self.address}/status/1"

    def issue(self, body: JsonObject) -> JsonObject:
        credential, options = _object(body, "credential"), body.get("options")
        if isinstance(options, dict) and "statusPurpose" in options:
            credential = {**credential, "credentialStatus": self._entry(credential)}
        is_old = _first_context(credential) == _OLD_CONTEXT
        if is_old:
            credential = _with_proof_context(credential)
        _refuse_any(
            check_data_model(
                credential,
                contexts=self.canonicaliser.contexts,
                version="1.1" if is_old else "2.0",
            )
        )
        return {"verifiableCredential": self._signed(credential)}

    def verify(self, body: JsonObject) -> JsonObject:
        credential = _object(body, "verifiableCredential")
        at = _now()
        _refuse_any(check_credential(credential, at=at, canonicaliser=self.canonicaliser))
        lists = {self.list_address: self.status_list()}
        _refuse_any(check_status(credential, lists=lists, at=at, canonicaliser=self.canonicaliser))
        return {"verified": True}

    def verify_presentation(self, body: JsonObject) -> JsonObject:
        presentation, options = _object(body, "verifiablePresentation"), body.get("options")
        asked = options if isinstance(options, dict) else {}
        _refuse_any(
            check_presentation(
                presentation,
                at=_now(),
                canonicaliser=self.canonicaliser,
                challenge=_optional_text(asked.get("challenge")),
                domain=_optional_text(asked.get("domain")),
            )
        )
        return {"verified": True}

    def set_status(self, body: JsonObject) -> JsonObject:
        with self.lock:
            rank = self.ranks[str(body["credentialId"])]
            self.statuses = self.statuses.with_set(rank)
        return {}

    def status_list(self) -> JsonObject:
        with self.lock:
            document = status_list_credential(
                address=self.list_address,
                issuer=self.did,
                statuses=self.statuses,
                valid_from=_now(),
            )
        return self._signed(document)

    def _entry(self, credential: JsonObject) -> JsonObject:
        with self.lock:
            rank = self.ranks.setdefault(str(credential.get("id")), len(self.ranks))
        return {
            "id": f"{self.list_address}#{rank}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(rank),
            "statusListCredential": self.list_address,
        }

    def _signed(self, document: JsonObject) -> JsonObject:
        return sign(
            document,
            key=self.key,
            verification_method=f"{self.did}#{self.key.public_multibase}",
            created=_now(),
            canonicaliser=self.canonicaliser,
        )


@contextmanager
def running(*, key: SigningKey, standards: Path) -> Iterator[Exchange]:
    """The server, on a free port of the loopback, over HTTPS by a certificate of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    canonicaliser = InlineCanonicaliser(published_contexts(standards), strict=False)
    exchange = Exchange(f"https://127.0.0.1:{server.server_port}", key, canonicaliser)
    server.RequestHandlerClass = _handler(exchange)
    with TemporaryDirectory() as folder:
        secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        secured.load_cert_chain(*certificate_files(Path(folder)))
    server.socket = secured.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield exchange
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(exchange: Exchange) -> type[BaseHTTPRequestHandler]:
    posts = {
        "/credentials/issue": (exchange.issue, 201),
        "/credentials/verify": (exchange.verify, 200),
        "/credentials/status": (exchange.set_status, 200),
        "/presentations/verify": (exchange.verify_presentation, 200),
    }

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:  # the name http.server calls
            answer, status = posts.get(self.path, (None, 404))
            length = int(self.headers.get("Content-Length", 0))
            if answer is None or length > _MOST_BYTES:
                return self._say(404, {})
            try:
                return self._say(status, answer(read_document(self.rfile.read(length), _BOUNDS)))
            except Refused as refused:
                return self._say(400, _problems(refused.failures))
            except Refusal as refused:
                return self._say(400, _problems((refused.failure,)))

        def do_GET(self) -> None:  # the name http.server calls
            known = self.path == "/status/1"
            self._say(200 if known else 404, exchange.status_list() if known else {})

        def _say(self, status: int, body: JsonObject) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing: the suite prints what matters."""

    return Handler


_BOUNDS = Limits(size_bytes=_MOST_BYTES)


def _problems(failures: tuple[Failure, ...]) -> JsonObject:
    errors = [f"{failure.code}: {failure.sentence.en}" for failure in failures]
    return {"verified": False, "errors": errors}


def _refuse_any(failures: tuple[Failure, ...]) -> None:
    if failures:
        raise Refused(*failures)


def _object(body: JsonObject, name: str) -> JsonObject:
    value = body.get(name)
    if not isinstance(value, dict):
        sentence = SENTENCES["not-an-object-here"].filled(where=f"/{name}")
        raise Refused(Failure("not-an-object-here", sentence, f"/{name}"))
    return value


def _first_context(document: JsonObject) -> Json:
    contexts = document.get("@context")
    return contexts[0] if isinstance(contexts, list) and contexts else contexts


def _with_proof_context(credential: JsonObject) -> JsonObject:
    """Data Model 1.1 lacks the words of these proofs: Data Integrity 1.0, 2.4.1, adds them."""
    contexts = credential["@context"]
    listed = contexts if isinstance(contexts, list) else [contexts]
    if _PROOF_CONTEXT in listed:
        return credential
    return {**credential, "@context": [*listed, _PROOF_CONTEXT]}


def _optional_text(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def _now() -> datetime:
    return datetime.now(UTC)
