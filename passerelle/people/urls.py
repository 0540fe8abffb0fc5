from django.urls import path

from .views import doors, passkeys

urlpatterns = [
    path("link/<str:secret>/", doors.personal_link, name="personal_link"),
    path("language/", doors.set_language, name="set_language"),
    # allauth's pages, behind a proof; its own addresses of the same names come after these.
    path("accounts/email/", doors.own_address, name="account_email"),
    path("accounts/password/set/", doors.own_password, name="account_set_password"),
    path("settings/", doors.reading, name="settings"),
    path("settings/passkeys/", passkeys.passkeys, name="passkeys"),
    path("settings/passkeys/additions/", passkeys.passkey_addition, name="passkey_addition"),
    path("settings/passkeys/codes/", passkeys.passkey_code, name="passkey_code"),
    path(
        "settings/passkeys/confirmations/",
        passkeys.passkey_confirmation,
        name="passkey_confirmation",
    ),
    path("settings/passkeys/<int:passkey>/", passkeys.passkey, name="passkey"),
    path(
        "settings/passkeys/<int:passkey>/removal/", passkeys.passkey_removal, name="passkey_removal"
    ),
    # The one door of allauth.mfa that is open here; allauth looks it up by this name.
    path("sign-in/passkey/", passkeys.passkey_sign_in, name="mfa_login_webauthn"),
]
