"""An import from the file to the pages: all or nothing, twice the same, nothing touched unasked."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils import translation as languages

from directory.api.editions import Edition
from directory.exchange import export, progress, runs, spreadsheet
from directory.exchange.sheets import SheetError
from directory.models import AssuredBy, Entry, ImportRun, OrganisationPage, RunState
from directory.profile import FIELDS, read
from tests.directory.organisations import make_organisation, maticna_of, twin_of

NUMBER = maticna_of(501)
OTHER = maticna_of(502)
WHOLE = {
    "official_name": "Društvo Uvoz",
    "maticna": NUMBER,
    "legal_form": "društvo",
    "summary_sl": "Povzetek.",
    "description_sl": "Opis.",
    "topics": "glasba; okolje",
    "areas": "Koper; Pirano",
    "email": "uvoz@example.org",
}


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path, directory):
    settings.HUBKIT_INTAKE_ROOT = str(tmp_path)


def table(*rows: dict) -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def bring(*rows: dict, run: bool = True, **options) -> ImportRun:
    """Import rows as a file of their own and return the run with its report."""
    found = runs.upload(table(*rows), "seznam.csv", **options)
    runs.choose(found, found.mapping)
    runs.work(found)
    found.refresh_from_db()
    if run and runs.ask_to_run(found):
        runs.work(found)
        found.refresh_from_db()
    return found


def problems(run: ImportRun) -> list[tuple[int, str, str]]:
    return [
        (row.number, each["column"], each["text"])
        for row in run.rows.all()
        for each in row.problems
    ]


def changed(run: ImportRun) -> list[tuple[str, str, str]]:
    return [
        (each["field"], each["old"], each["new"])
        for row in run.rows.filter(outcome="changed")
        for each in row.changes
    ]


def values(title: str = "Društvo Uvoz") -> dict:
    return read(OrganisationPage.objects.get(title=title, alias_of=None))


def test_a_check_saves_nothing_but_its_report():
    run = bring(WHOLE, run=False)
    assert (run.state, run.counts, run.total) == ("checked", {"new": 1}, 1)
    assert OrganisationPage.objects.filter(maticna=NUMBER).count() == 0
    assert [(row.number, row.title, row.outcome) for row in run.rows.all()] == [
        (2, "Društvo Uvoz", "new")
    ]


def test_new_organisations_come_as_drafts_unless_told_otherwise():
    run = bring(WHOLE)
    page = OrganisationPage.objects.get(maticna=NUMBER, alias_of=None)
    assert (run.state, page.live, twin_of(page).live) == ("done", False, False)
    assert run.rows.get().page_id == page.pk
    assert page.slug == "drustvo-uvoz"


def test_published_at_once_they_stand_in_both_languages_and_wait_to_be_confirmed():
    bring(WHOLE, publish=True)
    page = OrganisationPage.objects.get(maticna=NUMBER, alias_of=None)
    entry = Entry.objects.get(uid=page.uid)
    assert (page.live, twin_of(page).live, entry.listed) == (True, True, True)
    assert (entry.assurances.count(), entry.due_on) == (0, timezone.localdate())
    found = {name: value for name, value in read(page).items() if name in WHOLE}
    assert found == {
        "official_name": "Društvo Uvoz",
        "maticna": NUMBER,
        "legal_form": "drustvo",
        "summary_sl": "Povzetek.",
        "description_sl": "Opis.",
        "topics": ["kultura", "okolje"],
        "areas": ["050", "090"],
        "email": "uvoz@example.org",
    }


@pytest.mark.parametrize("publish", [True, False])
def test_confirmed_data_are_entered_in_the_ledger_once_a_day(publish, superuser):
    for _time in range(2):
        bring(WHOLE, publish=publish, confirmed=True, user=superuser)
    entry = Entry.objects.get(page__maticna=NUMBER)
    assert list(entry.assurances.values_list("kind", "user")) == [(AssuredBy.IMPORT, superuser.pk)]
    assert entry.due_on > timezone.localdate()


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize("number", [NUMBER, ""])
def test_the_second_run_of_a_file_changes_nothing(publish, number):
    row = WHOLE | {"maticna": number, "legal_form": "drustvo", "municipality": "Koper"}
    row |= {"settlement": "Capodistria", "phone": "05 627 85 00", "hours": "pon-pet 9-12"}
    if not number:
        row["legal_form"] = "tuja organizacija"
    assert bring(row, publish=publish).counts == {"new": 1}
    page = OrganisationPage.objects.get(title="Društvo Uvoz", alias_of=None)
    before = (OrganisationPage.objects.count(), page.latest_revision_id, page.last_published_at)
    run = bring(row, publish=publish)
    page.refresh_from_db()
    assert (run.state, run.counts) == ("done", {"unchanged": 1})
    assert (
        OrganisationPage.objects.count(),
        page.latest_revision_id,
        page.last_published_at,
    ) == before


def test_a_change_says_what_was_and_what_is_and_touches_nothing_else():
    page = make_organisation(maticna=NUMBER, official_name="Društvo Burja", phone="+38656278500")
    before = read(page)
    run = bring({"maticna": f"{NUMBER}000", "e-pošta": "novo@example.org", "telefon": ""})
    assert changed(run) == [("email", before["email"], "novo@example.org")]
    page = OrganisationPage.objects.get(pk=page.pk)
    assert read(page) == before | {"email": "novo@example.org"}
    assert twin_of(page).email == "novo@example.org"


def test_a_dash_empties_and_an_empty_cell_leaves():
    make_organisation(
        maticna=NUMBER,
        official_name="Društvo Uvoz",
        short_name="UV",
        phone="+38656278500",
        founded_year=1990,
        audiences=["mladi"],
        volunteers=True,
    )
    emptied = dict.fromkeys(["short_name", "phone", "founded_year", "audiences", "volunteers"], "-")
    run = bring({"maticna": NUMBER, "website": "", **emptied})
    assert sorted(name for name, _old, _new in changed(run)) == sorted(emptied)
    found = values()
    assert [found[name] for name in emptied] == ["", "", None, [], False]


def test_one_row_in_error_and_nothing_is_imported():
    good, bad = WHOLE, WHOLE | {"official_name": "Drugo", "maticna": "1234567"}
    run = bring(good, bad)
    assert (run.state, run.counts) == ("checked", {"new": 1, "error": 1})
    assert OrganisationPage.objects.filter(title="Društvo Uvoz").count() == 0
    assert not runs.ask_to_run(run)


def test_errors_name_the_row_the_column_and_the_reason_in_the_language_of_staff():
    row = {"Matična": "1234567", "Telefon": "abc", "Področja": "kultura; plovba", "Občina": "Rim"}
    with languages.override("en"):
        run = bring(row)
    assert problems(run) == [
        (2, "Občina", "“Rim” is none of the eight municipalities."),
        (2, "Matična", "This is not a valid registration number. It has seven digits."),
        (2, "Področja", "“plovba” is not one of the choices."),
        (
            2,
            "Telefon",
            "This is not a valid telephone number. Write it as 05 123 45 67 or +39 040 123456.",
        ),
    ]


def test_what_is_missing_holds_back_only_what_is_to_be_published():
    row = {"official_name": "Društvo Uvoz", "maticna": NUMBER}
    with languages.override("en"):
        run = bring(row, publish=True)
        assert [text for _row, _column, text in problems(run)] == [
            f"{FIELDS[name].label}: This is needed before an entry is published."
            for name in ("legal_form", "summary_sl", "description_sl", "topics", "areas", "email")
        ]
    assert bring(row).state == RunState.DONE


def test_without_a_number_a_row_is_found_by_its_name_and_municipality():
    page = make_organisation(official_name="Društvo Žur", settlement="Koper", maticna="")
    run = bring({"ime": "DRUSTVO  ZUR", "občina": "Capodistria", "kratica": "ŽUR"})
    assert changed(run) == [
        ("official_name", "Društvo Žur", "DRUSTVO  ZUR"),
        ("short_name", "", "ŽUR"),
    ]
    assert OrganisationPage.objects.get(pk=page.pk).short_name == "ŽUR"


def test_a_name_that_several_have_or_that_lacks_its_municipality_is_an_error():
    for _time in range(2):
        make_organisation(official_name="Društvo Žur", settlement="Koper", maticna="")
    with languages.override("en"):
        several = bring({"ime": "Društvo Žur", "občina": "Koper"})
        nowhere = bring({"ime": "Društvo Žur"})
    assert problems(several) == [
        (2, "", "Several organisations have this name here. Add the registration number.")
    ]
    assert problems(nowhere) == [
        (
            2,
            "",
            "An organisation has this name. Add the registration number or the municipality.",
        )
    ]


def test_a_number_is_added_to_the_one_that_has_none_and_another_number_is_another():
    page = make_organisation(official_name="Društvo Žur", settlement="Koper", maticna="")
    row = {"ime": "Društvo Žur", "občina": "Koper", "matična": NUMBER}
    assert changed(bring(row)) == [("maticna", "", NUMBER)]
    assert bring(row | {"matična": OTHER}).counts == {"new": 1}
    assert OrganisationPage.objects.get(pk=page.pk).maticna == NUMBER


def test_the_same_organisation_twice_in_a_file_is_an_error():
    with languages.override("en"):
        run = bring(WHOLE | {"čevlji": "38"}, WHOLE | {"official_name": "Isto", "čevlji": "39"})
    assert problems(run) == [(3, "", "The same organisation is in row 2.")]


def test_a_page_that_somebody_works_on_is_not_changed():
    page = make_organisation(official_name="Društvo Uvoz", maticna=NUMBER)
    page.short_name = "osnutek"
    page.save_revision()
    with languages.override("en"):
        run = bring({"maticna": NUMBER, "email": "novo@example.org"})
    assert problems(run) == [
        (2, "", "Somebody is working on this page: it has a draft that is not published.")
    ]
    assert bring({"maticna": NUMBER, "official_name": "Društvo Uvoz"}).counts == {"unchanged": 1}


def test_a_draft_that_came_by_import_is_changed_until_somebody_works_on_it():
    bring(WHOLE)
    assert bring(WHOLE | {"email": "drugo@example.org"}).counts == {"changed": 1}
    page = OrganisationPage.objects.get(maticna=NUMBER, alias_of=None)
    assert page.get_latest_revision_as_object().email == "drugo@example.org"
    draft = page.get_latest_revision_as_object()
    draft.short_name = "Staff"
    draft.save_revision()
    assert bring(WHOLE | {"email": "tretje@example.org"}).counts == {"error": 1}


def test_a_locked_page_is_not_changed(superuser):
    page = make_organisation(official_name="Društvo Uvoz", maticna=NUMBER)
    OrganisationPage.objects.filter(pk=page.pk).update(
        locked=True, locked_by=superuser, locked_at=timezone.now()
    )
    with languages.override("en"):
        run = bring({"maticna": NUMBER, "email": "novo@example.org"}, user=superuser)
    assert problems(run) == [(2, "", "The page is locked or in a workflow. Try again afterwards.")]


def test_a_person_s_role_without_the_person_is_an_error():
    with languages.override("en"):
        run = bring({"maticna": NUMBER, "official_name": "X", "contact_role_sl": "predsednica"})
    assert problems(run) == [(2, "contact_role_sl", "This needs “Contact person” as well.")]


def test_a_place_needs_its_settlement_before_it_is_public():
    row = WHOLE | {"občina": "Koper", "ulica": "Pot"}
    with languages.override("en"):
        run = bring(row, publish=True)
    assert problems(run) == [
        (
            2,
            "",
            "Settlement: Choose the settlement, or write it where the list has not got it.",
        )
    ]
    assert bring(row).counts == {"new": 1}


def test_what_was_exported_changes_nothing(rf):
    page = make_organisation(
        maticna=NUMBER,
        official_name="=1+1 Društvo",
        name_it="Associazione Bora",
        former_names=["Klub Burja", "Burja"],
        founded_year=1984,
        vat_registered=True,
        topics=["okolje", "kultura"],
        audiences=["mladi", "starejsi"],
        areas=["090", "040"],
        languages=["it", "sl", "sgn"],
        settlement="Koper",
        municipality="050",
        street="Gregorčičeva ulica",
        house_number="7 a",
        post="6000",
        lat=45.5469,
        lon=13.7294,
        hours=[{"days": [1, 2, 3], "from": "09:00", "to": "12:00"}],
        hours_exceptions=[
            {"from": "2026-12-24", "to": "2026-12-26", "hours": [["09:00", "10:00"]]}
        ],
        access=["vhod-brez-stopnic", "dvigalo"],
        phone="+38656278500",
        phone_other="+38641234567",
        website="https://example.org",
        links=[{"url": "https://example.org/f", "label_sl": "F", "label_it": ""}],
        contact_name="Ana Primer",
        contact_role_sl="predsednica",
        contact_consent=True,
        volunteers=True,
        potential_year=2025,
        activities=[
            {"name_sl": "Zbor", "text_sl": "Poje.", "status": "active", "start": "2026-01-01"}
        ],
        public_interest=[{"term": "kultura", "ministry": "MK", "start": "2020-05-01"}],
        alert_sl="Zaprto; =jutri",
        alert_until="2027-01-31",
    )
    make_organisation(hide_address=True, settlement="Piran", street="Pot", languages=[])
    rows = list(export.rows(Edition("it", rf.get("/"))))
    lines = "".join(spreadsheet.csv_lines(export.COLUMNS, rows)).encode()
    book = spreadsheet.xlsx_file("ONG", export.COLUMNS, rows).read()
    for data in (lines, book):
        run = runs.upload(data, "izvoz")
        runs.choose(run, run.mapping)
        runs.work(run)
        run.refresh_from_db()
        assert (run.counts, problems(run), changed(run)) == ({"unchanged": 2}, [], [])
    assert read(page)["website"] == "https://example.org"


def test_what_looks_like_a_formula_is_a_text():
    bring(WHOLE | {"official_name": "=CMD()", "short_name": "'+SUM(A1)"}, publish=True)
    found = values("=CMD()")
    assert (found["official_name"], found["short_name"]) == ("=CMD()", "+SUM(A1)")


def test_the_columns_of_a_file_are_remembered_for_its_headings():
    run = runs.upload(b"A;B;ime\n1;2;3\n", "a.csv")
    assert run.mapping == ["", "", "official_name"]
    runs.choose(run, ["maticna", "", "short_name"])
    assert runs.upload(b"a;b;IME\n4;5;6\n", "b.csv").mapping == ["maticna", "", "short_name"]


def test_files_and_reports_go_after_thirty_days_and_the_counts_stay():
    run = bring(WHOLE)
    path = run.file.path
    ImportRun.objects.update(created_at=timezone.now() - timedelta(days=31))
    assert runs.purge() == 1
    run.refresh_from_db()
    assert (run.file.name, run.rows.count(), run.counts) == ("", 0, {"new": 1})
    with pytest.raises(FileNotFoundError):
        open(path)  # noqa: SIM115, PTH123
    assert runs.purge() == 0


def test_what_was_broken_off_is_begun_anew():
    run = bring(WHOLE, run=False)
    run.state, run.begun_at = RunState.RUNNING, timezone.now() - timedelta(hours=2)
    run.save()
    progress.note(run, 20)
    assert (runs.pending(), progress.rows_done(run)) == ([], 1)  # somebody still tells of it
    progress.forget(run)
    assert [(each.pk, each.state) for each in runs.pending()] == [(run.pk, RunState.TO_RUN)]


def test_there_must_be_a_directory(monkeypatch):
    monkeypatch.setattr(runs, "parent_of_imports", lambda: None)
    with pytest.raises(SheetError):
        runs.upload(b"ime\nX\n", "a.csv")
