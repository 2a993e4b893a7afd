"""`{% load formats %}`: `hubkit.bilingual.formats` in templates, in the active language.

An empty value (None or an empty text) gives an empty text. Texts of others are escaped, unless the
template has switched that off, as plain-text mails do.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString

from hubkit.bilingual import formats

Clock = dt.time | dt.datetime

register = template.Library()

TIME_STYLES: dict[str, Callable[[Any], str]] = {
    "short": formats.date,
    "words": formats.date_in_words,
    "weekday": formats.date_with_weekday,
    "clock": formats.time,
}


@register.filter
def date_short(value: dt.date | None) -> str:
    """`{{ d|date_short }}`: `1. 10. 2019`, `1/10/2019`."""
    return formats.date(value) if value else ""


@register.filter
def date_words(value: dt.date | None) -> str:
    """`{{ d|date_words }}`: `1. oktobra 2019`, `1º ottobre 2019`."""
    return formats.date_in_words(value) if value else ""


@register.filter
def date_weekday(value: dt.date | None) -> str:
    """`{{ d|date_weekday }}`: `torek, 1. oktobra 2019`, `martedì 1º ottobre 2019`."""
    return formats.date_with_weekday(value) if value else ""


@register.simple_tag
def date_range(start: dt.date | None, end: dt.date | None = None) -> str:
    """`{% date_range a b %}`; an empty end leaves the range open."""
    return formats.date_range(start, end or None) if start else ""


@register.filter
def clock(value: Clock | None) -> str:
    """`{{ t|clock }}`: `9.30`, `ore 9.30`."""
    return formats.time(value) if value else ""


@register.simple_tag
def clock_range(start: Clock | None, end: Clock | None = None) -> str:
    """`{% clock_range a b %}`: `9.30–11.30`, `ore 9.30–11.30`."""
    return formats.time_range(start, end or None) if start else ""


@register.simple_tag
def time_tag(value: dt.date | dt.time | None, style: str = "short") -> str:
    """`{% time_tag d "words" %}`: a `<time>` element with its machine form.

    The styles are short, words, weekday and clock; another one is a ValueError.
    """
    if style not in TIME_STYLES:
        raise ValueError(f"time_tag knows {', '.join(TIME_STYLES)}, not {style!r}")
    if not value:
        return ""
    shown = TIME_STYLES[style](value)
    return format_html('<time datetime="{}">{}</time>', formats.iso(value), shown)


@register.filter
def money(value: formats.Number | None) -> str:
    """`{{ m|money }}`: `334.613,93 €`."""
    return "" if value is None or value == "" else formats.money(value)


@register.filter
def percent(value: formats.Number | None, decimals: int | None = None) -> str:
    """`{{ p|percent }}` or, rounded, `{{ p|percent:1 }}`: `5,6 %`, `5,6%`."""
    return "" if value is None or value == "" else formats.percent(value, decimals)


@register.filter
def grouped(value: formats.Number | None, decimals: int | None = None) -> str:
    """`{{ n|grouped }}` or, rounded, `{{ n|grouped:2 }}`: `9.000`."""
    return "" if value is None or value == "" else formats.number(value, decimals)


@register.filter
def filesize(value: int | None) -> str:
    """`{{ size|filesize }}`: `1,2 MB`."""
    return "" if value is None or value == "" else formats.file_size(value)


@register.filter(needs_autoescape=True)
def quoted(value: object, autoescape: bool = True) -> str:
    """`{{ x|quoted }}`: »…«, «…»."""
    if value is None or value == "":
        return ""
    return format_html(formats.quote("{}"), value) if autoescape else formats.quote(str(value))


@register.filter(needs_autoescape=True)
def joined(values: Iterable[Any] | None, autoescape: bool = True) -> str:
    """`{{ list|joined }}`: `a, b in c`, `a, b e c`; empty members are left out."""
    items = [value for value in values or () if value is not None and value != ""]
    if not autoescape:
        return formats.join([str(item) for item in items])
    if len(items) < 2:
        return conditional_escape(items[0]) if items else ""
    *most, last = items
    word = str(last)
    joint = formats.joint(strip_tags(word) if isinstance(last, SafeString) else word)
    return format_html("{}{}{}", format_html_join(", ", "{}", ((m,) for m in most)), joint, last)
