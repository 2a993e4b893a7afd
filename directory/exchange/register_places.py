"""In which municipality an address of the register is, where its row does not say."""

from functools import lru_cache

from hubkit.places.municipalities import BY_CODE
from hubkit.places.queries import match_settlement

# The municipality that most of a post's addresses are in; of Hruševje and Podgrad it is none of
# the eight, so there the settlement alone decides.
OF_POST = {
    **dict.fromkeys(
        ("6000", "6216", "6271", "6272", "6273", "6274", "6275", "6276", "6281"), "050"
    ),
    **dict.fromkeys(("6210", "6219", "6221"), "111"),
    **dict.fromkeys(("6215", "6217", "6224"), "019"),
    **dict.fromkeys(("6222", "6223"), "049"),
    **dict.fromkeys(("6240", "6242", "6243"), "035"),
    **dict.fromkeys(("6320", "6330", "6333"), "090"),
    "6280": "213",
    "6310": "040",
    "6225": "",
    "6244": "",
}


def municipality_at(post: str, settlement: str) -> str:
    """Return the code of the municipality of a settlement served by a post, "" outside the eight.

    The settlement counts where its name means one; the post's own municipality decides otherwise.
    """
    if post not in OF_POST:
        return ""
    return of_settlement(settlement, OF_POST[post]) or OF_POST[post]


@lru_cache(maxsize=2048)
def of_settlement(name: str, likely: str) -> str:
    if likely and match_settlement(name, likely):
        return likely
    places = [code for code in BY_CODE if match_settlement(name, code)]
    return places[0] if len(places) == 1 else ""
