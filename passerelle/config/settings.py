"""Settings of one installation. Everything that changes between machines is an environment
variable beginning with PASSERELLE_; the data folder holds the rest."""

from __future__ import annotations

import os
from pathlib import Path

from . import environment

ROOT = Path(__file__).resolve().parents[2]
DATA = environment.data_folder(ROOT / ".passerelle")
DEBUG = os.environ.get("PASSERELLE_DEBUG") == "1"
SECRET_KEY = environment.secret_key(DATA)
# The security module that keeps the signing keys, if any (see `diploma/hsm.py`).
PKCS11_MODULE = os.environ.get("PASSERELLE_PKCS11_MODULE", "")
PKCS11_TOKEN = os.environ.get("PASSERELLE_PKCS11_TOKEN", "passerelle")
PKCS11_PIN_FILE = os.environ.get("PASSERELLE_PKCS11_PIN_FILE", "")

SITE_URL = os.environ.get("PASSERELLE_URL", "http://127.0.0.1:8000").rstrip("/")
SECURE = SITE_URL.startswith("https://")
ALLOWED_HOSTS = environment.hosts(SITE_URL)
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SECURE else []
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# The demo's clock: foundation.clock adds this to the real one; sign-in and cookies do not.
PASSERELLE_CLOCK_SHIFT = environment.seconds("PASSERELLE_CLOCK_SHIFT", "0")
# A demo keeps the mail it would have sent, and shows it to anyone: see mail.py, home/views.
PASSERELLE_DEMO = os.environ.get("PASSERELLE_DEMO") == "1"
PASSERELLE_PROGRAMMES = Path(os.environ.get("PASSERELLE_PROGRAMMES", ROOT / "programmes"))

INSTALLED_APPS = [
    "passerelle.foundation",
    "passerelle.people",
    "passerelle.programme",
    "passerelle.campus",
    "passerelle.datathon",
    "passerelle.simulation",
    "passerelle.jury",
    "passerelle.diploma",
    "passerelle.home",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "passerelle.config.middleware.NoNulBytes",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "passerelle.people.middleware.ReadersLanguage",
    "passerelle.people.middleware.NothingKeptAfterwards",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "passerelle.config.middleware.SaysWhatIsOnlySent",  # its page too gets what stands above
]
ROOT_URLCONF = "passerelle.config.urls"
WSGI_APPLICATION = "passerelle.config.asgi.wsgi"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "passerelle.home.navigation.page_frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES = {"default": environment.database(f"sqlite:///{DATA / 'passerelle.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "slow"]}}
# A worker says it is alive at each beat; six beats of silence, and its jobs are taken back.
PASSERELLE_JOBS_BEAT = environment.seconds("PASSERELLE_JOBS_BEAT", "5", least=0.01)
PASSERELLE_JOBS_BACKOFF = environment.seconds("PASSERELLE_JOBS_BACKOFF", "30", least=0)

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["passerelle.people.signed_in.Backend"]
SESSION_ENGINE = "passerelle.people.signed_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "NumericPasswordValidator")
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "passerelle.people.accounts.ClosedRegistration"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Passerelle · "
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody registers themselves: there is nothing to offer
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "passerelle.people.passkeys.RelyingParty"

_mail = environment.mail()
EMAIL_BACKEND = _mail.backend
if PASSERELLE_DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.tls == "starttls", _mail.tls == "ssl"
EMAIL_TIMEOUT = 30  # a server that says nothing holds no worker for longer
DEFAULT_FROM_EMAIL = os.environ.get("PASSERELLE_EMAIL_FROM", "passerelle@localhost")

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("PASSERELLE_STATIC", ROOT / ".static"))
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "passerelle.config.logs.HideSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]
