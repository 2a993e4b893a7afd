"""The demo site's addresses, one of each page type, in Slovenian and in Italian."""

from itertools import chain

WELCOME = "/"
NOT_FOUND = "/sl/te-strani-ni/"

PAIRS = {
    "home": ("/sl/", "/it/"),
    "pillar": ("/sl/usposabljanje/", "/it/formazione/"),
    "standard": ("/sl/svetovanje/", "/it/consulenza/"),
    "all parts": ("/sl/o-sticiscu/primer-deli-strani/", "/it/chi-siamo/esempio-elementi/"),
    "project": ("/sl/o-sticiscu/projekt-2019-2023/", "/it/chi-siamo/progetto-2019-2023/"),
    "contact": ("/sl/kontakt/", "/it/contatti/"),
}

# Pages that exist in one language only: where the reader of the other one sees them, and in which
# language their words are.
ALIASES = {
    "/it/formazione/primer-zbor-clanov/": "sl",
    "/sl/informiranje/esempio-annuncio-bilingue/": "it",
}

FOUND = (WELCOME, *chain.from_iterable(PAIRS.values()), *ALIASES)
EVERY = (*FOUND, NOT_FOUND)
