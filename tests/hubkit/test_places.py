"""Addresses in the register's names, and what a fresh install knows of places."""

from contextlib import nullcontext

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.core.management.sql import emit_post_migrate_signal
from django.db import IntegrityError, connection
from django.db.models import Value
from django.db.models.functions import Concat
from django.forms import modelform_factory
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.panels import ObjectList

from hubkit.places import gazetteer
from hubkit.places.distances import kilometres
from hubkit.places.forms import PostField, SettlementField, StreetField
from hubkit.places.importing.places import import_places
from hubkit.places.models import Post, PostalAddress, Settlement, Street
from hubkit.places.municipalities import BY_CODE
from hubkit.places.panels import address_panels


class Door(PostalAddress):
    """An address of the tests' own."""

    class Meta:
        app_label = "specimens"


# Not for the migrations of the specimens, nor for any other test.
del apps.all_models["specimens"]["door"]
apps.clear_cache()

KOPER = Settlement(pk=1, code="1", municipality="050", name_sl="Koper", name_it="Capodistria")
KAMPEL = Settlement(pk=2, code="2", municipality="050", name_sl="Kampel", name_it="Campel")
BARKA = Settlement(pk=3, code="3", municipality="019", name_sl="Barka")
VERDI = Street(
    pk=1, code="1", settlement=KOPER, name_sl="Verdijeva ulica", name_it="Via Giuseppe Verdi"
)
HILL = Street(pk=2, code="2", settlement=KAMPEL, name_sl="Nad vasjo")
POST = Post(pk=1, code="6000", name_sl="Koper", name_it="Capodistria")


@pytest.fixture
def doors(db):
    """A table for the doors, gone with the test's transaction."""
    editor = connection.SchemaEditorClass(connection)
    editor.deferred_sql = []
    editor.create_model(Door)
    apps.all_models["specimens"]["door"] = Door
    apps.clear_cache()
    yield Door.objects
    del apps.all_models["specimens"]["door"]
    apps.clear_cache()


def told(address, language):
    """The lines with the language of each part."""
    return [[(str(part), part.language) for part in line] for line in address.lines(language)]


@pytest.mark.parametrize(
    ("address", "slovenian", "italian"),
    [
        (
            Door(settlement=KOPER, street=VERDI, house_number="10", post=POST),
            "Verdijeva ulica 10, 6000 Koper",
            "Via Giuseppe Verdi 10, 6000 Capodistria",
        ),
        (
            Door(settlement=KAMPEL, house_number="12a", post=POST),
            "Kampel 12a, 6000 Koper",
            "Campel 12a, 6000 Capodistria",
        ),
        (
            Door(settlement=KAMPEL, street=HILL, house_number="3", post=POST),
            "Nad vasjo 3, Kampel, 6000 Koper",
            "Nad vasjo 3, Campel, 6000 Capodistria",
        ),
        (Door(settlement=KOPER, post=POST), "6000 Koper", "6000 Capodistria"),
        (Door(settlement=BARKA), "Barka", "Barka"),
        (
            Door(settlement_name="Brje", municipality="049", street_name="Pot", house_number="1"),
            "Pot 1, Brje",
            "Pot 1, Brje",
        ),
        (
            Door(settlement_name="Capodistria", municipality="050", house_number="1", post=POST),
            "Capodistria 1, 6000 Koper",
            "Capodistria 1, 6000 Capodistria",
        ),
        (Door(), "", ""),
    ],
)
def test_an_address_on_one_line(address, slovenian, italian):
    assert (address.one_line("sl"), address.one_line("it")) == (slovenian, italian)


def test_a_name_without_an_official_other_stays_slovenian_and_says_so():
    address = Door(settlement=KAMPEL, street=HILL, house_number="3", post=POST)
    assert told(address, "it") == [
        [("Nad vasjo", "sl"), ("3", "it")],
        [("Campel", "it")],
        [("6000", "it"), ("Capodistria", "it")],
    ]
    template = Template(
        "{% load bilingual places %}{% address_lines address as lines %}"
        "{% for line in lines %}{% for part in line %}{{ part|marked }} {% endfor %}/{% endfor %}"
    )
    with override("it"):
        html = template.render(Context({"address": address}))
    assert html == '<span lang="sl">Nad vasjo</span> 3 /Campel /6000 Capodistria /'


