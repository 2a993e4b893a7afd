"""Words that a record holds in two equal fields, `…_sl` and `…_it`, and how they are read."""

from django.conf import settings
from django.utils.translation import get_language


class Wording(str):
    """A text that knows its language, so that a template can mark it where it is foreign."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str):
        wording = super().__new__(cls, text)
        wording.language = language
        return wording


class Paired:
    """Read `name` as the active language's `name_xx`, or the other one where that is empty.

    ``name = Paired()`` on a class with fields ``name_sl`` and ``name_it``. The value is a
    Wording; where every language is empty it is an empty one in the active language.
    """

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return self.read(instance, get_language())

    def read(self, instance, active: str) -> Wording:
        codes = [code for code, _ in settings.LANGUAGES]
        for code in sorted(codes, key=lambda code: code != active):
            if text := getattr(instance, f"{self.name}_{code}", ""):
                return Wording(text, code)
        return Wording("", active)

    @staticmethod
    def everywhere(instance, name: str) -> list[Wording]:
        """Return `name` in every language that has it, the active language first."""
        codes = [code for code, _ in settings.LANGUAGES]
        codes.sort(key=lambda code: code != get_language())
        texts = [(getattr(instance, f"{name}_{code}", ""), code) for code in codes]
        return [Wording(text, code) for text, code in texts if text]
