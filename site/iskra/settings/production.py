"""Production: everything that differs comes from the environment, and nothing has a guess.

Required: SECRET_KEY, DATABASE_URL, ALLOWED_HOSTS, BASE_URL, MEDIA_ROOT, STATIC_ROOT, EMAIL_URL,
DEFAULT_FROM_EMAIL. Optional: CACHE_URL, MEDIA_URL, ADMINS_EMAIL, HSTS_SECONDS, LOG_LEVEL,
MACHINE_TRANSLATION, INTAKE_ROOT, INTAKE_ADDRESS, INTAKE_PROXIES.
docs/operators says what each is for.
"""

import environ
from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403

env = environ.Env()
REQUIRED = (
    "SECRET_KEY",
    "DATABASE_URL",
    "ALLOWED_HOSTS",
    "BASE_URL",
    "MEDIA_ROOT",
    "STATIC_ROOT",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
)
missing = [name for name in REQUIRED if not env.str(name, default="")]
if missing:
    raise ImproperlyConfigured(
        f"Iskra does not start: set {', '.join(missing)} in the environment (docs/operators)."
    )

SECRET_KEY = env.str("SECRET_KEY")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith("for "):
    raise ImproperlyConfigured(
        "Iskra does not start: SECRET_KEY is too short or a default. Make one with "
        "`python -c 'import secrets; print(secrets.token_urlsafe(50))'`."
    )

DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = env.str("BASE_URL")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

DATABASES = {"default": env.db("DATABASE_URL")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS  # noqa: F405
else:
    # Measured: 2.4 times the requests of a connection for each, and no error after a restart.
    DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    # A locked table gives a page that says so, not a page that never comes.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        # Just-in-time compiling took 500 ms of a page's query that runs in 5.
        "options",
        "-c lock_timeout=2000 -c statement_timeout=15000 -c jit=off",
    )

# Off until a service is named; the form is in docs/operators.md.
HUBKIT_MACHINE_TRANSLATION = env.json("MACHINE_TRANSLATION", default={})

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://iskra")}
MEDIA_ROOT = env.str("MEDIA_ROOT")
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
STATIC_ROOT = env.str("STATIC_ROOT")

# The transport of the outbox; EMAIL_BACKEND stays the outbox itself.
mail_server = env.email("EMAIL_URL")
HUBKIT_OUTBOX_BACKEND = mail_server.pop("EMAIL_BACKEND")
vars().update(mail_server)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL")
# What people send, until staff have seen it: never below MEDIA_ROOT, where it would be public.
HUBKIT_INTAKE_ROOT = env.str("INTAKE_ROOT", default=f"{MEDIA_ROOT.rstrip('/')}-intake")
HUBKIT_INTAKE_ADDRESS = env.str("INTAKE_ADDRESS", default="") or DEFAULT_FROM_EMAIL
HUBKIT_INTAKE_PROXIES = env.int("INTAKE_PROXIES", default=1)
ADMINS = [("ISKRA", address) for address in env.list("ADMINS_EMAIL", default=[])]

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_HTTPONLY = False

LOGGING["root"]["level"] = env.str("LOG_LEVEL", default="WARNING")  # noqa: F405
