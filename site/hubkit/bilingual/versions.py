"""What a list tells of a pair's two versions, read by the same query as the pairs themselves.

A version is a JSON object with `pk` and `title`; a page's also with `path`, `depth`, `url_path`,
`live`, `alias` (whether it only stands in for the other one), `owner_id` and `owner`, the names of
its owner by the user model's fields. Null where there is none.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Expression, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, JSONObject
from wagtail.fields import RichTextField
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from hubkit.bilingual.fingerprints import fields_of_words


def version(side: str) -> Expression:
    """Return the expression of the pair's version on `side`, "source" or "target"."""
    known: list[Any] = [Subquery(of_pair(Page, side).values(found=page_object()))]
    for model, name in named_snippets():
        told = JSONObject(pk=Cast("pk", models.CharField()), title=name)
        known.append(Subquery(of_pair(model, side).values(found=told)))
    return first(known, models.JSONField())


def title(side: str) -> Expression:
    known: list[Any] = [Subquery(of_pair(Page, side).values("draft_title"))]
    known += [Subquery(of_pair(model, side).values(name)) for model, name in named_snippets()]
    return first([*known, Value("")], models.TextField())


def path(side: str) -> Expression:
    """Return the expression of a page's place in the tree; an empty text for a snippet."""
    return Coalesce(Subquery(of_pair(Page, side).values("path")), Value(""))


def of_pair(model: type[models.Model], side: str) -> QuerySet:
    return model._base_manager.filter(
        translation_key=OuterRef("translation_key"), locale=OuterRef(f"{side}_locale")
    ).order_by()


def page_object() -> JSONObject:
    owner = {name: f"owner__{name}" for name in names_of_users()}
    alias = models.ExpressionWrapper(Q(alias_of__isnull=False), models.BooleanField())
    return JSONObject(
        pk="pk",
        title="draft_title",
        path="path",
        depth="depth",
        url_path="url_path",
        live="live",
        alias=alias,
        owner_id="owner_id",
        owner=JSONObject(**owner),
    )


def names_of_users() -> list[str]:
    """Return the fields by which Wagtail's admin calls a person, as far as the model has them."""
    user = get_user_model()
    fields = {field.name for field in user._meta.get_fields()}
    return [name for name in ("first_name", "last_name", user.USERNAME_FIELD) if name in fields]


def named_snippets() -> list[tuple[type[models.Model], str]]:
    """Return the snippets that come in pairs, each with its first text: that is its title here."""
    found = []
    for model in get_snippet_models():
        if issubclass(model, TranslatableMixin):
            texts = [name for name in fields_of_words(model) if is_plain(model, name)]
            found += [(model, name) for name in texts[:1]]
    return found


def is_plain(model: type[models.Model], name: str) -> bool:
    field = model._meta.get_field(name)
    plain = isinstance(field, (models.CharField, models.TextField))
    return plain and not isinstance(field, RichTextField)


def first(known: list[Any], kind: models.Field) -> Expression:
    return Coalesce(*known, output_field=kind) if len(known) > 1 else known[0]
