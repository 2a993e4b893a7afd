"""The term base: its file, its hints beside a sentence, its list in the admin."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from hubkit.bilingual.glossary import entries, hints, hints_for, names, shorts
from hubkit.bilingual.models import Term
from hubkit.bilingual.stems import fold, stems

pytestmark = pytest.mark.django_db

ROWS = [
    ("nevladna organizacija (NVO)", "organizzazione non governativa (ONG)"),
    ("nevladni sektor", "settore non governativo"),
    ("društvo", "associazione"),
    ("zveza društev", "unione di associazioni"),
    ("prostovoljec / prostovoljka", "volontario / volontaria"),
    ("prejšnja / naslednja stran", "pagina precedente / successiva"),
    ("stičišče (NVO)", "punto d'incontro (delle ONG)"),
    ("transakcijski račun (TRR)", "conto corrente (IBAN)"),
    ("odjava (z dogodka)", "disdetta"),
    ("odjava (iz sistema)", "esci"),
    ("piškotek", "cookie"),
    ("članica", "socia"),
    ("razpis", "bando"),
    ("dell'ente", "dell'ente"),
]


@pytest.fixture(autouse=True)
def no_terms(db):
    """The site under test may have a term base of its own."""
    Term.objects.all().delete()


@pytest.fixture
def base(no_terms):
    for sl, it in ROWS:
        Term.objects.create(sl=sl, it=it)


def found(text, source="sl", target="it"):
    return [(hint.term, hint.found) for hint in hints(text, source=source, target=target)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Nič znanega.", []),
        ("", []),
        ("Društvo", [("društvo", "Društvo")]),
        ("V društvih in brez društev", [("društvo", "društvih")]),
        ("DRUŠTVA", [("društvo", "DRUŠTVA")]),
        ("drustva", [("društvo", "drustva")]),
        ("Zveze društev", [("zveza društev", "Zveze društev")]),
        ("z nevladnim sektorjem", [("nevladni sektor", "nevladnim sektorjem")]),
        ("Prostovoljcev ni.", [("prostovoljec / prostovoljka", "Prostovoljcev")]),
        ("prostovoljkami", [("prostovoljec / prostovoljka", "prostovoljkami")]),
        ("Na prejšnjo stran", [("prejšnja / naslednja stran", "prejšnjo stran")]),
        ("prejšnjo sredo", []),
        ("NVO", [("nevladna organizacija (NVO)", "NVO")]),
        ("stičišč NVO", [("stičišče (NVO)", "stičišč"), ("nevladna organizacija (NVO)", "NVO")]),
        ("TRR", [("transakcijski račun (TRR)", "TRR")]),
        ("piškotki", [("piškotek", "piškotki")]),
        ("drugo <b>društ</b>vo", [("društvo", "društvo")]),
        ("nevladna<br/>organizacija", [("nevladna organizacija (NVO)", "nevladna organizacija")]),
        ('<a id="razpis">Ra&#269;un</a>', []),
        ("razpisna dokumentacija", []),
        ("član", []),
    ],
)
def test_terms_are_found_in_their_forms(base, text, terms):
    assert found(text) == terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("le associazioni", [("associazione", "associazioni")]),
        ("unioni di associazioni", [("unione di associazioni", "unioni di associazioni")]),
        ("con i volontari", [("volontario / volontaria", "volontari")]),
        ("le volontarie", [("volontario / volontaria", "volontarie")]),
        ("dell’ente", [("dell'ente", "dell ente")]),
        ("attività sociali", []),
    ],
)
def test_italian_terms_too(base, text, terms):
    assert found(text, "it", "sl") == terms


def test_a_hint_says_what_the_base_says(base):
    Term.objects.filter(sl="društvo").update(note_sl="pravna oblika")
    hint = hints("Društva in društva", source="sl-SI", target="it")[0]
    pk = Term.objects.get(sl="društvo").pk
    assert (hint.pk, hint.term, hint.translation, hint.note_sl, hint.found) == (
        (pk, "društvo", "associazione", "pravna oblika", "Društva")
    )
    assert len(hints("Društva in društva", source="sl", target="it")) == 1


@pytest.mark.parametrize(
    ("language", "note"),
    [("sl", "tudi »ente«"), ("sl-si", "tudi »ente«"), ("it", "anche «ente»"), ("en", "")],
)
def test_the_note_is_in_the_language_of_the_interface(language, note):
    Term.objects.create(
        sl="zavod",
        it="istituto",
        note="[MOK] also ente",
        note_sl="tudi »ente«",
        note_it="anche «ente»",
    )
    bare = Term.objects.create(sl="klub", it="circolo", note="[STD] confirm")
    with override(language):
        for ways in ({"source": "sl", "target": "it"}, {"source": "it", "target": "sl"}):
            notes = {hint.pk: hint.note for hint in hints("zavod klub istituto circolo", **ways)}
            assert (sorted(notes.values()), notes[bare.pk]) == (sorted(["", note]), "")


def test_a_term_with_two_rows_gives_both(base):
    assert found("Ob odjavi") == [
        ("odjava (z dogodka)", "odjavi"),
        ("odjava (iz sistema)", "odjavi"),
    ]


def test_a_language_without_a_column_gives_none(base):
    assert found("Verein", "de", "it") == []
    assert found("društvo", "sl", "en") == []


def test_one_query_however_many_texts_and_another_after_a_change(base):
    hints("društvo", source="sl", target="it")
    for texts in (["društvo"], ["društvo"] * 30):
        with CaptureQueriesContext(connection) as captured:
            hints_for(texts, source="sl", target="it")
        assert len(captured) == 1
    term = Term.objects.get(sl="društvo")
    term.sl = "klub"
    term.save()
    with CaptureQueriesContext(connection) as captured:
        answers = hints_for(["klub", "društvo"], source="sl", target="it")
    assert ([len(answer) for answer in answers], len(captured)) == ([1, 0], 2)
    term.delete()
    assert found("klub") == []


@pytest.mark.parametrize(
    ("column", "variants", "abbreviations"),
    [
        ("društvo", ["društvo"], []),
        ("krajevna skupnost (KS)", ["krajevna skupnost"], ["KS"]),
        ("Zakon o društvih (ZDru-1)", ["Zakon o društvih"], ["ZDru-1"]),
        ("stičišče (NVO)", ["stičišče"], []),
        ("zbor članov (občni zbor)", ["zbor članov"], []),
        ("član / članica (društva)", ["član", "članica"], []),
        ("občinski svetnik / svetnica", ["občinski svetnik", "občinski svetnica"], []),
        ("prejšnja / naslednja stran", ["prejšnja stran", "naslednja stran"], []),
        ("predstavnik / predstavnica NVO", ["predstavnik NVO", "predstavnica NVO"], []),
        ("", [], []),
        ("(NVO)", [], []),
    ],
)
def test_a_column_is_taken_apart(column, variants, abbreviations):
    assert (names(column), shorts(column)) == (variants, abbreviations)


def test_entries_for_a_machine_are_plain_pairs_and_sure(base):
    Term.objects.exclude(
        sl__in=[
            "nevladna organizacija (NVO)",
            "transakcijski račun (TRR)",
            "prostovoljec / prostovoljka",
            "odjava (z dogodka)",
            "odjava (iz sistema)",
        ]
    ).delete()
    assert entries(source="sl", target="it") == {
        "nevladna organizacija": "organizzazione non governativa",
        "NVO": "ONG",
        "transakcijski račun": "conto corrente",
        "prostovoljec": "volontario",
        "prostovoljka": "volontaria",
    }
    assert entries(source="it", target="sl")["volontaria"] == "prostovoljka"
    assert entries(source="it", target="sl")["disdetta"] == "odjava"
    assert entries(source="sl", target="en") == {}
    assert entries(source="sl", target="de") == {}


@pytest.mark.parametrize(
    ("one", "other", "language", "same"),
    [
        ("društvo", "društev", "sl", True),
        ("obrazec", "obrazcev", "sl", True),
        ("sektor", "sektorja", "sl", True),
        ("član", "članek", "sl", False),
        ("občina", "občinski", "sl", False),
        ("stran", "stranka", "sl", False),
        ("rete", "reti", "it", True),
        ("provincia", "province", "it", True),
        ("legge", "leggere", "it", False),
        ("grant", "grants", "en", True),
        ("Verein", "Vereine", "de", False),
    ],
)
def test_words_are_the_same_by_their_stems(one, other, language, same):
    shared = stems(fold(one), language) & stems(fold(other), language)
    assert bool(shared) is same


# The file

COLUMNS = "sl, it, en, note, note_sl and note_it"


@pytest.fixture
def load(tmp_path, capsys):
    def run(*lines, encoding="utf-8"):
        file = tmp_path / "terms.tsv"
        file.write_bytes("\n".join(lines).encode(encoding))
        call_command("load_glossary", str(file))
        return capsys.readouterr().out.strip()

    return run


def test_a_file_is_added_once_and_renewed(load):
    lines = [
        "sl\tit\ten\tnote",
        'društvo\tassociazione\tassociation\t[RTV "ente"]',
        "",
        "zavod\tistituto\t\t",
    ]
    assert load(*lines) == "2 terms added, 0 changed, 0 as they were."
    assert load(*lines) == "0 terms added, 0 changed, 2 as they were."
    lines[3] = "zavod\tistituto\tinstitute\t"
    assert load(*lines) == "0 terms added, 1 changed, 1 as they were."
    assert list(Term.objects.values_list("sl", "it", "en", "note")) == [
        ("društvo", "associazione", "association", '[RTV "ente"]'),
        ("zavod", "istituto", "institute", ""),
    ]


def test_notes_are_loaded_and_renewed_and_stay_where_a_file_has_no_column_for_them(load):
    header = "sl\tit\tnote\tnote_sl\tnote_it"
    load(header, "zavod\tistituto\t[MOK] also ente\ttudi »ente«\tanche «ente»", "a\tb\t[STD]\t\t")
    notes = Term.objects.order_by("-pk").values_list("note", "note_sl", "note_it")
    assert list(notes) == [("[STD]", "", ""), ("[MOK] also ente", "tudi »ente«", "anche «ente»")]
    assert load("sl\tit\tnote", "zavod\tistituto\t[MOK]") == (
        "0 terms added, 1 changed, 0 as they were."
    )
    assert notes.last() == ("[MOK]", "tudi »ente«", "anche «ente»")
    assert load("note_it\tit\tsl", "o «ente»\tistituto\tzavod") == (
        "0 terms added, 1 changed, 0 as they were."
    )
    assert notes.last() == ("[MOK]", "tudi »ente«", "o «ente»")


def test_what_staff_made_stays(load):
    Term.objects.create(sl="društvo", it="circolo")
    Term.objects.create(sl="zavod", it="istituto", note="Naša opomba")
    assert load("\ufeffit\tsl\r", "associazione\tdruštvo\r", "istituto\tzavod\r") == (
        "1 terms added, 0 changed, 1 as they were."
    )
    assert set(Term.objects.values_list("sl", "it", "note")) == {
        ("društvo", "circolo", ""),
        ("društvo", "associazione", ""),
        ("zavod", "istituto", "Naša opomba"),
    }


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ([], "terms.tsv:1: no column sl, it"),
        (["sl;it", "društvo;associazione"], "terms.tsv:1: no column sl, it"),
        (["sl\tit\tde"], f"terms.tsv:1: columns can be {COLUMNS}, once each"),
        (["sl\tit\tit"], f"terms.tsv:1: columns can be {COLUMNS}, once each"),
        (["sl\tit\tnote_en"], f"terms.tsv:1: columns can be {COLUMNS}, once each"),
        (["sl\tit", "a\tb", "c"], "terms.tsv:3: 1 columns instead of 2"),
        (["sl\tit", "", "c\td\te"], "terms.tsv:3: 3 columns instead of 2"),
        (["sl\tit", "a\t "], "terms.tsv:2: it: This field cannot be blank."),
        (["sl\tit", "a\tb", "a \tb"], "terms.tsv:3: the same pair as in line 2"),
        (
            ["sl\tit", "a\t" + "b" * 256],
            "terms.tsv:2: it: Ensure this value has at most 255 characters (it has 256).",
        ),
    ],
)
def test_a_damaged_file_changes_nothing_and_says_where(load, lines, fault):
    with pytest.raises(CommandError) as raised:
        load(*lines)
    assert str(raised.value).rpartition("/")[2] == fault
    assert Term.objects.count() == 0


def test_a_file_of_another_encoding_or_none_is_told(load, tmp_path):
    with pytest.raises(CommandError, match=r"terms\.tsv:2: not UTF-8$"):
        load("sl\tit", "društvo\tassociazione", encoding="cp1250")
    with pytest.raises(CommandError, match=r"none\.tsv: No such file or directory$"):
        call_command("load_glossary", str(tmp_path / "none.tsv"))


# The rows and their list


def test_a_pair_is_there_once():
    Term.objects.create(sl="zavod", it="istituto")
    Term.objects.create(sl="zavod", it="ente")
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(sl="zavod", it="istituto")


@pytest.fixture
def listed(client, superuser):
    for sl, it in [("zavod", "ente"), ("čas", "tempo"), ("cilj", "scopo"), ("žig", "è timbro")]:
        Term.objects.create(sl=sl, it=it)
    client.force_login(superuser)

    def run(**query):
        response = client.get(reverse(Term.snippet_viewset.get_url_name("list")), query)
        return [term.sl for term in response.context["object_list"]]

    return run


def test_the_list_is_in_the_order_of_the_alphabet(listed):
    assert listed() == ["cilj", "čas", "zavod", "žig"]
    assert listed(ordering="-sl") == ["žig", "zavod", "čas", "cilj"]
    assert listed(ordering="it") == ["žig", "zavod", "cilj", "čas"]


def test_the_list_is_searched_in_both_columns(listed):
    assert listed(q="cil") == ["cilj"]
    assert listed(q="temp") == ["čas"]


def test_the_list_shows_both_notes_and_is_searched_in_them(listed, client):
    Term.objects.filter(sl="cilj").update(note="[X]", note_sl="opomba »a«", note_it="nota «b»")
    assert listed(q="opomba") == listed(q="nota") == ["cilj"]
    text = client.get(reverse(Term.snippet_viewset.get_url_name("list"))).text
    assert ("opomba »a«" in text, "nota «b»" in text, "[X]" in text) == (True, True, False)


def test_the_list_is_filtered_by_the_day_of_change(listed):
    Term.objects.filter(sl="cilj").update(updated_at="2020-01-01T12:00Z")
    assert listed(updated_at_to="2020-01-02") == ["cilj"]


def test_an_export_can_be_loaded_again(listed, client, load):
    address = reverse(Term.snippet_viewset.get_url_name("list"))
    content = client.get(address, {"export": "csv"}).getvalue().decode()
    lines = [line.replace(",", "\t") for line in content.splitlines()]
    assert lines[:2] == ["sl\tit\ten\tnote\tnote_sl\tnote_it", "cilj\tscopo\t\t\t\t"]
    assert load(*lines) == "0 terms added, 0 changed, 4 as they were."


def test_a_pair_that_is_there_is_told_in_the_form(listed, client):
    address = reverse(Term.snippet_viewset.get_url_name("add"))
    values = {"sl": "zavod", "it": "ente", "en": "", "note": ""}
    response = client.post(address, values)
    told = "Ta par je že v terminološki zbirki."
    assert response.context["form"].non_field_errors() == [told]
    client.post(address, values | {"it": "istituto", "note_sl": "opomba", "note_it": "nota"})
    zavod = Term.objects.filter(sl="zavod").order_by("it").values_list("it", "note_sl", "note_it")
    assert list(zavod) == [("ente", "", ""), ("istituto", "opomba", "nota")]


def test_no_cell_of_an_export_is_a_formula(listed, client):
    Term.objects.create(sl="=HYPERLINK(1)", it="@SUM(1)", note="+1")
    address = reverse(Term.snippet_viewset.get_url_name("list"))
    rows = b"".join(client.get(address, {"export": "csv"}).streaming_content).decode()
    assert "'=HYPERLINK(1),'@SUM(1),,'+1,," in rows
