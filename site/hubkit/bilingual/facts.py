"""Facts are the same in both languages: all but words is copied when the source is published.

A fact is a field that wagtail-localize calls synchronised, and every link to snippets or to many.
Snippets that have a version a language are linked to in the target's own, where they have it; a
link to a page stays as it is, since it finds its language when it is shown. In a body, and in rows
that have words, each part that both versions have takes its facts from the source.
"""

from collections.abc import Collection, Iterator
from copy import copy

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, Revision, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import SegmentOverride

WORDS = (blocks.CharBlock, blocks.TextBlock, blocks.BlockQuoteBlock, blocks.RichTextBlock)


def fact_fields(model: type[models.Model]) -> list[models.Field | models.ForeignObjectRel]:
    """Return the fields of a model that are facts, links to many and tags among them."""
    known = get_translatable_fields(model)
    named = [
        each.field_name
        for each in known
        if isinstance(each, SynchronizedField) or leads_to_languages(each.get_field(model))
    ]
    words = {each.field_name for each in known} - set(named)
    many = [
        field.name
        for field in model._meta.many_to_many
        if field.editable and not isinstance(field, GenericRelation)
    ]
    fields = [model._meta.get_field(name) for name in dict.fromkeys([*named, *many])]
    return [field for field in fields if field.name not in words and is_stored(field)]


def is_stored(field) -> bool:
    """Whether the field holds its fact itself; tags of a page are rows of their own."""
    return not isinstance(field, ClusterTaggableManager)


def leads_to_languages(field) -> bool:
    """Whether a field links to one or to many snippets that have a version a language."""
    is_link = isinstance(field, models.ForeignKey | models.ManyToManyField)
    return is_link and not isinstance(field, ParentalKey) and has_languages(field.related_model)


def has_languages(model: object) -> bool:
    return (
        isinstance(model, type)
        and issubclass(model, TranslatableMixin)
        and not issubclass(model, Page)
    )


def in_language(model: type[models.Model], pks: Collection, locale_id: int) -> dict:
    """Return by its key the key of each row's version in a language; its own where it has none."""
    keys = model._base_manager.filter(pk__in=pks).values("translation_key")
    versions = model._base_manager.filter(translation_key__in=keys).values_list(
        "pk", "translation_key", "locale_id"
    )
    by_key = {key: pk for pk, key, locale in versions if locale == locale_id}
    return {pk: pk for pk in pks} | {pk: by_key.get(key, pk) for pk, key, _locale in versions}


def sync_facts(source: models.Model, target: models.Model) -> list[str]:
    """Give the target's public version and its drafts the source's facts; return what changed.

    Call it inside the transaction that publishes the source. Saves nothing where all agree.
    """
    overridden = overridden_paths(target)
    changed = []
    if not getattr(target, "alias_of_id", None):
        changed = take_facts(source, target, overridden)
        if changed:
            save_public(target)
    for revision in pending_revisions(target):
        draft = revision.as_object()
        if take_facts(source, draft, overridden):
            revision.content = draft.serializable_data()
            revision.save(update_fields=["content"])
    return changed


def save_public(target: models.Model) -> None:
    if isinstance(target, Page):
        target.save(clean=False)
    else:
        target.save()


def pending_revisions(target: models.Model) -> Iterator[Revision]:
    """Return the revisions that may still become public: the latest one and scheduled ones."""
    if not isinstance(target, RevisionMixin):
        return
    waiting = models.Q(pk=target.latest_revision_id) | models.Q(approved_go_live_at__isnull=False)
    yield from target.revisions.filter(waiting)


def overridden_paths(target: TranslatableMixin) -> set[str]:
    """Return the paths of facts that an editor has replaced in the target's language."""
    return set(
        SegmentOverride.objects.filter(
            context__object_id=target.translation_key, locale_id=target.locale_id
        ).values_list("context__path", flat=True)
    )


def take_facts(
    source: models.Model, target: models.Model, overridden: frozenset | set = frozenset()
) -> list[str]:
    """Copy the facts onto an instance in memory; return the names of the fields that changed."""
    changed = [
        field.name
        for field in fact_fields(type(source))
        if field.name not in overridden and take_field(field, source, target)
    ]
    for field in type(source)._meta.get_fields():
        if isinstance(field, StreamField):
            took = take_body(field, source, target, overridden)
        elif is_rows_of_words(field):
            took = take_rows(field, source, target)
        else:
            took = False
        if took:
            changed.append(field.name)
    return changed


def take_field(field, source, target) -> bool:
    if is_rows(field):
        return take_plain_rows(field, source, target)
    if field.many_to_many:
        return take_links(field, source, target)
    value = getattr(source, field.attname)
    if value and leads_to_languages(field):
        value = in_language(field.related_model, [value], target.locale_id)[value]
    if getattr(target, field.attname) == value:
        return False
    setattr(target, field.attname, value)
    return True


