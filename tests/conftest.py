"""Fixtures that hold in the project and in the bare host alike.

Each test database is given the site of `settings.TEST_SITE` once; tests then change it inside
transactions that are rolled back.
"""

import gc

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.module_loading import import_string


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        import_string(settings.TEST_SITE)()
    # What is there now stays to the end: the collector need not go through it again and again.
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def own_language():
    """Each test starts in the site's language: a request leaves the reader's one behind."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def homes(db):
    """The site's home page in each language, by code."""
    from wagtail.models import Site  # noqa: PLC0415  (apps are ready only now)

    root = Site.objects.get(is_default_site=True).root_page
    pages = root.get_translations(inclusive=True).specific()
    return {page.locale.language_code: page for page in pages}


@pytest.fixture
def superuser(django_user_model, db):
    return django_user_model.objects.create_superuser("admin-primer", "admin@example.org", "geslo")
