"""The body field and the common blocks."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.migrations.writer import MigrationWriter
from django.template.loader import get_template
from django.utils.translation import override
from wagtail import blocks, hooks
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from hubkit.content.blocks import common_blocks
from hubkit.content.blocks.text import Unit
from hubkit.content.fields import BodyField, registered_blocks
from hubkit.content.templatetags.body import dialable
from tests.pages import body_of, make_page
from tests.queries import queries_of

COMMON = dict(common_blocks())


def test_blocks_stay_out_of_migrations():
    text, _imports = MigrationWriter.serialize(BodyField(blank=True))
    assert text == "hubkit.content.fields.BodyField(blank=True)"


def test_a_plug_in_adds_a_block_to_every_body():
    with hooks.register_temporarily("register_body_blocks", lambda: [("poem", blocks.CharBlock())]):
        assert "poem" in BodyField().stream_block.child_blocks
    assert "poem" not in BodyField().stream_block.child_blocks


def test_two_blocks_of_one_name_are_an_error():
    with (
        hooks.register_temporarily("register_body_blocks", lambda: [("text", blocks.CharBlock())]),
        pytest.raises(ValueError, match="'text'"),
    ):
        registered_blocks()


@pytest.mark.parametrize("name", COMMON)
def test_each_block_has_what_an_editor_needs(name):
    block = COMMON[name]
    assert get_template(block.meta.template)
    assert block.meta.icon != blocks.Block._meta_class.icon
    assert (block.label, block.meta.description, block.meta.group) != ("", "", "")
    with override("sl"):
        slovenian = str(block.label)
    with override("it"):
        assert str(block.label) != slovenian or slovenian == "Video"


@pytest.mark.django_db
@pytest.mark.parametrize("name", COMMON)
def test_each_block_shows_its_preview(name):
    block = COMMON[name]
    block.set_name(name)
    assert block.render(block.get_preview_value()).strip() or name in ("picture", "related_pages")


@pytest.mark.parametrize("name", [name for name in COMMON if name != "text"])
def test_each_field_of_a_block_has_a_help_text(name):
    for path, block in leaves(COMMON[name], name):
        assert block.field.help_text if hasattr(block, "field") else block.meta.help_text, path


def leaves(block, path):
    """Yield ``(path, block)`` of the fields that an editor fills in."""
    if isinstance(block, ImageBlock):
        yield path, block  # its parts are Wagtail's, with Wagtail's own explanations
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from leaves(child, f"{path}.{name}")
    elif isinstance(block, blocks.ListBlock):
        yield from leaves(block.child_block, f"{path}[]")
    else:
        yield path, block


@pytest.mark.parametrize(
    ("unit", "value", "slovenian", "italian"),
    [
        (Unit.COUNT, "1500", "1.500", "1.500"),
        (Unit.EURO, "334613.93", "334.613,93\u00a0€", "334.613,93\u00a0€"),
        (Unit.PERCENT, "5.6", "5,6\u00a0%", "5,6%"),
        (Unit.YEAR, "2019", "2019", "2019"),
    ],
)
def test_a_figure_is_one_number_written_in_each_language(unit, value, slovenian, italian):
    with override("sl"):
        assert unit.show(Decimal(value)) == slovenian
    with override("it"):
        assert unit.show(Decimal(value)) == italian


class TestCallToAction:
    block = COMMON["call_to_action"]
    words = {"heading": "H", "text": "", "button": "B"}

    @pytest.mark.parametrize(
        "targets",
        [{}, {"email": "a@example.org", "url": "https://example.org/"}],
        ids=["none", "two"],
    )
    def test_it_leads_to_exactly_one_place(self, targets):
        value = self.block.to_python(self.words | targets)
        with pytest.raises(ValidationError):
            self.block.clean(value)

    def test_an_address_is_enough(self):
        value = self.block.to_python(self.words | {"email": "a@example.org"})
        assert self.block.href(self.block.clean(value)) == "mailto:a@example.org"


@pytest.mark.django_db
def test_a_page_leads_each_reader_to_its_language(homes, client):
    target = make_page(homes["sl"], "Cilj")
    page = make_page(homes["sl"], "Gumb")
    value = {"heading": "H", "text": "", "button": "B", "page": target.pk}
    body_of(page, ("call_to_action", value))
    peer = page.get_translations().get().specific
    body_of(peer, ("call_to_action", value))
    assert 'href="/sl/cilj/"' in client.get("/sl/gumb/").text
    assert 'href="/it/cilj/"' in client.get("/it/gumb/").text


@pytest.mark.django_db
def test_a_button_to_a_page_that_is_not_public_is_not_shown(homes, client):
    target = make_page(homes["sl"], "Osnutek", live=False)
    page = make_page(homes["sl"], "Gumb")
    body_of(
        page, ("call_to_action", {"heading": "H", "text": "", "button": "B", "page": target.pk})
    )
    text = client.get("/sl/gumb/").text
    assert ("<h2>H</h2>" in text, 'class="button"' in text) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["related", "buttons", "links"])
def test_one_link_or_three_cost_the_same(homes, client, kind):
    targets = [make_page(homes["sl"], f"Cilj {number}").pk for number in range(3)]

    def parts(pks):
        if kind == "related":
            return [("related_pages", {"heading": "H", "pages": pks})]
        if kind == "links":
            links = "".join(f'<a linktype="page" id="{pk}">x</a> ' for pk in pks)
            return [("text", f"<p>{links}</p>")]
        button = {"heading": "H", "text": "", "button": "B"}
        return [("call_to_action", button | {"page": pk}) for pk in pks]

    one, three = make_page(homes["sl"], "Ena"), make_page(homes["sl"], "Tri")
    body_of(one, *parts(targets[:1]))
    body_of(three, *parts(targets))
    assert queries_of(client, "/sl/ena/") == queries_of(client, "/sl/tri/")
    shown = client.get("/sl/tri/").text
    assert [f'href="/sl/cilj-{number}/"' in shown for number in range(3)] == [True] * 3


@pytest.mark.django_db
def test_a_link_in_the_text_leads_each_reader_to_its_language(homes, client):
    target = make_page(homes["sl"], "Cilj")
    page = make_page(homes["sl"], "Besedilo")
    text = f'<p><a linktype="page" id="{target.pk}">sem</a></p>'
    body_of(page, ("text", text))
    body_of(page.get_translations().get().specific, ("text", text))
    assert '<a href="/sl/cilj/">sem</a>' in client.get("/sl/besedilo/").text
    assert '<a href="/it/cilj/">sem</a>' in client.get("/it/besedilo/").text


@pytest.mark.django_db
def test_a_link_to_a_deleted_page_leaves_its_words(homes, client):
    body_of(
        make_page(homes["sl"], "Besedilo"), ("text", '<p><a linktype="page" id="9999">sem</a></p>')
    )
    assert "<a>sem</a>" in client.get("/sl/besedilo/").text


@pytest.mark.django_db
def test_cards_tell_the_lead_of_any_type(homes, client):
    parent = make_page(homes["sl"], "Zgoraj")
    make_page(parent, "Z opisom", lead="Uvod", search_description="Opis")
    make_page(parent, "Z uvodom", lead="Uvod")
    make_page(parent, "Brez")
    summaries = [page.card_summary for page in parent.subpages]
    assert summaries == ["Opis", "Uvod", ""]
    assert Page.objects.get(pk=parent.pk).specific.summary == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("figures", {"heading": "", "figures": [{"value": None, "unit": "", "label": ""}]}),
        ("video", {"title": "", "url": "", "language": "", "minutes": None, "captions": False}),
        ("documents", {"heading": "", "files": [{"document": None, "title": "", "language": ""}]}),
        ("call_to_action", {"heading": "", "text": "", "button": "", "page": None}),
        ("related_pages", {"heading": "", "pages": [None]}),
        ("picture", {"image": {"image": None}, "caption": "", "credit": ""}),
        ("person", {"name": "", "role": "", "email": "", "phone": "", "photo": None}),
        ("quote", {"text": "", "who": "", "role": ""}),
        ("steps", {"heading": "", "steps": [{"title": "", "text": ""}]}),
    ],
)
def test_a_half_filled_block_can_be_seen(homes, kind, value):
    page = body_of(make_page(homes["sl"], "Osnutek"), (kind, value))
    assert page.make_preview_request().status_code == 200


@pytest.mark.parametrize(
    ("written", "dialled"),
    [("+386 5 600 11 22", "+38656001122"), ("05/600-11-22 (int. 3)", "056001122"), ("", "")],
)
def test_a_telephone_number_is_dialled_without_its_dress(written, dialled):
    assert dialable(written) == dialled


@pytest.mark.django_db
def test_an_untranslated_page_speaks_its_language_and_links_to_the_reader_s(homes, client):
    target = make_page(homes["sl"], "Cilj")
    page = body_of(
        make_page(homes["sl"], "Citat"),
        ("quote", {"text": "Besede", "who": "", "role": ""}),
        ("call_to_action", {"heading": "H", "text": "", "button": "B", "page": target.pk}),
        ("text", f'<p><a linktype="page" id="{target.pk}">sem</a></p>'),
    )
    page.save_revision().publish()
    italian = client.get("/it/citat/").text
    assert italian.count('href="/it/cilj/"') >= 2
    assert 'href="/sl/cilj/"' not in italian
    assert "»Besede«" in italian
