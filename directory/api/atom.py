"""The newest changes of any list as an Atom feed (RFC 4287)."""

import datetime as dt
import uuid
from xml.etree import ElementTree as Xml

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from directory.api import conf
from directory.api.answers import alternates, kept, open_data
from directory.api.editions import Edition
from directory.api.narrowed import Narrowed
from directory.api.published import Published
from hubkit.intake.characters import clean

NAMESPACE = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOST = 50
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@open_data
def feed(edition: Edition) -> HttpResponseBase:
    narrowed = Narrowed(edition)
    keys = narrowed.entries.order_by("-modified_at", "pk").values_list("pk", flat=True)[:MOST]
    organisations = edition.organisations(keys)
    changed_at = max((each.entry.modified_at for each in organisations), default=NEVER)
    root = head(narrowed, changed_at)
    for organisation in organisations:
        root.append(entry(organisation, edition))
    body = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    links = [(each.language, address(each, narrowed)) for each in (edition, edition.other)]
    return kept(edition, alternates(response, links), changed_at=changed_at)


def address(edition: Edition, narrowed: Narrowed) -> str:
    return edition.link("feed") + narrowed.query


def head(narrowed: Narrowed, changed_at: dt.datetime) -> Xml.Element:
    """Return the feed without its entries; its id follows from its address."""
    edition = narrowed.edition
    own = address(edition, narrowed)
    root = Xml.Element("feed", {"xmlns": NAMESPACE, LANG: edition.language})
    add(root, "id", uuid.uuid5(uuid.NAMESPACE_URL, own).urn)
    add(root, "title", narrowed.title)
    add(root, "updated", changed_at.isoformat(timespec="seconds"))
    add(root, "rights", conf.LICENCE["name"])
    add(Xml.SubElement(root, "author"), "name", conf.publisher() or _("NGO directory"))
    link(root, "self", own, "application/atom+xml", edition.language)
    other = edition.other
    link(root, "alternate", address(other, narrowed), "application/atom+xml", other.language)
    if narrowed.page:
        link(root, "alternate", narrowed.page, "text/html", edition.language)
    return root


def entry(organisation: Published, edition: Edition) -> Xml.Element:
    page = organisation.page
    root = Xml.Element("entry")
    add(root, "id", organisation.uid.urn)
    add(root, "title", str(page.name))
    add(root, "updated", organisation.entry.modified_at.isoformat(timespec="seconds"))
    if page.first_published_at:
        add(root, "published", page.first_published_at.isoformat(timespec="seconds"))
    link(root, "alternate", organisation.address, "text/html", edition.language)
    summary = page.summary or page.description
    add(root, "summary", str(summary), edition.language, summary.language)
    for term in edition.terms.heirs(page.topics.all()):
        Xml.SubElement(root, "category", {"term": term.code, "label": clean(str(term.name))})
    return root


def add(parent: Xml.Element, name: str, text: str, reader: str = "", language: str = "") -> None:
    """Add an element with text, marked with its language where that is not the reader's."""
    marks = {LANG: language} if language != reader else {}
    Xml.SubElement(parent, name, marks).text = clean(text)


def link(parent: Xml.Element, rel: str, href: str, kind: str, language: str) -> None:
    Xml.SubElement(parent, "link", {"rel": rel, "href": href, "type": kind, "hreflang": language})
