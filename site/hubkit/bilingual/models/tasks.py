"""The steps of a bilingual workflow: the text is right, the other language says it, both go out."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from hubkit.bilingual.models.pairs import PairState


class EditorialReview(AbstractGroupApprovalTask):
    """Somebody else than the author reads the text; nobody approves their own."""

    def get_actions(self, obj, user):
        state, draft = obj.current_workflow_state, obj.latest_revision
        authors = {state.requested_by_id if state else None, draft.user_id if draft else None}
        if user.pk in authors and not user.is_superuser:
            return []
        return super().get_actions(obj, user)

    @classmethod
    def get_description(cls):
        return _("Somebody of the chosen groups, but not the author, approves the text")

    class Meta:
        verbose_name = _("editorial review")
        verbose_name_plural = _("editorial reviews")


class LanguageReview(AbstractGroupApprovalTask):
    """The other language is brought in step; passed at once where it already is."""

    def start(self, workflow_state, user=None):
        page = workflow_state.content_object
        version = page.get_latest_revision_as_object()
        if gaps_of(version):
            note_pending(version)
            return super().start(workflow_state, user=user)
        return TaskState.objects.create(
            workflow_state=workflow_state,
            task=self,
            revision=page.get_latest_revision(),
            status=TaskState.STATUS_APPROVED,
            finished_at=timezone.now(),
            finished_by=None,
        )

    def get_actions(self, obj, user):
        actions = super().get_actions(obj, user)
        if gaps_of(obj.get_latest_revision_as_object()):
            return [each for each in actions if each[0] != "approve"]
        return actions

    @classmethod
    def get_description(cls):
        return _("The chosen groups bring the other language in step")

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")


class PairPublication(AbstractGroupApprovalTask):
    """Both languages are read and published together, in one transaction."""

    def get_actions(self, obj, user):
        actions = super().get_actions(obj, user)
        if gaps_of(obj.get_latest_revision_as_object(), user):
            return [each for each in actions if each[0] != "approve"]
        return actions

    @classmethod
    def get_description(cls):
        return _("The chosen groups approve both languages, which are then published together")

    class Meta:
        verbose_name = _("publication of both languages")
        verbose_name_plural = _("publications of both languages")


def note_pending(version) -> None:
    from hubkit.bilingual.pairs import note_pending  # noqa: PLC0415  (it reads these models)

    note_pending(version)


def gaps_of(instance, user=None) -> list:
    """Return what the pairs of this version lack by their policy before `user` can publish it."""
    from hubkit.bilingual.gate import gap  # noqa: PLC0415  (the gate reads these models)

    pairs = PairState.objects.of(instance)
    minor = instance.latest_revision_id
    found = [
        gap(pair, instance, user=user, minor=pair.minor_revision_id == minor) for pair in pairs
    ]
    return [each for each in found if each]
