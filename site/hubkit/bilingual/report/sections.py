"""The sections of the site: the pages right below a home page, one for all its languages."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.db.models.functions import Substr
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

# The root of all trees, a home page, a section.
DEPTH = 3
LENGTH = DEPTH * Page.steplen


@dataclass(frozen=True)
class Section:
    """A section, named in the reader's language where it has a version there."""

    key: str
    title: str
    language: str


class Sections:
    """The sections in which a person may edit something, by place and by key; one query."""

    def __init__(self, user):
        pages = Page.objects.filter(depth=DEPTH).filter(self.within_reach(user))
        rows = list(
            pages.order_by("path").values_list(
                "path", "translation_key", "draft_title", "locale__language_code"
            )
        )
        self.by_key: dict[str, Section] = {}
        for _path, key, title, language in rows:
            if str(key) not in self.by_key or language == get_language():
                self.by_key[str(key)] = Section(str(key), title, language)
        self.by_path = {path: self.by_key[str(key)] for path, key, *_words in rows}

    @staticmethod
    def within_reach(user) -> Q:
        if user.is_active and user.is_superuser:
            return Q()
        pages = page_permission_policy.instances_user_has_permission_for(user, "change")
        return Q(path__in=pages.values(top=Substr("path", 1, LENGTH)))

    def of(self, path: str) -> Section | None:
        """Return the section of the page at this place; None for a home page."""
        return self.by_path.get(path[:LENGTH])

    def choices(self) -> list[tuple[str, str]]:
        return [(section.key, section.title) for section in self.by_key.values()]


def condition(key: str) -> Q:
    """Return the condition on a pair with `source_path` that it stands in this section."""
    tops = Page.objects.filter(translation_key=key, depth=DEPTH).values("path")
    return Q(top__in=tops)


def top() -> Substr:
    return Substr(F("source_path"), 1, LENGTH)
