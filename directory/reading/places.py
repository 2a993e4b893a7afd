"""The places of an organisation as its entry shows them."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import get_language

from directory.models.parts import Place
from directory.reading.opening import Opening, local_now
from directory.reading.vocabulary import municipality_custom, municipality_name
from hubkit.bilingual.paired import Wording

MAP = "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}"


@dataclass
class PublicPlace:
    """A place (models.Place) without what is hidden: then the municipality is all that is said."""

    place: Place
    hides_hours: bool = False

    @property
    def is_hidden(self) -> bool:
        return self.place.hide_address

    @property
    def kind(self) -> str:
        return self.place.get_kind_display()

    @property
    def is_seat(self) -> bool:
        return self.place.kind == "seat"

    @property
    def name(self) -> Wording:
        return self.place.name

    @property
    def lines(self) -> list[list[Wording]]:
        return self.lines_in(get_language() or "sl")

    def lines_in(self, language: str) -> list[list[Wording]]:
        """Return the address as PostalAddress.lines does; none where it is hidden."""
        return [] if self.is_hidden else self.place.lines(language)

    @property
    def municipality(self) -> Wording | str:
        return municipality_name(self.place.municipality)

    @property
    def municipality_custom(self) -> str:
        return municipality_custom(self.place.municipality)

    @property
    def settlement(self) -> Wording | str:
        """The settlement's name; none where the address is hidden or names none of the register."""
        if self.is_hidden or self.place.settlement is None:
            return ""
        return self.place.settlement.wording(get_language() or "sl")

    @property
    def point(self) -> tuple[float, float] | None:
        lat, lon = self.place.lat, self.place.lon
        return None if self.is_hidden or lat is None or lon is None else (lat, lon)

    @property
    def map_url(self) -> str:
        if not self.point:
            return ""
        lat, lon = (format(value, ".5f") for value in self.point)
        return MAP.format(lat=lat, lon=lon)

    @cached_property
    def opening(self) -> Opening | None:
        """The hours; None where an entry that nobody confirms has them no more."""
        return None if self.hides_hours else Opening(self.place, local_now())

    @property
    def access_codes(self) -> list[str]:
        return self.place.access

    @property
    def access_note(self) -> Wording:
        return self.place.access_note
