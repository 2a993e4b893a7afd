"""How much of the site stands in both languages: one figure, for staff and for readers."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import ngettext

from hubkit.bilingual.models import LanguagePolicy, PairState, Step

KEY = "hubkit_bilingual.parity"
KEPT_SECONDS = 300


@dataclass(frozen=True)
class Parity:
    """How many public pages stand in each state; a page counts once a language it may be in."""

    in_step: int = 0
    changed: int = 0
    untranslated: int = 0

    @property
    def total(self) -> int:
        return self.in_step + self.changed + self.untranslated

    @property
    def percent(self) -> int:
        """Whole per cent, never 100 while a page is left behind."""
        return self.in_step * 100 // self.total if self.total else 100

    def __str__(self):
        """Return the figure as a sentence in the active language."""
        return ngettext(
            "%(in_step)s page of %(total)s is in step in both languages.",
            "%(in_step)s pages of %(total)s are in step in both languages.",
            self.in_step,
        ) % {"in_step": self.in_step, "total": self.total}


def parity() -> Parity:
    """Count the public pages by state, in one query."""
    counts = PairState.objects.of_public_pages().order_by().values_list("step")
    return Parity(**{Step(step).value: n for step, n in counts.annotate(Count("pk"))})


def public_parity() -> Parity | None:
    """Return the figure for readers, or None where staff have not switched it on.

    Both are as they were at most five minutes ago: every page asks, and costs no query.
    """
    return cache.get_or_set(KEY, told_to_readers, KEPT_SECONDS) or None


@receiver(post_save, sender=LanguagePolicy, dispatch_uid="hubkit.bilingual.parity")
def forget_what_was_told(**kwargs) -> None:
    cache.delete(KEY)


def told_to_readers() -> Parity | bool:
    return LanguagePolicy.load().show_parity and parity()
