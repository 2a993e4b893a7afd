"""Organisations made up by chance, in memory: whatever the models can hold."""

import datetime as dt
import random
import uuid

from django.test import RequestFactory
from django.utils import timezone

from directory.api.editions import Edition
from directory.api.published import Published
from directory.models import (
    Activity,
    Contact,
    Entry,
    Link,
    OrganisationPage,
    Phone,
    Place,
    PublicInterest,
)
from directory.models.options import LANGUAGES
from directory.models.taxonomies import ACCESS, AUDIENCES, LEGAL_FORMS, PUBLIC_INTEREST, TOPICS
from hubkit.places.models import Post, Settlement, Street
from hubkit.places.municipalities import BY_CODE

TEXTS = (
    "Društvo »Žarek« & sinovi",
    "L'associazione dell'acqua",
    "=1+1",
    '<b>"krepko"</b>',
    "שלום",
    "e\u0301 🌊",
    "x" * 200,
)
HOURS = (
    [],
    [{"days": [1, 2, 3], "from": "09:00", "to": "12:00"}],
    [{"days": [6], "from": "00:00", "to": "24:00"}, {"days": [7], "from": "10:00", "to": "11:30"}],
)
EXCEPTIONS = (
    [],
    [{"from": "2099-12-24", "to": "2099-12-26", "hours": [], "note_sl": "Prazniki"}],
    [{"from": "2099-12-31", "to": "2099-12-31", "hours": [["09:00", "12:00"]]}],
    [{"from": "31. 12.", "to": None}, "jutri", {"hours": 1}],
)
WEBSITES = (
    "",
    "https://example.org/",
    "http://društvo.si/čaj?q=ž",
    "https://[",
    "nič",
    "ftp://a.b",
)
EMAILS = ("", "info@example.org", "pošta@example.org", "info@društvo.si", "brez")


class Chance:
    """Makes published organisations; the same seed makes the same ones."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)  # noqa: S311
        self.edition = Edition("sl", RequestFactory().get("/"))
        self.settlements = list(Settlement.objects.all())
        self.posts = list(Post.objects.all())

    def organisation(self) -> Published:
        page = OrganisationPage(
            title=self.text() or "Ime",
            translation_key=self.uid(),
            live=True,
            founded_year=self.maybe(1989),
            maticna=self.maybe("0000167") or "",
            davcna=self.maybe("14717468") or "",
            it_cf=self.maybe("80012000328") or "",
            iban=self.maybe("SI56011006000000314") or "",
            short_name=self.text(),
            email=self.random.choice(EMAILS),
            website=self.random.choice(WEBSITES),
            areas=self.some(list(BY_CODE)),
            languages=self.some(list(LANGUAGES)),
            volunteers=self.maybe(True) or False,
            hub_member=self.maybe(True) or False,
            vat_registered=self.maybe(True) or False,
            potential_year=self.maybe(2026),
            alert_until=self.maybe(dt.date(2020, 1, 1)),
            **self.pairs("name", "summary", "membership", "alert"),
            description_sl=self.text() or "Opis.",
            description_it=self.text(),
        )
        self.describe(page)
        self.place(page)
        entry = Entry(
            uid=page.uid,
            page=page,
            listed=True,
            title=page.title,
            due_on=timezone.localdate() + dt.timedelta(self.random.choice([-400, -100, -1, 300])),
        )
        return Published(entry, address="https://example.org/sl/imenik/nekdo/")

    def describe(self, page: OrganisationPage) -> None:
        page.legal_form = self.maybe(self.terms(LEGAL_FORMS)[0])
        page.topics = self.some(self.terms(TOPICS))
        page.audiences = self.some(self.terms(AUDIENCES))
        page.public_interest = [
            PublicInterest(term=term, ministry=self.text(), start=self.maybe(dt.date(2020, 2, 29)))
            for term in self.some(self.terms(PUBLIC_INTEREST))
        ]
        page.activities = [
            Activity(
                uid=self.uid(),
                name_sl=self.text() or "Dejavnost",
                name_it=self.text(),
                status=self.random.choice(["active", "paused", "ended"]),
                start=self.maybe(dt.date(2026, 1, 1)),
                end=self.maybe(dt.date(2026, 12, 31)),
                **self.pairs("text", "fee", "how"),
            )
            for _time in range(self.random.randrange(3))
        ]

    def place(self, page: OrganisationPage) -> None:
        page.phones = [
            Phone(uid=self.uid(), number="+38652000015", kind=kind, **self.pairs("note"))
            for kind in self.some(["office", "mobile", "helpline"])
        ]
        page.links = [
            Link(uid=self.uid(), url=url, **self.pairs("label")) for url in self.some(WEBSITES[1:])
        ]
        page.contacts = [
            Contact(
                uid=self.uid(),
                name=f"Oseba {number}",
                email=self.random.choice(EMAILS),
                phone=self.maybe("+38641000000") or "",
                consent=self.maybe(True) or False,
                **self.pairs("role"),
            )
            for number in range(self.random.randrange(3))
        ]
        page.places = [self.one_place() for _time in range(self.random.randrange(3))]

    def one_place(self) -> Place:
        settlement = self.maybe(self.random.choice(self.settlements))
        street = Street(name_sl="Vzorčna ulica", name_it="Via di prova", settlement=settlement)
        return Place(
            uid=self.uid(),
            kind=self.random.choice(["seat", "office", "venue"]),
            settlement=settlement,
            settlement_name="" if settlement else self.text(),
            municipality=settlement.municipality if settlement else self.maybe("050") or "",
            street=self.maybe(street) if settlement else None,
            street_name="" if settlement else self.text(),
            house_number=self.random.choice(["", "1", "12a"]),
            post=self.maybe(self.random.choice(self.posts)),
            lat=self.maybe(45.5),
            lon=self.maybe(13.7),
            hide_address=self.maybe(True) or False,
            by_appointment=self.maybe(True) or False,
            hours=self.random.choice(HOURS),
            hours_exceptions=self.random.choice(EXCEPTIONS),
            access=self.some([term.code for term in self.terms(ACCESS)]),
            **self.pairs("name", "hours_note", "access_note"),
        )

    def terms(self, taxonomy: str) -> list:
        return [term for term in self.edition.terms.all if term.taxonomy.code == taxonomy]

    def uid(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def text(self) -> str:
        return self.random.choice(("", "", *TEXTS))

    def pairs(self, *names: str) -> dict[str, str]:
        return {f"{name}_{code}": self.text() for name in names for code in ("sl", "it")}

    def maybe(self, value):
        return self.random.choice([value, None])

    def some(self, values) -> list:
        return [value for value in values if self.random.random() < 0.3]
