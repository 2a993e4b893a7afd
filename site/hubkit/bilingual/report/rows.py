"""A pair as the report shows it. Nothing here asks the database: see `PairState.with_versions`."""

import datetime as dt
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.coreutils import get_content_type_label
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from hubkit.bilingual.gate import label_of
from hubkit.bilingual.models import PairState, Step
from hubkit.bilingual.report.sections import Section, Sections

MOST_SENTENCES = 5


@dataclass(frozen=True)
class Change:
    """A field that was changed on one side: its label, and its new sentences as plain text."""

    label: str
    language: str
    sentences: tuple[str, ...]
    more: bool


class Row:
    """One pair: titles, state, people and links, for the table and for the spreadsheet."""

    def __init__(self, pair: PairState, sections: Sections, request):
        self.pair: Any = pair  # with the annotations of `with_versions` and `with_review`
        self.sections = sections
        self.request = request

    @property
    def _source(self) -> dict:
        return self.pair.source_version or {}

    @property
    def _target(self) -> dict:
        """Return the other version, unless it only stands in for the source."""
        version = self.pair.target_version or {}
        return {} if version.get("alias") else version

    @property
    def is_page(self) -> bool:
        return "path" in self._source

    @property
    def title(self) -> str:
        return self._source.get("title") or self.type

    @property
    def other_title(self) -> str:
        return self._target.get("title") or ""

    @cached_property
    def type(self) -> str:
        return get_content_type_label(self.pair.content_type)

    @property
    def section(self) -> Section | None:
        return self.sections.of(self._source["path"]) if self.is_page else None

    @property
    def section_title(self) -> str:
        return self.section.title if self.section else ""

    @property
    def source_language(self) -> Locale:
        return self.pair.source_locale

    @property
    def target_language(self) -> Locale:
        return self.pair.target_locale

    @property
    def source_name(self) -> str:
        return self.pair.source_locale.get_display_name()

    @property
    def target_name(self) -> str:
        return self.pair.target_locale.get_display_name()

    @property
    def state(self) -> str:
        return str(Step(self.pair.step).label)

    @property
    def in_review(self) -> bool:
        return bool(self.pair.in_review)

    @property
    def review(self) -> str:
        return _("in review") if self.in_review else ""

    @cached_property
    def changes(self) -> list[Change]:
        waiting = self._pending or (self.pair.changes if self.pair.step == Step.CHANGED else {})
        languages = {
            "source": self.pair.source_locale.language_code,
            "target": self.pair.target_locale.language_code,
        }
        return [
            self._change(field, languages[side], texts)
            for side, fields in waiting.items()
            for field, texts in fields.items()
        ]

    @property
    def _pending(self) -> dict:
        """Return what a workflow carries: no draft is told to whoever may not edit its page."""
        pages = {
            "source": page_of(self._source, self.pair.source_locale),
            "target": page_of(self._target, self.pair.target_locale),
        }
        return {
            side: fields
            for side, fields in self.pair.pending.items()
            if pages[side] is None or self._may_edit(pages[side])
        }

    def _may_edit(self, page: Page) -> bool:
        user = self.request.user
        return page_permission_policy.user_has_permission_for_instance(user, "change", page)

    def _change(self, field: str, language: str, texts: list[str]) -> Change:
        shown = tuple(unescape(strip_tags(text)) for text in texts[:MOST_SENTENCES])
        return Change(self._label(field), language, shown, len(texts) > MOST_SENTENCES)

    def _label(self, field: str) -> str:
        model = self.pair.content_type.model_class()
        known = {each.name for each in model._meta.get_fields()} if model else set()
        return label_of(model, field) if field in known else field

    @property
    def changed_fields(self) -> str:
        return ", ".join(dict.fromkeys(change.label for change in self.changes))

    @property
    def since(self) -> dt.date:
        return timezone.localdate(self.pair.since)

    @property
    def checked_by(self) -> str:
        return self.pair.checked_name or name_of(self.pair.checked_by)

    @property
    def sent_by(self) -> str:
        return self.pair.sent_name or name_of(self.pair.sent_by)

    @property
    def owner(self) -> str:
        names = {name: value or "" for name, value in (self._source.get("owner") or {}).items()}
        return name_of(get_user_model()(**names)) if any(names.values()) else ""

    @property
    def due(self) -> dt.date | None:
        return self.pair.due

    @property
    def overdue(self) -> bool:
        return self.pair.due is not None and self.pair.due < timezone.localdate()

    @property
    def reason(self) -> str:
        return self.pair.reason

    @property
    def comment(self) -> str:
        """Return why the translation was sent back, until it is sent again."""
        return "" if self.pair.sent_at else self.pair.comment

    @property
    def desk_url(self) -> str:
        return reverse("hubkit_bilingual:desk", args=[self.pair.pk])

    @cached_property
    def page(self) -> Page | None:
        """Return the source page with what its address and its rights are told by."""
        return page_of(self._source, self.pair.source_locale)

    @property
    def edit_url(self) -> str:
        if self.page is None:
            return self._snippet_url
        may_edit = self._may_edit(self.page)
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk]) if may_edit else ""

    @property
    def _snippet_url(self) -> str:
        viewset = getattr(self.pair.content_type.model_class(), "snippet_viewset", None)
        if viewset is None or "pk" not in self._source:
            return ""
        return reverse(viewset.get_url_name("edit"), args=[quote(self._source["pk"])])

    @property
    def view_url(self) -> str:
        return (self.page.get_url(self.request) or "") if self.page and self.page.live else ""


def page_of(version: dict, locale: Locale) -> Page | None:
    """Return a version's page as far as the report knows it, or None for a snippet."""
    if "path" not in version:
        return None
    names = ("pk", "title", "path", "depth", "url_path", "live", "owner_id")
    return Page(**{name: version[name] for name in names}, locale=locale)


def name_of(user) -> str:
    return get_user_display_name(user) if user else ""
