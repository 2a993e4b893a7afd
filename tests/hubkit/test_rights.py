"""Who may translate what: each role at each of wagtail-localize's addresses, in and out of reach.

The stock views let every one of them through where they ask only whether a person translates.
"""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests.pages import make_page

pytestmark = pytest.mark.django_db

# What a role may do with the pages of its section; every one of them may submit translations.
ROLES = {
    "reader of the admin": (),
    "editor": ("add_page", "change_page"),
    "translator": ("change_page",),
    "moderator": ("add_page", "change_page", "publish_page"),
}


@pytest.fixture
def sections(homes):
    """A section in reach and one out of it, each with a page that has a published translation."""
    made = {}
    for name in ("in", "out"):
        section = make_page(homes["sl"], f"Razdelek {name}")
        page = make_page(section, f"Stran {name}", lead="Uvod")
        page.save_revision().publish()
        made[name] = (section, page, translate(page, homes["it"].locale))
    return made


def translate(page, locale):
    """Translate every segment of the page, and publish."""
    source, _ = TranslationSource.get_or_create_from_instance(page)
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale,
            data=f"it-{segment.string.data}",
        )
    translation = Translation.objects.create(source=source, target_locale=locale)
    translation.save_target(publish=True)
    return translation


@pytest.fixture(params=ROLES)
def person(request, sections, django_user_model, client):
    """A person of one role, with its rights in the section in reach and its peer, logged in."""
    group = Group.objects.create(name=request.param)
    group.permissions.set(
        Permission.objects.filter(codename__in=("access_admin", "submit_translation"))
    )
    section = sections["in"][0]
    for page in section.get_translations(inclusive=True):
        for permission in Permission.objects.filter(codename__in=ROLES[request.param]):
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = django_user_model.objects.create_user("oseba", "oseba@example.org", "geslo")
    user.groups.add(group)
    client.force_login(user)
    client.role = request.param
    return client


def refused(response) -> bool:
    """Whether the admin sent the person away; it does so by a redirect to its start."""
    return response.status_code in (302, 403) and getattr(response, "url", "/admin/") == "/admin/"


@pytest.mark.parametrize("where", ["in", "out"])
def test_submitting_needs_the_right_to_edit_the_page(person, sections, where):
    section = sections[where][0]
    new = make_page(section, "Nova")
    address = reverse("wagtail_localize:submit_page_translation", args=[new.pk])
    response = person.post(address, {"locales": [Locale.objects.get(language_code="it").pk]})
    allowed = where == "in" and "change_page" in ROLES[person.role]
    assert refused(response) is not allowed
    assert Translation.objects.filter(source__object_id=new.translation_key).exists() is allowed


@pytest.mark.parametrize("where", ["in", "out"])
@pytest.mark.parametrize("publish", [False, True], ids=["renew", "renew and publish"])
def test_publishing_at_once_needs_the_right_to_publish_each_target(
    person, sections, where, publish, django_capture_on_commit_callbacks
):
    _section, page, translation = sections[where]
    page.lead = "Nov uvod"
    page.save_revision().publish()
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    with django_capture_on_commit_callbacks(execute=True):
        response = person.post(address, {"publish_translations": "on"} if publish else {})
    needed = "publish_page" if publish else "change_page"
    allowed = where == "in" and needed in ROLES[person.role]
    assert refused(response) is not allowed
    live = translation.get_target_instance().lead
    assert (live == "Nov uvod") is (allowed and publish)


@pytest.mark.parametrize("where", ["in", "out"])
def test_turning_a_live_translation_into_an_alias_needs_the_right_to_publish(
    person, sections, where
):
    translation = sections[where][2]
    target = translation.get_target_instance()
    address = reverse("wagtail_localize:convert_to_alias", args=[target.pk])
    response = person.post(address)
    allowed = where == "in" and "publish_page" in ROLES[person.role]
    assert refused(response) is not allowed
    target.refresh_from_db()
    assert (target.alias_of_id is not None) is allowed


@pytest.mark.parametrize("where", ["in", "out"])
@pytest.mark.parametrize("name", ["download_pofile", "preview_translation"])
def test_reading_a_translation_needs_the_right_to_edit_it(person, sections, where, name):
    response = person.get(reverse(f"wagtail_localize:{name}", args=[sections[where][2].pk]))
    assert refused(response) is not (where == "in" and "change_page" in ROLES[person.role])


def test_the_report_lists_what_one_may_edit(person, sections):
    text = person.get(reverse("wagtail_localize:translations_report"), follow=True).text
    assert ("Stran in" in text) is ("change_page" in ROLES[person.role])
    assert "Stran out" not in text


def test_a_subtree_is_never_submitted(person, sections):
    section = make_page(sections["in"][0], "Vrh")
    below = make_page(section, "Dno")
    address = reverse("wagtail_localize:submit_page_translation", args=[section.pk])
    locale = Locale.objects.get(language_code="it")
    person.post(address, {"locales": [locale.pk], "include_subtree": "on"})
    assert not Translation.objects.filter(source__object_id=below.translation_key).exists()
