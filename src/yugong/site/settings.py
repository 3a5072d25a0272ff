"""Settings in one file: typed environment in, Django settings out; domain parameters are rows."""

import os
import secrets

from yugong.kernel import keyring
from yugong.site import environment
from yugong.site.environment import VAR, flag, words

VAR.mkdir(parents=True, exist_ok=True)
YUGONG_DEMO = flag("YUGONG_DEMO", False)
FILLING = VAR / "filling"  # stands while the demo's year is loaded behind the running platform
YUGONG_VERSION = "0.1.0"
DEBUG = False


def _secret() -> str:
    """The signing secret: from the environment, or made once for this machine."""
    if given := os.environ.get("YUGONG_SECRET"):
        return given
    path = VAR / "secret"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text().strip()


def _keys() -> keyring.KeyFile:
    """The keyring: YUGONG_KEYS names its file; without one it is made once below var/."""
    path = VAR / "keys.json"
    if given := os.environ.get("YUGONG_KEYS"):
        return keyring.KeyFile(type(path)(given))
    keyring.create(path)
    return keyring.KeyFile(path)


SECRET_KEY = _secret()
YUGONG_KEYRING = _keys()
ALLOWED_HOSTS = words("YUGONG_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = words("YUGONG_ORIGINS", "")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "yugong.ui",
    "yugong.ground.audit",
    "yugong.ground.jobs",
    "yugong.ground.parameters",
    "yugong.ground.org",
    "yugong.ground.people",
    "yugong.ground.access",
    "yugong.ground.files",
    "yugong.ground.notices",
    "yugong.ground.signin",
    "yugong.engines.campaigns",
    "yugong.engines.indicators",
    "yugong.engines.ledger",
    "yugong.engines.matters",
    "yugong.engines.selection",
    "yugong.scenes.aid",
    "yugong.scenes.organise",
    "yugong.scenes.rights",
    "yugong.scenes.service",
    "yugong.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "yugong.site.middleware.headers",
    "yugong.site.middleware.Packed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "yugong.ground.access.middleware.who",
    "yugong.ground.access.middleware.LoginRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yugong.site.errors.Told",
]

ROOT_URLCONF = "yugong.site.urls"
WSGI_APPLICATION = "yugong.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [],  # the environment knows every floor's templates
        "OPTIONS": {"environment": "yugong.ui.environment.environment"},
    },
]
DATABASES = {"default": environment.database()}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
YUGONG_OIDC = environment.oidc()
YUGONG_PROXIES = int(os.environ.get("YUGONG_PROXIES", "0"))
ACCOUNT_ADAPTER = "yugong.ground.signin.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
MFA_ADAPTER = "yugong.ground.signin.adapter.FactorAdapter"
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "site_cache"}}
SESSION_ENGINE = "yugong.ground.access.store"
SESSION_COOKIE_AGE = 30 * 86400
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "yugong.site.errors.no_token"
SECURE_COOKIES = flag("YUGONG_HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_HSTS_SECONDS = 31536000 if SECURE_COOKIES else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "style-src": "'self'",
    "script-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 2**20  # a roster never lies in clear on the disk
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("YUGONG_LOG", "WARNING")},
}
