"""The editor's side: languages, previews, help, and where one begins."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from home.models import HomePage, HubSettings
from hub_pages.models import PillarPage, ProjectAim, ProjectPage, StandardPage
from hubkit.content.blocks import common_blocks
from hubkit.content.fields import registered_blocks

pytestmark = pytest.mark.django_db
TYPES = [HomePage, PillarPage, StandardPage, ProjectPage]


def log_in(client, username):
    client.force_login(get_user_model().objects.get(username=username))
    return client


@pytest.mark.parametrize(
    ("username", "words", "home"),
    [("urednica", "Strani", "/sl/"), ("traduttrice", "Pagine", "/it/")],
)
def test_the_admin_speaks_the_user_s_language_and_starts_at_its_home_page(
    client, username, words, home
):
    text = log_in(client, username).get("/admin/").text
    page = HomePage.objects.get(locale__language_code=home.strip("/"))
    assert f'<html lang="{home.strip("/")}"' in text
    assert json.dumps([words]).strip("[]") in text
    assert reverse("wagtailadmin_explore", args=[page.pk]) in text


def test_the_report_of_languages_is_named_in_each_user_s_language(client):
    for username, name in (("urednica", "Jezika"), ("traduttrice", "Lingue")):
        text = log_in(client, username).get("/admin/").text
        assert json.dumps(name) in text


@pytest.mark.parametrize("model", TYPES)
def test_each_type_of_page_can_be_edited_and_previewed(client, model):
    log_in(client, "skrbnica")
    page = model.objects.filter(locale__language_code="sl", alias_of=None).first()
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    preview = page.make_preview_request()
    assert preview.status_code == 200
    assert page.title in preview.content.decode()


@pytest.mark.parametrize("model", [PillarPage, StandardPage])
def test_a_page_can_be_previewed_before_it_is_saved(client, model):
    log_in(client, "skrbnica")
    home = HomePage.objects.get(locale__language_code="sl")
    address = reverse(
        "wagtailadmin_pages:preview_on_add",
        args=[model._meta.app_label, model._meta.model_name, home.pk],
    )
    data = {
        "title": "Še ni shranjena",
        "slug": "se-ni",
        "lead": "",
        "body-count": "0",
        "pillar": "training",
    }
    PillarPage.objects.filter(pillar="training").update(pillar="advocacy")
    assert client.post(address, data).json() == {"is_valid": True, "is_available": True}
    assert "Še ni shranjena" in client.get(address).text
    assert not Page.objects.filter(slug="se-ni").exists()


@pytest.mark.parametrize("name", [*dict(common_blocks()), "pillars", "region"])
def test_each_block_has_a_preview_in_the_site_s_look(client, name):
    log_in(client, "urednica")
    block = registered_blocks()[name]
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "iskra/css/tokens.css" in response.text


@pytest.mark.parametrize("model", [*TYPES, ProjectAim, HubSettings])
def test_each_field_has_its_help_in_both_languages(model):
    for panel in fields_of(model):
        helps = []
        for language in ("sl", "it", "en"):
            with override(language):
                helps.append(
                    str(panel.help_text or model._meta.get_field(panel.field_name).help_text)
                )
        assert "" not in helps, panel.field_name
        assert len(set(helps)) == 3, (panel.field_name, helps)


def fields_of(model):
    """Yield the panels of a model's editor that hold one field each."""
    panels = list(getattr(model, "panels", [])) or [*model.content_panels, *model.promote_panels]
    while panels:
        panel = panels.pop()
        panels += getattr(panel, "children", [])
        if isinstance(panel, FieldPanel) and panel.field_name != "comments":
            yield panel


def test_the_picture_s_own_chooser_speaks_both_languages():
    chooser = registered_blocks()["picture"].child_blocks["image"].child_blocks["image"]
    labels = []
    for language in ("sl", "it"):
        with override(language):
            labels.append(str(chooser.label))
    assert labels == ["Slika", "Immagine"]


def test_a_picture_needs_its_alternative_text_unless_it_only_decorates():
    block = registered_blocks()["picture"]
    image = get_image_model().objects.create(title="A", file=get_test_image_file())

    def cleaned(**values):
        raw = {"image": {"image": image.pk, **values}, "caption": "", "credit": ""}
        return block.clean(block.to_python(raw))

    with pytest.raises(ValidationError):
        cleaned(alt_text="", decorative=False)
    assert cleaned(alt_text="Morje", decorative=False)["image"].contextual_alt_text == "Morje"
    assert cleaned(alt_text="", decorative=True)["image"].decorative


def test_an_editor_saves_a_draft_and_cannot_publish(client):
    log_in(client, "urednica")
    page = StandardPage.objects.get(slug="vizija")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = {"title": "Vizija 2030", "slug": "vizija", "lead": page.lead, "body-count": "0"}
    assert client.post(address, data | {"action-publish": "1"}).status_code == 302
    page.refresh_from_db()
    assert (page.title, page.has_unpublished_changes) == ("Vizija", True)
    assert page.get_latest_revision_as_object().title == "Vizija 2030"
