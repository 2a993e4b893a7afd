"""Guessing which of the directory's fields a column has, by its heading in three languages."""

from collections.abc import Iterable

from django.utils.translation import override

from directory.profile import FIELDS
from hubkit.places.names import folded

# A picture does not travel in a table; a point on the map is set by hand or by the settlement.
NOT_IN_TABLES = {"logo"}

# Besides the field's own name and its label in each language; as registers and lists call them.
OTHER_HEADINGS = {
    "official_name": (
        *("naziv", "polni naziv", "uradni naziv", "popolno ime", "ime organizacije", "ime"),
        *("organizacija", "društvo", "naziv organizacije", "firma"),
        *("nome", "denominazione", "ragione sociale", "organizzazione", "associazione"),
        *("name", "full name", "organisation", "organization", "title"),
    ),
    "name_sl": ("slovensko ime", "slovenski naziv", "nome sloveno", "denominazione slovena"),
    "name_it": ("italijansko ime", "italijanski naziv", "nome italiano", "denominazione italiana"),
    "short_name": ("kratko ime", "skrajšano ime", "kratica", "sigla", "nome breve", "acronym"),
    "former_names": ("prejšnja imena", "prejšnji nazivi", "nomi precedenti", "vecchi nomi"),
    "legal_form": (
        *("pravnoorganizacijska oblika", "pravna oblika", "oblika", "statusna oblika"),
        *("forma giuridica", "natura giuridica"),
    ),
    "maticna": (
        *("matična", "matična številka", "mat št", "matična št", "mš", "stmaticna"),
        *("numero di matricola", "matricola", "numero di registrazione", "registration no"),
    ),
    "davcna": (
        *("davčna", "davčna številka", "id za ddv", "davčna št", "dš"),
        *("codice fiscale sloveno", "numero fiscale", "partita iva", "tax id", "vat number"),
    ),
    "it_cf": ("codice fiscale", "codice fiscale italiano", "italijanska davčna številka"),
    "iban": ("trr", "transakcijski račun", "račun", "conto", "conto corrente", "bank account"),
    "founded_year": (
        *("leto ustanovitve", "ustanovljeno", "ustanovljena", "leto"),
        *("anno di fondazione", "fondata", "fondazione", "founded", "year founded"),
    ),
    "summary_sl": ("povzetek", "kratek opis", "povzetek sl", "summary"),
    "summary_it": ("sintesi", "descrizione breve", "riassunto", "povzetek it"),
    "description_sl": ("opis", "predstavitev", "opis sl", "description"),
    "description_it": ("descrizione", "presentazione", "opis it"),
    "topics": (
        *("področje", "področja", "področja delovanja", "področje delovanja", "dejavnost"),
        *("ambito", "ambiti", "ambiti di attività", "settore", "settori", "topics", "fields"),
    ),
    "audiences": ("ciljne skupine", "ciljna skupina", "za koga", "destinatari", "audience"),
    "areas": (
        *("območje delovanja", "občine delovanja", "deluje v", "comuni", "area di attività"),
        *("opera a", "areas served"),
    ),
    "languages": ("jeziki", "jezik", "lingue", "lingue parlate", "lingua", "languages"),
    "volunteers": ("prostovoljci", "išče prostovoljce", "volontari", "cerca volontari"),
    "settlement": ("kraj", "naselje", "mesto", "località", "città", "insediamento", "town", "city"),
    "municipality": ("občina", "občina sedeža", "comune", "obcina sif", "sifra občine"),
    "street": ("ulica", "via", "strada", "indirizzo", "naslov", "address"),
    "house_number": (
        *("hišna št", "hišna številka", "hš", "številka", "ulica hs"),
        *("numero civico", "n civico", "civico", "house no"),
    ),
    "post": (
        *("pošta", "poštna št", "poštna številka", "postna stevilka"),
        *("cap", "codice postale", "posta", "postcode", "postal code", "zip"),
    ),
    "lat": ("širina", "geografska širina", "latitudine", "latitude"),
    "lon": ("dolžina", "geografska dolžina", "longitudine", "longitude"),
    "hours": ("odpiralni čas", "uradne ure", "orario", "orari", "orario di apertura", "hours"),
    "access": ("dostopnost", "accessibilità", "accessibility"),
    "email": (
        *("e pošta", "epošta", "elektronska pošta", "e naslov", "elektronski naslov"),
        *("e mail", "posta elettronica", "indirizzo e mail"),
    ),
    "phone": ("telefon", "tel", "telefonska številka", "gsm", "telefono", "telephone", "phone"),
    "phone_other": ("telefon 2", "drugi telefon", "mobilni telefon", "telefono 2", "cellulare"),
    "website": ("spletna stran", "splet", "spletno mesto", "sito", "sito web", "web", "url", "www"),
    "links": ("povezave", "druge povezave", "facebook", "collegamenti", "altri link"),
    "contact_name": ("kontaktna oseba", "kontakt", "persona di contatto", "referente", "contact"),
    "contact_role_sl": ("funkcija", "funkcija kontaktne osebe", "role"),
    "contact_role_it": ("ruolo", "carica", "ruolo della persona di contatto"),
    "hub_member": ("član iskre", "član", "članstvo", "membro", "member"),
}


def guess(headings: list[str]) -> list[str]:
    """Return the name of a field for each heading, "" where none is known; each name once."""
    known = names_of_headings()
    found: list[str] = []
    for heading in headings:
        name = known.get(folded(heading), "")
        found.append("" if name in found else name)
    return found


def names_of_headings() -> dict[str, str]:
    """Return the names of fields by folded heading; what is said more surely goes over the rest."""
    known: dict[str, str] = {}
    for name, others in OTHER_HEADINGS.items():
        known |= by_heading(others, name)
    for language in ("en", "it", "sl"):
        with override(language):
            for name, field in importable().items():
                known |= by_heading([str(field.label)], name)
    for name in importable():
        known[folded(name)] = name
    return known


def by_heading(headings: Iterable[str], name: str) -> dict[str, str]:
    return {folded(heading): name for heading in headings}


def importable() -> dict:
    """Return the fields that a column can have, by name."""
    return {name: field for name, field in FIELDS.items() if name not in NOT_IN_TABLES}
