import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubkit.bilingual.sorting import sort_key

LANGUAGES = st.sampled_from(["sl", "it", "en"])
ANYTHING = st.text(st.characters())  # lone surrogates, NUL and unassigned code points too
# Few letters, so that texts differ by accents, case and punctuation more often than by chance.
CLOSE = st.text("aAáàbcčćCČdđz019 -»'", max_size=6)


def ordered(words, language):
    """Sort from the back, so that nothing is in order by being left alone."""
    backwards = words[::-1]
    return sorted(backwards, key=lambda word: sort_key(word, language))


def primary(text, language):
    return sort_key(text, language).split(" ")[0]


@pytest.mark.parametrize(
    "words",
    [
        "cesta cvet čaj Čiče Čuk ćevapi Ćurin dan Džamija Đuro evro",
        "Sečovlje Sežana Socerb Strunjan Šared Škocjan Škofije Tinjan",
        "Zadruga Zgonik Zveza Žaga Žusterna",
        "Ankaran Divača Hrpelje Izola Komen Koper Milje Piran Portorož Repentabor",
        "ocvirek oče očka odbor osa oslica ošaben otok ozek ožji",
        "Pina Qualitas Razvoj Vrt Wikimedia Xenia Ypsilon Zavod Živa",
        "las lasje laž",
    ],
)
def test_slovenian_alphabet(words):
    assert ordered(words.split(), "sl") == words.split()


def test_every_slovenian_letter_in_its_place():
    alphabet = list("abcčćdđefghijklmnopqrsštuvwxyzž")
    assert ordered(alphabet, "sl") == alphabet
    assert ordered([letter.upper() for letter in alphabet], "sl") == list(
        "ABCČĆDĐEFGHIJKLMNOPQRSŠTUVWXYZŽ"
    )


@pytest.mark.parametrize(
    "words",
    [
        ["Capodistria", "Čelje", "Cenacolo", "Ćurin", "Czoernig"],
        ["Isola", "L'Aquila", "Lega", "L'Orma", "Pirano", "Sesana", "Šušteršič", "Trieste"],
        ["perche", "perché", "perché no", "perciò", "pero", "Però", "pesca"],
        ["citta", "città", "Città", "cittadino", "Dolina", "Đorđe", "Duino", "Żagar", "Zucca"],
    ],
)
def test_italian_alphabet_ignores_accents_at_first(words):
    assert ordered(words, "it") == words


def test_the_same_words_in_either_language():
    words = ["Cesta", "Čiče", "Cuk", "Škofije", "Tinjan", "Sveto", "Zora", "Žaga"]
    assert ordered(words, "sl") == [
        *("Cesta", "Cuk", "Čiče", "Sveto", "Škofije", "Tinjan", "Zora", "Žaga")
    ]
    assert ordered(words, "it") == [
        *("Cesta", "Čiče", "Cuk", "Škofije", "Sveto", "Tinjan", "Žaga", "Zora")
    ]


def test_accents_count_before_case():
    assert ordered(["pero", "Pero", "però", "Però"], "it") == ["pero", "Pero", "però", "Però"]
    assert ordered(["cafe", "Cafe", "café", "CAFÉ"], "sl") == ["cafe", "Cafe", "café", "CAFÉ"]
    assert ordered(["čebela", "Čebela", "ČEBELA"], "sl") == ["čebela", "Čebela", "ČEBELA"]


def test_digits_stand_before_letters():
    words = ["1. maj", "10 let", "2. maj", "3D", "Abeceda", "Čebela"]
    assert ordered(words, "sl") == words


def test_punctuation_and_leading_quotes_are_passed_over():
    assert ordered(["Arija", "»Burja«", "(Cvet)", "„Čista“ obala", "#Dom", "– Eko"], "sl") == [
        *("Arija", "»Burja«", "(Cvet)", "„Čista“ obala", "#Dom", "– Eko")
    ]
    assert primary("»Burja«", "sl") == primary("burja", "sl")
    assert primary("L'Aquila", "it") == primary("L’aquila", "it")
    assert primary("Slovensko-italijansko", "sl") == primary("slovenskoitalijansko", "sl")


