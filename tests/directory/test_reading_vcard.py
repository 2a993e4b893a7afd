"""The visiting card, read back by the rules of RFC 6350."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.reading.vcard import LINE, escaped, folded
from tests.directory.organisations import make_organisation, twin_of


def unfolded(card: str) -> list[str]:
    assert card.endswith("\r\n")
    assert "\n" not in card.replace("\r\n", "")
    return card.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def unescaped(value: str) -> str:
    signs = {"\\n": "\n", "\\N": "\n", "\\\\": "\\", "\\,": ",", "\\;": ";"}
    return re.sub(r"\\.", lambda match: signs[match[0]], value)


def properties(card: str) -> dict[str, list[str]]:
    """The values by name with its parameters."""
    found: dict[str, list[str]] = {}
    for line in unfolded(card):
        name, value = re.match(r'((?:"[^"]*"|[^:"])+):(.*)', line).groups()
        found.setdefault(name, []).append(unescaped(value))
    return found


def card_of(client, page) -> str:
    response = client.get(f"{page.url}vcf/")
    assert response["Content-Type"] == "text/vcard; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{page.slug}.vcf"'
    return response.content.decode()


@pytest.fixture
def burja(directory):
    return make_organisation(
        official_name="Društvo Burja; mladi, veter",
        name_sl="Burja",
        name_it="Associazione Bora",
        short_name="B\\B",
        summary_sl="Veter.",
        summary_it="Vento, e forte.",
        phone="+38656278500",
        website="https://burja.example.org/?a=1,2",
        email="burja@example.org",
        settlement="Koper",
        municipality="050",
        street="Verdijeva ulica",
        house_number="7",
        post="6000",
        lat=45.54712,
        lon=13.72921,
        languages=["sl", "it"],
        contact_name="Maja Zgled",
        contact_consent=True,
    )


def test_the_card_has_both_languages_and_the_public_facts(burja, client):
    card = properties(card_of(client, burja))
    assert (card["BEGIN"], card["VERSION"], card["END"]) == (["VCARD"], ["4.0"], ["VCARD"])
    assert card["UID"] == [f"urn:uuid:{burja.uid}"]
    assert card["FN;ALTID=1;LANGUAGE=sl"] == ["Burja"]
    assert card["FN;ALTID=1;LANGUAGE=it"] == ["Associazione Bora"]
    assert card["ORG"] == ["Društvo Burja; mladi, veter"]
    assert card["NICKNAME"] == ["B\\B"]
    assert card["NOTE;ALTID=1;LANGUAGE=it"] == ["Vento, e forte."]
    assert card['TEL;VALUE=uri;TYPE="work,voice"'] == ["tel:+38656278500"]
    assert card["EMAIL;TYPE=work"] == ["burja@example.org"]
    assert card["URL"] == ["https://burja.example.org/?a=1,2"]
    assert card["ADR;TYPE=work;ALTID=1;LANGUAGE=sl"] == [
        ";;Verdijeva ulica 7;Koper;;6000;Slovenija"
    ]
    assert card["ADR;TYPE=work;ALTID=1;LANGUAGE=it"] == [
        ";;Verdijeva ulica 7;Capodistria;;6000;Slovenija"
    ]
    assert card["GEO"] == ["geo:45.54712,13.72921"]
    assert card["LANG"] == ["sl", "it"]
    assert "Maja" not in str(card)


def test_the_card_is_the_same_from_either_language_but_for_where_it_was_taken(burja, client):
    cards = [properties(card_of(client, page)) for page in (burja, twin_of(burja))]
    sources = [card.pop("SOURCE") for card in cards]
    assert cards[0] == cards[1]
    assert sources[0] != sources[1]


def test_a_name_in_no_language_of_its_own_is_the_official_one(directory, client):
    page = make_organisation(official_name="Klub")
    assert properties(card_of(client, page))["FN"] == ["Klub"]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_a_folded_line_unfolds_to_what_it_was_and_no_part_is_too_long(text):
    line = f"NOTE:{escaped(text)}"
    written = f"{folded(line)}\r\n"
    assert unfolded(written) == [line]
    assert max(len(each.encode()) for each in written.split("\r\n")) <= LINE


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"])))
def test_an_escaped_text_is_read_as_it_was(text):
    assert unescaped(escaped(text)) == text
