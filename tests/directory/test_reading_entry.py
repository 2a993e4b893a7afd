"""An organisation's entry as readers see it, and what it never says."""

import json
import re

import pytest
import time_machine
from wagtail.models import PageViewRestriction

from directory.models import Facet, OrganisationPage
from directory.reading.question import Question
from tests.directory.organisations import make_organisation, set_clock, twin_of
from tests.queries import queries_of

OVERDUE_DAYS = 365 + 61
DORMANT_DAYS = 365 + 181
SECRET = ("45.5471", "13.7292", "Skrivna pot", "17c")


def html_of(client, page, path: str = "") -> str:
    response = client.get(f"{page.url}{path}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def text_of(html: str) -> str:
    main = html[html.index("<main") :] if "<main" in html else html[html.index("<body") :]
    return " ".join(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", main).split())


def data_of(html: str) -> dict:
    """The JSON-LD of the organisation; the site's own frame has another."""
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    found = [json.loads(text) for text in scripts]
    return next(data for data in found if data.get("@type") == "NGO")


@pytest.fixture
def burja(directory):
    return make_organisation(
        official_name="Društvo Burja",
        name_it="Associazione Bora",
        short_name="Burja",
        former_names=["Burjaši"],
        summary_sl="Veter.",
        summary_it="Vento.",
        description_sl="Pojemo.\n\nPlešemo.",
        topics=["kultura"],
        audiences=["mladi"],
        areas=["050"],
        languages=["sl", "it"],
        email="burja@example.org",
        phone="+38656278500",
        website="https://burja.example.org/",
        settlement="Koper",
        municipality="050",
        house_number="7",
        post="6000",
        lat=45.54712,
        lon=13.72921,
        hours=[{"days": [1, 2, 3], "from": "09:00", "to": "12:00"}],
        access=["dvigalo"],
        contact_name="Maja Zgled",
        contact_email="maja@example.org",
        contact_consent=True,
        iban="SI56192001234567892",
        davcna="14717468",
        public_interest=[{"term": "kultura", "ministry": "MK", "start": "2020-05-01"}],
    )


def test_facts_stand_in_both_languages(burja, client):
    for page in (burja, twin_of(burja)):
        html = html_of(client, page)
        for fact in (
            'href="tel:+38656278500"',
            'href="mailto:burja@example.org"',
            'href="https://burja.example.org/"',
            "Maja Zgled",
            "SI56 1920 0123 4567 892",
            burja.maticna,
            "14717468",
        ):
            assert fact in html


def test_each_language_has_its_name_and_the_others_beside(burja, client):
    assert "<h1>Društvo Burja</h1>" in html_of(client, burja)
    italian = html_of(client, twin_of(burja))
    assert "<h1>Associazione Bora</h1>" in italian
    assert re.search(r"<title\s*> Associazione Bora", italian)
    assert "Društvo Burja" in text_of(italian)
    assert "Burjaši" not in italian


def test_words_that_are_missing_stand_in_the_other_language_and_say_so(burja, client):
    html = html_of(client, twin_of(burja))
    assert re.search(r'<div class="prose" lang="sl"\s*> <p>Pojemo.</p> <p>Plešemo.</p>', html)
    assert '<p class="language-tag" lang="it">' in html
    slovenian = html_of(client, burja)
    assert '<div class="prose">' in re.sub(r"\s+>", ">", slovenian)
    assert "language-tag" not in slovenian


def test_an_address_is_written_in_the_reader_s_language(burja, client):
    assert "6000 Koper" in text_of(html_of(client, burja))
    assert "6000 Capodistria" in text_of(html_of(client, twin_of(burja)))


def test_tags_lead_to_the_list_that_they_narrow(burja, directory, client):
    asked = Question(chosen={Facet.TOPIC.value: ("kultura",)}).address
    assert f'href="{directory["sl"].url}{asked}"' in html_of(client, burja)
    assert f'href="{directory["it"].url}{asked}"' in html_of(client, twin_of(burja))


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-23T09:30:00+01:00", True),
        ("2026-11-23T12:00:00+01:00", False),
        ("2026-11-23T08:30:00+00:00", True),
    ],
)
def test_open_now_is_told_in_local_time(moment, said, burja, client):
    with time_machine.travel(moment, tick=False):
        set_clock(burja, 1)
        assert ("open--now" in html_of(client, burja)) is said


def test_a_person_without_consent_is_nowhere(burja, client):
    OrganisationPage.objects.get(pk=burja.pk).contacts.update(consent=False)
    for path in ("", "vcf/"):
        assert "Maja" not in html_of(client, burja, path)
        assert "maja@" not in html_of(client, burja, path)


def test_what_is_overdue_says_since_when(burja, client):
    set_clock(burja, OVERDUE_DAYS)
    html = html_of(client, burja)
    assert html.count("entry__stale") == 1
    assert "Maja Zgled" in html
    assert '<table class="hours">' in html


def test_what_is_dormant_hides_people_and_hours_and_says_so(burja, client):
    set_clock(burja, DORMANT_DAYS)
    for page in (burja, twin_of(burja)):
        html = html_of(client, page)
        assert html.count("entry__stale") == 1
        assert "Maja" not in html
        assert "hours" not in html.replace("opening hours", "")
        assert "openingHoursSpecification" not in html
        assert "+38656278500" in html
        assert burja.maticna in html


@pytest.fixture
def safe_house(directory):
    return make_organisation(
        official_name="Varna hiša",
        name_it="Casa sicura",
        settlement="Koper",
        municipality="050",
        street="Skrivna pot",
        house_number="17c",
        post="6000",
        lat=45.5471,
        lon=13.7292,
        hide_address=True,
    )


