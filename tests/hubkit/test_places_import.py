"""Bringing the register's tables in: all or nothing, again and again."""

import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubkit.places.importing.files import ImportFailed
from hubkit.places.importing.places import import_places
from hubkit.places.importing.register import Counts
from hubkit.places.models import Outline, Post, Settlement, Street
from hubkit.places.queries import match_settlement, match_street

SHARED = Path(os.environ.get("ISKRA_SHARED", Path(__file__).parents[3] / "shared"))
REGISTER = SHARED / "data" / "gurs"
needs_register = pytest.mark.skipif(
    not REGISTER.exists(), reason="the register's data is not beside the project"
)

SETTLEMENTS = "na_mid,obcina_id,obcina_sl,obcina_it,naselje_sl,naselje_it,lat,lon"
STREETS = "ul_mid,obcina_sl,naselje_sl,ulica_sl,ulica_it"
POSTS = "posta,sl,it,lat,lon"
VILLAGES = ["701,19,Divača,,Barka,,45.6,14.1", "702,049,Komen,,Brje,,,"]


@pytest.fixture
def table(tmp_path):
    def write(heading: str, *lines: str, name: str = "table.csv") -> Path:
        path = tmp_path / name
        path.write_text("\r\n".join([heading, *lines]) + "\r\n", encoding="utf-8")
        return path

    return write


def problems_of(**files):
    with pytest.raises(ImportFailed) as raised:
        import_places(files)
    return raised.value.problems


def test_the_command_says_what_it_did(db, table, capsys):
    files = {
        "settlements": table(SETTLEMENTS, *VILLAGES, name="s.csv"),
        "streets": table(STREETS, "801,Divača,Barka,Pot,", "802,Komen,Brje,Trg,", name="u.csv"),
        "posts": table(
            POSTS,
            *(
                f"{post.code},{post.name_sl},{post.name_it},{post.lat},{post.lon}"
                for post in Post.objects.exclude(code="6333")
            ),
            name="p.csv",
        ),
    }
    call_command("import_places", **files)
    assert capsys.readouterr().out.splitlines() == [
        "settlements: 2 created, 0 changed, 0 unchanged, 2 dropped by the register (kept)",
        "streets: 2 created, 0 changed, 0 unchanged, 0 dropped by the register (kept)",
        "posts: 0 created, 0 changed, 26 unchanged, 1 dropped by the register (kept)",
    ]
    barka = Settlement.objects.get(code="701")
    assert (barka.municipality, barka.name_sl, barka.lat, barka.lon) == ("019", "Barka", 45.6, 14.1)
    assert match_street("pot", barka).code == "801"


def test_the_command_needs_a_file(db):
    with pytest.raises(CommandError, match="Name at least one file"):
        call_command("import_places")


def test_again_changes_nothing(db, table):
    files = {"settlements": table(SETTLEMENTS, *VILLAGES)}
    import_places(files)
    before = list(Settlement.objects.values_list())
    assert import_places(files) == {"settlements": Counts(0, 0, 0, 2)}
    assert list(Settlement.objects.values_list()) == before


def test_a_new_name_goes_to_the_same_row_and_a_dropped_one_comes_back(db, table):
    import_places({"settlements": table(SETTLEMENTS, *VILLAGES)})
    barka = Settlement.objects.get(code="701")
    other = table(SETTLEMENTS, "703,019,Divača,,Buje,,,", "702,049,Komen,,Brje,,,")
    assert import_places({"settlements": other}) == {"settlements": Counts(1, 0, 1, 1)}
    assert match_settlement("Barka") is None
    again = table(SETTLEMENTS, "701,019,Divača,,Nova Barka,,45.6,14.1")
    assert import_places({"settlements": again}) == {"settlements": Counts(0, 1, 1, 0)}
    found = match_settlement("Nova Barka")
    assert (found.pk, found.retired) == (barka.pk, False)


def test_a_table_of_one_municipality_says_nothing_of_the_others(db, table):
    import_places({"settlements": table(SETTLEMENTS, *VILLAGES)})
    import_places({"settlements": table(SETTLEMENTS, "702,049,Komen,,Brje,,,")})
    assert match_settlement("Barka").code == "701"
    assert match_settlement("Koper").code == "10101743"
    assert match_settlement("Komen") is None


def test_streets_need_their_settlement(db, table):
    streets = table(STREETS, "1,Koper,Koper,Nova ulica,", "2,Divača,Barka,Pot,", "3,Trst,Trst,V,")
    assert problems_of(streets=streets) == [
        "table.csv, line 3: there is no settlement Barka in Divača",
        "table.csv, line 4: there is no settlement Trst in Trst",
    ]
    assert Street.objects.filter(code="1").count() == 0


