import datetime as dt
import re
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from hubkit.bilingual import formats

START = dt.date(2019, 10, 1)
LANGUAGES = st.sampled_from(["sl", "it", "en"])


def utc(text):
    return dt.datetime.fromisoformat(f"{text}+00:00")


# Dates


@pytest.mark.parametrize(
    ("write", "language", "expected"),
    [
        (formats.date, "sl", "1.\u00a010.\u00a02019"),
        (formats.date, "it", "1/10/2019"),
        (formats.date, "en", "2019-10-01"),
        (formats.date_in_words, "sl", "1.\u00a0oktobra\u00a02019"),
        (formats.date_in_words, "it", "1º\u00a0ottobre\u00a02019"),
        (formats.date_in_words, "en", "2019-10-01"),
        (formats.date_with_weekday, "sl", "torek, 1.\u00a0oktobra\u00a02019"),
        (formats.date_with_weekday, "it", "martedì 1º\u00a0ottobre\u00a02019"),
        (formats.date_with_weekday, "en", "2019-10-01"),
    ],
)
def test_first_of_month(write, language, expected):
    assert write(START, language=language) == expected


def test_ordinal_stands_for_the_first_only():
    days = [dt.date(2024, 2, day) for day in (1, 2, 11, 21, 29)]
    written = [formats.date_in_words(day, language="it").split("\u00a0")[0] for day in days]
    assert written == ["1º", "2", "11", "21", "29"]


def test_months_in_words():
    def months(language):
        days = [dt.date(2026, month, 2) for month in range(1, 13)]
        return [formats.date_in_words(day, language=language).split("\u00a0")[1] for day in days]

    assert " ".join(months("sl")) == (
        "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra "
        "decembra"
    )
    assert " ".join(months("it")) == (
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
        "dicembre"
    )


def test_weekdays():
    def weekdays(language):
        days = [dt.date(2026, 11, day) for day in range(23, 30)]
        written = [formats.date_with_weekday(day, language=language) for day in days]
        return [re.split("[, ]", text)[0] for text in written]

    assert " ".join(weekdays("sl")) == "ponedeljek torek sreda četrtek petek sobota nedelja"
    assert " ".join(weekdays("it")) == "lunedì martedì mercoledì giovedì venerdì sabato domenica"


@pytest.mark.parametrize(
    ("start", "end", "slovenian", "italian"),
    [
        (
            *("2019-10-01", "2023-09-30"),
            "1.\u00a010.\u00a02019–30.\u00a09.\u00a02023",
            "1º\u00a0ottobre\u00a02019\u00a0– 30\u00a0settembre\u00a02023",
        ),
        ("2026-10-01", "2026-10-03", "1.–3.\u00a010.\u00a02026", "1º–3\u00a0ottobre\u00a02026"),
        (
            *("2026-09-28", "2026-10-03"),
            "28.\u00a09.–3.\u00a010.\u00a02026",
            "28\u00a0settembre\u00a0– 3\u00a0ottobre\u00a02026",
        ),
        (  # the same month of another year
            *("2025-12-31", "2026-12-01"),
            "31.\u00a012.\u00a02025–1.\u00a012.\u00a02026",
            "31\u00a0dicembre\u00a02025\u00a0– 1º\u00a0dicembre\u00a02026",
        ),
        ("2024-02-29", "2024-02-29", "29.\u00a02.\u00a02024", "29\u00a0febbraio\u00a02024"),
    ],
)
def test_date_range(start, end, slovenian, italian):
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    assert formats.date_range(first, last, language="sl") == slovenian
    assert formats.date_range(first, last, language="it") == italian


def test_date_range_without_an_end_stays_open():
    assert formats.date_range(START, None, language="sl") == "1.\u00a010.\u00a02019–"
    assert formats.date_range(START, None, language="it") == "1º\u00a0ottobre\u00a02019\u00a0–"
    assert formats.date_range(START, None, language="en") == "2019-10-01\u00a0–"


def test_date_range_in_another_language():
    end = dt.date(2019, 10, 3)
    assert formats.date_range(START, end, language="en") == "2019-10-01\u00a0–\u00a02019-10-03"
    assert formats.date_range(START, START, language="en") == "2019-10-01"


def test_date_range_counts_local_days():
    start, end = utc("2026-06-30T22:30"), utc("2026-07-01T21:59")
    assert formats.date_range(start, end, language="sl") == "1.\u00a07.\u00a02026"


def test_date_range_does_not_run_backwards():
    with pytest.raises(ValueError, match=r"ends \(2019-09-30\) before it starts \(2019-10-01\)"):
        formats.date_range(START, dt.date(2019, 9, 30), language="sl")


