"""A reader's own selection of entries: kept in their browser, filled from here, nothing stored."""

import uuid
from typing import Any

from django.http import HttpRequest

from directory.models.parts import Phone, Place
from directory.queries import cards, public_entries
from directory.reading.cards import Card, cards_of
from directory.reading.places import PublicPlace
from directory.reading.vocabulary import Vocabulary

WORDS = {"sl": "moj-izbor", "it": "la-mia-selezione"}
MOST = 50


def asked_for(home, request: HttpRequest) -> list[Card]:
    """Return the cards of the public entries of `?uid=…&uid=…`, in that order.

    What is no identifier, is not public, or comes after the fiftieth is left out.
    """
    keys = list(dict.fromkeys(filter(None, map(key_of, request.GET.getlist("uid")))))[:MOST]
    entries = public_entries().filter(uid__in=keys)
    pages = list(cards(home.locale_id).filter(entry__in=entries))
    pages.sort(key=lambda page: keys.index(page.uid))
    url = home.get_url(request) or ""
    return cards_of(pages, home=home, home_url=url, vocabulary=Vocabulary())


def key_of(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def as_data(shown: list[Card]) -> list[dict[str, Any]]:
    """Return what the page of the selection shows of each entry; two queries for all.

    ``{"uid", "name", "url", "summary": {"text", "language"}, "topics", "municipality", "address",
    "phones": [{"number", "text"}], "email", "website"}``; texts are in the reader's language, but
    the summary that may be in the other.
    """
    keys = [card.page.pk for card in shown]
    phones = Phone.objects.filter(page__in=keys)
    rows = Place.objects.filter(page__in=keys).select_related("settlement", "street", "post")
    places = [PublicPlace(row) for row in rows]
    return [
        {
            "uid": card.uid,
            "name": card.name,
            "url": card.url,
            "summary": {"text": card.summary, "language": card.summary.language},
            "topics": [str(topic) for topic in card.topics],
            "municipality": str(card.municipality),
            "address": address_of([each for each in places if each.place.page_id == card.page.pk]),
            "phones": [
                {"number": phone.number, "text": phone.in_words}
                for phone in phones
                if phone.page_id == card.page.pk
            ],
            "email": card.page.email,
            "website": card.page.website,
        }
        for card in shown
    ]


def address_of(places: list[PublicPlace]) -> str:
    """Return the address of the seat, or of the first place, on one line; "" where it is hidden."""
    seat = next((place for place in places if place.is_seat), next(iter(places), None))
    return ", ".join(" ".join(line) for line in seat.lines) if seat else ""
