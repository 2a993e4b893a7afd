"""Pages that carry the words of every language in themselves: a record, not a translation.

Such a page's class says ``words_in_pairs = True`` and keeps its words in `_sl`/`_it` fields. Its
twin in another language is an alias with a slug of its own that never becomes a page by itself: a
full peer for readers, nothing to translate for staff. So it has no pair, no desk and no gate.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Page

from hubkit.bilingual.aliases import is_peer_alias


def is_record(page_or_type) -> bool:
    """Whether a page, or a page type, is a record. A plain Page is asked for its type's answer."""
    model = page_or_type if isinstance(page_or_type, type) else page_or_type.specific_class
    return bool(getattr(model, "words_in_pairs", False))


def edit_the_record(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Lead from a record's twin to the editor of both languages; a `before_edit_page` hook."""
    if is_record(page) and is_peer_alias(page):
        return redirect("wagtailadmin_pages:edit", page.alias_of_id)
    return None
