"""The report as a file: the filtered rows, in the user's language, and never a formula."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from hubkit.bilingual.models import PairState, Step
from hubkit.bilingual.report.spreadsheet import HEADINGS, as_text
from tests.hubkit.conftest import pair_of
from tests.hubkit.test_report import set_pair
from tests.specimens.models import MeetingPage

pytestmark = pytest.mark.django_db


def table(client, query, **headers) -> list[list]:
    """Return the file's rows, headings first, empty cells as empty texts."""
    address = f"{reverse('hubkit_bilingual:report')}?{query}"
    content = b"".join(client.get(address, headers=headers).streaming_content)
    if "csv" in query:
        return list(csv.reader(io.StringIO(content.decode())))
    sheet = load_workbook(io.BytesIO(content)).active
    return [[cell.value or "" for cell in row] for row in sheet.rows]


@pytest.fixture
def only_pair(pair):
    PairState.objects.exclude(pk=pair.pk).delete()
    return pair


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_the_rows_are_those_of_the_filtered_report(only_pair, homes, client, superuser, format_):
    homes["sl"].add_child(instance=MeetingPage(title="Drugi", slug="drugi"))
    client.force_login(superuser)
    heading, row = table(client, f"state=in_step&export={format_}")
    found = dict(zip(HEADINGS, row, strict=True))
    assert len(heading) == len(HEADINGS)
    assert found["title"] == "Sestanek"
    assert found["other_title"] == "it-Sestanek"
    assert (found["source_name"], found["target_name"]) == ("Slovenščina", "Italiano")
    assert (found["checked_by"], found["due"], found["reason"]) == ("admin-primer", "", "")
    assert str(found["since"])[:10] == timezone.localdate(only_pair.since).isoformat()


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["sl", "it"])
def test_headings_and_states_are_in_the_users_language(
    only_pair, client, superuser, format_, language
):
    client.force_login(superuser)
    heading, row = table(client, f"export={format_}", **{"accept-language": language})
    with translation.override(language):
        assert heading == [str(label) for label in HEADINGS.values()]
        assert row[list(HEADINGS).index("state")] == str(Step.IN_STEP.label)


@pytest.mark.parametrize("start", [*"=+-@", *"＝＋－＠", "\t", "\r", "\n", "\x0b="])
def test_a_text_in_a_csv_cell_is_never_a_formula(only_pair, client, superuser, start):
    set_pair(only_pair, reason=f"{start}1+1", sent_name=f"{start}cmd")
    client.force_login(superuser)
    found = dict(zip(HEADINGS, table(client, "export=csv")[1], strict=True))
    shown = start.removeprefix("\x0b")
    assert (found["reason"], found["sent_by"]) == (f"'{shown}1+1", f"'{shown}cmd")


@pytest.mark.parametrize("start", [*"=+-@", *"＝＋－＠", "\t", "\n"])
def test_a_text_in_an_xlsx_cell_is_a_text(only_pair, client, superuser, start):
    set_pair(only_pair, reason=f"{start}1+1")
    client.force_login(superuser)
    address = f"{reverse('hubkit_bilingual:report')}?export=xlsx"
    content = b"".join(client.get(address).streaming_content)
    cell = load_workbook(io.BytesIO(content)).active.cell(2, len(HEADINGS))
    assert (cell.value, cell.data_type) == (f"{start}1+1", "s")


def test_control_characters_are_left_out_of_a_cell(only_pair, client, superuser):
    set_pair(only_pair, reason="Prvi\x0bdrugi\ttretji")
    client.force_login(superuser)
    for format_ in ("csv", "xlsx"):
        row = table(client, f"export={format_}")[1]
        assert dict(zip(HEADINGS, row, strict=True))["reason"] == "Prvidrugi\ttretji"


def test_what_is_no_text_stays_as_it_is():
    assert (as_text(-3), as_text(None), as_text("a=b")) == (-3, "", "a=b")


def test_an_export_asks_no_query_a_row(only_pair, homes, client, superuser):
    client.force_login(superuser)
    address = f"{reverse('hubkit_bilingual:report')}?export=csv"
    one = exported(client, address)
    for number in range(3):
        page = MeetingPage(title=f"Več {number}", slug=f"vec-{number}")
        pair_of(homes["sl"].add_child(instance=page))
    assert exported(client, address) == (one[0], one[1] + 3)


def exported(client, address) -> tuple[int, int]:
    """Return the queries and the lines of an export."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    b"".join(client.get(address).streaming_content)
    with CaptureQueriesContext(connection) as captured:
        lines = b"".join(client.get(address).streaming_content).count(b"\r\n")
    return len(captured), lines
