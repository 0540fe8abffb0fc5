from django.urls import path

from .views import desk, holder, papers, published, verification

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
    path("certificates/authority.cer", papers.authority, name="paper_authority"),
    path("certificates.pem", papers.certificates, name="paper_certificates"),
    path("diploma/", holder.my_diploma, name="my_diploma"),
    path("diploma/<slug:number>.pdf", holder.diploma_pdf, name="diploma_pdf"),
    path("diploma/<slug:number>.json", holder.diploma_json, name="diploma_json"),
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