NAMES = st.text("abcČž ", max_size=4).map(str.strip)
PLACES = {
    "settlement": st.none() | st.builds(Settlement, name_sl=st.just("Vas"), name_it=NAMES),
    "settlement_name": NAMES,
    "street": st.none() | st.builds(Street, name_sl=st.just("Pot"), name_it=NAMES),
    "street_name": NAMES,
    "house_number": st.sampled_from(["", "1", "12a"]),
    "post": st.none() | st.builds(Post, code=st.just("6000"), name_sl=NAMES, name_it=NAMES),
}


@given(st.fixed_dictionaries(PLACES), st.sampled_from(["sl", "it"]))
def test_lines_hold_no_empty_part_and_no_third_language(values, language):
    address = Door(**values)
    lines = address.lines(language)
    assert all(line and all(line) for line in lines)
    assert {part.language for line in lines for part in line} <= {language, "sl", "it"}
    assert address.one_line(language) == ", ".join(" ".join(line) for line in lines)
    parts = [part for line in lines for part in line]
    if address.house_number:
        assert parts.count(address.house_number) == 1
    if address.settlement and address.street:
        assert parts[0] == address.street.wording(language)
    if address.post:
        assert lines[-1][0] == "6000"


@given(st.fixed_dictionaries(PLACES))
def test_the_slovenian_lines_hold_slovenian_names_only(values):
    if values["post"] and not values["post"].name_sl:
        values["post"].name_sl = "Pošta"
    assert {part.language for line in Door(**values).lines("sl") for part in line} <= {"sl"}


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        (Door(settlement=KOPER, street=VERDI, post=POST), []),
        (Door(street=VERDI), []),
        (Door(settlement=KAMPEL, house_number="12"), []),
        (Door(settlement_name="Brje", municipality="049"), []),
        (Door(), ["settlement"]),
        (Door(municipality="050", post=POST), ["settlement"]),
        (Door(settlement_name="Brje"), ["municipality"]),
        (Door(settlement=KOPER, settlement_name="Koper"), ["settlement_name"]),
        (Door(settlement=KAMPEL, street=VERDI), ["street"]),
        (Door(settlement_name="Brje", municipality="049", street=VERDI), ["street"]),
        (Door(settlement=KOPER, street=VERDI, street_name="Verdi"), ["street_name"]),
    ],
)
def test_what_an_address_needs(address, wrong):
    expected = pytest.raises(ValidationError) if wrong else nullcontext()
    with expected as raised:
        address.clean()
    assert wrong == [] or sorted(raised.value.message_dict) == wrong


def test_a_settlement_tells_its_municipality_whatever_was_put_in():
    address = Door(street=VERDI, municipality="111")
    address.clean()
    assert (address.settlement, address.municipality) == (KOPER, "050")


def test_a_saved_address_has_its_settlement_s_municipality(doors):
    koper = Settlement.objects.get(code="10101743")
    doors.create(settlement=koper, municipality="111")
    assert [door.municipality for door in doors.all()] == ["050"]


def test_an_address_follows_its_settlement_into_another_municipality(doors, tmp_path):
    """As those of Ankaran did when it left Koper in 2011."""
    koper = Settlement.objects.get(code="10101743")
    ankaran = Settlement.objects.get(code="10101310")
    Settlement.objects.filter(pk=ankaran.pk).update(municipality="050")
    ankaran.refresh_from_db()
    doors.create(settlement=ankaran)
    doors.create(settlement=koper)
    table = tmp_path / "settlements.csv"
    heading = "na_mid,obcina_id,naselje_sl,naselje_it,lat,lon"
    table.write_text(f"{heading}\n10101310,213,Ankaran,Ancarano,45.6,13.7\n", encoding="utf-8")
    import_places({"settlements": table})
    assert [door.municipality for door in doors.order_by("pk")] == ["213", "050"]


