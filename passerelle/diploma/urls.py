from django.urls import URLPattern, path

from .views import (
    achievements,
    batch,
    ceremony,
    certificates,
    desk,
    holder,
    keys,
    papers,
    published,
    records,
    standing,
    terms,
    verification,
)


def _files_of(of: str) -> list[URLPattern]:
    """What the holder of a diploma, or of a certificate, takes away."""
    place, kind = f"{of}/<slug:number>", {"of": of}
    png, svg = kind | {"kind": "png"}, kind | {"kind": "svg"}
    return [
        path(f"{place}.pdf", holder.document_pdf, kind, name=f"{of}_pdf"),
        path(f"{place}.json", holder.document_json, kind, name=f"{of}_json"),
        path(f"{place}.png", holder.document_image, png, name=f"{of}_png"),
        path(f"{place}.svg", holder.document_image, svg, name=f"{of}_svg"),
        path(f"{place}.bundle.json", holder.document_bundle, kind, name=f"{of}_bundle"),
    ]


def _standing_of(of: str, folder: str) -> list[URLPattern]:
    """What a registrar says of a diploma, or of a certificate, once it is issued."""
    place, kind = f"<slug:edition>/{folder}/<slug:number>", {"of": of}
    return [
        path(f"{place}/revocation/", standing.revocation, kind, name=f"{of}_revocation"),
        path(f"{place}/suspension/", standing.suspension, kind, name=f"{of}_suspension"),
        path(
            f"{place}/suspension/lifted/",
            standing.suspension_lifting,
            kind,
            name=f"{of}_suspension_lifting",
        ),
    ]


urlpatterns = [
    path("verify/", verification.verify, name="verify"),
    path("verify/<slug:number>/", verification.verify_number, name="verify_number"),
    path("api/credentials/verify", verification.verify_credential, name="verify_credential"),
    path("api/openapi.json", verification.api_description, name="api_description"),
    path("trust.json", published.trust, name="trust"),
    path(".well-known/did.json", published.programme_did, name="programme_did"),
    path(
        "institutions/<slug:institution>/did.json",
        published.institution_did,
        name="institution_did",
    ),
    path("status/<slug:institution>/<int:number>", published.status_list, name="status_list"),
    path(
        "status/<slug:institution>/suspension/<int:number>",
        published.suspension_list,
        name="suspension_list",
    ),
    path("terms/all-sign-any-revokes", terms.terms, name="terms"),
    path("terms/all-sign-any-revokes.json", terms.terms_document, name="terms_document"),
    path("achievements/<slug:edition>.json", achievements.document, name="achievement_json"),
    path("achievements/<slug:edition>", achievements.achievement, name="achievement"),
    path(
        "achievements/<slug:edition>/<slug:honours>.json",
        achievements.document,
        name="achievement_with_honours_json",
    ),
    path(
        "achievements/<slug:edition>/<slug:honours>",
        achievements.achievement,
        name="achievement_with_honours",
    ),
    path("certificates/authority.cer", papers.authority, name="paper_authority"),
    path("certificates.pem", papers.certificates, name="paper_certificates"),
    path("diploma/", holder.my_diploma, name="my_diploma"),
    *_files_of("diploma"),
    path("certificate/<slug:number>/", holder.certificate, name="certificate"),
    *_files_of("certificate"),
    path("diploma/presentation", holder.presentation, name="presentation"),
    path(
        "diploma/<slug:number>/supplement.pdf",
        records.own_record,
        {"kind": "supplement"},
        name="own_supplement",
    ),
    path(
        "diploma/<slug:number>/transcript.pdf",
        records.own_record,
        {"kind": "transcript"},
        name="own_transcript",
    ),
    path("<slug:edition>/diplomas/keys/", keys.signing_keys, name="signing_keys"),
    path("<slug:edition>/diplomas/keys/rotation/", keys.key_rotation, name="key_rotation"),
    path("<slug:edition>/diplomas/keys/<int:key>/loss/", keys.key_loss, name="key_loss"),
    *_standing_of("diploma", "diplomas"),
    path("<slug:edition>/diplomas/batch/", batch.batch, name="diploma_batch"),
    path("<slug:edition>/diplomas/batch/run/", batch.run, name="diploma_batch_run"),
    path("<slug:edition>/diplomas/mandate/", batch.mandate, name="diploma_mandate"),
    path(
        "<slug:edition>/diplomas/mandate/withdrawal/",
        batch.mandate_withdrawal,
        name="diploma_mandate_withdrawal",
    ),
    path("<slug:edition>/diplomas/ceremony/", ceremony.ceremony, name="diploma_ceremony"),
    path(
        "<slug:edition>/diplomas/ceremony.csv", ceremony.ceremony_csv, name="diploma_ceremony_csv"
    ),
    path(
        "<slug:edition>/diplomas/ceremony.pdf", ceremony.ceremony_pdf, name="diploma_ceremony_pdf"
    ),
    path("<slug:edition>/diplomas/<slug:number>/refusal/", batch.refusal, name="diploma_refusal"),
    path(
        "<slug:edition>/diplomas/<slug:number>/refusal/lifted/",
        batch.refusal_lifted,
        name="diploma_refusal_lifted",
    ),
    path(
        "<slug:edition>/diplomas/<slug:number>/supplement.pdf",
        records.record,
        {"kind": "supplement"},
        name="diploma_supplement",
    ),
    path(
        "<slug:edition>/diplomas/<slug:number>/transcript.pdf",
        records.record,
        {"kind": "transcript"},
        name="diploma_transcript",
    ),
    path("<slug:edition>/certificates/", certificates.certificates, name="certificates"),
    path("<slug:edition>/certificates/issue/", certificates.issue, name="certificates_issue"),
    path("<slug:edition>/certificates/issued/", certificates.issued, name="certificates_issued"),
    *_standing_of("certificate", "certificates"),
    path("<slug:edition>/diplomas/", desk.diplomas, name="diplomas"),
    path("<slug:edition>/diplomas/preparation/", desk.preparation, name="diploma_preparation"),
    path("<slug:edition>/diplomas/signatures/", desk.signatures, name="diploma_signatures"),
    path(
        "<slug:edition>/diplomas/<slug:number>/signature/", desk.signature, name="diploma_signature"
    ),
]
