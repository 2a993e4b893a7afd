"""What goes when pages are deleted, as the admin asks about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from wagtail.models import Locale, Page, ReferenceIndex

from hubkit.bilingual.life.deleting import branches, doomed, require_delete
from hubkit.bilingual.life.versions import Refused, twins

SHOWN = 20


@dataclass
class Listed:
    """The pages that go in one language: the first ones, and how many more there are."""

    language: str
    pages: list[Page]
    more: int


class Going:
    """The pages chosen for deletion, all that goes with them, and the choice between the two.

    A page goes with its translations unless the request says "this" in `languages`, which is
    offered only where each version that would stay is a page of its own.
    """

    def __init__(self, pages: Sequence[Page], request: HttpRequest):
        self.pages = pages
        self.request = request

    @cached_property
    def translations(self) -> list[Page]:
        return [twin for page in self.pages for twin in twins(page) if not twin.alias_of_id]

    @cached_property
    def may_be_alone(self) -> bool:
        return bool(self.translations) and not any(page.alias_of_id for page in self.pages)

    @cached_property
    def may_be_all(self) -> bool:
        """Whether the user may delete the translations too."""
        try:
            require_delete(self.tops, self.request.user)
        except Refused:
            return False
        return True

    @property
    def in_all(self) -> bool:
        return not (self.may_be_alone and self.request.POST.get("languages") == "this")

    @cached_property
    def tops(self) -> list[Page]:
        return self.with_everything(everywhere=True)

    @cached_property
    def certain(self) -> list[Page]:
        """The tops of what goes whatever is chosen."""
        return self.with_everything(everywhere=False) if self.may_be_alone else self.tops

    @property
    def chosen(self) -> list[Page]:
        return self.tops if self.in_all else self.certain

    def with_everything(self, *, everywhere: bool) -> list[Page]:
        return [top for page in self.pages for top in doomed(page, everywhere=everywhere)]

    @cached_property
    def all_pages(self) -> QuerySet[Page]:
        return branches(self.tops)

    @cached_property
    def count(self) -> int:
        return self.all_pages.count()

    @cached_property
    def is_protected(self) -> bool:
        """Whether something refers to one of the pages and forbids to delete it."""
        references = (ReferenceIndex.get_references_to(page) for page in self.chosen)
        return any(each.group_by_source_object().is_protected for each in references)

    @cached_property
    def listed(self) -> list[Listed]:
        """The pages by language, that of the chosen page first."""
        here = self.pages[0].locale_id
        locales = sorted(Locale.objects.all(), key=lambda locale: locale.pk != here)
        return [listed for locale in locales if (listed := self.in_language(locale)).pages]

    def in_language(self, locale: Locale) -> Listed:
        pages = self.all_pages.filter(locale=locale).order_by("path")
        shown = list(pages.select_related("content_type")[:SHOWN])
        more = max(0, pages.count() - SHOWN) if len(shown) == SHOWN else 0
        return Listed(locale.get_display_name(), shown, more)
