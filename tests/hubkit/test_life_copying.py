"""A copy is copied in all its languages."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, Translation, TranslationContext

from hubkit.bilingual.life.versions import Refused
from hubkit.bilingual.models import PairState, Step
from tests.hubkit.staff import editor_of
from tests.hubkit.translated import fresh, sound, translate, translated_page, twin
from tests.pages import body_of, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(homes):
    return translated_page(homes["sl"], "Razpis", homes["it"].locale, lead="Uvod")


def copy_in_admin(client, page, parent, **values):
    data = {"new_title": "Novi", "new_slug": "novi", "new_parent_page": parent.pk} | values
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    return Page.objects.filter(slug="novi").first()


@pytest.mark.parametrize("publish", [True, False], ids=["live", "draft"])
def test_the_translation_is_copied_with_its_words(client, superuser, homes, pair, publish):
    client.force_login(superuser)
    values = {"publish_copies": "on"} if publish else {}
    copy = copy_in_admin(client, pair[0], homes["sl"], **values).specific
    other = twin(copy)
    assert (copy.title, copy.live, copy.lead) == ("Novi", publish, "Uvod")
    assert (other.title, other.live, other.lead) == ("it-Razpis", publish, "it-Uvod")
    assert (other.alias_of_id, other.get_parent().pk) == (None, homes["it"].pk)
    assert other.slug != pair[1].slug
    assert copy.translation_key != pair[0].translation_key
    assert sound()


def test_copying_the_translation_copies_its_source(client, superuser, homes, pair):
    client.force_login(superuser)
    copy = copy_in_admin(client, pair[1], homes["it"]).specific
    assert (copy.locale.language_code, copy.lead, twin(copy).lead) == ("it", "it-Uvod", "Uvod")
    assert twin(copy).alias_of_id is None


def test_the_copies_stay_linked(homes, pair):
    copy = pair[0].copy(update_attrs={"slug": "kopija", "title": "Kopija"})
    translation = Translation.objects.get(source__object_id=copy.translation_key)
    assert translation.get_progress()[0] == translation.get_progress()[1]
    before = twin(copy)
    translation.save_target(publish=True)
    after = fresh(before)
    assert (after.title, after.slug, after.lead) == (before.title, before.slug, "it-Uvod")
    assert (before.title, after.live) == ("it-Razpis", True)


def test_parts_of_the_body_keep_their_translation(homes):
    page = body_of(make_page(homes["sl"], "Telo"), ("text", "<p>Prvi stavek.</p>"))
    page.save_revision().publish()
    translate(page, homes["it"].locale)
    copy = fresh(page).copy(update_attrs={"slug": "telo-2"})
    assert "it-" in str(twin(copy).body)
    translation = Translation.objects.get(source__object_id=copy.translation_key)
    assert translation.get_progress()[0] == translation.get_progress()[1]


def test_what_the_translation_overrides_is_copied(homes, pair):
    context = TranslationContext.objects.filter(object_id=pair[0].translation_key).first()
    SegmentOverride.objects.create(locale=homes["it"].locale, context=context, data_json="7")
    copy = pair[0].copy(update_attrs={"slug": "kopija"})
    override = SegmentOverride.objects.get(context__object_id=copy.translation_key)
    assert (override.data_json, override.context.path) == ("7", context.path)


def test_a_tree_is_copied_as_it_is(homes, pair):
    below = make_page(pair[0], "Brez prevoda")
    deeper = translated_page(below, "Globoko", homes["it"].locale)
    copy = fresh(pair[0]).copy(recursive=True, update_attrs={"slug": "kopija"})
    originals = pair[0].get_descendants(inclusive=True).specific()
    copies = copy.get_descendants(inclusive=True).specific()
    assert [page.title for page in copies] == ["Razpis", "Brez prevoda", "Globoko"]
    for original, made in zip(originals, copies, strict=True):
        expected = None if twin(original).alias_of_id is None else made.pk
        assert (twin(made).title, twin(made).alias_of_id) == (twin(original).title, expected)
        assert twin(made).live is twin(original).live
    assert twin(copies[2]).get_parent().get_parent().pk == twin(copy).pk
    assert deeper[1].title == "it-Globoko"
    assert sound()


def test_the_copy_of_an_alias_is_an_alias(client, superuser, homes):
    page = make_page(homes["sl"], "Sama", lead="Uvod")
    page.save_revision().publish()
    client.force_login(superuser)
    copy = copy_in_admin(client, twin(page), homes["it"], publish_copies="on").specific
    source = twin(copy)
    assert (copy.alias_of_id, copy.locale.language_code) == (source.pk, "it")
    assert (source.alias_of_id, source.lead, source.live) == (None, "Uvod", True)
    assert (copy.title, source.title, copy.lead) == ("Novi", "Novi", "Uvod")
    assert sound()


def test_a_place_in_another_language_is_refused_with_a_reason(client, superuser, homes, pair):
    client.force_login(superuser)
    assert copy_in_admin(client, pair[0], homes["it"]) is None
    assert "Razpis" in str(next(iter(client.get("/admin/").context["messages"])))
    with pytest.raises(Refused):
        pair[0].copy(to=homes["it"], update_attrs={"slug": "kopija"})


def test_without_the_right_on_the_translation_the_copy_has_an_alias(client, homes, pair):
    client.force_login(editor_of(homes["sl"]))
    copy = copy_in_admin(client, pair[0], homes["sl"])
    assert twin(copy).alias_of_id == copy.pk


def test_without_the_right_on_its_source_an_alias_is_not_copied(client, homes):
    page = make_page(homes["sl"], "Sama")
    client.force_login(editor_of(homes["it"]))
    assert copy_in_admin(client, twin(page), homes["it"]) is None


def test_an_alias_elsewhere_follows_the_translation_too(client, superuser, homes, pair):
    section = make_page(homes["sl"], "Razdelek")
    client.force_login(superuser)
    alias = copy_in_admin(client, pair[0], section, alias="on")
    other = twin(alias)
    assert (alias.alias_of_id, other.alias_of_id) == (pair[0].pk, pair[1].pk)
    assert (other.title, other.live) == ("it-Razpis", True)
    assert other.get_parent().pk == twin(section).pk
    page = fresh(pair[1])
    page.title = "Bando"
    page.save_revision().publish()
    assert fresh(other).title == "Bando"
    assert sound()


def pair_of(page):
    return PairState.objects.get(translation_key=page.translation_key)


@pytest.mark.parametrize("copied", [0, 1], ids=["source", "translation"])
def test_the_copies_say_the_same_as_far_as_the_originals_do(pair, copied):
    copy = pair[copied].copy(update_attrs={"slug": "kopija"}, keep_live=True)
    found = pair_of(copy)
    assert (found.source_locale, found.target_locale) == (pair[0].locale, pair[1].locale)
    assert (found.step, found.changes) == (Step.IN_STEP, {})


def test_a_copy_with_another_title_has_changed_in_its_title(pair):
    copy = pair[0].copy(update_attrs={"slug": "kopija", "title": "Kopija"}, keep_live=True)
    found = pair_of(copy)
    assert (found.step, found.changes) == (Step.CHANGED, {"source": {"title": ["Kopija"]}})


def test_copied_drafts_are_in_step_once_both_are_public(pair):
    copy = pair[0].copy(update_attrs={"slug": "kopija"}, keep_live=False)
    assert pair_of(copy).step == Step.UNTRANSLATED
    fresh(copy).get_latest_revision().publish()
    assert (twin(copy).live, pair_of(copy).step) == (True, Step.IN_STEP)


def test_a_copy_of_what_has_changed_has_changed(pair):
    changed = fresh(pair[0])
    changed.lead = "Nov uvod"
    changed.save_revision().publish()
    copy = fresh(pair[0]).copy(update_attrs={"slug": "kopija"}, keep_live=True)
    assert pair_of(copy).changes == {"source": {"lead": ["Nov uvod"]}}


def test_a_translation_copied_without_its_source_begins_a_pair_of_its_own(homes, pair):
    user = editor_of(homes["it"])
    copy = pair[1].copy(update_attrs={"slug": "kopija"}, keep_live=True, user=user)
    found = pair_of(copy)
    assert (found.source, found.step, found.matched) == (copy, Step.UNTRANSLATED, {})