def test_a_shorter_word_stands_before_a_longer_one():
    words = ["Dom", "Dom upokojencev", "Dom – zavod", "Domačija"]
    assert ordered(words, "sl") == words


def test_gaps_are_all_alike():
    assert primary("  Dom\u00a0\t – na\nKrasu ", "sl") == primary("dom na krasu", "sl")


def test_foreign_letters_stand_with_their_base():
    words = ["Lodž", "Łódź", "Lokev", "Özil", "Ptuj", "Straße", "Südtirol", "Suha", "Ørsted"]
    assert ordered(words, "sl") == [
        *("Łódź", "Lodž", "Lokev", "Ørsted", "Özil", "Ptuj", "Straße", "Südtirol", "Suha")
    ]
    assert ordered(["Žusterna", "Αθήνα", "Москва"], "sl") == ["Žusterna", "Αθήνα", "Москва"]
    assert primary("ǅamija ﬁn", "sl") == primary("džamija fin", "sl")
    assert primary("Ǿ", "it") == primary("o", "it")


def test_a_region_and_an_unknown_language():
    assert sort_key("Čuk", "sl-SI") == sort_key("Čuk", "sl")
    assert sort_key("Čuk", "en") == sort_key("Čuk", "it")


def test_levels_of_a_key():
    assert sort_key("Čiče", "sl") == "=E=A  1 Čiče"
    assert sort_key("citta\u0300", "it") == "<BMM: 00000\u0300  città"


def test_composed_and_decomposed_texts_are_equal():
    assert sort_key("Čuk", "sl") == sort_key("C\u030cuk", "sl")
    assert sort_key("č\u0323", "sl") == sort_key("c\u0323\u030c", "sl")


@given(text=ANYTHING, language=LANGUAGES)
def test_any_text_has_a_key_that_a_database_takes(text, language):
    key = sort_key(text, language)
    assert "\0" not in key
    assert key.encode().decode() == key


@given(a=ANYTHING | CLOSE, b=ANYTHING | CLOSE, language=LANGUAGES)
def test_c_collation_orders_the_keys_as_python_does(a, b, language):
    one, two = sort_key(a, language), sort_key(b, language)
    assert (one < two) == (one.encode() < two.encode())


@given(a=st.text() | CLOSE, b=st.text() | CLOSE, language=LANGUAGES)
def test_keys_are_equal_only_when_the_texts_are(a, b, language):
    same = [unicodedata.normalize("NFC", text.replace("\0", "")) for text in (a, b)]
    if sort_key(a, language) == sort_key(b, language):
        assert same[0] == same[1]
    assert sort_key(a, language) == sort_key(unicodedata.normalize("NFD", a), language)


@given(words=st.lists(CLOSE, unique=True), language=LANGUAGES)
def test_order_does_not_depend_on_where_it_starts(words, language):
    by_key = sorted(words, key=lambda word: sort_key(word, language))
    assert ordered(by_key, language) == by_key
    assert ordered(words, language) == by_key


@given(a=CLOSE, b=CLOSE, language=LANGUAGES)
def test_first_level_outweighs_the_others(a, b, language):
    one, two = primary(a, language), primary(b, language)
    if one != two:
        assert (sort_key(a, language) < sort_key(b, language)) == (one < two)


@given(before=CLOSE, after=CLOSE)
def test_a_letter_outweighs_what_follows(before, after):
    assert primary(f"c{before}", "sl") < primary(f"č{after}", "sl")
    assert primary(f"s{before}", "sl") < primary(f"š{after}", "sl")
    assert primary(f"z{before}", "sl") < primary(f"ž{after}", "sl")
