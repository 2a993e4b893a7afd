"""The directory in the admin: its controlled words, and what people sent to it."""

from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet

from directory.models import Reason, Term
from directory.models.parts import in_both
from directory.moderation.listing import QueueView
from directory.moderation.menu import ModeratorsMenuItem
from directory.moderation.views import PictureView, ReviewView
from hubkit.intake.models import Submission


def retired_or_nothing(term: Term) -> str:
    return gettext("yes") if term.retired else ""


class TermViewSet(SnippetViewSet):
    """Terms of all taxonomies in one list, to be filtered by taxonomy."""

    model = Term
    icon = "tag"
    menu_label = _("Directory: terms")
    list_display = [
        "name_sl",
        "name_it",
        "taxonomy",
        "code",
        Column("retired", label=_("Out of use"), accessor=retired_or_nothing, sort_key="retired"),
    ]
    list_filter = ["taxonomy", "retired"]
    list_per_page = 50
    search_fields = ["name_sl", "name_it", "synonyms_sl", "synonyms_it", "code"]
    panels = [
        FieldRowPanel([FieldPanel("taxonomy"), FieldPanel("code")]),
        in_both("name"),
        in_both("description"),
        in_both("synonyms"),
        FieldRowPanel([FieldPanel("icnp_tso_code"), FieldPanel("sort_order")]),
        FieldPanel("parent"),
        MultiFieldPanel(
            [FieldPanel("retired"), FieldPanel("replaced_by")], heading=_("Out of use")
        ),
    ]


class ReasonViewSet(SnippetViewSet):
    """The prepared texts by which something is refused, in both languages."""

    model = Reason
    icon = "comment"
    menu_label = _("Directory: reasons for refusing")
    list_display = ["label_sl", "label_it", "code"]
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("sort_order")]),
        in_both("label"),
        in_both("text"),
    ]


class SubmissionViewSet(ViewSet):
    """What people sent to the directory: the queue, and the screen on which each is decided."""

    name = "directory_submissions"
    url_prefix = "directory/submissions"
    icon = "tasks"
    menu_label = _("Submissions")
    menu_name = "directory-submissions"
    menu_hook = "register_directory_menu_item"
    menu_item_class = ModeratorsMenuItem

    @property
    def permission_policy(self):
        return ModelPermissionPolicy(Submission)

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            permission_policy=self.permission_policy,
            index_url_name=self.get_url_name("index"),
            **kwargs,
        )

    def view(self, view_class, **kwargs):
        names = {f"{name}_url_name": self.get_url_name(name) for name in ("review", "picture")}
        known = {name: value for name, value in names.items() if hasattr(view_class, name)}
        return self.construct_view(view_class, **known, **kwargs)

    def get_urlpatterns(self):
        results = self.get_url_name("index_results")
        return [
            path("", self.view(QueueView, index_results_url_name=results), name="index"),
            path(
                "results/",
                self.view(QueueView, index_results_url_name=results, results_only=True),
                name="index_results",
            ),
            path("<uuid:pk>/", self.view(ReviewView), name="review"),
            path("picture/<int:pk>/", self.view(PictureView), name="picture"),
        ]


submissions = SubmissionViewSet()
