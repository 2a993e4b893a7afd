"""What waits for a person among the pairs: to translate, to review, to put right, to finish."""

import datetime as dt
from collections.abc import Iterator

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, Q, QuerySet, TextChoices
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    DraftStateMixin,
    Page,
    TaskState,
    TranslatableMixin,
    WorkflowState,
    get_page_models,
)
from wagtail.snippets.models import get_snippet_models

from hubkit.bilingual.models import LanguagePolicy, PairState, Policy, Step
from hubkit.bilingual.rights import both_versions
from hubkit.bilingual.running import asked, carried_by, in_review, running
from hubkit.bilingual.staff_tasks import StaffTask
from hubkit.bilingual.versions import of_pair

SOON = dt.timedelta(days=7)
TRANSLATES = "wagtail_localize.submit_translation"


class Waiting(TextChoices):
    """What one person is waited for to do with a pair."""

    OVERDUE = "overdue", _("Other language overdue")
    ASKED = "asked", _("To translate before publishing")
    SENT_BACK = "sent_back", _("Sent back to you with a comment")
    REVIEW = "review", _("To review")
    DUE = "due", _("Other language due within a week")
    TRANSLATE = "translate", _("To translate")

    @property
    def urgent(self) -> bool:
        """Whether it is late, or holds up a publication."""
        return self in (Waiting.OVERDUE, Waiting.ASKED)

    def condition(self, user) -> Q:
        """Return the condition on a pair, in which the person's rights are included."""
        return getattr(self, f"_{self.value}")(user)

    def _overdue(self, user) -> Q:
        return Q(due__lt=timezone.localdate()) & publishable(user)

    def _due(self, user) -> Q:
        today = timezone.localdate()
        return Q(due__range=(today, today + SOON)) & publishable(user)

    def _asked(self, user) -> Q:
        return asked() & translatable(user)

    def _translate(self, user) -> Q:
        behind = ~Q(step=Step.IN_STEP) & ~(Q(step=Step.UNTRANSLATED) & of_one_language())
        return behind & public() & translatable(user) & ~asked() & ~in_review()

    def _sent_back(self, user) -> Q:
        return Q(sent_by=user, sent_at=None) & ~Q(comment="")

    def _review(self, user) -> Q:
        sent = Q(sent_at__isnull=False) & ~carried_by(running()) & publishable(user)
        return sent | carried_by(reviewed_by(user))


def waiting(request: HttpRequest) -> Iterator[StaffTask]:
    """Return the rows of the pairs; a `register_staff_tasks` hook. One query counts them all."""
    user = request.user
    report = reverse("hubkit_bilingual:report")
    counts = PairState.objects.aggregate(
        **{kind.value: Count("pk", filter=kind.condition(user)) for kind in Waiting}
    )
    for kind in Waiting:
        url = f"{report}?waiting={kind.value}"
        yield StaffTask(str(kind.label), counts[kind.value], url, kind.urgent)


def translatable(user: AbstractUser) -> Q:
    """The person translates at all, and may edit the pair's target."""
    return both_versions(user, "change") if user.has_perm(TRANSLATES) else Q(pk__in=[])


def publishable(user: AbstractUser) -> Q:
    return both_versions(user, "publish")


def public() -> Q:
    """The source is no mere draft, which would be nobody else's business."""
    drafts = Q()
    for model in (Page, *get_snippet_models()):
        if issubclass(model, DraftStateMixin) and issubclass(model, TranslatableMixin):
            drafts |= Q(Exists(of_pair(model, "source").filter(live=False)))
    return ~drafts


def of_one_language() -> Q:
    """A page of a type that is not asked to be in both languages."""
    policy = LanguagePolicy.load()
    models = [model for model in get_page_models() if policy.of(model) == Policy.SINGLE]
    types = ContentType.objects.get_for_models(*models).values()
    return Q(content_type__in=[each.pk for each in types])


def reviewed_by(user: AbstractUser) -> QuerySet[WorkflowState]:
    """Return the workflows that wait for the person's word; nobody is asked about their own."""
    states = running().filter(current_task_state__in=TaskState.objects.reviewable_by(user))
    states = states.exclude(current_task_state__task__languagereview__isnull=False)
    if user.is_superuser:
        return states
    return states.exclude(
        current_task_state__task__editorialreview__isnull=False, requested_by=user
    )
