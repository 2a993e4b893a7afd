"""A directory without entries, for every test that asks for it."""

import pytest

from tests.directory.organisations import make_directory


@pytest.fixture
def directory(db):
    """The directory's page in each language, by code."""
    return make_directory()
