"""Settings that would do harm are told at the start; tokens stay out of the logs."""

import logging

import pytest

from hubkit.intake import checks, tokens
from hubkit.intake.conf import root
from tests.hubkit.intake.visitor import Visitor
from tests.hubkit.intake.world import make_submission

URL = "/sl/obrazci/predlog/{}/"


def test_a_private_folder_among_the_public_files_is_an_error(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.HUBKIT_INTAKE_ROOT = tmp_path / "intake"
    assert [each.id for each in checks.check_root(None)] == ["hubkit_intake.E001"]
    settings.HUBKIT_INTAKE_ROOT = tmp_path.with_name("elsewhere")
    assert checks.check_root(None) == []


def test_without_a_setting_the_folder_is_beside_the_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.HUBKIT_INTAKE_ROOT = None
    assert root() == tmp_path / "media-intake"
    assert checks.check_root(None) == []


def test_a_limit_that_does_not_exist_is_an_error(settings):
    settings.HUBKIT_INTAKE_LIMITS = {"sned": (1, 1, 1)}
    assert [each.id for each in checks.check_limits(None)] == ["hubkit_intake.E002"]
    settings.HUBKIT_INTAKE_LIMITS = {"send": (1, 1, 1)}
    assert checks.check_limits(None) == []


def test_without_an_address_nobody_is_told(settings):
    settings.HUBKIT_INTAKE_ADDRESS = ""
    assert [each.id for each in checks.check_address(None)] == ["hubkit_intake.W001"]
    settings.HUBKIT_INTAKE_ADDRESS = "hub@example.org"
    assert checks.check_address(None) == []


@pytest.mark.django_db
def test_no_token_is_logged(forms_pages, caplog):
    submission = make_submission(forms_pages["sl"].translation_key)
    draft, link = tokens.new_token(), tokens.sign(submission, tokens.CONFIRM)
    ana = Visitor()
    with caplog.at_level(logging.INFO):
        ana.open(URL.format(draft))
        ana.client.delete(f"/sl/obrazci/potrditev/{link}/")
        ana.open(f"/sl/obrazci/ni-je/{link}/")
    assert ana.response.status_code == 404
    assert draft not in caplog.text
    assert link not in caplog.text
    access = logging.getLogger("django.server").makeRecord(
        "django.server", logging.INFO, "", 0, '"%s" %s', (f"GET /x/?k={link} HTTP/1.1", "200"), None
    )
    assert logging.getLogger("django.server").filter(access)
    assert access.getMessage() == '"GET /x/?k=… HTTP/1.1" 200'
    assert "/sl/obrazci/potrditev/…/" in caplog.text
