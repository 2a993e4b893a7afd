"""The copy of the business register: which rows are kept, coverage, what differs."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.exchange.coverage import coverage
from directory.exchange.drift import drifts
from directory.exchange.register import import_register, row_for
from directory.exchange.sheets import SheetError
from directory.models import RegistryRow
from hubkit.places.models import Settlement
from tests.directory.organisations import make_organisation, maticna_of
from tests.queries import queries_of

OPEN_DATA = (
    "Matična številka,Popolno ime,HSEID,Pravnoorganizacijska oblika,Registrski organ,Ulica,"
    "Hišna št ,Hišna št  dodatek,Naselje,Poštna št ,Pošta,Država"
)
TO_ORDER = (
    "MATICNA\tPOPOLNO_IME\tKRATKO_IME\tOBLIKA\tOBCINA_SIF\tOBCINA\tNASELJE\tULICA\tULICA_HS\t"
    "ULICA_HS_D\tPOSTNA_STEVILKA\tPOSTNI_KRAJ"
)
FIRST, SECOND, THIRD = (maticna_of(number) for number in (801, 802, 803))

pytestmark = pytest.mark.django_db


def open_data(*rows: tuple, encoding: str = "utf-16") -> BytesIO:
    """Return a file as the open data portal has it: (number, name, form, settlement, post)."""
    lines = [
        f'"{number}","{name}","1004","{form}","UE Koper",'
        f'"Ulica","004","A","{settlement}","{post}","P","SLOVENIJA"'
        for number, name, form, settlement, post in rows
    ]
    return BytesIO("\r\n".join([OPEN_DATA, *lines, ""]).encode(encoding))


def kept(*rows: tuple, **options) -> list[tuple]:
    import_register(open_data(*rows, **options))
    return list(
        RegistryRow.objects.order_by("maticna").values_list("maticna", "municipality", "is_ngo")
    )


def form(number: str, name: str, settlement: str = "Koper", post: str = "6000") -> list[tuple]:
    return kept((f"{number}000", "X", name, settlement, post))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-8-sig", "cp1250"])
def test_a_row_of_the_open_data_is_kept_as_the_form_wants_it(encoding):
    rows = [(f"{FIRST}000", "DRUŠTVO ČRIČEK", "Društvo, zveza društev", "Koper", "6000")]
    counts = import_register(open_data(*rows, encoding=encoding))
    assert dict(counts) == {"read": 1, "kept": 1, "ngo": 1, "new": 1, "removed": 0}
    row = row_for(FIRST)
    assert (row.name, row.street, row.house_number, row.settlement, row.post) == (
        "DRUŠTVO ČRIČEK",
        "Ulica",
        "4a",
        "Koper",
        "6000",
    )
    assert row_for(SECOND) is None


def test_a_file_made_to_order_says_the_municipality_itself():
    line = f"{FIRST}000\tZAVOD OKO\tOKO\tZavod\t213\tAnkaran\tAnkaran\t"
    line += "Jadranska cesta\t0012\t\t6280\tAnkaran"
    import_register(BytesIO(f"{TO_ORDER}\n{line}\n".encode("cp1250")))
    row = row_for(FIRST)
    assert (row.short_name, row.municipality, row.house_number) == ("OKO", "213", "12")


@pytest.mark.parametrize(
    ("name", "is_ngo"),
    [
        ("Društvo, zveza društev", True),
        ("Ustanova", True),
        ("Zavod", True),
        ("Mladinski svet", True),
        ("Javni zavod", False),
        ("Sindikat", False),
        ("Družba z omejeno odgovornostjo d.o.o.", False),
        ("Zadruga z.o.o.", False),
    ],
)
def test_the_legal_form_says_what_an_ngo_is(name, is_ngo):
    assert form(FIRST, name) == [(FIRST, "050", is_ngo)]


def test_people_sub_units_and_what_is_elsewhere_are_not_kept():
    assert kept(
        (f"{FIRST}000", "X", "Društvo, zveza društev", "Koper", "6000"),
        (f"{FIRST}001", "X, PODRUŽNICA", "Podružnica", "Koper", "6000"),
        (f"{SECOND}000", "ANA S.P.", "Samostojni podjetnik posameznik s.p.", "Koper", "6000"),
        (f"{THIRD}000", "X", "Društvo, zveza društev", "Ljubljana", "1000"),
        ("123", "X", "Društvo, zveza društev", "Koper", "6000"),
    ) == [(FIRST, "050", True)]


@pytest.mark.parametrize(
    ("settlement", "post", "code"),
    [
        ("Hrvatini", "6280", "050"),  # served by Ankaran's post
        ("Strunjan", "6310", "090"),
        ("Zaselek", "6210", "111"),
        ("Dvojno", "6210", "111"),  # two municipalities have one; the post decides
        ("Rodik", "6240", "035"),
    ],
)
def test_the_settlement_says_the_municipality_and_else_the_post(settlement, post, code):
    Settlement.objects.create(code="1", municipality="111", name_sl="Dvojno")
    Settlement.objects.create(code="2", municipality="049", name_sl="Dvojno")
    assert form(FIRST, "Ustanova", settlement, post) == [(FIRST, code, True)]


def test_a_post_that_others_share_needs_a_settlement_of_ours():
    with pytest.raises(SheetError):
        form(FIRST, "Ustanova", "Podgrad", "6244")


def test_the_second_import_changes_nothing_and_a_new_one_what_differs():
    rows = [(f"{each}000", "X", "Ustanova", "Koper", "6000") for each in (FIRST, SECOND)]
    import_register(open_data(*rows))
    counts = import_register(open_data(*rows))
    assert (counts["unchanged"], counts["new"], counts["changed"], counts["removed"]) == (
        2,
        0,
        0,
        0,
    )
    rows = [(f"{FIRST}000", "Y", "Ustanova", "Koper", "6000")]
    counts = import_register(open_data(*rows), partial=True)
    assert (counts["changed"], counts["removed"], RegistryRow.objects.count()) == (1, 0, 2)
    counts = import_register(open_data(*rows))
    assert (counts["unchanged"], counts["removed"], RegistryRow.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    "data", [b"", b"A;B\n1;2\n", f"{OPEN_DATA}\n".encode(), b"\xff\xfe\x00", b"maticna\n\x81"]
)
def test_a_file_that_is_none_leaves_the_copy_as_it_was(data):
    form(FIRST, "Ustanova")
    with pytest.raises(SheetError):
        import_register(BytesIO(data))
    assert RegistryRow.objects.count() == 1


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=80).map(lambda t: f"{OPEN_DATA}\n{t}".encode())
    )
)
def test_any_bytes_are_refused_with_a_reason_or_read(data):
    try:
        counts = import_register(BytesIO(data))
    except SheetError:
        counts = {"kept": 0}
    assert RegistryRow.objects.count() == counts["kept"]


def test_coverage_counts_registered_ngos_that_are_listed(directory, django_assert_num_queries):
    kept(
        (f"{FIRST}000", "A", "Ustanova", "Koper", "6000"),
        (f"{SECOND}000", "B", "Društvo, zveza društev", "Koper", "6000"),
        (f"{THIRD}000", "C", "Družba z omejeno odgovornostjo d.o.o.", "Koper", "6000"),
    )
    make_organisation(maticna=FIRST)
    make_organisation(maticna=SECOND, published=False)
    make_organisation(maticna=THIRD)
    with django_assert_num_queries(1):
        rows = coverage()
    assert [
        (row.municipality.code, row.registered, row.listed, row.percent)
        for row in rows
        if row.registered
    ] == [("050", 2, 1, 50)]
    assert [row.percent for row in rows].count(None) == 7


def registered(number: str, **values) -> RegistryRow:
    found = {
        "name": "DRUŠTVO BURJA",
        "legal_form": "Društvo, zveza društev",
        "settlement": "Koper",
        "street": "Pot",
        "house_number": "4a",
        "post": "6000",
        "municipality": "050",
    }
    return RegistryRow.objects.create(maticna=number, **found | values)


def listed(number: str, **values):
    found = {"official_name": "Društvo Burja", "settlement": "Koper", "street": "Pot"}
    found |= {"house_number": "4 A", "post": "6000"}
    return make_organisation(maticna=number, **found | values)


@pytest.mark.parametrize(
    ("ours", "theirs", "labels"),
    [
        ({}, {}, 0),
        ({"legal_form": "zveza-drustev"}, {}, 0),
        ({"street": "", "house_number": ""}, {}, 0),
        ({}, {"name": "DRUŠTVO BORA"}, 1),
        ({"legal_form": "ustanova"}, {}, 1),
        ({}, {"house_number": "5"}, 1),
        ({}, {"street": "Cesta", "name": "DRUŠTVO BORA"}, 2),
    ],
)
def test_what_differs_from_the_register(directory, ours, theirs, labels):
    page = listed(FIRST, **ours)
    registered(FIRST, **theirs)
    assert [len(drift.differences) for drift in drifts()] == ([labels] if labels else [])
    assert [drift.page.pk for drift in drifts()] == ([page.pk] if labels else [])


def test_an_entry_that_the_register_has_not_got_differs_in_that(directory):
    listed(FIRST)
    assert drifts() == []  # nobody has imported the register
    registered(SECOND)
    assert [
        (each.ours, len(drift.differences)) for drift in drifts() for each in drift.differences
    ] == [(FIRST, 1)]


@pytest.fixture
def curator(client, django_user_model):
    user = django_user_model.objects.create_user("kuratorka", "k@example.org", "geslo")
    user.user_permissions.add(
        Permission.objects.get(codename="access_admin"),
        Permission.objects.get(codename="change_entry", content_type__app_label="directory"),
    )
    client.force_login(user)
    return user


def test_the_register_comes_in_by_the_admin_too(client, curator):
    url = reverse("directory_exchange:register")
    data = open_data((f"{FIRST}000", "A", "Ustanova", "Koper", "6000")).read()
    done = client.post(url, {"file": SimpleUploadedFile("opsiprs.csv", data)}, follow=True)
    assert done.redirect_chain == [(url, 302)]
    assert (done.context["registered"], done.context["listed"]) == (1, 0)
    wrong = client.post(url, {"file": SimpleUploadedFile("a.csv", b"a;b\n1;2")})
    assert list(wrong.context["form"].errors) == ["file"]


def test_the_reports_take_the_same_queries_for_one_and_for_three(client, curator, directory):
    found = {}
    numbers = [maticna_of(number) for number in range(811, 815)]
    for number in (1, 3):
        for each in numbers[:number]:
            if not RegistryRow.objects.filter(maticna=each).exists():
                listed(each)
                registered(each, name="Drugo", house_number="9")
        screen = reverse("directory_exchange:drift")
        assert len(client.get(screen).context["drifts"]) == number
        found[number] = [
            queries_of(client, screen),
            queries_of(client, reverse("directory_exchange:register")),
        ]
    assert found[1] == found[3]


def test_the_command_tells_the_counts(tmp_path, capsys):
    path = tmp_path / "opsiprs.csv"
    path.write_bytes(open_data((f"{FIRST}000", "A", "Ustanova", "Koper", "6000")).read())
    call_command("import_register", path)
    assert capsys.readouterr().out == (
        "Register: 1 rows read, 1 kept, 1 of them NGOs; 1 new, 0 changed, 0 unchanged, 0 removed.\n"
    )
    with pytest.raises(CommandError):
        call_command("import_register", tmp_path / "nothing.csv")
