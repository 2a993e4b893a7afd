"""The suite: SQLite in memory, or the database of DATABASE_URL; quick and deterministic."""

import tempfile

import environ

from .base import *  # noqa: F403

env = environ.Env()

SECRET_KEY = "for tests only"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
WAGTAILADMIN_BASE_URL = "http://testserver"
DATABASES = {"default": env.db("DATABASE_URL", default="sqlite://:memory:")}
# One process may hold several temporary folders of an earlier run: each run has its own.
MEDIA_ROOT = tempfile.mkdtemp(prefix="iskra-media-")
EMAIL_BACKEND = HUBKIT_OUTBOX_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEST_SITE = "tests.site.make_site"
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Models of every kind that comes in two languages, where the tests are installed at all.
INSTALLED_APPS += ["tests.specimens", "wagtail.contrib.forms"]  # noqa: F405

# The site must run with any optional plug-in left out: `ISKRA_WITHOUT=hub_pages`.
for name in env.list("ISKRA_WITHOUT", default=[]):
    INSTALLED_APPS.remove(name)
