"""Facts inside a text that may differ in the other language: a picture, a file, an address."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.blocks import FieldBlock, RichTextBlock
from wagtail.documents import get_document_model
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.fields import RichTextField
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser
from wagtail.models import Page
from wagtail.snippets.widgets import AdminSnippetChooser
from wagtail.whitelist import check_url
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation
from wagtail_localize.views.edit_translation import (
    FieldHasNoEditPanelError,
    TabHelper,
    get_segment_location_info,
)

from hubkit.bilingual.desk.actors import Actor
from hubkit.bilingual.desk.texts import digest
from hubkit.bilingual.exchange.labels import holder_of, place_of

Validator = Callable[[Any], None]


@dataclass
class Replaceable:
    """One fact of the source and what stands instead of it in the target's language, if anything.

    `model` is that of the thing chosen, None for text, which has to pass the `validators`. `own` is
    the override's value.
    """

    segment: OverridableSegment
    label: str
    model: type[models.Model] | None
    override: SegmentOverride | None = None
    validators: list[Validator] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"replace-{self.segment.context_id}"

    @property
    def own(self) -> Any:
        return self.override.data if self.override else None

    @property
    def was_name(self) -> str:
        return f"was-{self.name}"

    @property
    def was(self) -> str:
        """The digest of what stands there now: a form tells what it was written over."""
        return digest_of(self.own)

    @property
    def is_dead(self) -> bool:
        """Whether what was chosen for the target's language has been deleted since."""
        return self.own is not None and self.model is not None and not chosen(self.model, self.own)

    @property
    def value(self) -> str:
        if self.model is None:
            return str(self.segment.data)
        return str(chosen(self.model, self.segment.data) or _("deleted"))

    def form_field(self) -> forms.Field:
        label = capfirst(self.label)
        if self.model is None:
            return forms.CharField(
                label=label, required=False, max_length=2000, validators=self.validators
            )
        return forms.ModelChoiceField(
            self.model._default_manager.all(),
            label=label,
            required=False,
            widget=chooser(self.model),
            error_messages={"invalid_choice": _("What you chose has been deleted.")},
        )


def digest_of(value: Any) -> str:
    return digest("" if value is None else str(value))


def chosen(model: type[models.Model], key: Any) -> models.Model | None:
    with suppress(ValueError, TypeError):
        return model._default_manager.filter(pk=key).first()
    return None


def chooser(model: type[models.Model]) -> forms.Widget:
    if model is get_image_model():
        return AdminImageChooser()
    if model is get_document_model():
        return AdminDocumentChooser()
    return AdminPageChooser() if issubclass(model, Page) else AdminSnippetChooser(model)


def replaceables(translation: Translation, source: models.Model) -> Iterator[Replaceable]:
    """Return what can be replaced, in the source's order."""
    overrides = {
        override.context_id: override
        for override in SegmentOverride.objects.filter(
            context__object_id=translation.source.object_id,
            locale_id=translation.target_locale_id,
        )
    }
    helper = TabHelper(source)
    segments = translation.source.overridablesegment_set.select_related("context")
    seen = set()
    for segment in segments.order_by("order"):
        kind = kind_of(segment, source, helper)
        if kind is not None and segment.data not in (None, "") and segment.context_id not in seen:
            seen.add(segment.context_id)
            label = place_of(source, segment.context)
            override = overrides.get(segment.context_id)
            model = model_of(kind)
            checks = [] if model else validators_of(segment, source)
            yield Replaceable(segment, label, model, override, checks)


def kind_of(segment: OverridableSegment, source: models.Model, helper: TabHelper) -> dict | None:
    """Return upstream's description of what is chosen there; None for what nobody can choose."""
    try:
        path = segment.context.get_field_path(source)
        place = get_segment_location_info(source, helper, segment.context.path, path, widget=True)
    except (FieldHasNoEditPanelError, FieldDoesNotExist, LookupError, AttributeError):
        return None
    return place["widget"] if place["widget"]["type"] != "unknown" else None


def model_of(kind: dict) -> type[models.Model] | None:
    if kind["type"] == "snippet_chooser":
        snippet = kind["snippet_model"]
        return apps.get_model(snippet["app_label"], snippet["model_name"])
    return {
        "image_chooser": get_image_model(),
        "document_chooser": get_document_model(),
        "page_chooser": Page,
    }.get(kind["type"])


def validators_of(segment: OverridableSegment, source: models.Model) -> list[Validator]:
    """Return what is asked of a text in the place where it will stand."""
    holder = holder_of(source, segment.context.get_field_path(source).split("."))
    if isinstance(holder, RichTextBlock | RichTextField):
        return [require_link]  # of rich text, only where its links lead is replaced
    return list(holder.field.validators if isinstance(holder, FieldBlock) else holder.validators)


def require_link(address: str) -> None:
    """Raise ValidationError for what Wagtail takes out of rich text, such as `javascript:`."""
    if not check_url(address):
        raise ValidationError(URLValidator.message)


def key_of(value: Any) -> Any:
    """Return what is stored of a value: a text, the key of what was chosen, None for nothing."""
    return value.pk if isinstance(value, models.Model) else value or None


def drop_dead(found: list[Replaceable]) -> list[str]:
    """Forget choices whose thing has been deleted, and return their labels."""
    dead = []
    for each in found:
        if each.override and each.is_dead:
            each.override.delete()
            each.override = None
            dead.append(each.label)
    return dead


class ReplacementForm(forms.Form):
    """A field for each fact that may be another one in the target's language; empty: the same."""

    def __init__(self, found: list[Replaceable], data=None):
        self.found = found
        initial = {each.name: each.own for each in found}
        super().__init__(data, initial=initial)
        for each in found:
            self.fields[each.name] = each.form_field()

    def rows(self) -> list[tuple[Replaceable, forms.BoundField]]:
        return [(each, self[each.name]) for each in self.found]

    def clean(self):
        for each in self.found:
            if self.is_touched(each) and not self.is_fresh(each):
                self.add_error(each.name, _("Somebody else has changed this meanwhile."))

    def is_touched(self, each: Replaceable) -> bool:
        """Whether the person has entered something else than was shown."""
        entered = digest_of(key_of(self.cleaned_data.get(each.name)))
        return each.name in self.data and entered != self.data.get(each.was_name, each.was)

    def is_fresh(self, each: Replaceable) -> bool:
        """Whether there still stands what was shown."""
        return self.data.get(each.was_name, each.was) == each.was

    @property
    def is_unseen(self) -> bool:
        return not all(self.is_fresh(each) for each in self.found)

    def save(self, translation: Translation, actor: Actor) -> None:
        for each in self.found:
            if not self.is_touched(each):
                continue
            value = key_of(self.cleaned_data[each.name])
            if value is None:
                SegmentOverride.objects.filter(
                    context=each.segment.context, locale=translation.target_locale
                ).delete()
            else:
                SegmentOverride.objects.update_or_create(
                    context=each.segment.context,
                    locale=translation.target_locale,
                    defaults={
                        "data_json": json.dumps(value),
                        "last_translated_by": actor.user,
                        "has_error": False,
                        "field_error": "",
                    },
                )
