"""Reading tables: encodings, delimiters, workbooks, limits; and whatever else is sent."""

import datetime as dt
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from directory.exchange import sheets, workbooks
from directory.exchange.headings import guess
from directory.exchange.sheets import Sheet, SheetError
from directory.exchange.uploads import read_table

TEXT = "Naziv;Občina\nDruštvo Žar;Koper\n"
SHEET = Sheet(["Naziv", "Občina"], [(2, ["Društvo Žar", "Koper"])])


def workbook(*rows) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_however_it_was_saved(encoding, delimiter):
    assert read_table(TEXT.replace(";", delimiter).encode(encoding)) == SHEET


def test_cells_may_have_quotes_delimiters_and_lines_and_rows_keep_their_numbers():
    data = b'"A;a";B\r\n\r\n"1\n2";"3 ""4"""\r\n'
    assert read_table(data) == Sheet(["A;a", "B"], [(3, ["1\n2", '3 "4"'])])


def test_a_workbook_gives_the_values_that_people_see_and_no_formula():
    data = workbook(
        ["Matična", "Ustanovljeno", "Leto", "Član", "Vsota"],
        [5874190, dt.datetime(2001, 5, 4), 2001.0, True, "=1+1"],  # noqa: DTZ001
        [],
        ["5874190000", None, 1.5, False, "'=2"],
    )
    assert read_table(data) == Sheet(
        ["Matična", "Ustanovljeno", "Leto", "Član", "Vsota"],
        [
            (2, ["5874190", "2001-05-04", "2001", "1", ""]),
            (4, ["5874190000", "", "1.5", "0", "'=2"]),
        ],
    )


def test_control_characters_are_cut_out():
    assert read_table(b"A\x00;B\n1\x07;2\x1b\n") == Sheet(["A", "B"], [(2, ["1", "2"])])


def refusal(data: bytes) -> str:
    with pytest.raises(SheetError) as caught:
        read_table(data)
    return str(caught.value)


def test_each_refusal_says_why():
    said = {
        refusal(b""),
        refusal(b"A;B\n"),
        refusal(b"A\n1;2\n"),
        refusal(b"A\n\x81\n"),
        refusal(b"\xd0\xcf\x11\xe0" + bytes(100)),
        refusal(b"PK\x03\x04" + bytes(100)),
        refusal(("A;" * 201 + "B\n1\n").encode()),
        refusal(b"A\n" + b"1\n" * 20_001),
        refusal(bytes(sheets.MAX_BYTES + 1)),
    }
    assert len(said) == 9
    assert len(read_table(b"A\n" + b"1\n" * 20_000).rows) == 20_000


def archive(**parts: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    def unpack(*args, **kwargs):
        raise AssertionError("unpacked")

    monkeypatch.setattr(workbooks, "load_workbook", unpack)
    refusal(archive(xl__workbook_xml=bytes(workbooks.MAX_UNPACKED + 1)))
    refusal(archive(**{f"p{number}_xml": b"" for number in range(501)}))
    refusal(archive(xl__workbook_xml=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'))


def assert_read_or_refused(data: bytes) -> None:
    """A file is a whole sheet or a SheetError; any other exception fails the test."""
    try:
        sheet = read_table(data)
    except SheetError:
        return
    assert {len(texts) for _number, texts in sheet.rows} == {len(sheet.headings)}


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.binary(max_size=200).map(b"PK\x03\x04".__add__)))
def test_any_bytes_are_a_sheet_or_a_reason(data):
    assert_read_or_refused(data)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 6000), st.binary(min_size=1, max_size=20))
def test_a_damaged_workbook_is_a_sheet_or_a_reason(place, damage):
    whole = workbook(["Naziv", "Občina"], ["Društvo", "Koper"])
    data = whole[:place] + damage + whole[place + len(damage) :]
    assert_read_or_refused(data)


def test_columns_are_guessed_in_three_languages_and_by_the_names_of_the_export():
    assert guess(
        ["Matična številka", "Denominazione", "E-MAIL", "hours_note_sl", "Čevlji", "ime"]
    ) == [
        "maticna",
        "official_name",
        "email",
        "hours_note_sl",
        "",
        "",
    ]
    assert guess(["POPOLNO_IME", "Indirizzo", "CAP", "Comune", "Telefono"]) == [
        "official_name",
        "street",
        "post",
        "municipality",
        "phone",
    ]
