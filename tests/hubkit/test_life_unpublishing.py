"""Unpublishing one version unpublishes the others, wherever it is done."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from hubkit.bilingual.life.versions import Refused
from tests.hubkit.staff import editor_of
from tests.hubkit.translated import bulk, fresh, translated_page, twin
from tests.pages import make_page
from tests.specimens.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(homes):
    return translated_page(homes["sl"], "Razpis", homes["it"].locale)


def live(*pages):
    return [fresh(page).live for page in pages]


@pytest.mark.parametrize("first", [0, 1], ids=["source", "translation"])
def test_code_unpublishes_both(pair, first):
    pair[first].unpublish()
    assert live(*pair) == [False, False]


@pytest.mark.parametrize("first", [0, 1], ids=["source", "translation"])
def test_the_admin_unpublishes_both_and_says_so(client, superuser, pair, first):
    client.force_login(superuser)
    address = reverse("wagtailadmin_pages:unpublish", args=[pair[first].pk])
    assert client.get(address).context["translation_count"] == 1
    client.post(address)
    assert live(*pair) == [False, False]
    logged = PageLogEntry.objects.filter(action="wagtail.unpublish", user=superuser)
    assert sorted(logged.values_list("page", flat=True)) == sorted(page.pk for page in pair)


def test_a_bulk_action_unpublishes_both(client, superuser, pair):
    client.force_login(superuser)
    client.post(bulk("unpublish", *pair))
    assert live(*pair) == [False, False]
    assert PageLogEntry.objects.filter(action="wagtail.unpublish").count() == 2


@pytest.mark.parametrize("where", ["single", "bulk"])
def test_pages_below_go_along_if_chosen(client, superuser, homes, pair, where):
    below = translated_page(pair[0], "Spodaj", homes["it"].locale)
    client.force_login(superuser)
    if where == "bulk":
        address = bulk("unpublish", pair[0])
    else:
        address = reverse("wagtailadmin_pages:unpublish", args=[pair[0].pk])
    client.post(address, {"include_descendants": "on"})
    assert live(*pair, *below) == [False] * 4


def test_pages_below_stay_otherwise(homes, pair):
    below = translated_page(pair[0], "Spodaj", homes["it"].locale)
    pair[0].unpublish()
    assert live(*below) == [True, True]


def test_an_alias_takes_its_source_with_it(homes):
    page = make_page(homes["sl"], "Brez prevoda")
    twin(page).unpublish()
    assert live(page, twin(page)) == [False, False]


def test_what_expires_expires_in_both_languages(pair):
    Page.objects.filter(pk=pair[1].pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert [(page.live, page.expired) for page in map(fresh, pair)] == [(False, True)] * 2


def test_without_the_right_on_both_nothing_happens(client, homes, pair):
    client.force_login(editor_of(homes["sl"]))
    address = reverse("wagtailadmin_pages:unpublish", args=[pair[0].pk])
    response = client.post(address, follow=True)
    assert "it-Razpis" in str(next(iter(response.context["messages"])))
    assert live(*pair) == [True, True]


def test_without_the_right_on_both_a_bulk_action_leaves_it(client, homes, pair):
    user = editor_of(homes["sl"])
    client.force_login(user)
    client.post(bulk("unpublish", pair[0]))
    assert live(*pair) == [True, True]
    with pytest.raises(Refused):
        pair[0].unpublish(user=user)
    assert live(*pair) == [True, True]


def test_publishing_again_brings_the_other_version_back(homes, pair):
    alone = make_page(homes["sl"], "Sama")
    for page in (alone, pair[0]):
        page.unpublish()
        fresh(page).save_revision().publish()
    assert live(alone, twin(alone)) == [True, True]
    assert live(*pair) == [True, True]


def test_reverting_to_an_earlier_version_reaches_the_alias(homes):
    page = make_page(homes["sl"], "Prva")
    earlier = page.save_revision()
    earlier.publish()
    page.title = "Druga"
    page.save_revision().publish()
    page.unpublish()
    earlier.as_object().save_revision(previous_revision=earlier).publish(previous_revision=earlier)
    assert [(each.title, each.live) for each in (fresh(page), twin(page))] == [("Prva", True)] * 2


@pytest.fixture
def notices(homes):
    """A public snippet with drafts, and its public version in Italian."""
    notice = Notice.objects.create(text="Obvestilo", locale=homes["sl"].locale)
    version = notice.copy_for_translation(homes["it"].locale)
    version.save()
    for each in (notice, version):
        each.save_revision().publish()
    return notice, version


def public(*snippets):
    return [Notice.objects.get(pk=each.pk).live for each in snippets]


@pytest.mark.parametrize("first", [0, 1], ids=["source", "translation"])
def test_a_snippet_with_drafts_is_unpublished_in_both(notices, first):
    notices[first].unpublish()
    assert public(*notices) == [False, False]


def test_the_admin_unpublishes_a_snippet_in_both(client, superuser, notices):
    client.force_login(superuser)
    client.post(reverse("wagtailsnippets_specimens_notice:unpublish", args=[notices[0].pk]))
    assert public(*notices) == [False, False]
    logged = ModelLogEntry.objects.filter(action="wagtail.unpublish", user=superuser)
    assert sorted(logged.values_list("object_id", flat=True)) == sorted(str(n.pk) for n in notices)


def test_a_snippet_expires_in_both(notices):
    Notice.objects.filter(pk=notices[1].pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    found = [(each.live, each.expired) for each in Notice.objects.all()]
    assert found == [(False, True), (False, True)]


def test_another_snippet_stays_public(homes, notices):
    other = Notice.objects.create(text="Drugo", locale=homes["it"].locale)
    notices[0].unpublish()
    assert public(other) == [True]


def test_without_the_right_to_publish_a_snippet_stays_in_both(notices, django_user_model):
    user = django_user_model.objects.create_user("brez-pravic")
    with pytest.raises(Refused, match="it"):
        UnpublishAction(notices[0], user=user).execute(skip_permission_checks=True)
    assert public(*notices) == [True, True]
