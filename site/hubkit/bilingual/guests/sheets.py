from django.utils.functional import cached_property

from hubkit.bilingual.desk.actors import Actor
from hubkit.bilingual.desk.rows import Row
from hubkit.bilingual.desk.sheet import Sheet
from hubkit.bilingual.fingerprints import ADDRESS
from hubkit.bilingual.models import TranslatorLink

SAME = 100


class GuestSheet(Sheet):
    """The sheet as a guest may see it: nothing of other pages, and without the page's address.

    The address is made from the title. From the memory only the same sentence is offered: one that
    is merely like it may stand in a draft that is nobody else's business.
    """

    def __init__(self, link: TranslatorLink, *, save_url: str):
        super().__init__(link.pair, Actor(name=link.name), save_url=save_url)
        self.pieces = [piece for piece in self.pieces if piece.path != ADDRESS]

    @cached_property
    def rows(self) -> list[Row]:
        rows = super().rows
        for row in rows:
            row.offers = [offer for offer in row.offers if offer.percent == SAME]
        return rows
