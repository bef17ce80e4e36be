"""Settings: values only, from the environment; every secret also from a file named by NAME_FILE."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django_stubs_ext
import environ
import structlog
from django.core.exceptions import ImproperlyConfigured

from helpdesk.alamat_kotak import baca_alamat
from lkpp_portal.schedule import BEAT

django_stubs_ext.monkeypatch()  # generic Django classes may be written with their types
env = environ.FileAwareEnv()
BASE_DIR = Path(__file__).resolve().parent.parent

# -- mode: demo (try it, this machine only), uji (tests), produksi ---------------------------------
PORTAL_MODE = env.str("PORTAL_MODE", default="demo")
if PORTAL_MODE not in {"demo", "uji", "produksi"}:
    raise ImproperlyConfigured(f"PORTAL_MODE={PORTAL_MODE!r} tidak dikenal. Pakai demo, uji, atau produksi.")
PRODUKSI = PORTAL_MODE == "produksi"
DEBUG = env.bool("DEBUG", default=False)
if PRODUKSI and DEBUG:
    raise ImproperlyConfigured("DEBUG tidak boleh menyala di mode produksi. Hapus DEBUG dari lingkungan.")


def secret(name: str) -> str:
    """Read a secret from NAME or NAME_FILE; demo and test runs get theirs from the launcher the same way."""
    value = str(env.str(name, default="")).strip()
    if not value:
        raise ImproperlyConfigured(f"{name} belum diisi. Isi {name} atau {name}_FILE; ./portal membuatnya sendiri.")
    if PRODUKSI and ("contoh" in value or "insecure" in value or len(value) < 32):
        raise ImproperlyConfigured(f"{name} masih nilai contoh. Buat nilai acak baru, paling sedikit 32 karakter.")
    return value


SECRET_KEY = secret("SECRET_KEY")
# Key rings, "id:base64url,...": the first seals, all unseal. Apart from each other, so that one leak is one leak.
KUNCI_IDENTITAS = secret("KUNCI_IDENTITAS")
KUNCI_ISI = secret("KUNCI_ISI")
KUNCI_TANDA_TERIMA = secret("KUNCI_TANDA_TERIMA")
KUNCI_JEJAK = secret("KUNCI_JEJAK")
KUNCI_CARI = secret("KUNCI_CARI")

SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "testserver"])
if PRODUKSI and "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS=* tidak boleh di mode produksi. Tulis nama situsnya.")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []
JUMLAH_PROXY = env.int("JUMLAH_PROXY", default=1 if PRODUKSI else 0)

# -- apps: from the ground floor up ----------------------------------------------------------------
INSTALLED_APPS = [
    "lkpp_portal.apps.PortalConfig",
    "laporan",
    "helpdesk",
    "konsultasi",
    "pengaduan",
    "inspektorat",
    "persuratan",
    "notifikasi",
    "sla",
    "berkas",
    "akun",
    "jejak",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "akun.middleware.HeaderMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "akun.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "akun.middleware.DoorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # sealed; a cookie would only be signed
ROOT_URLCONF = "lkpp_portal.urls"
WSGI_APPLICATION = "lkpp_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "akun.lipat.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "akun.context.tampilan",
                "lkpp_portal.context.kerja",
                "helpdesk.spanduk.konteks",
            ],
            "builtins": ["akun.templatetags.rupa", "django.templatetags.i18n", "akun.templatetags.tetap"],
        },
    }
]
FORM_RENDERER = "akun.rendering.RupaRenderer"

# -- memory ----------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default="postgres://portal@127.0.0.1:5432/portal")}
DATABASES["default"] |= {"ENGINE": "akun.postgres", "CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}
# Compiling a plan (JIT) costs more than any list here takes.
DATABASES["default"]["OPTIONS"] = {"prepare_threshold": 0, "options": "-c jit=off"}
PERAN_WEB = env.str("PERAN_WEB", default="portal_web")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Rate limits of the login live in Postgres too: they hold when the broker is down or emptied.
CACHES = {"default": {"BACKEND": "akun.cache.JsonCache"}}
FOLDER_BERKAS = Path(env.str("FOLDER_BERKAS", default=str(BASE_DIR / ".data" / "berkas")))
CLAMD_URL = env.str("CLAMD_URL", default="")
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FILES = 60
FILE_UPLOAD_HANDLERS = ["berkas.upload.SealedUploadHandler"]

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_BEAT_SCHEDULE = BEAT
# Examining files is slow, and so are mailboxes elsewhere and long orders; with a queue and a worker of their own they
# hold up neither deadlines nor letters. Nor does a heap of events to be told hold up a deadline.
CELERY_TASK_ROUTES = {
    "berkas.*": {"queue": "berkas"},
    "persuratan.*_keaslian": {"queue": "berkas"},
    "helpdesk.ambil_surel": {"queue": "berkas"},
    "laporan.kerjakan": {"queue": "berkas"},
    "sla.sapu": {"queue": "tenggat"},
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_TIMEZONE = "Asia/Jakarta"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# -- mail ------------------------------------------------------------------------------------------
# Without a mail server letters are put into a folder, never onto a screen or into a log.
vars().update(env.email("EMAIL_URL", default=f"filemail:///{BASE_DIR}/.data/surel"))
if PRODUKSI and "filebased" in vars()["EMAIL_BACKEND"]:
    raise ImproperlyConfigured(
        "EMAIL_URL belum diisi. Tulis alamat server surel, misalnya smtp+tls://nama:sandi@host:587."
    )
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("ALAMAT_PENGIRIM", default="Portal LKPP <portal@lkpp.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Mailboxes of the helpdesk, apart by blanks or commas; better as KOTAK_HELPDESK_FILE, for passwords stand in it.
KOTAK_HELPDESK = baca_alamat(env.str("KOTAK_HELPDESK", default="").replace(",", " ").split())

# -- electronic signatures: lokal (keys of a test authority), bsre (BSrE's appliance), or empty: nobody can sign ----
TTE: str = env.str("TTE", default="" if PRODUKSI else "lokal")
if TTE not in {"", "lokal", "bsre"}:
    raise ImproperlyConfigured(f"TTE={TTE!r} tidak dikenal. Pakai bsre, lokal (bukan untuk produksi), atau kosongkan.")
if PRODUKSI and TTE == "lokal":
    raise ImproperlyConfigured("TTE=lokal memakai sertifikat uji, tidak sah untuk surat sungguhan. Pakai TTE=bsre.")
FOLDER_TTE = Path(env.str("FOLDER_TTE", default=str(BASE_DIR / ".data" / "tte")))
BSRE_URL = env.str("BSRE_URL", default="").rstrip("/")
BSRE_PENGGUNA = env.str("BSRE_PENGGUNA", default="")
BSRE_SANDI = env.str("BSRE_SANDI", default="").strip()
BSRE_CA = env.str("BSRE_CA", default="")  # PEM of who issued the appliance's own TLS certificate, if nobody we know
BSRE_TENGGAT = env.int("BSRE_TENGGAT", default=30)
if TTE == "bsre":
    if not (BSRE_URL and BSRE_PENGGUNA and BSRE_SANDI):
        raise ImproperlyConfigured("TTE=bsre perlu BSRE_URL, BSRE_PENGGUNA, dan BSRE_SANDI atau BSRE_SANDI_FILE.")
    if urlsplit(BSRE_URL).scheme not in ({"https"} if PRODUKSI else {"http", "https"}) or not urlsplit(BSRE_URL).netloc:
        raise ImproperlyConfigured(
            f"BSRE_URL={BSRE_URL!r} salah. Tulis alamat server BSrE dengan https, misalnya https://esign.lkpp.go.id;"
            " passphrase tidak boleh lewat jaringan tanpa sandi. Sertifikat buatan sendiri: isi BSRE_CA."
        )
    if BSRE_CA and not Path(BSRE_CA).is_file():
        raise ImproperlyConfigured(f"BSRE_CA={BSRE_CA!r} tidak ada. Tulis letak berkas PEM yang dapat dibaca.")
    if not 5 <= BSRE_TENGGAT <= 50:  # a web request ends after 60 s
        raise ImproperlyConfigured(f"BSRE_TENGGAT={BSRE_TENGGAT} di luar batas. Pakai 5 sampai 50 detik.")

# -- the portal's own seal on what it prints by itself (dossiers); without one such papers say that they carry none ----
SEGEL_KUNCI = env.str("SEGEL_KUNCI", default="")  # PKCS #12: key, certificate, and those above it
SEGEL_SANDI = env.str("SEGEL_SANDI", default="").strip()
if SEGEL_KUNCI and not Path(SEGEL_KUNCI).is_file():
    raise ImproperlyConfigured(f"SEGEL_KUNCI={SEGEL_KUNCI!r} tidak ada. Tulis letak berkas PKCS #12 (.p12) segel.")

# -- language and time -----------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

# -- static files ----------------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / ".data" / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if PORTAL_MODE == "uji"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = PORTAL_MODE == "uji"

# -- who comes in ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "akun.User"
AUTHENTICATION_BACKENDS = ["akun.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if PORTAL_MODE == "uji":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "meja"
LOGOUT_REDIRECT_URL = "beranda"
ACCOUNT_ADAPTER = "akun.adapter.AkunAdapter"
SOCIALACCOUNT_ADAPTER = "akun.adapter.SosialAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "akun.forms.NamaForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUKSI else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = JUMLAH_PROXY
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUKSI
MFA_ADAPTER = "akun.adapter.KunciKeduaAdapter"  # seals the secrets of second factors
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Portal LKPP"
SOCIALACCOUNT_PROVIDERS = {}
GOOGLE_CLIENT_ID = env.str("GOOGLE_CLIENT_ID", default="")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_SERVER_URL = env.str("OIDC_SERVER_URL", default="")
if GOOGLE_CLIENT_ID:
    INSTALLED_APPS.append("allauth.socialaccount.providers.google")
    SOCIALACCOUNT_PROVIDERS["google"] = {
        "APPS": [{"client_id": GOOGLE_CLIENT_ID, "secret": env.str("GOOGLE_CLIENT_SECRET")}],
        "SCOPE": ["email", "profile"],
        "OAUTH_PKCE_ENABLED": True,
    }
if OIDC_CLIENT_ID:
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "EMAIL_AUTHENTICATION": True,  # LKPP's own: who it names by a verified address is who has that account here
        "APPS": [
            {
                "provider_id": "sso-lkpp",
                "name": "SSO LKPP",
                "client_id": OIDC_CLIENT_ID,
                "secret": env.str("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ],
    }

# -- shields ---------------------------------------------------------------------------------------
BATAS_DIAM_PETUGAS = 15 * 60  # seconds without a click before staff have to log in again
BATAS_SESI_PETUGAS = 12 * 3600  # seconds after which they have to in any case
SESSION_ENGINE = "akun.sesi"
SESSION_COOKIE_AGE = 30 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "lkpp_portal.views.csrf_gagal"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"  # not "no-referrer": docs/keputusan/0006
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if PRODUKSI:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^sehat/$", r"^healthz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sesi"
    CSRF_COOKIE_NAME = "__Host-csrf"
# Chromium applies form-action to redirects too, so a configured identity provider has to be named.
FORM_TUJUAN = ["'self'"]
if GOOGLE_CLIENT_ID:
    FORM_TUJUAN.append("https://accounts.google.com")
if OIDC_SERVER_URL:
    FORM_TUJUAN.append("{0.scheme}://{0.netloc}".format(urlsplit(OIDC_SERVER_URL)))
CONTENT_SECURITY_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": FORM_TUJUAN,
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}

# -- logs: one line per event, no personal data, no tokens -------------------------------------------
LOG_PROCESSORS: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "baris": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(ensure_ascii=True),
            "foreign_pre_chain": [*LOG_PROCESSORS, structlog.processors.format_exc_info],
        }
    },
    "handlers": {"layar": {"class": "logging.StreamHandler", "formatter": "baris"}},
    # Django's own lines about requests carry paths, and so case numbers; galat_500 says what is needed instead. Those
    # of pyHanko carry names of signers; its verdicts are what counts.
    "loggers": {
        name: {"level": "CRITICAL"}
        for name in ("django.request", "django.security.csrf", "pyhanko", "pyhanko_certvalidator")
    },
    "root": {"handlers": ["layar"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
structlog.configure(
    processors=[*LOG_PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
