"""Fields for choosing a place: labels in both official names, groups in the reader's order."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.forms import ModelChoiceField
from django.forms.models import ModelChoiceIterator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hubkit.places.models import Post, Settlement, Street
from hubkit.places.queries import in_order, settlements_grouped

Groups = list[tuple[str, list]]


class GroupedChoices(ModelChoiceIterator):
    """Choices as the field groups them; retired places, if it has any, stand last.

    A page editor's field has them so that an address that points at one is saved as it was.
    """

    field: Any

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        places = list(self.queryset)
        language = get_language()
        yield from self._options(self.field.groups(_which(places, retired=False), language))
        if retired := _which(places, retired=True):
            yield from self._options(
                [(_("No longer in the register"), in_order(retired, language))]
            )

    def _options(self, groups: Groups):
        for label, places in groups:
            yield label, [self.choice(place) for place in places]


def _which(places: list, *, retired: bool) -> list:
    return [place for place in places if place.retired is retired]


class PlaceField(ModelChoiceField):
    """Offers what the register has today, or the `queryset` given."""

    model: type[Settlement] | type[Street] | type[Post]

    def __init__(self, queryset=None, **kwargs):
        super().__init__(self.model.objects.offered() if queryset is None else queryset, **kwargs)

    def label_from_instance(self, place) -> str:
        return place.label(get_language())


class SettlementField(PlaceField):
    """Grouped by municipality. One query, however many there are."""

    model = Settlement
    iterator = GroupedChoices

    def groups(self, settlements: Iterable[Settlement], language: str) -> Groups:
        grouped = settlements_grouped(language, settlements)
        return [(municipality.label(language), places) for municipality, places in grouped]


class StreetField(PlaceField):
    """Grouped by settlement. One query, however many there are."""

    model = Street
    iterator = GroupedChoices

    def __init__(self, queryset=None, **kwargs):
        streets = Street.objects.offered() if queryset is None else queryset
        super().__init__(streets.select_related("settlement"), **kwargs)

    def groups(self, streets: Iterable[Street], language: str) -> Groups:
        groups = defaultdict(list)
        for street in streets:
            groups[street.settlement].append(street)
        ordered = in_order(groups, language)
        return [(each.label(language), in_order(groups[each], language)) for each in ordered]


class PostField(PlaceField):
    """By number."""

    model = Post
