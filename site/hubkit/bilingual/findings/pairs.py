"""Pairs that are missing, facts that differ, states that are no longer true.

The last two read every pair's words and facts, so their cost grows with the site; they belong into
the night, and into no request.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from hubkit.bilingual.facts import sync_facts
from hubkit.bilingual.findings.finding import Finding
from hubkit.bilingual.models import PairState
from hubkit.bilingual.pairs import is_live, pairs_of, refresh, stands_alone, unpaired_locales
from hubkit.bilingual.records import is_record

T = TypeVar("T")


def unpaired(mend: bool) -> Iterator[Finding]:
    """Find pages and snippets that have no pair with some language, as after one was added."""
    yield from without_pair(Page.objects.filter(alias_of=None, depth__gt=1).specific(), mend)
    for model in get_snippet_models():
        if issubclass(model, TranslatableMixin):
            yield from without_pair(model._base_manager.all(), mend)


def without_pair(versions: models.QuerySet, mend: bool) -> Iterator[Finding]:
    """Find them among these versions; an object is told once, by its eldest."""
    others = unpaired_locales().exclude(pk=OuterRef("locale"))
    told = set()
    for version in versions.filter(Exists(others)).order_by("pk").iterator(chunk_size=100):
        if paired(type(version)) and version.translation_key not in told:
            told.add(version.translation_key)
            yield about(version, "no language pair").settle(mend, partial(pair_anew, version))


def paired(model: type[models.Model]) -> bool:
    return model is not Page and not is_record(model)


def about(version: models.Model | None, trouble: str) -> Finding:
    if version is None or isinstance(version, Page):
        return Finding(version, trouble)
    return Finding(None, f"{version._meta.verbose_name} {version.pk} “{version}”: {trouble}")


def pair_anew(version: TranslatableMixin) -> None:
    for pair in pairs_of(version):
        refresh(pair)


def different_facts(mend: bool) -> Iterator[Finding]:
    """Find versions whose facts are not those of their public source."""
    return of_each_pair(facts_of, mend)


def untrue_states(mend: bool) -> Iterator[Finding]:
    """Find pairs whose state is not what their live words say."""
    return of_each_pair(state_of, mend)


def of_each_pair(
    look: Callable[[PairState, bool], Finding | None], mend: bool
) -> Iterator[Finding]:
    """Look at every pair; one that cannot be read is told, and does not hide the others."""
    for pair in PairState.objects.iterator(chunk_size=100):
        try:
            found = look(pair, mend)
        except PairState.DoesNotExist:
            continue  # deleted meanwhile
        except Exception as error:  # noqa: BLE001  (whatever its words or its type's code raise)
            found = Finding(None, f"pair {pair.pk}: its versions cannot be compared").after(error)
        if found:
            yield found


def facts_of(pair: PairState, mend: bool) -> Finding | None:
    fields = tried(partial(bring_facts, pair.pk))
    if not fields:
        return None
    trouble = f"facts differ from the other language: {', '.join(fields)}"
    return about(pair.target, trouble).settle(mend, partial(bring_facts, pair.pk))


def bring_facts(pk: int) -> list[str]:
    """Give the target its public source's facts, as publishing does; return what changed."""
    pair = locked(pk)
    source, target = pair.source, pair.target
    if source is None or not is_live(source) or not stands_alone(target):
        return []
    return sync_facts(source, target)


def state_of(pair: PairState, mend: bool) -> Finding | None:
    before, after = tried(partial(tell_anew, pair.pk))
    if before == after:
        return None
    trouble = f"state was “{before[0]}”, is “{after[0]}”"
    return about(pair.source, trouble).settle(mend, partial(tell_anew, pair.pk))


def tell_anew(pk: int) -> tuple[tuple, tuple]:
    """Compare the versions anew; return step and changes before and after."""
    pair = locked(pk)
    before = pair.step, pair.changes
    refresh(pair)
    return before, (pair.step, pair.changes)


def locked(pk: int) -> PairState:
    """Return the pair as it is now, kept from others until the transaction ends."""
    return PairState.objects.select_for_update().get(pk=pk)


def tried(work: Callable[[], T]) -> T:
    """Return what `work` returns, and take back what it wrote."""
    with transaction.atomic():
        result = work()
        transaction.set_rollback(True)
    return result
