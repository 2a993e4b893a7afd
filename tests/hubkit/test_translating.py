"""A page on its way from alias to translation: its reader is told the truth at every step."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from hubkit.bilingual.peers import text_language
from tests.pages import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(homes):
    page = make_page(homes["sl"], "Društva", lead="Uvod")
    page.save_revision().publish()
    return page


def peer_of(page):
    return page.get_translations().get().specific


def submit(client, page, locale):
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return client.post(address, {"locales": [locale.pk]})


def test_submitting_leaves_the_public_alias_alone(client, superuser, homes, page):
    client.force_login(superuser)
    response = submit(client, page, homes["it"].locale)
    peer = peer_of(page)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[peer.pk])
    assert (peer.alias_of_id, peer.live, text_language(peer)) == (page.pk, True, "sl")
    assert Translation.objects.get(source__object_id=page.translation_key).enabled


def test_an_alias_in_translation_opens_in_the_translation_editor(client, superuser, homes, page):
    client.force_login(superuser)
    edit = reverse("wagtailadmin_pages:edit", args=[peer_of(page).pk])
    assert "data-props" not in client.get(edit).text
    submit(client, page, homes["it"].locale)
    assert "data-props" in client.get(edit).text


def test_publishing_makes_it_a_page_in_its_language(
    client, superuser, homes, page, django_capture_on_commit_callbacks
):
    client.force_login(superuser)
    submit(client, page, homes["it"].locale)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            data={"Društva": "Associazioni"}.get(segment.string.data, "associazioni"),
        )
    edit = reverse("wagtailadmin_pages:edit", args=[peer_of(page).pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(edit, {"action": "publish"})
    peer = peer_of(page)
    assert (peer.title, peer.alias_of_id, peer.live) == ("Associazioni", None, True)
    assert text_language(peer) == "it"
    assert client.get(f"/it/{peer.slug}/").status_code == 200


def test_while_it_is_in_translation_the_alias_follows_its_source(client, superuser, homes, page):
    client.force_login(superuser)
    submit(client, page, homes["it"].locale)
    page.title = "Nova društva"
    page.save_revision().publish()
    assert Page.objects.get(pk=peer_of(page).pk).title == "Nova društva"


def test_an_alias_is_not_converted_past_its_translation(client, superuser, homes, page):
    client.force_login(superuser)
    peer = peer_of(page)
    client.post(reverse("wagtailadmin_pages:convert_alias", args=[peer.pk]))
    assert peer_of(page).alias_of_id == page.pk


def test_the_preview_of_a_translation_is_the_page_that_it_will_be(client, superuser, homes, page):
    client.force_login(superuser)
    submit(client, page, homes["it"].locale)
    source = Translation.objects.get(source__object_id=page.translation_key).source
    instance = source.get_ephemeral_translated_instance(homes["it"].locale, fallback=True)
    assert text_language(instance) == "it"
