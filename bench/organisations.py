"""Organisations in any number, invented from lists of words, written in bulk as publishing would.

`make(count)` adds to the directory as it is; the same `seed` gives the same organisations. Both
languages, all parts that lists and searches read, and the search index.
"""

# ruff: noqa: S311 (an invented name needs no secret)

import datetime as dt
import random
import uuid

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from directory.models import (
    Assurance,
    AssuredBy,
    DirectoryPage,
    Entry,
    EntryFacet,
    OrganisationPage,
    Phone,
    Place,
    Term,
)
from directory.models.freshness import due_after
from directory.projection import facets_of
from hubkit.bilingual.sorting import sort_key
from hubkit.places.models import Post, Settlement

FORMS = ("Društvo", "Zavod", "Zveza društev", "Ustanova", "Kulturno društvo", "Športno društvo")
FORMS_IT = ("Associazione", "Istituto", "Unione", "Fondazione", "Circolo culturale", "Società")
WHO = ("prijateljev", "ljubiteljev", "mladih", "upokojencev", "staršev", "žena", "čebelarjev")
WHO_IT = ("amici", "amanti", "giovani", "pensionati", "genitori", "donne", "apicoltori")
WHAT = ("narave", "glasbe", "morja", "šaha", "plesa", "krasa", "zgodovine", "otrok", "živali")
WHAT_IT = ("natura", "musica", "mare", "scacchi", "danza", "carso", "storia", "bambini", "animali")
BATCH = 1000


class Maker:
    """Reads the vocabulary once; `organisation` invents one from its number and the seed."""

    def __init__(self, seed: int = 4):
        self.random = random.Random(seed)
        self.terms = {code: list(Term.objects.of(code)) for code in ("topics", "audiences")}
        self.forms = list(Term.objects.of("legal-forms"))
        self.settlements = list(Settlement.objects.exclude(lat=None))
        self.posts = list(Post.objects.all())
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.parents = {
            page.locale.language_code: page
            for page in DirectoryPage.objects.select_related("locale")
        }
        self.content_type = ContentType.objects.get_for_model(OrganisationPage)

    def organisation(self, number: int) -> dict:
        """Return the values of one organisation: attributes of its page, terms and its place."""
        pick = self.random.randrange
        form, who, what = pick(len(FORMS)), pick(len(WHO)), pick(len(WHAT))
        home = self.random.choice(self.settlements)
        days_ago = self.random.choice((20, 90, 200, 300, 380, 430, 600))
        return {
            "key": uuid.UUID(int=self.random.getrandbits(128), version=4),
            "title": f"{FORMS[form]} {WHO[who]} {WHAT[what]} {home.name_sl} {number}",
            "name_it": f"{FORMS_IT[form]} {WHO_IT[who]} {WHAT_IT[what]} {home.name_sl} {number}",
            "summary_sl": f"Srečanja {WHO[who]} in delavnice o temi {WHAT[what]}.",
            "summary_it": f"Incontri per {WHO_IT[who]} e laboratori su {WHAT_IT[what]}."
            if pick(4)
            else "",
            "description_sl": " ".join(self.random.choices(WHO + WHAT, k=40)),
            "description_it": " ".join(self.random.choices(WHO_IT + WHAT_IT, k=40)),
            "founded_year": 1950 + pick(75),
            "volunteers": not pick(3),
            "legal_form": self.random.choice(self.forms),
            "topics": self.random.sample(self.terms["topics"], 1 + pick(3)),
            "audiences": self.random.sample(self.terms["audiences"], pick(4)),
            "languages": sorted(self.random.sample(["sl", "it", "hr", "en"], 1 + pick(3))),
            "home": home,
            "areas": sorted({home.municipality, self.random.choice(self.settlements).municipality}),
            "days_ago": days_ago,
        }


def make(count: int, *, seed: int = 4, index: bool = True) -> None:
    """Add `count` published organisations to the directory, in both languages."""
    start = Entry.objects.count()
    maker = Maker(seed + start)
    for first in range(start, start + count, BATCH):
        numbers = range(first, min(first + BATCH, start + count))
        with transaction.atomic():
            write(maker, [maker.organisation(number) for number in numbers], first, index)


def write(maker: Maker, data: list[dict], first: int, index: bool) -> None:
    sources = pages(maker, data, first, "sl", None)
    twins = pages(maker, data, first, "it", sources)
    for versions in (sources, twins):
        parts(versions, data)
    entries(sources, data)
    if index:
        reread = OrganisationPage.objects.filter(pk__in=[page.pk for page in sources])
        get_search_backend().get_index_for_model(OrganisationPage).add_items(
            OrganisationPage, list(reread.prefetch_related("topics", "activities"))
        )