@given(a=st.dates(), b=st.dates() | st.none(), language=LANGUAGES)
def test_a_date_range_breaks_only_after_its_dash(a, b, language):
    start, end = (a, b) if b is None or a <= b else (b, a)
    text = formats.date_range(start, end, language=language)
    assert " " not in text.replace("– ", "")


@given(a=st.dates(), b=st.dates(), language=LANGUAGES)
def test_date_range_ends_in_a_whole_date(a, b, language):
    first, last = sorted([a, b])
    single = formats.date_range(last, last, language=language)
    assert formats.date_range(first, last, language=language).endswith(single)


# Times


@pytest.mark.parametrize(
    ("moment", "day", "hour"),
    [
        ("2026-07-01T22:30", "2.\u00a07.\u00a02026", "0.30"),
        ("2026-01-01T22:30", "1.\u00a01.\u00a02026", "23.30"),
        ("2026-12-31T23:05", "1.\u00a01.\u00a02027", "0.05"),
        ("2026-10-25T00:30", "25.\u00a010.\u00a02026", "2.30"),  # summer time, an hour before
        ("2026-10-25T01:30", "25.\u00a010.\u00a02026", "2.30"),  # winter time
    ],
)
def test_aware_datetimes_are_told_in_local_time(moment, day, hour):
    assert formats.date(utc(moment), language="sl") == day
    assert formats.time(utc(moment), language="sl") == hour


def test_time():
    assert formats.time(dt.time(9, 30), language="sl") == "9.30"
    assert formats.time(dt.time(9, 30), language="it") == "ore\u00a09.30"
    assert formats.time(dt.time(9, 30), language="en") == "09:30"
    assert formats.time(dt.time(0, 5), language="it") == "ore\u00a00.05"
    assert formats.time(dt.datetime.fromisoformat("2026-07-01T18:00"), language="sl") == "18.00"


def test_time_range():
    start, end = dt.time(9, 30), dt.time(11, 30)
    assert formats.time_range(start, end, language="sl") == "9.30–11.30"
    assert formats.time_range(start, end, language="it") == "ore\u00a09.30–11.30"
    assert formats.time_range(start, end, language="en") == "09:30–11:30"
    assert formats.time_range(start, start, language="it") == "ore\u00a09.30"
    assert formats.time_range(start, None, language="sl") == "9.30"
    assert formats.time_range(dt.time(22), dt.time(2), language="sl") == "22.00–2.00"
    summer = utc("2026-07-01T17:00"), utc("2026-07-01T19:00")
    assert formats.time_range(*summer, language="it") == "ore\u00a019.00–21.00"


def test_iso_is_as_exact_as_the_value():
    assert formats.iso(START) == "2019-10-01"
    assert formats.iso(dt.time(9, 30, 15)) == "09:30"
    assert formats.iso(utc("2026-07-01T22:30")) == "2026-07-02T00:30+02:00"
    assert formats.iso(utc("2026-01-01T22:30")) == "2026-01-01T23:30+01:00"
    assert formats.iso(dt.datetime.fromisoformat("2026-07-01T18:00")) == "2026-07-01T18:00"


# Numbers


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("334613.93", "334.613,93\u00a0€"),
        ("9000", "9.000,00\u00a0€"),
        ("0", "0,00\u00a0€"),
        ("-0.00", "0,00\u00a0€"),
        ("-0.004", "0,00\u00a0€"),
        ("-0.005", "\u22120,01\u00a0€"),
        ("-334613.93", "\u2212334.613,93\u00a0€"),
        ("2.675", "2,68\u00a0€"),
        ("2.665", "2,67\u00a0€"),
        ("999.995", "1.000,00\u00a0€"),
        ("1E+6", "1.000.000,00\u00a0€"),
    ],
)
def test_money_is_the_same_in_both_languages(amount, expected):
    assert formats.money(Decimal(amount), language="sl") == expected
    assert formats.money(Decimal(amount), language="it") == expected


def test_money_in_another_language():
    assert formats.money(Decimal("334613.93"), language="en") == "334\u00a0613.93\u00a0€"


@given(cents=st.integers(), language=st.sampled_from(["sl", "it"]))
def test_money_round_trip(cents, language):
    text = formats.money(Decimal(f"{cents}E-2"), language=language)
    assert text.endswith("\u00a0€")
    plain = text[:-2].replace(".", "").replace(",", ".").replace("\u2212", "-")
    assert Decimal(plain) == Decimal(f"{cents}E-2")


