"""The export: a row for each public organisation, safe for spreadsheets, nothing private."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from wagtail.models import PageViewRestriction

from directory.exchange.export import COLUMNS, PRIVATE
from directory.models import OrganisationPage
from directory.models.freshness import DORMANT
from directory.profile import FIELDS
from tests.directory.organisations import make_organisation, set_clock
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

ADDRESS = {
    "settlement": "Koper",
    "municipality": "050",
    "street": "Vzorčna ulica",
    "house_number": "3",
    "post": "6000",
    "lat": 45.5,
    "lon": 13.7,
}
PERSON = {"contact_name": "Ana Primer", "contact_email": "ana@example.org"}
HOURS = [
    {"days": [1], "from": "09:00", "to": "12:00"},
    {"days": [3], "from": "15:00", "to": "18:00"},
]


def rows(client, language: str = "sl") -> list[dict[str, str]]:
    response = client.get(f"/api/export/{language}/organizations.csv")
    assert response.streaming
    return list(csv.DictReader(StringIO(b"".join(response.streaming_content).decode(), newline="")))


def workbook(client) -> list[list]:
    response = client.get("/api/export/sl/organizations.xlsx")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    return [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]


def test_the_columns_are_the_fields_of_an_organisation(directory, client):
    make_organisation()
    assert tuple(rows(client)[0]) == COLUMNS
    assert set(FIELDS) - set(COLUMNS) == PRIVATE
    assert [value for value, _kind in workbook(client)[0]] == list(COLUMNS)


def test_a_row_has_the_values_as_the_import_reads_them(directory, client):
    page = make_organisation(
        **ADDRESS,
        topics=["kultura", "sport"],
        hours=HOURS,
        founded_year=1989,
        volunteers=True,
        activities=[{"name_sl": "Zbor"}],
    )
    row = rows(client)[0]
    chosen = {
        name: row[name]
        for name in (
            *("uid", "topics", "founded_year", "volunteers", "hub_member", "settlement"),
            *("municipality", "street", "post", "lat", "hours", "freshness"),
        )
    }
    assert chosen == {
        "uid": str(page.uid),
        "topics": "kultura; sport",
        "founded_year": "1989",
        "volunteers": "true",
        "hub_member": "false",
        "settlement": "Koper",
        "municipality": "050",
        "street": "Vzorčna ulica",
        "post": "6000",
        "lat": "45.5",
        "hours": "ponedeljek 9.00–12.00 | sreda 15.00–18.00",
        "freshness": "fresh",
    }
    assert '"name_sl": "Zbor"' in row["activities"]


def test_no_text_is_taken_for_a_formula(directory, client):
    page = make_organisation(official_name="=HYPERLINK(1)", phone="+38652000015")
    OrganisationPage.objects.filter(pk=page.pk).update(summary_sl="@SUM(1)\x0b")
    row = rows(client)[0]
    assert (row["official_name"], row["phone"], row["summary_sl"]) == (
        "'=HYPERLINK(1)",
        "'+38652000015",
        "'@SUM(1)",
    )
    cells = dict(zip(COLUMNS, workbook(client)[1], strict=True))
    assert cells["official_name"] == ("=HYPERLINK(1)", "s")
    assert cells["phone"] == ("+38652000015", "s")


def test_private_values_are_not_in_it(directory, client):
    make_organisation(**ADDRESS, hide_address=True, access=["dvigalo"], **PERSON)
    make_organisation(former_names=["Nekdanje"], alert_sl="Zaprto", alert_until="2020-01-01")
    old = make_organisation(**PERSON, contact_consent=True, hours=HOURS, hours_note_sl="Zvonec")
    set_clock(old, 365 + DORMANT.days + 10)
    told = str(rows(client)) + str(workbook(client))
    private = ("Koper", "Vzorčna", "6000", "45.5", "dvigalo", "Ana", "Nekdanje", "Zaprto", "Zvonec")
    assert [word for word in private if word in told] == []
    assert "050" in told


def test_a_person_who_agreed_is_in_it(directory, client):
    make_organisation(**PERSON, contact_consent=True)
    assert rows(client)[0]["contact_email"] == "ana@example.org"


def test_only_public_organisations_are_in_it(directory, client):
    shown, restricted = make_organisation(), make_organisation()
    make_organisation(published=False)
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    assert [row["uid"] for row in rows(client)] == [str(shown.uid)]


def test_the_description_names_every_column_in_both_languages(directory, client):
    package = client.get("/api/export/it/datapackage.json").json()
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert set(package["titles"]) == {"sl", "it"}
    resource = package["resources"][0]
    assert (resource["path"], resource["format"]) == ("organizations.csv", "csv")
    fields = {each["name"]: each for each in resource["schema"]["fields"]}
    assert tuple(fields) == COLUMNS
    kinds = {name: fields[name]["type"] for name in ("uid", "lat", "volunteers", "activities")}
    assert kinds == {
        "uid": "string",
        "lat": "number",
        "volunteers": "boolean",
        "activities": "array",
    }
    assert all(set(each["titles"]) == {"sl", "it"} for each in fields.values())


@pytest.mark.parametrize("name", ["organizations.csv", "organizations.xlsx"])
def test_the_queries_do_not_grow_with_the_table(directory, client, name):
    values = {**ADDRESS, **PERSON, "activities": [{"name_sl": "Zbor"}], "audiences": ["mladi"]}

    def queries() -> int:
        return queries_of(Reading(client), f"/api/export/sl/{name}")

    make_organisation(**values)
    one = queries()
    for _time in range(2):
        make_organisation(**values)
    assert queries() == one <= 20


class Reading:
    """A client that reads what is streamed, so that its queries are counted."""

    def __init__(self, client):
        self.client = client

    def get(self, address: str):
        response = self.client.get(address)
        assert b"".join(response.streaming_content)
        return response
