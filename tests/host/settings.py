"""A bare Wagtail site with wagtail-localize and hubkit, and the plug-ins of HOST_APPS.

`HOST_APPS=hub_pages pytest --ds=tests.host.settings tests/hub_pages` runs a plug-in's own suite
where nothing else of ours is there: no project, no sister app, no required setting.
"""

import tempfile

import environ

env = environ.Env()

SECRET_KEY = "for tests only"
ALLOWED_HOSTS = ["testserver", "localhost"]
ROOT_URLCONF = "tests.host.urls"
INSTALLED_APPS = [
    "tests.host",
    "tests.specimens",
    *env.list("HOST_APPS", default=[]),
    "hubkit.content",
    "hubkit.places",
    "hubkit.bilingual",
    "hubkit.outbox",
    "hubkit.intake",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {"default": env.db("DATABASE_URL", default="sqlite://:memory:")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "sl"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("sl", "Slovenščina"), ("it", "Italiano")]
TIME_ZONE = "Europe/Ljubljana"
USE_TZ = USE_I18N = WAGTAIL_I18N_ENABLED = True
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
MEDIA_ROOT = tempfile.mkdtemp(prefix="host-media-")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
HUBKIT_OUTBOX_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WAGTAIL_SITE_NAME = "Host"
WAGTAILADMIN_BASE_URL = "http://testserver"
TEST_SITE = "tests.host.site.make_site"