def is_rows(field) -> bool:
    return isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey)


def is_rows_of_words(field) -> bool:
    return is_rows(field) and issubclass(field.related_model, TranslatableMixin)


def take_links(field: models.ManyToManyField, source, target) -> bool:
    wanted = list(getattr(source, field.name).all())
    if wanted and leads_to_languages(field):
        links = in_language(field.related_model, [each.pk for each in wanted], target.locale_id)
        own = {links[each.pk] for each in wanted}
        wanted = list(field.related_model._base_manager.filter(pk__in=own))
    if {each.pk for each in wanted} == {each.pk for each in getattr(target, field.name).all()}:
        return False
    if isinstance(field, ParentalManyToManyField):
        setattr(target, field.name, wanted)
    else:
        getattr(target, field.name).set(wanted)
    return True


def take_plain_rows(field, source: ClusterableModel, target: ClusterableModel) -> bool:
    """Replace rows that have no words by the source's, unless they are the same already."""
    name = field.get_accessor_name()
    wanted = [copy(row) for row in getattr(source, name).all()]
    link_in_language(wanted, target.locale_id)
    if told(field, wanted) == told(field, getattr(target, name).all()):
        return False
    source.copy_child_relation(field.name, target)
    rows = list(getattr(target, name).all())
    link_in_language(rows, target.locale_id)
    setattr(target, name, rows)
    return True


def link_in_language(rows: list, locale_id: int) -> None:
    """Let the rows link to snippets in a language, in memory."""
    for field in rows[0]._meta.concrete_fields if rows else ():
        if leads_to_languages(field):
            pks = {getattr(row, field.attname) for row in rows} - {None}
            links = in_language(field.related_model, pks, locale_id)
            for row in rows:
                setattr(row, field.attname, links.get(getattr(row, field.attname)))


def told(field, rows) -> list[dict]:
    """Return the rows' data without what tells the row itself and its page."""
    ignored = {field.remote_field.name, field.related_model._meta.pk.name}
    return [
        {name: value for name, value in row.serializable_data().items() if name not in ignored}
        if isinstance(row, ClusterableModel)
        else {
            each.attname: getattr(row, each.attname)
            for each in row._meta.concrete_fields
            if each.name not in ignored
        }
        for row in rows
    ]


def take_rows(field, source: ClusterableModel, target: ClusterableModel) -> bool:
    """Give the rows that both have the source's facts; a row only one has waits for its words."""
    name = field.get_accessor_name()
    by_key = {row.translation_key: row for row in getattr(source, name).all()}
    rows = list(getattr(target, name).all())
    changed = False
    for row in rows:
        twin = by_key.get(row.translation_key)
        changed |= bool(twin and take_facts(twin, row))
    if changed:
        setattr(target, name, rows)
    return changed


def take_body(field: StreamField, source, target, overridden) -> bool:
    block = field.stream_block
    before = getattr(target, field.name).get_prep_value()
    after = merged(
        block, getattr(source, field.name).get_prep_value(), before, field.name, overridden
    )
    if before == after:
        return False
    setattr(target, field.name, block.to_python(after))
    return True


def merged(block: blocks.Block, source, target, path: str, overridden):
    """Return the target's raw value with the source's facts; words and overrides stay."""
    if path in overridden or target is None or source is None or holds_words(block):
        return target
    if isinstance(block, blocks.StreamBlock):
        children = block.child_blocks
        return merged_parts(lambda part: children[part["type"]], source, target, path, overridden)
    if isinstance(block, blocks.ListBlock):
        return merged_parts(lambda part: block.child_block, source, target, path, overridden)
    if isinstance(block, blocks.StructBlock):
        return {
            name: merged(child, source.get(name), target.get(name), f"{path}.{name}", overridden)
            for name, child in block.child_blocks.items()
        }
    return source


def holds_words(block: blocks.Block) -> bool:
    """Whether the block's own value is words, or a snippet that has a version a language."""
    if isinstance(block, WORDS) or hasattr(block, "get_translatable_segments"):
        return True
    return has_languages(getattr(block, "target_model", None))


def merged_parts(block_of, source: list, target: list, path: str, overridden) -> list:
    """Merge the parts of a stream or list that have the same id and kind."""
    by_id = {part["id"]: part for part in source if isinstance(part, dict) and part.get("id")}
    parts = []
    for part in target:
        twin = by_id.get(part.get("id")) if isinstance(part, dict) else None
        if twin and twin["type"] == part["type"]:
            value = merged(
                block_of(part), twin["value"], part["value"], f"{path}.{part['id']}", overridden
            )
            part = {**part, "value": value}
        parts.append(part)
    return parts
