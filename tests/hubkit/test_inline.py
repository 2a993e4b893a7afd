"""What may stand in a translation, by whichever door it comes: nothing that a browser would run."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from hubkit.bilingual.desk.texts import stored
from hubkit.bilingual.inline import DEEPEST, inline
from hubkit.bilingual.machine.markup import fitting
from tests.hubkit.conftest import pair_of
from tests.hubkit.guest import address, filled, form_of, make, member
from tests.pages import body_of, make_page

SCRIPT = "<script>alert(1)</script>"
HIDDEN = {
    "!--": f"<!-->{SCRIPT}-->Ciao",
    "![CDATA[": f"<![CDATA[x>{SCRIPT}]]>Ciao",
    "!DOCTYPE": f"<!DOCTYPE x {SCRIPT}>Ciao",
    "?": f"<?x {SCRIPT}?>Ciao",
}


@pytest.mark.parametrize("tag", HIDDEN)
def test_what_is_neither_tag_nor_text_is_refused_by_its_name(tag):
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        inline(HIDDEN[tag])
    told = f"<{tag}> cannot stand in a sentence; bold, italic and links can."
    assert refused.value.messages == [told]


@pytest.mark.parametrize("text", HIDDEN.values())
def test_neither_the_desk_nor_a_machine_brings_it_in(text):
    with pytest.raises(ValidationError):
        stored(text, plain=False, source="<b>Živjo</b>")
    assert "<" not in fitting("Živjo", text)[0]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<b>Ciao</b> &lt;b&gt; &amp;c", "<b>Ciao</b> &lt;b&gt; &amp;c"),
        ('<a id="a1">Ciao<br>a tutti', '<a id="a1">Ciao<br/>a tutti</a>'),
        ("&lt;!-- Ciao --&gt;", "&lt;!-- Ciao --&gt;"),
    ],
)
def test_text_and_inline_tags_stay(text, kept):
    assert str(inline(text)) == kept


def nested(depth: int) -> str:
    return "<b>" * depth + "x" + "</b>" * depth


@pytest.mark.parametrize("depth", [DEEPEST + 1, 900, 5000])
def test_tags_inside_each_other_too_deep_are_refused(depth):
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        inline(nested(depth))
    assert refused.value.messages == ["Tags cannot stand inside each other as deep as this."]
    assert fitting("x", nested(depth)) == ("x", True)


def test_ten_tags_inside_each_other_stay():
    assert str(inline(nested(DEEPEST))) == nested(DEEPEST)


@pytest.mark.django_db
@pytest.mark.parametrize("text", [HIDDEN["!--"], HIDDEN["![CDATA["], nested(900)])
def test_a_guest_brings_none_of_it_onto_the_page(homes, text):
    page = make_page(homes["sl"], "Bogato", lead="Kratko.")
    page = body_of(page, ("text", "<p>Pridi <b>danes</b> na sestanek.</p>"))
    page.save_revision().publish()
    _link, token = make(pair_of(page), member("vida", *homes.values()))
    guest = Client()
    fields = filled(guest, token)
    rich = {name: text for name in fields if name.startswith("html-")}
    answer = guest.post(address("translate", token), fields | rich)
    assert (len(rich), answer.status_code) == (1, 200)
    assert "alert" not in guest.get(address("preview", token)).text
    assert text not in form_of(guest, token).values()
