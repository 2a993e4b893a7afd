"""Which pairs stand in a workflow now, as conditions on `PairState`."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, TranslatableMixin, WorkflowMixin, WorkflowState
from wagtail.snippets.models import get_snippet_models


def in_review() -> Q:
    """Somebody reads a version, or a translation that was sent to be read.

    While a workflow only waits for the translation, nobody reads.
    """
    reading = running().exclude(current_task_state__task__languagereview__isnull=False)
    return Q(sent_at__isnull=False) | carried_by(reading)


def asked() -> Q:
    """A workflow waits until the other language is brought in step."""
    return carried_by(running().filter(current_task_state__task__languagereview__isnull=False))


def running() -> QuerySet[WorkflowState]:
    return WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)


def carried_by(states: QuerySet[WorkflowState]) -> Q:
    """Return the condition that one of these workflows carries a version of the pair."""
    condition = Q()
    for model in models_in_workflows():
        of_model = states.filter(base_content_type=ContentType.objects.get_for_model(model))
        # Read from the few workflows to their pages: a cast the other way round takes every page.
        keys = of_model.values(key=Cast("object_id", model._meta.pk.__class__()))
        versions = model._base_manager.filter(pk__in=keys)
        condition |= Q(translation_key__in=versions.values("translation_key"))
    return condition


def models_in_workflows() -> Iterator[type[Model]]:
    yield Page
    for model in get_snippet_models():
        if issubclass(model, WorkflowMixin) and issubclass(model, TranslatableMixin):
            yield model
