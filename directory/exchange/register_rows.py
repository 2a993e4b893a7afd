"""Rows of the Business Register (PRS) as AJPES gives them out, read by the names of their columns.

Two layouts are known: the open data file on the national portal (UTF-16, commas, no municipality;
house numbers with leading zeros) and the files made to order (OBCINA_SIF, ULICA_HS and so on).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory import numbers
from directory.exchange.delimited import encoding_of, rows_of
from directory.exchange.register_places import municipality_at
from directory.exchange.sheets import SheetError
from hubkit.intake.characters import clean
from hubkit.places.municipalities import BY_CODE
from hubkit.places.names import folded
from hubkit.places.queries import match_municipality

COLUMNS = {
    "maticna": ("maticna stevilka", "maticna", "mat st", "maticna st", "stmaticna"),
    "name": ("popolno ime", "polno ime", "firma", "ime", "naziv"),
    "short_name": ("kratko ime", "skrajsano ime", "skrajsana firma"),
    "legal_form": (
        *("pravnoorganizacijska oblika", "pravno organizacijska oblika", "pravna oblika"),
        *("oblika", "oblika naziv"),
    ),
    "street": ("ulica", "ulica naziv"),
    "number": ("hisna st", "hisna stevilka", "ulica hs", "hs"),
    "addition": ("hisna st dodatek", "hisna stevilka dodatek", "ulica hs d", "dodatek"),
    "settlement": ("naselje", "kraj", "naselje naziv"),
    "post": ("postna st", "postna stevilka", "posta st", "posta"),
    "municipality": ("obcina sif", "sifra obcine", "obcina", "obcina naziv"),
}
NEEDED = ("maticna", "name", "legal_form", "post")
# The first words of a form, what it is in the directory, and whether it makes an organisation
# an NGO (ZNOrg, article 2). A public institution is called so and never just "zavod".
FORMS = (
    ("drustvo", {"drustvo", "zveza-drustev"}, True),  # the register has one form for both
    ("zveza drustev", {"zveza-drustev"}, True),
    ("ustanova", {"ustanova"}, True),
    ("zavod", {"zavod"}, True),
    ("zasebni zavod", {"zavod"}, True),
    ("mladinski svet", {"mladinski-svet"}, True),
    ("zadruga", {"zadruga"}, False),
)
# People are none of the directory's business, nor are their addresses.
PERSONS = re.compile(r"\b(podjetnik|fizicna oseba|sobodajalec|sp)\b")


@dataclass(frozen=True)
class Line:
    """A row of the register file by our names of its columns."""

    values: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def is_person(self) -> bool:
        return bool(PERSONS.search(folded(self["legal_form"])))

    @property
    def maticna(self) -> str:
        """The seven digits; "" for a sub-unit and for what is no number."""
        try:
            return numbers.maticna(self["maticna"])
        except ValidationError:
            return ""

    @property
    def municipality(self) -> str:
        """The code of the municipality, "" outside the eight."""
        told = self["municipality"]
        if told:
            found = BY_CODE.get(told.zfill(3)) or match_municipality(told)
            return found.code if found else ""
        return municipality_at(self["post"][:4], self["settlement"])

    @property
    def house_number(self) -> str:
        return f"{self['number'].lstrip('0')}{self['addition'].lower()}"[:20]


def lines_of(file: BinaryIO) -> Iterator[Line]:
    """Yield the rows of a register file, one after another; raises SheetError.

    The file may be large: only the row at hand is in memory.
    """
    start = file.read(1 << 16)
    file.seek(0)
    text = TextIOWrapper(file, encoding=encoding_of(start), newline="")
    rows = rows_of(text)
    try:
        places = places_of(next(rows, []))
        for row in rows:
            values = {name: clean(row[at]).strip() for name, at in places.items() if at < len(row)}
            yield Line(values)
    except UnicodeError as error:
        raise SheetError(_("The letters in the file cannot be read. Save it as UTF-8.")) from error
    finally:
        text.detach()


def places_of(headings: list[str]) -> dict[str, int]:
    """Return where each column stands; raises SheetError where one is missing."""
    known = [folded(heading.lstrip("\ufeff")) for heading in headings]
    places = {}
    for name, names in COLUMNS.items():
        if there := [each for each in names if each in known]:
            places[name] = known.index(there[0])
    if missing := [COLUMNS[name][0] for name in NEEDED if name not in places]:
        raise SheetError(
            _("This is no file of the business register: it has no column “%(columns)s”.")
            % {"columns": ", ".join(missing)}
        )
    return places


def forms_of(text: str) -> set[str]:
    """Return the directory's codes of what the register calls a legal form; none if unknown."""
    wanted = folded(text)
    return next((codes for start, codes, _ngo in FORMS if begins(wanted, start)), set())


def is_ngo(text: str) -> bool:
    wanted = folded(text)
    return any(ngo for start, _codes, ngo in FORMS if begins(wanted, start))


def begins(text: str, start: str) -> bool:
    return f"{text} ".startswith(f"{start} ")
