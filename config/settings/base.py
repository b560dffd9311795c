"""Settings that every environment shares."""

import os
from datetime import time
from pathlib import Path

from config import environment

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = environment.read()
# Partners' workbooks are read by the pure Python reader, whatever else is installed beside it.
os.environ["OPENPYXL_LXML"] = "False"
VAR = Path(ENVIRONMENT.var) if ENVIRONMENT.var else ROOT / "var"
VERSION = "0.1.0"

SECRET_KEY = ENVIRONMENT.secret_key.get_secret_value()
DEBUG = False
ALLOWED_HOSTS = ENVIRONMENT.names("hosts")
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.names("origins")
DEMO = False  # the page of invented professionals; production refuses to start with it
PUBLIC_URL = ENVIRONMENT.public_url

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "reachable.audit",
    "reachable.outbox",
    "reachable.directory",
    "reachable.people",
    "reachable.incidents",
    "reachable.contexts",
    "reachable.safety",
    "reachable.responses",
    "reachable.meetings",
    "reachable.sharing",
    "reachable.oversight",
    "reachable.jobs",
    "reachable.web",
    "config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "reachable.web.shared.middleware.SecurityHeaders",
    "reachable.web.shared.middleware.PlainAddresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "reachable.web.shared.middleware.WhoIsThis",
    "reachable.web.shared.middleware.DenyUndeclared",
    "reachable.web.shared.middleware.Refusals",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [ROOT / "reachable" / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "config.jinja.environment"},
    }
]
FORM_RENDERER = "config.jinja.FormRenderer"

DATABASES = {"default": environment.database_settings(ENVIRONMENT.database.get_secret_value(), VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        # Attempts are counted here. Above this number Django throws a third away whatever is in it, and with the
        # 300 that it allows by itself one stranger could wipe out the counters that hold him back.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

AUTH_USER_MODEL = "directory.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account:sign_in"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 3600
SMALLEST_NUMBER_SHOWN = ENVIRONMENT.smallest_number_shown  # reports on young people leave smaller ones out
# allauth checks passwords and second factors and counts attempts; its pages, mails and sign-up are not used.
ACCOUNT_ADAPTER = "reachable.web.account.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
TRUSTED_PROXIES = ENVIRONMENT.names("trusted_proxies")  # addresses or networks whose X-Forwarded-For is believed
ACCOUNT_RATE_LIMITS = {
    "login_failed": "30/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/h/key",
    "answer_invitation": "30/m/ip,20/h/key",
    "guest_code": "20/m/ip,5/h/key",
    "enter_as_guest": "30/m/ip,15/h/key",
}
MFA_ADAPTER = "reachable.web.account.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Reachable"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an invitation reached the address

SESSION_ENGINE = "config.sessions"
SESSION_COOKIE_AGE = ENVIRONMENT.session_hours * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
IDLE_SECONDS = ENVIRONMENT.idle_minutes * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "reachable.web.shared.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
MAP_TILES, MAP_CREDIT, MAP_CENTRE = ENVIRONMENT.map_tiles, ENVIRONMENT.map_credit, ENVIRONMENT.map_centre
_MAP_IMAGES = f" {origin}" if (origin := environment.tiles_come_from(MAP_TILES)) else ""
SECURE_CSP = (
    f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{_MAP_IMAGES}; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
FILE_UPLOAD_HANDLERS = ["reachable.web.shared.uploads.InMemory"]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "collected"
STATICFILES_DIRS = [ROOT / "build" / "static"]  # beside the static files of reachable.web, an installed app
WHITENOISE_ROOT = (
    ROOT / "reachable" / "web" / "static_root"
)  # served at "/": browsers ask for /favicon.ico by themselves
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

FIELD_KEYS = ENVIRONMENT.secrets("field_keys")
AUDIT_KEYS = ENVIRONMENT.secrets("audit_keys")
AUDIT_ANCHORS = VAR / "anchors.log"
REMOVALS = VAR / "removals.log"  # what was removed for good, by key: replayed after a restore
AUDIT_REFUSES_OWNER = False  # production: neither web process nor worker runs as the role that owns the audit tables
OUTBOX_TRANSPORT = "reachable.outbox.transports.Smtp"
OUTBOX_FOLDER = VAR / "outbox"
OUTBOX_SMTP = ENVIRONMENT.smtp.get_secret_value()
MAIL_FROM = ENVIRONMENT.mail_from
PLAYBOOK_FOLDER = Path(ENVIRONMENT.playbook_folder) if ENVIRONMENT.playbook_folder else ROOT / "reachable" / "playbook"
PLAYBOOK_COUNTY = ENVIRONMENT.playbook_county
BANK_HOLIDAYS_FILE = ROOT / "reachable" / "playbook" / "england" / "bank_holidays.toml"  # the library lacks them
OFFICE_HOURS = (time(8, 30), time(17, 30))  # on working days; which duty lines are answered now goes by them
CONFIRM_AGAIN_AFTER_DAYS = 90  # numbers and mailboxes change: longer ago than this, the directory asks again
CLAUSES_FILE = ROOT / "docs" / "reference" / "clauses.toml"

# No names in logs: config/logs.py leaves out what a line must not say. Nothing is mailed to anybody, and statements,
# whose parameters are what people typed, are not logged at any level.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "without-words": {"()": "config.logs.WithoutWords", "format": "%(asctime)s %(levelname)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "without-words"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.db.backends": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
