"""One's own machine: SQLite and uploads under `var/`, mail on the console, no secret needed."""

import environ

from .base import *  # noqa: F403

env = environ.Env()
VAR = ROOT / "var"  # noqa: F405
VAR.mkdir(exist_ok=True)

# Off unless asked for, so that one sees the pages for errors as readers do.
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = "for one's own machine only"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{env.int('PORT', default=8000)}"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS  # noqa: F405
MEDIA_ROOT = env.path("MEDIA_ROOT", default=VAR / "media")
# No worker is needed on one's own machine: a mail goes as soon as its transaction is over.
HUBKIT_OUTBOX_BACKEND = "django.core.mail.backends.console.EmailBackend"
HUBKIT_OUTBOX_AT_ONCE = True

# Static files straight from the source folders: no collectstatic on one's own machine.
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600
