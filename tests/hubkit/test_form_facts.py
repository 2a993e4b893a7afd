"""Translators are offered a form's words, never its data names or addresses."""

import pytest
from wagtail.models import Locale
from wagtail_localize import synctree
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import LocaleSynchronization
from wagtail_localize.segments.extract import extract_segments

from hubkit.bilingual.sending import publish
from tests.hubkit.conftest import pair_of, translate_all
from tests.specimens.models import InquiryField, InquiryPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(homes):
    page = InquiryPage(
        title="Vprašanje", slug="vprasanje", to_address="a@example.org", subject="Novo vprašanje"
    )
    page.form_fields = [
        InquiryField(
            label="Ime", clean_name="ime", field_type="singleline", locale=homes["sl"].locale
        )
    ]
    homes["sl"].add_child(instance=page)
    page.save_revision().publish()
    return page


def test_addresses_and_names_are_no_segments(form):
    paths = {segment.path.split(".")[-1] for segment in extract_segments(form)}
    assert {"label", "subject", "title"} <= paths
    assert paths.isdisjoint({"to_address", "from_address", "clean_name"})


@pytest.mark.parametrize(
    ("model", "names"),
    [(InquiryPage, ["to_address", "from_address"]), (InquiryField, ["clean_name"])],
)
def test_they_are_facts_that_nobody_overrides(model, names):
    fields = {each.field_name: each for each in get_translatable_fields(model)}
    instance = model()
    assert [fields[name].is_overridable(instance) for name in names] == [False] * len(names)
    assert [fields[name].is_synchronized(instance) for name in names] == [True] * len(names)


def test_the_address_follows_in_the_other_language(form, superuser):
    pair = pair_of(form)
    translate_all(pair)
    publish(pair, user=superuser)
    form.to_address = "b@example.org"
    form.save_revision().publish()
    assert pair_of(form).target.to_address == "b@example.org"


def test_adding_a_language_copies_no_tree_inside_the_request(homes, monkeypatch):
    def fail(*args, **kwargs):
        raise AssertionError("the tree was walked in the request")

    monkeypatch.setattr(synctree, "synchronize_tree", fail)
    german = Locale.objects.create(language_code="de")
    LocaleSynchronization.objects.create(locale=german, sync_from=homes["sl"].locale)