def pages(maker, data, first, language, sources) -> list[OrganisationPage]:
    """Write the rows of both tables; Django cannot write an inherited table in bulk."""
    parent = maker.parents[language]
    parent = Page.objects.get(pk=parent.pk)
    now = timezone.now()
    rows = []
    for position, values in enumerate(data):
        page = OrganisationPage(
            title=values["title"],
            draft_title=values["title"],
            slug=f"organizacija-{first + position}",
            locale=maker.locales[language],
            translation_key=values["key"],
            content_type=maker.content_type,
            depth=parent.depth + 1,
            path=Page._get_path(parent.path, parent.depth + 1, parent.numchild + position + 1),
            live=True,
            first_published_at=now,
            last_published_at=now,
            alias_of_id=sources[position].pk if sources else None,
            **{name: values[name] for name in PLAIN},
        )
        page.set_url_path(parent)
        rows.append(page)
    base = [
        Page(
            **{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}
        )
        for page in rows
    ]
    made = Page.objects.bulk_create(base)
    for page, plain in zip(rows, made, strict=True):
        page.pk = page.id = page.page_ptr_id = plain.pk
    insert_own_columns(rows)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(rows))
    return rows


PLAIN = (
    *("name_it", "summary_sl", "summary_it", "description_sl", "description_it"),
    *("founded_year", "volunteers", "legal_form", "languages", "areas"),
)


def insert_own_columns(rows: list[OrganisationPage]) -> None:
    from django.db.models.sql import InsertQuery  # noqa: PLC0415

    query = InsertQuery(OrganisationPage)
    query.insert_values(OrganisationPage._meta.local_concrete_fields, rows)
    query.get_compiler(connection=connection).execute_sql()


def parts(versions: list[OrganisationPage], data: list[dict]) -> None:
    """Write topics, audiences, a place and a telephone for each."""
    for name in ("topics", "audiences"):
        through = OrganisationPage._meta.get_field(name).remote_field.through
        through.objects.bulk_create(
            through(organisationpage_id=page.pk, term_id=term.pk)
            for page, values in zip(versions, data, strict=True)
            for term in values[name]
        )
    Place.objects.bulk_create(
        Place(
            page=page,
            settlement=values["home"],
            municipality=values["home"].municipality,
            lat=values["home"].lat,
            lon=values["home"].lon,
            house_number="1",
            sort_order=0,
        )
        for page, values in zip(versions, data, strict=True)
    )
    Phone.objects.bulk_create(
        Phone(page=page, number="+38652000001", sort_order=0) for page in versions
    )


def entries(sources: list[OrganisationPage], data: list[dict]) -> None:
    """Write what `projection.refresh` writes, and a confirmation each."""
    now = timezone.now()
    rows = []
    for page, values in zip(sources, data, strict=True):
        at = now - dt.timedelta(days=values["days_ago"])
        rows.append(
            Entry(
                uid=page.translation_key,
                page=page,
                listed=True,
                title=page.title,
                municipality=values["home"].municipality,
                lat=values["home"].lat,
                lon=values["home"].lon,
                sort_sl=sort_key(page.title, "sl").encode(),
                sort_it=sort_key(page.name_it, "it").encode(),
                assured_at=at,
                due_on=due_after(timezone.localdate(at), 12),
                modified_at=at,
            )
        )
    rows = Entry.objects.bulk_create(rows)
    Assurance.objects.bulk_create(
        Assurance(entry=row, at=row.assured_at, kind=AssuredBy.OWNER) for row in rows
    )
    EntryFacet.objects.bulk_create(
        EntryFacet(entry=row, group=group, value=value)
        for row, values in zip(rows, data, strict=True)
        for group, value in facets(values)
    )


def facets(values: dict) -> set[tuple[str, str]]:
    found = {("topic", term.code) for term in values["topics"]}
    found |= {("audience", term.code) for term in values["audiences"]}
    found |= {("municipality", code) for code in values["areas"]}
    found |= {("language", code) for code in values["languages"]}
    found.add(("form", values["legal_form"].code))
    return found | ({("volunteers", "yes")} if values["volunteers"] else set())


def require_true(sample: int = 20) -> None:
    """Raise AssertionError unless what was written in bulk is what publishing would write."""
    for page in OrganisationPage.objects.filter(alias_of=None).order_by("pk")[:sample]:
        written = set(page.entry.facets.values_list("group", "value"))
        assert written == set(facets_of(page)), page  # noqa: S101
