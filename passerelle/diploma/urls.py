from django.urls import path

from .views import (
    achievements,
    batch,
    bundle,
    ceremony,
    certificates,
    desk,
    holder,
    keys,
    papers,
    published,
    records,
    suspension,
    terms,
    verification,
)

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
    path("diploma/<slug:number>.bundle.json", bundle.diploma_bundle, name="diploma_bundle"),
    path("certificates/authority.cer", papers.authority, name="paper_authority"),
    path("certificates.pem", papers.certificates, name="paper_certificates"),
    path("diploma/", holder.my_diploma, name="my_diploma"),
    path("diploma/<slug:number>.pdf", holder.diploma_pdf, name="diploma_pdf"),
    path("diploma/<slug:number>.json", holder.diploma_json, name="diploma_json"),
    path("diploma/<slug:number>.png", holder.diploma_image, {"kind": "png"}, name="diploma_png"),
    path("diploma/<slug:number>.svg", holder.diploma_image, {"kind": "svg"}, name="diploma_svg"),
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
    path(
        "<slug:edition>/diplomas/<slug:number>/suspension/",
        suspension.suspension,
        name="diploma_suspension",
    ),
    path(
        "<slug:edition>/diplomas/<slug:number>/suspension/lifted/",
        suspension.suspension_lifting,
        name="diploma_suspension_lifting",
    ),
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
    path("diploma/presentation", certificates.presentation, name="presentation"),
    path("certificate/<slug:number>.json", certificates.certificate_json, name="certificate_json"),
    path("<slug:edition>/diplomas/", desk.diplomas, name="diplomas"),
    path("<slug:edition>/diplomas/preparation/", desk.preparation, name="diploma_preparation"),
    path("<slug:edition>/diplomas/signatures/", desk.signatures, name="diploma_signatures"),
    path(
        "<slug:edition>/diplomas/<slug:number>/signature/", desk.signature, name="diploma_signature"
    ),
    path(
        "<slug:edition>/diplomas/<slug:number>/revocation/",
        desk.revocation,
        name="diploma_revocation",
    ),
]
