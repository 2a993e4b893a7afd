"""The pair of two language versions, and what each was last matched against."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, Revision

from hubkit.bilingual.rights import either_version
from hubkit.bilingual.running import in_review
from hubkit.bilingual.versions import path, title, version


class Step(models.TextChoices):
    """How the two versions of a pair stand to each other, as readers see them."""

    UNTRANSLATED = "untranslated", _("not translated")
    CHANGED = "changed", _("changed since")
    IN_STEP = "in_step", _("in step")


class PairStateQuerySet(models.QuerySet):
    def of(self, instance) -> "PairStateQuerySet":
        """Return the pairs in which a version of `instance` is the source or the target."""
        return self.filter(translation_key=instance.translation_key).filter(
            Q(source_locale=instance.locale_id) | Q(target_locale=instance.locale_id)
        )

    def out_of_step(self) -> "PairStateQuerySet":
        return self.exclude(step=Step.IN_STEP)

    def visible_to(self, user) -> "PairStateQuerySet":
        """Return the pairs of which `user` may edit a version."""
        if user.is_active and user.is_superuser:
            return self
        return self.filter(either_version(user, "change"))

    def with_review(self) -> "PairStateQuerySet":
        """Annotate `in_review`: somebody is to read one of the versions or a sent translation."""
        return self.annotate(in_review=ExpressionWrapper(in_review(), models.BooleanField()))

    def with_versions(self) -> "PairStateQuerySet":
        """Annotate `source_version` and `target_version` (see `versions`), and what goes along.

        Everything that is shown of a pair then costs no further query.
        """
        related = ("content_type", "source_locale", "target_locale", "checked_by", "sent_by")
        return (
            self.annotate(source_version=version("source"), target_version=version("target"))
            .select_related(*related)
            .defer("matched", "proposed")
        )

    def with_titles(self) -> "PairStateQuerySet":
        """Let `source_title`, `target_title` and `source_path` be used to search and to sort."""
        return self.alias(
            source_title=title("source"), target_title=title("target"), source_path=path("source")
        )

    def of_public_pages(self) -> "PairStateQuerySet":
        """Return the pairs of pages whose source readers can see."""
        sources = Page.objects.filter(
            translation_key=OuterRef("translation_key"), locale=OuterRef("source_locale")
        )
        return self.filter(Exists(sources.filter(live=True)))


class PairState(models.Model):
    """One row for a source and its version in one other language.

    `matched` and `proposed` hold ``{"source": fingerprint, "target": fingerprint}``: the words of
    both live versions when somebody last saw that they agree, and those of drafts that will agree
    once both are published. `changes` holds ``{"source": {field: [text, …]}, "target": {…}}``, and
    `pending` the same of a version that a workflow carries to its translators. `minor_revision`
    changes nothing that the other language says; `held_revision` was to be published and waits
    for the other language.
    """

    translation_key = models.UUIDField()
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    source_locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    target_locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")

    step = models.CharField(
        _("state"), max_length=16, choices=Step.choices, default=Step.UNTRANSLATED
    )
    since = models.DateTimeField(_("since"), default=timezone.now)
    changes = models.JSONField(default=dict, blank=True)
    pending = models.JSONField(default=dict, blank=True)
    matched = models.JSONField(default=dict, blank=True)
    proposed = models.JSONField(default=dict, blank=True)
    source_revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    target_revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    minor_revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    held_revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    checked_name = models.CharField(_("checked by"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)

    sent_at = models.DateTimeField(_("sent to review at"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sent_name = models.CharField(_("sent by"), max_length=200, blank=True)
    comment = models.TextField(_("reviewer's comment"), blank=True)

    due = models.DateField(_("due on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    excused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = PairStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("language pair")
        verbose_name_plural = _("language pairs")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "target_locale"], name="hubkit_bilingual_one_pair"
            )
        ]
        indexes = [models.Index(fields=["step", "since"], name="hubkit_bilingual_step")]

    def __str__(self):
        return f"{self.translation_key} {self.source_locale_id}→{self.target_locale_id}"

    @property
    def model(self) -> type[models.Model]:
        """What both versions are. Raises LookupError where its app is not installed any more."""
        model = self.content_type.model_class()
        if model is None:
            raise LookupError(f"{self.content_type} is not installed")
        return model

    def version(self, locale_id: int):
        """Return the live row of one version, or None: it is not there, or its app is not."""
        if self.content_type.model_class() is None:
            return None
        return self.model._base_manager.filter(
            translation_key=self.translation_key, locale_id=locale_id
        ).first()

    @property
    def source(self):
        return self.version(self.source_locale_id)

    @property
    def target(self):
        return self.version(self.target_locale_id)

    def side_of(self, instance) -> str:
        """Return "source" or "target": which of the two this version is."""
        return "source" if instance.locale_id == self.source_locale_id else "target"

    def twin_of(self, instance):
        """Return the other version, or None."""
        return self.target if self.side_of(instance) == "source" else self.source

    @property
    def is_held(self) -> bool:
        """Whether the source's newest draft was to be published and waits for the translation."""
        held = self.held_revision_id
        return held is not None and held == getattr(self.source, "latest_revision_id", None)

    @property
    def changed_fields(self) -> list[str]:
        return list({field: None for side in self.changes.values() for field in side})
