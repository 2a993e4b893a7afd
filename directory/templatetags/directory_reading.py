from django import template
from django.utils.safestring import SafeString

from directory.forms.addresses import address
from directory.reading.entry import PublicEntry
from directory.reading.json_ld import script
from directory.reading.places import PublicPlace

register = template.Library()


@register.filter
def json_ld(public: PublicEntry) -> SafeString:
    """Return the entry as schema.org/NGO for a script element."""
    return script(public)


@register.filter
def bare_address(url: str) -> str:
    """Return a web address as one says it: `zaba.example.org`."""
    return url.removeprefix("https://").removeprefix("http://").removesuffix("/")


@register.simple_tag
def access_of(public: PublicEntry, place: PublicPlace) -> list:
    return public.access_of(place)


@register.simple_tag
def form_address(page, form: str) -> str:
    """Return the address of one of the directory's forms, about nothing in particular."""
    return address(page, form)
