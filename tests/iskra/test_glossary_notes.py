"""The hub's term base: each note that has words has them in both languages."""

import csv
import re

import pytest

from iskra.seeding.data import CONTENT

LINES = (CONTENT / "glossary.tsv").read_text("utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))
SOURCES = re.compile(r"\[[^\]]*\]")


def named(faulty) -> list[str]:
    return [f"{row['sl']} – {row['it']}" for row in ROWS if faulty(row)]


def test_each_line_has_all_columns_and_no_other_tab():
    assert LINES[0] == "sl\tit\ten\tnote\tnote_sl\tnote_it"
    assert ({line.count("\t") for line in LINES}, len(ROWS)) == ({5}, 397)


def test_a_note_with_words_is_in_both_languages_and_one_of_sources_alone_in_none():
    def differs(row):
        words = bool(SOURCES.sub("", row["note"]).strip())
        return (bool(row["note_sl"]), bool(row["note_it"])) != (words, words)

    assert named(differs) == []


def test_the_translated_notes_name_no_sources():
    assert named(lambda row: re.search(r"[\[\]]", row["note_sl"] + row["note_it"])) == []


@pytest.mark.parametrize(
    ("column", "quotation"), [("note_sl", r"»[^«»]*«"), ("note_it", r"«[^«»]*»")]
)
def test_quotations_have_the_marks_of_their_language(column, quotation):
    assert named(lambda row: re.search("[«»]", re.sub(quotation, "", row[column]))) == []
