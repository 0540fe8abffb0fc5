"""Whether the page of a PDF is the one that the institutions signed, and what is said of it.

Known are the certificates that the programme's own authority issued: the campus makes them, keeps
their keys and signs with them under each registrar's recorded act. That is what is proven; whoever
else signs is named as their certificate names them, and vouched for by nobody."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from passerelle.engines.credential import (
    Failure,
    KillableWorker,
    Report,
    Signature,
    Text,
    TrustList,
    listed,
)

from .certificates import did_certified, name_claimed
from .pdf_signatures import PdfSignature
from .remarks import PRINTED_PAGE

_MOST_BYTES = 4_000_000
_SECONDS = 4.0  # an ordinary PDF takes a tenth of one
pdf_reader = KillableWorker("passerelle.diploma.pdf_worker", greeting={})

FAILURES: Mapping[str, Text] = {
    "page-signature-bad": Text(
        fr="Une signature de ce PDF ne correspond pas à son contenu\u00a0: le fichier a été "
        "modifié après avoir été signé, ou cette signature est fausse. Ne vous fiez pas à ce que "
        "sa page donne à lire\u00a0; demandez le PDF tel qu’il a été délivré.",
        en="A signature of this PDF does not match its content: the file was changed after it was "
        "signed, or this signature is forged. Do not rely on what its page shows; ask for the "
        "PDF as it was issued.",
    ),
    "page-changed": Text(
        fr="Ce PDF a été modifié après avoir été signé\u00a0: ce que sa page donne à lire n’est "
        "peut-être plus ce qui a été signé. Ne vous y fiez pas\u00a0; demandez le PDF tel qu’il a "
        "été délivré.",
        en="This PDF was changed after it was signed: what its page shows may no longer be what "
        "was signed. Do not rely on it; ask for the PDF as it was issued.",
    ),
    "page-signatures-unreadable": Text(
        fr="Les signatures de ce PDF ne peuvent pas toutes être lues\u00a0: le fichier est abîmé, "
        "tronqué, ou a été modifié depuis. Déposez-le tel qu’il a été téléchargé.",
        en="The signatures of this PDF cannot all be read: the file is damaged, cut short, or was "
        "changed since. Bring it as it was downloaded.",
    ),
    "page-too-large": Text(
        fr="Ce PDF signé pèse plus de 4\u00a0Mo, ce qu’aucun diplôme ne pèse\u00a0: ses "
        "signatures n’ont pas été lues.",
        en="This signed PDF weighs more than 4 MB, as no diploma does: its signatures were not "
        "read.",
    ),
    "page-too-slow": Text(
        fr="Les signatures de ce PDF n’ont pas pu être lues en quatre secondes. Réessayez\u00a0; "
        "si cela se répète, le fichier est fait pour égarer qui le lit.",
        en="The signatures of this PDF could not be read within four seconds. Try again; if it "
        "happens again, the file is made to mislead its readers.",
    ),
}
_CREDENTIAL_ALONE = Text(
    fr="L’attestation numérique jointe au PDF, prise seule\u00a0:",
    en="The digital diploma attached to the PDF, taken by itself:",
)
_SIGNED = Text(
    fr="La page du PDF, inchangée depuis qu’elle a été signée au nom de ces établissements\u00a0: "
    "{names}.",
    en="The page of the PDF, unchanged since it was signed for these institutions: {names}.",
)
_NOT_ALL = Text(
    fr="Sur la page du PDF, aucune signature au nom de\u00a0: {names}.",
    en="On the page of the PDF, no signature for: {names}.",
)
_KEPT_HERE = Text(
    fr="Quand le PDF a été signé\u00a0: aucun tiers n’en répond. Les certificats de ses "
    "signatures sont établis par l’autorité du programme, et le campus en garde les clés pour "
    "les établissements.",
    en="When the PDF was signed: no third party vouches for it. The certificates of its "
    "signatures are issued by the programme's own authority, and the campus keeps their keys "
    "for the institutions.",
)
_STRANGERS = Text(
    fr="Qui a signé le PDF sous le nom de {names}\u00a0: rien ici ne reconnaît ce certificat, et "
    "n’importe qui peut en fabriquer un au nom de son choix.",
    en="Who signed the PDF under the name of {names}: nothing here recognises that certificate, "
    "and anyone can make one in any name.",
)
_UNNAMED = Text(fr="(sans nom)", en="(no name)")


@dataclass(frozen=True, slots=True)
class Page:
    """What the signatures of a PDF are worth; the code of its failure when they are worth none."""

    signatures: tuple[Signature, ...] = ()
    failure: str = ""


def page_of(pdf: bytes, *, trust: TrustList, authorities: Sequence[bytes]) -> Page:
    """What the signatures of a signed PDF say; never raises on a bad one."""
    if len(pdf) > _MOST_BYTES:
        return Page(failure="page-too-large")
    try:
        found = _read(pdf)
    except TimeoutError:
        return Page(failure="page-too-slow")
    except EOFError:  # it took more memory than it was given
        return Page(failure="page-signatures-unreadable")
    if not found:
        return Page(failure="page-signatures-unreadable")
    signatures = tuple(_named(each, trust, authorities) for each in found)
    states = {each.state for each in found}
    if "bad" in states:
        return Page(signatures, "page-signature-bad")
    return Page(signatures, "page-changed" if "changed since" in states else "")


def with_page(report: Report, page: Page | None) -> Report:
    """The report of the credential inside, and of the signed page that carries it, if any."""
    if page is None:
        return report
    if page.failure:
        return _refused(report, page)
    signed = [each for each in page.signatures if each.state == "valid"]
    strangers = [each for each in page.signatures if each.state == "untrusted key"]
    known = {each.institution for each in signed}
    absent = [
        Signature(each.institution, each.name, "missing")
        for each in report.signatures
        if each.state == "valid" and each.institution not in known
    ]
    remarks = [_STRANGERS.filled(names=_quoted(strangers))] if strangers else []
    others = [each for each in report.not_checked if each != PRINTED_PAGE]
    if not signed:
        not_checked = (*remarks, PRINTED_PAGE, *others)
        return replace(report, page_signatures=page.signatures, not_checked=not_checked)
    if absent:
        remarks.insert(0, _NOT_ALL.filled(names=_listed(absent)))
    return replace(
        report,
        page_signatures=(*page.signatures, *absent),
        checked=(_SIGNED.filled(names=_listed(signed)), *report.checked),
        not_checked=(*remarks, _KEPT_HERE, *others),
    )


def _read(pdf: bytes) -> list[PdfSignature]:
    answer = pdf_reader.ask({"pdf": b64encode(pdf).decode()}, seconds=_SECONDS)
    found = answer["signatures"]
    return [
        PdfSignature(b64decode(each["certificate"]), each["state"])
        for each in (found if isinstance(found, list) else [])
    ]


def _named(found: PdfSignature, trust: TrustList, authorities: Iterable[bytes]) -> Signature:
    """Whose signature it is: an institution's of the trust list, or a stranger's."""
    did = did_certified(found.certificate, authorities=authorities)
    signer = next((each for each in trust.signers if each.did == did), None)
    if signer is not None:
        return Signature(signer.did, signer.name, found.state)
    claimed = name_claimed(found.certificate)
    name = Text(fr=claimed, en=claimed) if claimed else _UNNAMED
    return Signature("", name, "untrusted key" if found.state == "valid" else found.state)


def _refused(report: Report, page: Page) -> Report:
    failure = Failure(page.failure, FAILURES[page.failure])
    seen = replace(report, page_signatures=page.signatures)
    if report.verdict == "refused":
        return replace(seen, failures=(*report.failures, failure))
    why = failure.sentence
    return replace(
        seen,
        verdict="refused",
        sentence=Text(fr=f"Refusé\u00a0: {why.fr}", en=f"Refused: {why.en}"),
        failures=(failure, *report.failures),
        checked=(_CREDENTIAL_ALONE, *report.checked),
        not_checked=tuple(each for each in report.not_checked if each != PRINTED_PAGE),
    )


def _listed(signatures: Iterable[Signature]) -> Text:
    return listed(list(dict.fromkeys(each.name for each in signatures)))


def _quoted(signatures: Iterable[Signature]) -> Text:
    names = dict.fromkeys(each.name for each in signatures)
    return listed([Text(fr=f"«\u00a0{each.fr}\u00a0»", en=f"“{each.en}”") for each in names])
