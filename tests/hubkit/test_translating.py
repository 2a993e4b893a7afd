"""A page on its way from alias to translation: its reader is told the truth at every step."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, WorkflowPage
from wagtail_localize.models import StringTranslation, Translation

from hubkit.bilingual.models import PairState
from hubkit.bilingual.peers import text_language
from tests.hubkit.conftest import pair_of, translate_all
from tests.hubkit.test_desk import address
from tests.pages import make_page
from tests.specimens.models import Slogan

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


def test_submitting_leads_to_the_desk_and_leaves_the_public_alias_alone(
    client, superuser, homes, page
):
    client.force_login(superuser)
    response = submit(client, page, homes["it"].locale)
    peer = peer_of(page)
    assert response.url == address(pair_of(page))
    assert (peer.alias_of_id, peer.live, text_language(peer)) == (page.pk, True, "sl")
    assert Translation.objects.get(source__object_id=page.translation_key).enabled


def test_submitting_a_snippet_makes_no_copy_in_the_other_language(client, superuser, homes):
    client.force_login(superuser)
    slogan = Slogan.objects.create(text="Skupaj", locale=homes["sl"].locale)
    where = reverse(
        "wagtail_localize:submit_snippet_translation", args=["specimens", "slogan", slogan.pk]
    )
    response = client.post(where, {"locales": [homes["it"].locale.pk]})
    assert response.url == address(pair_of(slogan))
    assert Slogan.objects.filter(translation_key=slogan.translation_key).count() == 1


def test_editing_the_translated_side_opens_the_desk(client, superuser, page):
    client.force_login(superuser)
    edit = reverse("wagtailadmin_pages:edit", args=[peer_of(page).pk])
    assert client.get(edit).url == address(pair_of(page))
    assert client.post(edit, {"action-publish": "1"}).url == address(pair_of(page))
    assert peer_of(page).alias_of_id == page.pk


def test_the_source_keeps_its_editor_with_a_way_to_the_desk(client, superuser, page):
    client.force_login(superuser)
    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert f'href="{address(pair_of(page))}"' in text


def test_a_snippets_list_and_editor_lead_to_the_desk(client, superuser, homes):
    client.force_login(superuser)
    slogan = Slogan.objects.create(text="Skupaj", locale=homes["sl"].locale)
    where = address(pair_of(slogan))
    listing = reverse("wagtailsnippets_specimens_slogan:list")
    key = reverse("hubkit_bilingual:desk_of", args=[slogan.translation_key])
    assert f'href="{key}"' in client.get(listing, {"locale": "sl"}).text
    assert client.get(key).url == where
    twin = slogan.copy_for_translation(homes["it"].locale)
    twin.save()
    edit = reverse("wagtailsnippets_specimens_slogan:edit", args=[twin.pk])
    assert client.get(edit).url == where


@pytest.fixture
def editor_of(django_user_model, client):
    """Log in somebody who may edit these pages only."""

    def log_in(*pages):
        user = django_user_model.objects.create_user("oseba", "oseba@example.org", "geslo")
        group = user.groups.create(name="oseba")
        group.permissions.set(Permission.objects.filter(codename="access_admin"))
        permission = Permission.objects.get(codename="change_page")
        for page in pages:
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
        client.force_login(user)
        return user

    return log_in


def test_an_alias_that_one_may_not_translate_says_what_it_is(client, page, editor_of):
    peer = peer_of(page)
    editor_of(peer)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[peer.pk]))
    assert response.templates[0].name == "wagtail_localize/admin/edit_translatable_alias.html"
    assert client.get(address(pair_of(page))).url == reverse("wagtailadmin_home")


def test_a_translation_is_not_edited_past_a_source_that_one_may_not_edit(client, pair, editor_of):
    target = pair.target
    editor_of(target)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[target.pk]))
    assert response.url == reverse("wagtailadmin_explore", args=[target.get_parent().pk])


def test_publishing_makes_it_a_page_in_its_language(client, superuser, homes, page):
    WorkflowPage.objects.all().delete()
    client.force_login(superuser)
    submit(client, page, homes["it"].locale)
    translate_all(pair_of(page))
    title = StringTranslation.objects.filter(
        context__object_id=page.translation_key, context__path="title"
    )
    title.update(data="Associazioni")
    client.post(address(pair_of(page)), {"action": "publish"})
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


ROUTES = {
    "edit_string_translation": {"string_segment_id": 1},
    "edit_override": {"overridable_segment_id": 1},
    "machine_translate": {},
    "stop_translation": {},
    "upload_pofile": {},
    "download_pofile": {},
    "preview_translation": {},
}


@pytest.mark.parametrize("name", ROUTES)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_upstreams_routes_change_nothing_without_rights(client, pair, editor_of, name, method):
    translation = Translation.objects.get(source__object_id=pair.translation_key)
    editor_of(pair.target)
    where = reverse(
        f"wagtail_localize:{name}", kwargs={"translation_id": translation.pk, **ROUTES[name]}
    )
    before = list(StringTranslation.objects.values_list("data", flat=True))
    response = getattr(client, method)(where, {"value": "x"})
    sent_away = response.status_code == 302 and response.url == reverse("wagtailadmin_home")
    assert sent_away or response.status_code in (403, 405)
    translation.refresh_from_db()
    assert translation.enabled
    assert list(StringTranslation.objects.values_list("data", flat=True)) == before


@pytest.mark.parametrize(
    "name", ["edit_string_translation", "machine_translate", "stop_translation"]
)
def test_upstreams_writing_routes_lead_to_the_desk(client, superuser, pair, name):
    client.force_login(superuser)
    translation = Translation.objects.get(source__object_id=pair.translation_key)
    where = reverse(
        f"wagtail_localize:{name}", kwargs={"translation_id": translation.pk, **ROUTES[name]}
    )
    assert client.post(where).url == address(pair)
    translation.refresh_from_db()
    assert translation.enabled


def test_a_translation_whose_source_has_gone_is_not_found(client, superuser, pair):
    client.force_login(superuser)
    translation = Translation.objects.get(source__object_id=pair.translation_key)
    PairState.objects.filter(pk=pair.pk).delete()
    where = reverse("wagtail_localize:preview_translation", args=[translation.pk])
    # A bare host with languages in its addresses looks for the page there, too.
    assert client.get(where, follow=True).status_code == 404