def test_number():
    assert formats.number(9000, language="sl") == "9.000"
    assert formats.number(9000, language="it") == "9.000"
    assert formats.number(999, language="sl") == "999"
    assert formats.number(-1234567, language="it") == "\u22121.234.567"
    assert formats.number(Decimal("1234.50"), language="sl") == "1.234,50"
    assert formats.number(5.6, language="it") == "5,6"
    assert formats.number(0.1 + 0.2, 2, language="sl") == "0,30"
    assert formats.number(2.5, 0, language="sl") == "3"
    assert formats.number(9000.5, language="en") == "9\u00a0000.5"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("-Infinity")])
def test_number_must_be_finite(value):
    with pytest.raises(ValueError, match="cannot be written as a number"):
        formats.number(value, language="sl")


def test_percent():
    assert formats.percent(Decimal("5.6"), language="sl") == "5,6\u00a0%"
    assert formats.percent(Decimal("5.6"), language="it") == "5,6%"
    assert formats.percent(Decimal("5.6"), language="en") == "5.6\u00a0%"
    assert formats.percent(Decimal("-5.65"), 1, language="sl") == "\u22125,7\u00a0%"
    assert formats.percent(100, 0, language="it") == "100%"


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, "0\u00a0kB"),
        (1, "1\u00a0kB"),
        (1_499, "1\u00a0kB"),
        (1_500, "2\u00a0kB"),
        (999_499, "999\u00a0kB"),
        (999_500, "1,0\u00a0MB"),
        (1_234_567, "1,2\u00a0MB"),
        (999_949_999, "999,9\u00a0MB"),
        (999_950_000, "1,0\u00a0GB"),
    ],
)
def test_file_size(size, expected):
    assert formats.file_size(size, language="sl") == expected
    assert formats.file_size(size, language="it") == expected


def test_file_size_is_not_negative():
    with pytest.raises(ValueError, match="cannot have -1 bytes"):
        formats.file_size(-1, language="sl")


# Plural forms

FORMS = ("društvo", "društvi", "društva", "društev")


def test_slovenian_plural_forms():
    numbers = [0, 1, 2, 3, 4, 5, 11, 12, 21, 100, 101, 102, 103, 104, 105, 111, 112, 201, -1]
    assert [formats.plural_index(n, language="sl") for n in numbers] == [
        *(3, 0, 1, 2, 2, 3, 3, 3, 3),
        *(3, 0, 1, 2, 2, 3, 3, 3, 0, 0),
    ]
    assert formats.plural(103, FORMS, language="sl") == "društva"


def test_decimals_are_few_in_slovenian_and_other_in_italian():
    numbers: list[formats.Number] = [1.5, Decimal("1.0"), Decimal("0.5"), Decimal(1)]
    assert [formats.plural_index(n, language="sl") for n in numbers] == [2, 2, 2, 0]
    assert [formats.plural_index(n, language="it") for n in numbers] == [1, 1, 1, 0]


def test_italian_plural_forms():
    numbers = [0, 1, 2, 101, 1_000_000]
    assert [formats.plural_index(n, language="it") for n in numbers] == [1, 0, 1, 1, 1]
    assert formats.plural(1, ("ente", "enti"), language="it") == "ente"
    assert formats.plural(0, ("body", "bodies"), language="en") == "bodies"


def test_plural_wants_the_forms_of_the_language():
    with pytest.raises(ValueError, match="4 plural forms are needed, not 2"):
        formats.plural(1, ("društvo", "društva"), language="sl")


@given(n=st.integers() | st.decimals(allow_nan=False, allow_infinity=False))
def test_plural_index_names_a_form(n):
    assert formats.plural_index(n, language="sl") in range(4)
    assert formats.plural_index(n, language="it") in range(2)


# Words


def test_quote():
    assert formats.quote("Kras", language="sl") == "»Kras«"
    assert formats.quote("Carso", language="it") == "«Carso»"
    assert formats.quote("Karst", language="en") == "“Karst”"


def test_join():
    def join(*items):
        return [formats.join(items, language=language) for language in ("sl", "it", "en")]

    assert join() == ["", "", ""]
    assert join("a") == ["a", "a", "a"]
    assert join("a", "b") == ["a in b", "a e b", "a, b"]
    assert join("a", "b", "c") == ["a, b in c", "a, b e c", "a, b, c"]


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        *[("enti", " ed "), ("Era", " ed "), ("è", " ed "), ("«Eco»", " ed ")],
        *[("arte", " e "), ("hotel", " e "), ("»", " e "), ("", " e ")],
    ],
)
def test_euphonic_d_stands_before_the_same_vowel(following, expected):
    assert formats.joint(following, language="it") == expected


# The language


def test_active_language_is_the_default():
    with override("it"):
        assert formats.date(START) == "1/10/2019"
    with override("sl"):
        assert formats.date(START) == "1.\u00a010.\u00a02019"
    with override(None):
        assert formats.date(START) == "2019-10-01"


