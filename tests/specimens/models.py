"""One model for each kind of thing that comes in two languages; for tests only."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from taggit.models import TaggedItemBase
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.forms.models import AbstractEmailForm, AbstractFormField
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    Page,
    Revision,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
    WorkflowState,
)
from wagtail.snippets.models import register_snippet
from wagtail_localize.fields import SynchronizedField

from hubkit.content.models import ContentPageMixin
from tests.specimens.intake import FormsPage  # noqa: F401  (its app finds it here)


class Topic(models.Model):
    """What a page may be about; a fact, the same in every language."""

    name = models.CharField(max_length=80)

    def __str__(self):
        return self.name


class MeetingTag(TaggedItemBase):
    content_object = ParentalKey("MeetingPage", related_name="tagged_items")


class MeetingPage(ContentPageMixin, Page):
    """Words and every kind of fact: a date, a text, a link to many, tags, rows of both kinds."""

    on = models.DateField(null=True, blank=True)
    to_address = models.CharField(max_length=200, blank=True)
    topics = ParentalManyToManyField(Topic, blank=True)
    tags = ClusterTaggableManager(through=MeetingTag, blank=True)

    content_panels = [
        *ContentPageMixin.content_panels,
        FieldPanel("on"),
        FieldPanel("to_address"),
        FieldPanel("topics"),
        FieldPanel("tags"),
        InlinePanel("phones"),
        InlinePanel("points"),
    ]
    override_translatable_fields = [
        *ContentPageMixin.override_translatable_fields,
        SynchronizedField("to_address", overridable=False),
    ]
    template = "host/home_page.html"


class InquiryPage(AbstractEmailForm):
    """A form of Wagtail's own: its names and addresses are facts."""


class InquiryField(TranslatableMixin, AbstractFormField):
    page = ParentalKey(InquiryPage, related_name="form_fields")

    class Meta(TranslatableMixin.Meta, AbstractFormField.Meta):
        pass


class Phone(Orderable):
    page = ParentalKey(MeetingPage, related_name="phones")
    number = models.CharField(max_length=40)


class Point(TranslatableMixin, Orderable):
    """A point of the agenda: words, with the minutes it takes as a fact."""

    page = ParentalKey(MeetingPage, related_name="points")
    text = models.CharField(max_length=200)
    minutes = models.PositiveIntegerField(default=10)

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass


@register_snippet
class Notice(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, models.Model
):
    """A snippet with drafts and a workflow."""

    text = models.CharField(max_length=200)
    until = models.DateField(null=True, blank=True)
    _revisions = GenericRelation(Revision, related_query_name="notice")
    workflow_states = GenericRelation(
        WorkflowState,
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="notice",
        for_concrete_model=False,
    )

    panels = [FieldPanel("text"), FieldPanel("until")]

    class Meta(TranslatableMixin.Meta):
        pass

    def __str__(self):
        return self.text

    @property
    def revisions(self):
        return self._revisions


@register_snippet
class Slogan(TranslatableMixin, models.Model):
    """A snippet that is public as soon as it is saved."""

    text = models.CharField(max_length=200)
    year = models.PositiveIntegerField(null=True, blank=True)

    panels = [FieldPanel("text"), FieldPanel("year")]

    class Meta(TranslatableMixin.Meta):
        pass

    def __str__(self):
        return self.text


class Campaign(TranslatableMixin, ClusterableModel):
    """What links in every way to snippets that have a version a language; no snippet itself."""

    slogan = models.ForeignKey(Slogan, null=True, on_delete=models.SET_NULL, related_name="+")
    slogans = ParentalManyToManyField(Slogan, related_name="+")

    class Meta(TranslatableMixin.Meta):
        pass


class Banner(Orderable):
    campaign = ParentalKey(Campaign, related_name="banners")
    slogan = models.ForeignKey(Slogan, on_delete=models.CASCADE, related_name="+")


class Station(TranslatableMixin, Orderable):
    """A row with a short title and a body."""

    campaign = ParentalKey(Campaign, related_name="stations")
    title = models.CharField(max_length=20)
    body = StreamField([("part", blocks.StructBlock([("title", blocks.CharBlock())]))])

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        pass
