"""How good the data are, in figures, and the report with what to put right."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directory.api.hsds.problems import problems_of
from directory.models import Entry, OrganisationPage, Place, Term
from directory.quality.gaps import HELPFUL, NEEDED
from directory.quality.measure import quality
from directory.quality.websites import is_sound, malformed
from tests.directory.organisations import make_organisation, set_clock
from tests.directory.owning import make_owner
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def test_an_empty_directory(directory):
    found = quality()
    assert (found["entries"], found["freshness"]) == (
        0,
        {"fresh": 0, "due": 0, "overdue": 0, "dormant": 0},
    )
    assert len(found["municipalities"]) == 8


def test_what_entries_lack(directory):
    make_organisation(
        official_name="Vse",
        summary_it="Riassunto.",
        description_it="Descrizione.",
        maticna="1732803",
        phone="05 627 85 00",
        website="https://example.org",
        languages=["sl"],
        audiences=[Term.objects.of("audiences").first().code],
        settlement="Koper",
        lat=45.5,
        lon=13.7,
        by_appointment=True,
        access=[Term.objects.of("access").first().code],
        contact_name="Ana",
        contact_consent=True,
        activities=[{"name_sl": "Tečaj", "status": "active"}],
    )
    make_organisation(
        official_name="Skoraj nič", legal_form="", maticna="", topics=[], email="", areas=[]
    )
    found = quality()
    assert found["entries"] == 2
    assert found["missing"] == {
        "legal_form": 1,
        "maticna": 1,
        "summary": 0,
        "description": 0,
        "topics": 1,
        "areas": 1,
        "reachable": 1,
    }
    assert found["missing_helpful"] == {
        code: 2 if code == "logo" else 1 for code, _label, _gap in HELPFUL
    }
    assert found["without_language"] == {"sl": 0, "it": 1}


def test_an_organisation_from_abroad_lacks_no_number(directory):
    make_organisation(legal_form="tuja-organizacija", maticna="")
    assert quality()["missing"]["maticna"] == 0


def test_a_hidden_address_lacks_no_point(directory):
    make_organisation(settlement="Koper", hide_address=True)
    assert quality()["missing_helpful"]["point"] == 0


def test_7_4_a_retired_term_without_successor_counts_as_none(directory):
    make_organisation(topics=["kultura"])
    term = Term.objects.of("topics").get(code="kultura")
    term.retired = True
    term.save()
    assert quality()["missing"]["topics"] == 1
    term.replaced_by = Term.objects.of("topics").current().first()
    term.save()
    assert quality()["missing"]["topics"] == 0


def test_drafts_and_twins_are_not_counted(directory):
    make_organisation()
    make_organisation(published=False)
    assert (quality()["entries"], OrganisationPage.objects.filter(live=True).count()) == (1, 2)


def test_freshness_and_owners(directory):
    for days in (10, 370, 430, 560):
        page = make_organisation()
        set_clock(page, days)
    make_owner(page)
    make_owner(make_organisation(), state="invited")
    found = quality()
    assert found["freshness"] == {"fresh": 2, "due": 1, "overdue": 1, "dormant": 1}
    assert found["without_owner"] == 4


def test_by_municipality(directory):
    page = make_organisation(settlement="Koper", summary_it="Riassunto.")
    set_clock(page, 500)
    Place.objects.filter(page__translation_key=page.uid).update(municipality="050")
    Entry.objects.filter(uid=page.uid).update(municipality="050")
    make_organisation()
    found = {row["code"]: row for row in quality()["municipalities"]}
    assert found["050"] == {
        "code": "050",
        "name_sl": "Koper",
        "name_it": "Capodistria",
        "entries": 1,
        "unconfirmed": 1,
        "without_point": 0,
        "without_sl": 0,
        "without_it": 0,
    }
    assert found["111"]["entries"] == 0
    assert found[""]["without_it"] == 1


@pytest.mark.parametrize(
    ("address", "sound"),
    [
        ("https://example.org", True),
        ("http://xn--drutvo-jib.si/pot?x=1", True),
        ("https://društvo.si", True),
        ("HTTPS://EXAMPLE.ORG", True),
        ("https://example", False),
        ("example.org", False),
        ("https://burja.local", False),
        ("ftp://example.org", False),
        ("https://exa mple.org", False),
        (" https://example.org", False),
        ("https://[", False),
    ],
)
def test_web_addresses_by_their_form_alone(address, sound):
    assert is_sound(address) is sound


def test_malformed_addresses_are_found_in_the_website_and_in_links(directory):
    page = make_organisation(links=[{"url": "https://burja.local", "label_sl": "", "label_it": ""}])
    OrganisationPage.objects.filter(pk=page.pk).update(website="burja")
    assert [address for _pk, _title, address in malformed()] == ["burja", "https://burja.local"]


def test_the_figures_name_nobody(directory):
    page = make_organisation(official_name="Društvo Burja", contact_name="Ana")
    make_owner(page)
    text = json.dumps(quality())
    assert [word in text for word in ("Burja", "Ana", "example.org")] == [False] * 3


def test_the_figures_cost_the_same_for_one_and_for_three(directory):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            quality()
        return len(captured)

    make_organisation()
    one = cost()
    for _number in range(2):
        make_owner(make_organisation(website="https://example.org"))
    assert cost() == one == 7


def test_the_report_lists_the_entries_behind_a_figure(client, superuser, directory):
    page = make_organisation(official_name="Društvo Burja")
    make_organisation(official_name="Zavod Sonce", website="https://example.org")
    client.force_login(superuser)
    text = client.get(reverse("directory_life:quality") + "?lacks=website").content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in text
    assert ("Društvo Burja" in text, "Zavod Sonce" in text) == (True, False)


def test_the_report_says_what_keeps_entries_out_of_the_open_data(client, superuser, directory):
    page = make_organisation(official_name="Društvo Burja")
    make_organisation(official_name="Zavod Sonce")
    client.force_login(superuser)
    report = reverse("directory_life:quality")
    assert client.get(report).context["problems"] == []
    wordless = dict.fromkeys(("summary_sl", "summary_it", "description_sl", "description_it"), "")
    OrganisationPage.objects.filter(pk=page.pk).update(**wordless)
    told = problems_of(OrganisationPage.objects.get(pk=page.pk))
    response = client.get(report)
    assert response.context["problems"] == [(told[0], [(page.pk, "Društvo Burja")])]
    assert told[0] in response.content.decode()


def test_a_list_is_named_for_what_its_entries_lack(client, superuser, directory):
    make_organisation()
    client.force_login(superuser)
    response = client.get(reverse("directory_life:quality"), {"lacks": "without_it"})
    assert ": Besedilo v italijanščini</h3>" in response.content.decode()


@pytest.mark.parametrize("code", [code for code, _label, _gap in (*NEEDED, *HELPFUL)])
def test_every_figure_has_its_list(client, superuser, directory, code):
    make_organisation()
    client.force_login(superuser)
    response = client.get(reverse("directory_life:quality"), {"lacks": code})
    assert (
        len(response.context["found"])
        == {
            **quality()["missing"],
            **quality()["missing_helpful"],
        }[code]
    )


def test_the_report_costs_the_same_for_one_and_for_three(client, superuser, directory):
    client.force_login(superuser)
    address = reverse("directory_life:quality") + "?lacks=logo"
    make_organisation()
    one = queries_of(client, address)
    for _number in range(2):
        make_organisation()
    assert queries_of(client, address) == one
