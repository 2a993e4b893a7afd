"""Where on a page a text stands, in its editor's words: "Body – Text", not `body.1f3a.text`."""

from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import Field, ForeignObjectRel, Model
from django.utils.text import capfirst
from wagtail.blocks import Block
from wagtail.fields import StreamField
from wagtail_localize.models import TranslationContext


def place_of(instance: Model, context: TranslationContext) -> str:
    """Return the labels of the field and of the blocks inside it that hold a text."""
    try:
        names = context.get_field_path(instance).split(".")
    except (FieldDoesNotExist, ObjectDoesNotExist, LookupError, AttributeError):
        names = context.path.split(".")[:1]
    return " – ".join(capfirst(str(label)) for label in labels(instance, names))


def labels(instance: Model, names: list[str]) -> list[str]:
    try:
        field = instance._meta.get_field(names[0])
    except FieldDoesNotExist:
        return []
    if isinstance(field, StreamField):
        return [str(field.verbose_name), *block_labels(field.stream_block, names[1:])]
    if isinstance(field, ForeignObjectRel):
        below = labels(field.related_model(), names[1:2])
        return [str(field.related_model._meta.verbose_name), *below]
    return [str(field.verbose_name)]


def block_labels(block: Block, names: list[str]) -> list[str]:
    found = zip(names, blocks_along(block, names), strict=False)
    return [below.label for name, below in found if name != "item"]


def blocks_along(block: Block | None, names: list[str]) -> Iterator[Block]:
    """Return the block of each name, from the outermost, as far as there are any."""
    for name in names:
        children = getattr(block, "child_blocks", {})
        block = children.get(name) or getattr(block, "child_block", None)
        if block is None:
            break
        yield block


def holder_of(instance: Model, names: list[str]) -> Field | Block:
    """Return the field, or inside a stream the innermost block, that a path of names leads to."""
    field = instance._meta.get_field(names[0])
    if isinstance(field, StreamField):
        return [field.stream_block, *blocks_along(field.stream_block, names[1:])][-1]
    if isinstance(field, ForeignObjectRel):
        return holder_of(field.related_model(), names[1:])
    return field