def test_a_form_puts_each_error_at_its_field(db):
    form_class = modelform_factory(Door, fields="__all__")
    form = form_class({"settlement_name": "Brje", "house_number": "1"})
    assert list(form.errors) == ["municipality"]
    assert dict(form.fields["municipality"].choices)["050"] == "Koper / Capodistria"


def test_a_page_editor_has_every_field_of_an_address_in_grouped_lists(db):
    fields = ObjectList(address_panels).bind_to_model(Door).get_form_class().base_fields
    own = {field.name for field in PostalAddress._meta.get_fields()}
    assert fields.keys() == own
    kinds = [type(fields[name]) for name in ("settlement", "street", "post")]
    assert kinds == [SettlementField, StreetField, PostField]


def test_a_fresh_install_has_posts_and_bilingual_settlements(db):
    posts = dict(Post.objects.exclude(name_it="").values_list("code", "name_it"))
    assert posts == {
        "6000": "Capodistria",
        "6280": "Ancarano",
        "6310": "Isola",
        "6320": "Portorose",
        "6330": "Pirano",
        "6333": "Sicciole",
    }
    assert Post.objects.count() == 27
    with_two = Settlement.objects.exclude(name_it="")
    counts = {code: with_two.filter(municipality=code).count() for code in BY_CODE}
    assert {BY_CODE[code].sl: count for code, count in counts.items() if count} == {
        "Ankaran": 1,
        "Izola": 3,
        "Koper": 12,
        "Piran": 8,
    }
    assert sorted(Settlement.objects.filter(name_it="").values_list("name_sl", flat=True)) == [
        "Divača",
        "Hrpelje",
        "Komen",
        "Kozina",
        "Sežana",
    ]


def test_a_flush_leaves_the_places_and_migrate_leaves_an_import(db):
    Settlement.objects.update(name_it="Imported")
    for model in (Settlement, Post):
        # As if they were not there; other tables may point at them.
        model.objects.exclude(code__in=["10101743", "6000"]).update(code=Concat(Value("9"), "code"))
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    found = {
        model: model.objects.filter(code__in=[row[0] for row in rows]).count()
        for model, rows in ((Settlement, gazetteer.SETTLEMENTS), (Post, gazetteer.POSTS))
    }
    assert found == {Settlement: 29, Post: 27}
    assert Settlement.objects.get(code="10101743").name_it == "Imported"


def test_nothing_missing_costs_two_queries(db, django_assert_num_queries):
    with django_assert_num_queries(2):
        gazetteer.add_missing(None, using="default")


def test_without_tables_nothing_is_added(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        gazetteer.add_missing(None, using="default", apps=Apps())


def test_a_place_has_a_code(db):
    with pytest.raises(IntegrityError):
        Settlement.objects.create(code="", municipality="050", name_sl="Koper")


def test_both_names_the_reader_s_first_and_the_same_name_once():
    prade = Settlement(name_sl="Prade", name_it="Prade")
    labels = [KOPER.label("sl"), KOPER.label("it"), BARKA.label("it"), prade.label("it")]
    assert labels == ["Koper / Capodistria", "Capodistria / Koper", "Barka", "Prade"]
    assert (str(POST), POST.label("it")) == ("6000 Koper / Capodistria", "6000 Capodistria / Koper")


def test_kilometres():
    koper, sezana = (45.547, 13.729), (45.703, 13.871)
    assert round(kilometres(*koper, *sezana), 1) == 20.6
    assert kilometres(*koper, *koper) == 0
    assert round(kilometres(0, 0, 0, 180)) == 20015


LATITUDES, LONGITUDES = st.floats(-90, 90), st.floats(-180, 180)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_there_is_as_far_as_back(lat, lon, other_lat, other_lon):
    there = kilometres(lat, lon, other_lat, other_lon)
    assert there == pytest.approx(kilometres(other_lat, other_lon, lat, lon))
    assert 0 <= there <= 20016
