"""Bringing settlements, streets and posts to what the register's tables say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from django.apps import apps
from django.core.exceptions import ValidationError

from hubkit.places.importing.files import ImportFailed, Row, rows_of
from hubkit.places.models import Post, PostalAddress, Settlement, Street
from hubkit.places.municipalities import MUNICIPALITIES
from hubkit.places.queries import match_municipality


@dataclass(frozen=True)
class Counts:
    """What an import did to one kind of rows. `gone` ones are kept, but no longer offered."""

    created: int
    changed: int
    gone: int
    unchanged: int


def import_settlements(path: Path) -> Counts:
    columns = ("na_mid", "obcina_id", "naselje_sl", "naselje_it", "lat", "lon")
    settlements = _read(rows_of(path, columns), _settlement)
    municipalities = {settlement.municipality for settlement in settlements}
    known = Settlement.objects.all()
    counts = _apply(settlements, known, known.filter(municipality__in=municipalities))
    _move_addresses()
    return counts


def import_streets(path: Path) -> Counts:
    columns = ("ul_mid", "obcina_sl", "naselje_sl", "ulica_sl", "ulica_it")
    settlements = {(each.municipality, each.name_sl): each for each in Settlement.objects.offered()}
    streets = _read(rows_of(path, columns), lambda row: _street(row, settlements))
    municipalities = {street.settlement.municipality for street in streets}
    known = Street.objects.all()
    return _apply(streets, known, known.filter(settlement__municipality__in=municipalities))


def import_posts(path: Path) -> Counts:
    posts = _read(rows_of(path, ("posta", "sl", "it", "lat", "lon")), _post)
    return _apply(posts, Post.objects.all(), Post.objects.all())


def _settlement(row: Row) -> Settlement:
    return Settlement(
        code=row["na_mid"],
        municipality=row["obcina_id"].zfill(3),
        name_sl=row["naselje_sl"],
        name_it=row["naselje_it"],
        lat=row.degrees("lat", 90),
        lon=row.degrees("lon", 180),
    )


def _street(row: Row, settlements: dict[tuple[str, str], Settlement]) -> Street:
    municipality = match_municipality(row["obcina_sl"])
    key = (municipality.code if municipality else "", row["naselje_sl"])
    if key not in settlements:
        raise ValueError(f"there is no settlement {row['naselje_sl']} in {row['obcina_sl']}")
    return Street(
        code=row["ul_mid"],
        settlement=settlements[key],
        name_sl=row["ulica_sl"],
        name_it=row["ulica_it"],
    )


def _post(row: Row) -> Post:
    return Post(
        code=row["posta"],
        name_sl=row["sl"],
        name_it=row["it"],
        lat=row.degrees("lat", 90),
        lon=row.degrees("lon", 180),
    )


def _read(rows: list[Row], make: Callable) -> list:
    """Make a place of each row, or raise ImportFailed with the problems of all of them."""
    places, problems = [], []
    for row in rows:
        try:
            place = make(row)
            place.clean_fields()
            places.append(place)
        except (ValueError, ValidationError) as error:
            problems += [f"{row.place}: {problem}" for problem in _told(error)]
    if problems:
        raise ImportFailed(problems)
    return places


def _told(error: ValueError | ValidationError) -> Iterator[str]:
    if isinstance(error, ValidationError):
        for field, messages in error.message_dict.items():
            yield f"{field}: {' '.join(messages)}"
    else:
        yield str(error)


def _apply(places: list, known, within) -> Counts:
    """Create, change and retire so that the rows of the query `within` are those of `places`.

    `known` are all rows there are. A table that speaks of some municipalities only says nothing
    about the others, so `within` keeps to those.
    """
    by_code = {place.code: place for place in known}
    fields = [field for field in known.model._meta.concrete_fields if not field.primary_key]
    created = [place for place in places if place.code not in by_code]
    pairs = [(place, by_code[place.code]) for place in places if place.code in by_code]
    changed = [old for new, old in pairs if _copy(new, old, fields)]
    known.model.objects.bulk_create(created)
    known.model.objects.bulk_update(changed, [field.name for field in fields])
    codes = [place.code for place in places]
    return Counts(
        created=len(created),
        changed=len(changed),
        gone=within.offered().exclude(code__in=codes).update(retired=True),
        unchanged=len(pairs) - len(changed),
    )


def _copy(new, old, fields: list) -> bool:
    """Take over the new values; return whether any is another."""
    names = [field.attname for field in fields]
    differing = [name for name in names if getattr(new, name) != getattr(old, name)]
    for name in differing:
        setattr(old, name, getattr(new, name))
    return bool(differing)


def _move_addresses() -> None:
    """Follow settlements into another municipality, as when a part of one becomes its own."""
    models = [model for model in apps.get_models() if issubclass(model, PostalAddress)]
    for model, municipality in product(models, MUNICIPALITIES):
        moved = model._default_manager.filter(settlement__municipality=municipality.code)
        moved.exclude(municipality=municipality.code).update(municipality=municipality.code)
