"""The values of an organisation's first place: address, point, hours, accessibility."""

from dataclasses import dataclass

from django.utils.translation import get_language

from directory.profile.kinds import Item
from hubkit.places.models import Post, Settlement
from hubkit.places.queries import match_settlement, match_street


@dataclass(frozen=True)
class SettlementItem(Item):
    """The register's code of the settlement, or its name where the register has not got it."""

    def get(self, page):
        place = self.row(page)
        if place is None:
            return ""
        return place.settlement.code if place.settlement else place.settlement_name

    def set(self, page, value):
        if value == self.get(page):
            return
        places = list(page.places.all()) or [page.places.model()]
        place = places[self.position]
        place.settlement = settlement_of(value)
        place.settlement_name = "" if place.settlement else value
        place.street, place.street_name = None, ""
        place.derive()
        page.places.set(places)

    def show(self, value):
        settlement = Settlement.objects.filter(code=value).first() if value else None
        return str(settlement.wording(get_language())) if settlement else value


def settlement_of(value: str) -> Settlement | None:
    """Return the settlement that a code, or a name in either language, means; else None."""
    if not value:
        return None
    return Settlement.objects.filter(code=value).first() or match_settlement(value)


@dataclass(frozen=True)
class StreetItem(Item):
    """The street's Slovenian name, or free text; matched with the register in either language."""

    def get(self, page):
        place = self.row(page)
        if place is None:
            return ""
        return place.street.name_sl if place.street else place.street_name

    def set(self, page, value):
        if value == self.get(page):
            return
        places = list(page.places.all()) or [page.places.model()]
        place = places[self.position]
        found = match_street(value, place.settlement) if value and place.settlement else None
        place.street, place.street_name = found, "" if found else value
        page.places.set(places)


@dataclass(frozen=True)
class PostItem(Item):
    """The code of the post, such as 6000."""

    def get(self, page):
        place = self.row(page)
        return place.post.code if place and place.post else ""

    def set(self, page, value):
        if value == self.get(page):
            return
        places = list(page.places.all()) or [page.places.model()]
        places[self.position].post = Post.objects.filter(code=value).first() if value else None
        page.places.set(places)

    def show(self, value):
        post = Post.objects.filter(code=value).first() if value else None
        return f"{post.code} {post.wording(get_language())}" if post else value