@pytest.mark.parametrize("path", ["", "vcf/"])
def test_a_hidden_address_is_nowhere(path, safe_house, client):
    for page in (safe_house, twin_of(safe_house)):
        html = html_of(client, page, path)
        assert [secret for secret in SECRET if secret in html] == []
        assert "openstreetmap" not in html
        assert "6000" not in html


def test_of_a_hidden_address_the_municipality_is_said(safe_house, client):
    html = html_of(client, safe_house)
    assert "Koper" in text_of(html)
    assert data_of(html)["location"] == [
        {
            "@type": "Place",
            "containedInPlace": {
                "@type": "AdministrativeArea",
                "name": [
                    {"@value": "Koper", "@language": "sl"},
                    {"@value": "Capodistria", "@language": "it"},
                ],
                "identifier": "SI-050",
            },
        }
    ]


def test_a_hidden_address_is_not_in_the_list(safe_house, directory, client):
    for page in directory.values():
        html = html_of(client, page, "?near=10101743")
        assert [secret for secret in SECRET if secret in html] == []
        assert "data-lat" not in html


def test_the_donor_box_is_there_only_with_an_account(burja, directory, client):
    other = make_organisation(davcna="14717468")
    assert "donate" in html_of(client, burja)
    assert "donate" not in html_of(client, other)


def test_machines_read_what_readers_see(burja, client):
    data = data_of(html_of(client, twin_of(burja)))
    assert data["@id"].endswith(f"/id/org/{burja.uid}")
    assert (data["legalName"], data["alternateName"]) == (
        "Društvo Burja",
        [{"@value": "Associazione Bora", "@language": "it"}, "Burja"],
    )
    assert data["identifier"] == [
        {"@type": "PropertyValue", "propertyID": "SI-PRS", "value": burja.maticna}
    ]
    (place,) = data["location"]
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 45.54712, "longitude": 13.72921}
    assert place["openingHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [
                f"https://schema.org/{day}" for day in ("Monday", "Tuesday", "Wednesday")
            ],
            "opens": "09:00",
            "closes": "12:00",
        }
    ]


def test_words_cannot_end_the_element_that_machines_read(directory, client):
    page = make_organisation(official_name="A</script><script>alert(1)</script>&")
    html = html_of(client, page)
    assert "<script>alert" not in html
    assert data_of(html)["legalName"] == "A</script><script>alert(1)</script>&"


def test_the_seat_is_a_dot_on_the_outlines_and_its_settlement_is_named(burja, client):
    html = html_of(client, burja)
    assert html.count('<circle class="outline__spot"') == 1
    assert "Naselje: Koper" in text_of(html)
    place = burja.places.get()
    place.hide_address = True
    burja.places = [place]
    burja.save_revision().publish()
    html = html_of(client, burja)
    assert "outline__spot" not in html
    assert "Naselje:" not in text_of(html)


def test_the_same_entry_as_data_is_one_link_away(burja, client):
    for page, language in ((burja, "sl"), (twin_of(burja), "it")):
        address = f"/api/hsds/{language}/organizations/{burja.uid}"
        assert f'<a href="{address}" type="application/json">' in html_of(client, page)
        assert client.get(address).json()["id"] == str(burja.uid)


def test_a_website_is_said_without_what_nobody_says(burja, client):
    link = '<a href="https://burja.example.org/" rel="noopener">burja.example.org</a>'
    assert link in html_of(client, burja)


def test_municipalities_stand_in_the_order_of_the_reader_s_language(directory, client):
    page = make_organisation(areas=["213", "050", "040"])
    listed = {
        "sl": re.findall(r"municipality=(\d+)", html_of(client, page)),
        "it": re.findall(r"municipality=(\d+)", html_of(client, twin_of(page))),
    }
    assert listed == {"sl": ["213", "040", "050"], "it": ["213", "050", "040"]}


def test_queries_do_not_grow_with_the_rows(directory, client):
    def made(number: int):
        activities = [{"name_sl": f"Vaja {each}", "status": "active"} for each in range(number)]
        statuses = [{"term": term} for term in ("kultura", "sport", "mladi")[:number]]
        topics = ["kultura", "sport", "mladi"][:number]
        links = [{"url": f"https://example.org/{each}"} for each in range(number)]
        return make_organisation(
            activities=activities,
            public_interest=statuses,
            topics=topics,
            links=links,
            settlement="Koper",
            municipality="050",
        )

    one, three = made(1), made(3)
    assert queries_of(client, one.url) == queries_of(client, three.url)


def test_a_withdrawn_or_restricted_entry_answers_nobody(burja, client):
    PageViewRestriction.objects.create(page=burja, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(burja.url).status_code == 302
    assert client.get(f"{burja.url}vcf/").status_code == 302
    PageViewRestriction.objects.all().delete()
    burja.unpublish()
    for path in ("", "vcf/"):
        assert client.get(f"{burja.url}{path}").status_code == 404


def test_a_draft_is_previewed_as_it_will_be(burja):
    page = OrganisationPage.objects.get(pk=burja.pk)
    page.title, page.description_sl = "Društvo Jugo", "Novo."
    page.activities = [page.activities.model(name_sl="Veslanje")]
    html = page.make_preview_request().rendered_content
    assert "<h1>Društvo Jugo</h1>" in html
    assert "<p>Novo.</p>" in html
    assert "Veslanje" in html
