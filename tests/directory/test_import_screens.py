"""The import in the admin, by those who may change entries."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.exchange import runs
from directory.models import ImportRun, OrganisationPage, RunState
from tests.directory.organisations import make_organisation, maticna_of
from tests.queries import queries_of

NUMBER = maticna_of(601)
IMPORTS = "directory_exchange:imports"
SCREENS = ("imports", "run", "columns", "register", "drift")


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path, directory):
    settings.HUBKIT_INTAKE_ROOT = str(tmp_path)


@pytest.fixture
def curator(client, django_user_model):
    user = django_user_model.objects.create_user("kuratorka", "k@example.org", "geslo")
    user.user_permissions.add(
        Permission.objects.get(codename="access_admin"),
        Permission.objects.get(codename="change_entry", content_type__app_label="directory"),
    )
    client.force_login(user)
    return user


def text_of(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def send(client, data: bytes, **values):
    file = SimpleUploadedFile("seznam NVO.csv", data)
    return client.post(reverse(IMPORTS), {"file": file, "new": "drafts", **values})


def upload(client, data: bytes, **values) -> ImportRun:
    send(client, data, **values)
    return ImportRun.objects.latest("pk")


def address(run: ImportRun, name: str = "run") -> str:
    return reverse(f"directory_exchange:{name}", args=[run.pk])


def check(client, run: ImportRun, *names: str):
    names = names or run.mapping
    fields = {f"column-{place}": name for place, name in enumerate(names)}
    return client.post(address(run, "columns"), fields, follow=True)


def test_a_file_goes_through_columns_and_check_to_the_pages(client, curator):
    data = f"Ime;Matična;Geslo\nDruštvo Pot;{NUMBER};x\n".encode("cp1250")
    response = send(client, data)
    run = ImportRun.objects.get()
    assert response.url == address(run, "columns")
    assert (run.user, run.file_name, run.total) == (curator, "seznam NVO.csv", 1)
    assert run.mapping == ["official_name", "maticna", ""]
    shown = client.get(response.url).content.decode()
    assert ("Društvo Pot" in shown, 'value="maticna" selected' in shown) == (True, True)
    report = check(client, run)
    assert report.redirect_chain == [(address(run), 302)]
    assert [row[0].title for row in report.context["lines"]] == ["Društvo Pot"]
    assert report.context["may_run"] is True
    done = client.post(address(run), follow=True)
    assert done.context["run"].state == RunState.DONE
    page = OrganisationPage.objects.get(maticna=NUMBER, alias_of=None)
    assert (page.live, page.owner) == (False, curator)
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in done.content.decode()


def test_the_choices_of_the_upload_go_with_the_run(client, curator):
    run = upload(client, b"ime\nA\n", new="publish", confirmed="on")
    assert (run.publish, run.confirmed) == (True, True)


def test_a_change_is_shown_as_what_was_and_what_is(client, curator):
    make_organisation(maticna=NUMBER, official_name="Društvo Pot", short_name="<b>DP</b>")
    run = upload(client, f"matična;kratica\n{NUMBER};<i>P</i>\n".encode())
    report = check(client, run)
    assert report.context["lines"][0][1] == [("Kratko ime", "<b>DP</b>", "<i>P</i>")] or (
        report.context["lines"][0][1][0][1:] == ("<b>DP</b>", "<i>P</i>")
    )
    assert "&lt;i&gt;P&lt;/i&gt;" in report.content.decode()


def test_a_row_in_error_holds_the_import_back(client, curator):
    run = upload(client, b"ime;post\nA;xxxx\n")
    report = check(client, run)
    assert (report.context["may_run"], run.rows.get().problems[0]["column"]) == (False, "post")
    client.post(address(run))
    run.refresh_from_db()
    assert (run.state, OrganisationPage.objects.filter(title="A").count()) == ("checked", 0)


def test_the_rows_can_be_narrowed_to_one_outcome(client, curator):
    run = upload(client, b"ime;post\nB;6000\nA;xxxx\n")
    check(client, run)
    assert [
        [
            row.title
            for row, _changes in client.get(address(run), {"outcome": each}).context["lines"]
        ]
        for each in ("error", "new", "changed", "nonsense")
    ] == [["A"], ["B"], [], ["A", "B"]]


@pytest.mark.parametrize("names", [("official_name", "official_name"), ("email", ""), ("x", "")])
def test_columns_that_make_no_sense_are_asked_again(client, curator, names):
    run = upload(client, b"ime;post\nA;6000\n")
    response = check(client, run, *names)
    assert response.context["form"].errors
    run.refresh_from_db()
    assert (run.state, run.mapping) == ("new", ["official_name", "post"])


def test_a_large_file_waits_for_the_worker_and_the_page_looks_again(
    client, curator, monkeypatch, capsys
):
    monkeypatch.setattr(runs, "CHECKED_AT_ONCE", 1)
    run = upload(client, b"ime;post\nA;6000\nB;6000\n")
    waiting = check(client, run)
    assert (waiting["Refresh"], waiting.context["run"].state) == ("5", "to_check")
    assert client.get(address(run, "columns")).url == address(run)
    call_command("import_directory", "--pending")
    checked = client.get(address(run))
    assert ("Refresh" in checked, checked.context["run"].state) == (False, "checked")
    client.post(address(run))
    call_command("import_directory", "--pending")
    assert client.get(address(run)).context["run"].state == "done"
    assert OrganisationPage.objects.filter(title__in="AB", alias_of=None).count() == 2


def test_many_changes_wait_though_the_check_was_small(client, curator, monkeypatch):
    monkeypatch.setattr(runs, "SAVED_AT_ONCE", 1)
    run = upload(client, b"ime;post\nA;6000\nB;6000\n")
    assert check(client, run).context["run"].state == "checked"
    waiting = client.post(address(run), follow=True)
    assert (waiting["Refresh"], waiting.context["run"].state) == ("5", "to_run")


def test_only_curators_may_see_or_do_anything(client, curator):
    run = upload(client, b"ime\nA\n")
    curator.user_permissions.remove(Permission.objects.get(codename="change_entry"))
    home = reverse("wagtailadmin_home")
    for name in SCREENS:
        url = (
            address(run, name)
            if name in ("run", "columns")
            else reverse(f"directory_exchange:{name}")
        )
        assert [client.get(url).url, client.post(url).url] == [home, home]
    client.logout()
    assert client.get(address(run)).url.startswith(reverse("wagtailadmin_login"))


def test_the_screens_take_the_same_queries_for_one_row_and_for_three(client, curator):
    found = {}
    for number in (1, 3):
        rows = "".join(
            f"{maticna_of(700 + number * 10 + row)};N{row};kultura\n" for row in range(number)
        )
        run = upload(client, f"matična;ime;področje\n{rows}".encode())
        check(client, run)
        assert len(client.get(address(run)).context["lines"]) == number
        ImportRun.objects.exclude(pk=run.pk).delete()
        for _copy in range(number - 1):
            ImportRun.objects.create(file_name="x", user=curator, language="sl")
        found[number] = [
            queries_of(client, address(run)),
            queries_of(client, reverse(IMPORTS)),
            queries_of(client, address(run, "columns")),
        ]
    assert found[1] == found[3]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=120).map(str.encode)))
def test_any_upload_is_answered(client, curator, data):
    before = ImportRun.objects.count()
    response = send(client, data)
    if ImportRun.objects.count() == before:
        assert (response.status_code, bool(response.context["form"].errors)) == (200, True)
        return
    run = ImportRun.objects.latest("pk")
    assert client.get(address(run, "columns")).status_code == 200
    names = ["official_name", *[""] * (len(run.headings) - 1)]
    assert check(client, run, *names).context["run"].state == "checked"


def test_a_wrong_file_is_an_error_at_the_field(client, curator):
    for files in ({}, {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")}):
        response = client.post(reverse(IMPORTS), {"new": "drafts", **files})
        assert list(response.context["form"].errors) == ["file"]
    assert ImportRun.objects.count() == 0


def test_the_command_does_the_same_as_the_admin(tmp_path, capsys):
    path = tmp_path / "seznam.csv"
    path.write_text(f"Kdo;matična\nDruštvo Pot;{NUMBER}\n", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("import_directory", path, "--column", "Kdo=nothing")
    call_command("import_directory", path, "--column", "Kdo=official_name", "--dry-run")
    assert OrganisationPage.objects.filter(maticna=NUMBER).count() == 0
    call_command("import_directory", path)
    assert capsys.readouterr().out.splitlines()[-1] == (
        "seznam.csv: done, 1 new, 0 changed, 0 unchanged, 0 error."
    )
    path.write_text("ime;matična\nA;123\n", encoding="utf-8")
    with pytest.raises(CommandError, match="1 rows in error; nothing was imported"):
        call_command("import_directory", path)
