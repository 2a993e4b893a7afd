"""The choices that are no taxonomy: municipalities and languages."""

from django.utils.translation import get_language, gettext_lazy

from hubkit.places.municipalities import MUNICIPALITIES

LANGUAGES = {
    "sl": gettext_lazy("Slovenian"),
    "it": gettext_lazy("Italian"),
    "hr": gettext_lazy("Croatian"),
    "bs": gettext_lazy("Bosnian"),
    "sr": gettext_lazy("Serbian"),
    "mk": gettext_lazy("Macedonian"),
    "sq": gettext_lazy("Albanian"),
    "en": gettext_lazy("English"),
    "de": gettext_lazy("German"),
    "fr": gettext_lazy("French"),
    "hu": gettext_lazy("Hungarian"),
    "uk": gettext_lazy("Ukrainian"),
    "ru": gettext_lazy("Russian"),
    "ar": gettext_lazy("Arabic"),
    "sgn": gettext_lazy("Slovenian Sign Language"),
}


def municipalities() -> list[tuple[str, str]]:
    """Return ``(code, names)``: both official names where there are two, the reader's first."""
    language = get_language() or "sl"
    return [
        (each.code, " / ".join(name for _code, name in each.names(language)))
        for each in MUNICIPALITIES
    ]


def languages() -> list[tuple[str, str]]:
    return list(LANGUAGES.items())
