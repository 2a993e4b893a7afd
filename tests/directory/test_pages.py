"""An organisation is one page in both languages: what its editor keeps, and what its twin shows."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from directory.models import Entry, EntryState, OrganisationPage, Term
from directory.profile import read
from hubkit.bilingual.models import PairState
from tests.directory.organisations import make_organisation, twin_of

pytestmark = pytest.mark.django_db


def test_the_twin_has_every_value_and_an_address_of_its_own(directory):
    page = make_organisation(
        official_name="Društvo Žarek",
        name_it="Associazione Raggio",
        summary_it="In breve.",
        settlement="Koper",
        street="Verdijeva ulica",
        house_number="10",
        post="6000",
        phone="05 627 85 00",
        audiences=["otroci"],
    )
    twin = twin_of(page)
    assert read(twin) == read(page)
    assert twin.url_path == f"{directory['it'].url_path}associazione-raggio/"
    assert (twin.live, twin.uid) == (True, page.uid)


def test_a_draft_reaches_nobody_and_publishing_reaches_both(directory):
    page = make_organisation(summary_sl="Prej.")
    page.summary_sl = "Pozneje."
    revision = page.save_revision()
    assert twin_of(page).summary_sl == "Prej."
    revision.publish()
    assert twin_of(page).summary_sl == "Pozneje."


def test_parts_keep_their_public_identifiers_in_both_languages(directory):
    page = make_organisation(phone="05 627 85 00", settlement="Koper")
    page.summary_sl = "Drugače."
    page.save_revision().publish()
    twin = twin_of(page)
    for children in ("phones", "places"):
        uids = [row.uid for row in getattr(page, children).all()]
        assert [row.uid for row in getattr(twin, children).all()] == uids


def test_it_is_no_pair_and_asks_for_no_translation(directory, admin_client):
    page = make_organisation()
    assert not PairState.objects.filter(translation_key=page.uid).exists()
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert admin_client.get(address, follow=True).redirect_chain[-1][0] == reverse(
        "wagtailadmin_home"
    )


def test_the_twin_s_editor_is_the_one_with_both_languages(directory, admin_client):
    page = make_organisation()
    answer = admin_client.get(reverse("wagtailadmin_pages:edit", args=[twin_of(page).pk]))
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_editor_shows_both_languages_side_by_side_and_no_pair(directory, admin_client):
    page = make_organisation()
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert html.index('name="summary_sl"') < html.index('name="summary_it"')
    assert "hubkit_bilingual/css/desk.css" not in html


def test_its_name_is_the_reader_s_or_the_official_one(directory):
    page = make_organisation(official_name="Društvo Žarek", name_it="Associazione Raggio")
    with override("it"):
        assert (page.name, page.other_names) == ("Associazione Raggio", ["Društvo Žarek"])
    with override("sl"):
        assert (page.name, page.other_names) == ("Društvo Žarek", ["Associazione Raggio"])


def test_its_own_municipality_is_always_among_those_it_works_in(directory):
    page = make_organisation(areas=["090"], settlement="Koper")
    assert page.areas == ["050", "090"]


def test_a_registration_number_stands_once(directory):
    page = make_organisation()
    with pytest.raises(ValidationError) as refused:
        make_organisation(maticna=page.maticna)
    assert list(refused.value.message_dict) == ["maticna"]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("maticna", "123"), ("davcna", "1"), ("iban", "SI56"), ("it_cf", "x"), ("email", "a@b")],
)
def test_a_wrong_number_is_told_at_its_field(directory, name, wrong):
    with pytest.raises(ValidationError) as refused:
        make_organisation(**{name: wrong})
    assert list(refused.value.message_dict) == [name]


def test_what_it_lacks_is_told_by_name(directory):
    page = make_organisation(summary_sl="", email="", topics=[])
    assert sorted(page.missing) == ["email", "summary_sl", "topics"]


def test_unpublishing_and_publishing_again_takes_both_and_the_list(directory):
    page = make_organisation()
    page.unpublish()
    live = Page.objects.filter(translation_key=page.uid).values_list("live", flat=True)
    entry = Entry.objects.get(uid=page.uid)
    assert (list(live), entry.listed, entry.facets.count()) == ([False, False], False, 0)
    page = OrganisationPage.objects.get(pk=page.pk)
    page.save_revision().publish()
    entry.refresh_from_db()
    assert (twin_of(page).live, entry.listed, entry.facets.exists()) == (True, True, True)


def test_deleting_it_leaves_an_entry_that_says_so(directory):
    page = make_organisation(settlement="Koper", lat=45.5, lon=13.7)
    page.delete()
    entry = Entry.objects.get(uid=page.uid)
    assert (entry.page, entry.listed, entry.state) == (None, False, EntryState.GONE)
    assert (entry.maticna, entry.lat, entry.lon, entry.facets.count()) == ("", None, None, 0)
    assert not Page.objects.filter(translation_key=page.uid).exists()


def test_deleting_the_twin_alone_makes_it_anew(directory):
    page = make_organisation(name_it="Associazione Raggio")
    twin = twin_of(page)
    twin.delete()
    assert twin_of(page).pk != twin.pk
    assert Entry.objects.get(uid=page.uid).listed


def test_a_retired_term_counts_as_its_heir(directory):
    old, new = (
        Term.objects.get(taxonomy__code="topics", code=code) for code in ("kultura", "sport")
    )
    old.retired, old.replaced_by = True, new
    old.save()
    page = make_organisation(topics=["kultura"])
    facets = Entry.objects.get(uid=page.uid).facets.filter(group="topic")
    assert [facet.value for facet in facets] == ["sport"]


def test_terms_cannot_replace_each_other_in_a_circle(directory):
    one, two = Term.objects.filter(taxonomy__code="topics")[:2]
    one.replaced_by, two.replaced_by = two, one
    one.save()
    with pytest.raises(ValidationError):
        two.clean()


def test_an_entry_without_a_page_of_that_number_is_not_found(directory):
    assert not Entry.objects.filter(uid=uuid.uuid4()).exists()