def test_one_wrong_line_in_one_file_and_nothing_of_any_is_imported(db, table):
    good = table(SETTLEMENTS, *VILLAGES, name="good.csv")
    bad = table(POSTS, "6000,,,,", name="bad.csv")
    assert problems_of(settlements=good, posts=bad) == [
        "bad.csv, line 2: name_sl: To polje ne more biti prazno."
    ]
    assert not Settlement.objects.filter(code="701").exists()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("7x1,019,,,Barka,,,", ", line 2: code: The register's code has digits only."),
        ("701,061,,,Ljubljana,,,", ", line 2: municipality: Value '061' is not a valid choice."),
        ("701,019,,,Barka,,95,14", ", line 2: lat is out of range: 95"),
        ("701,019,,,Barka,,nan,14", ", line 2: lat is out of range: nan"),
        ("701,019,,,Barka,,a,14", ", line 2: could not convert string to float: 'a'"),
        ("701,019,,,Barka,", ", line 2: not as many fields as the heading has"),
        ("701,019,,,Barka,,,,,", ", line 2: not as many fields as the heading has"),
        (f"701,019,,,{'a' * 101},,,", ", line 2: name_sl: Ensure this value has at most 100"),
        ('701,019,,,"Barka,,,', ", line 2: unexpected end of data"),
        ("701,019,,,Bar\0ka,,,", ": is not text"),
        (
            "701,019,,,A,,,\r\n701,019,,,B,,,",
            ", line 3: na_mid 701 was already in table.csv, line 2",
        ),
    ],
)
def test_a_wrong_line_is_named(db, table, line, problem):
    path = table(SETTLEMENTS, line)
    with pytest.raises(CommandError, match="Nothing was imported") as raised:
        call_command("import_places", settlements=path)
    assert str(raised.value).splitlines()[1].startswith(f"table.csv{problem}")


def test_files_that_are_no_tables(db, table, tmp_path):
    image = tmp_path / "image.csv"
    image.write_bytes(b"\xff\xfe\x00")
    found = [
        problems_of(posts=table("posta,sl", "6000,Koper")),
        problems_of(posts=table(POSTS)),
        [problem.split(" (")[0] for problem in problems_of(posts=image)],
        [problem.split(" (")[0] for problem in problems_of(posts=tmp_path / "none.csv")],
    ]
    assert found == [
        ["table.csv: no column it, lat, lon"],
        ["table.csv: no rows"],
        ["image.csv: cannot be read"],
        ["none.csv: cannot be read"],
    ]


ROWS = st.dictionaries(
    st.integers(100, 120),
    st.tuples(
        st.sampled_from(["019", "049", "111"]),
        st.text("abČž ", min_size=1, max_size=5).filter(str.strip),
        st.sampled_from(["", "Nome"]),
        st.sampled_from(["", "45.5"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, ROWS)
def test_after_any_two_imports_the_last_table_is_what_is_offered(db, table, first, second):
    for rows in (first, second):
        lines = [f"{code},{of},,,{sl},{it},{lat}," for code, (of, sl, it, lat) in rows.items()]
        path = table(SETTLEMENTS, *lines)
        import_places({"settlements": path})
        assert import_places({"settlements": path}) == {"settlements": Counts(0, 0, 0, len(rows))}
    municipalities = {of for of, *_rest in second.values()}
    offered = Settlement.objects.offered().filter(municipality__in=municipalities)
    assert sorted(offered.values_list("code", "municipality", "name_sl", "name_it")) == sorted(
        (str(code), of, sl.strip(), it) for code, (of, sl, it, _lat) in second.items()
    )
    kept = Settlement.objects.filter(code__in=[*map(str, first), *map(str, second)])
    assert kept.count() == len(first.keys() | second.keys())


@pytest.mark.parametrize("count", [3])
def test_more_rows_need_no_more_queries(db, table, count):
    def queries(number: int) -> int:
        lines = [f"{900 + each},111,,,Vas {each},,," for each in range(number)]
        with CaptureQueriesContext(connection) as captured:
            import_places({"settlements": table(SETTLEMENTS, *lines)})
        return len(captured)

    queries(1)
    assert queries(1) == queries(1)
    first = queries(count)
    Settlement.objects.filter(code__startswith="90").update(name_sl="X")
    assert queries(count) == first


@needs_register
def test_the_register_comes_in_whole_and_twice_is_once(db):
    files = {
        "settlements": REGISTER / "iskra-naselja.csv",
        "streets": REGISTER / "iskra-ulice.csv",
        "posts": REGISTER / "iskra-poste.csv",
        "outlines": REGISTER / "iskra-ob-2.geojson",
    }
    first = import_places(files)
    assert [counts.gone for counts in first.values()] == [0, 0, 0, 0]
    assert import_places(files) == {
        "settlements": Counts(0, 0, 0, 294),
        "streets": Counts(0, 0, 0, 705),
        "posts": Counts(0, 0, 0, 27),
        "outlines": Counts(0, 0, 0, 8),
    }
    assert Settlement.objects.exclude(name_it="").count() == 24
    assert Street.objects.exclude(name_it="").count() == 508
    assert Outline.objects.count() == 8
    koper = match_settlement("Capodistria")
    assert match_street("Gregorciceva ulica", koper).name_it == "Via Simon Gregorčič"


@needs_register
def test_what_ships_is_the_register_s(db):
    ours = {
        row.code: (row.municipality, row.name_sl, row.name_it) for row in Settlement.objects.all()
    }
    posts = {row.code: (row.name_sl, row.name_it) for row in Post.objects.all()}
    import_places(
        {
            "settlements": REGISTER / "iskra-naselja.csv",
            "posts": REGISTER / "iskra-poste.csv",
        }
    )
    theirs = Settlement.objects.filter(code__in=ours)
    assert ours == {row.code: (row.municipality, row.name_sl, row.name_it) for row in theirs}
    assert posts == {row.code: (row.name_sl, row.name_it) for row in Post.objects.offered()}