def test_region_changes_nothing():
    assert formats.date(START, language="it-IT") == "1/10/2019"
    assert formats.date(START, language="sl_SI") == "1.\u00a010.\u00a02019"


# Templates


def render(source, language="sl", **context):
    with override(language):
        return Template("{% load formats %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "slovenian", "italian"),
    [
        ("{{ d|date_short }}", "1.\u00a010.\u00a02019", "1/10/2019"),
        ("{{ d|date_words }}", "1.\u00a0oktobra\u00a02019", "1º\u00a0ottobre\u00a02019"),
        (
            "{{ d|date_weekday }}",
            "torek, 1.\u00a0oktobra\u00a02019",
            "martedì 1º\u00a0ottobre\u00a02019",
        ),
        (
            "{% date_range d e %}",
            "1.–3.\u00a010.\u00a02019",
            "1º–3\u00a0ottobre\u00a02019",
        ),
        ("{{ t|clock }}", "0.30", "ore\u00a00.30"),
        ("{% clock_range t %}", "0.30", "ore\u00a00.30"),
        ("{{ m|money }}", "9.000,00\u00a0€", "9.000,00\u00a0€"),
        ("{{ p|percent }}", "5,65\u00a0%", "5,65%"),
        ("{{ p|percent:1 }}", "5,7\u00a0%", "5,7%"),
        ("{{ m|grouped }} {{ m|grouped:1 }}", "9.000 9.000,0", "9.000 9.000,0"),
        ("{{ 1234567|filesize }}", "1,2\u00a0MB", "1,2\u00a0MB"),
        (
            '{% time_tag d "words" %}',
            '<time datetime="2019-10-01">1.\u00a0oktobra\u00a02019</time>',
            '<time datetime="2019-10-01">1º\u00a0ottobre\u00a02019</time>',
        ),
        (
            "{% time_tag t %}",
            '<time datetime="2026-07-02T00:30+02:00">2.\u00a07.\u00a02026</time>',
            '<time datetime="2026-07-02T00:30+02:00">2/7/2026</time>',
        ),
        ("{{ x|quoted }}", "»R&amp;D«", "«R&amp;D»"),
        ("{{ '<b>R</b>'|quoted }}", "»<b>R</b>«", "«<b>R</b>»"),
        ("{% autoescape off %}{{ x|quoted }}{% endautoescape %}", "»R&D«", "«R&D»"),
    ],
)
def test_filters_and_tags(source, slovenian, italian):
    values = {
        "d": START,
        "e": dt.date(2019, 10, 3),
        "t": utc("2026-07-01T22:30"),
        "m": Decimal(9000),
        "p": Decimal("5.65"),
        "x": "R&D",
    }
    assert render(source, "sl", **values) == slovenian
    assert render(source, "it", **values) == italian


def test_zero_is_not_empty():
    assert render("{{ n|money }} {{ n|percent }} {{ n|grouped }} {{ n|filesize }}", n=0) == (
        "0,00\u00a0€ 0\u00a0% 0 0\u00a0kB"
    )
    assert render("{{ t|clock }}", t=dt.time(0)) == "0.00"


@pytest.mark.parametrize("value", [None, ""])
def test_empty_values_give_nothing(value):
    source = (
        "{{ x|date_short }}{{ x|date_words }}{{ x|date_weekday }}{{ x|clock }}{{ x|money }}"
        "{{ x|percent }}{{ x|grouped }}{{ x|filesize }}{{ x|quoted }}{{ x|joined }}"
        "{% date_range x x %}{% clock_range x %}{% time_tag x %}{% time_tag missing 'clock' %}"
    )
    assert render(source, x=value) == ""


def test_date_range_with_an_empty_end_is_open():
    assert render("{% date_range d '' %}", d=START) == "1.\u00a010.\u00a02019–"


def test_time_tag_refuses_an_unknown_style():
    with pytest.raises(ValueError, match="short, words, weekday, clock, not 'long'"):
        render("{% time_tag d 'long' %}", d=START)


def test_joined_escapes_what_is_not_safe():
    safe = SafeString('<a href="/e">Ente</a>')
    assert render("{{ x|joined }}", "it", x=["A&B", "<i>", safe]) == (
        'A&amp;B, &lt;i&gt; ed <a href="/e">Ente</a>'
    )
    assert render("{{ x|joined }}", "it", x=["a", '"Eco"']) == "a ed &quot;Eco&quot;"
    assert render("{{ x|joined }}", x=["<i>"]) == "&lt;i&gt;"
    assert render("{{ x|joined }}", x=[None, "a", "", "b"]) == "a in b"
    assert render("{{ x|joined }}", x=[]) == ""
    assert render("{% autoescape off %}{{ x|joined }}{% endautoescape %}", x=["R&D", 2]) == (
        "R&D in 2"
    )
