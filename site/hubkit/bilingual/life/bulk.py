"""Wagtail's bulk actions on pages, asking for the rights on every version and about both."""

from django.contrib.messages import error
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    MoveBulkAction,
    UnpublishBulkAction,
)
from wagtail.models import Page

from hubkit.bilingual.life.deleting import in_all_languages
from hubkit.bilingual.life.going import Going
from hubkit.bilingual.life.moving import require_move
from hubkit.bilingual.life.unpublishing import may_unpublish
from hubkit.bilingual.life.versions import Refused


class UnpublishTogether(UnpublishBulkAction):
    def check_perm(self, page: Page) -> bool:
        return may_unpublish(page, self.request.user)


class MoveTogether(MoveBulkAction):
    def prepare_action(self, pages, pages_without_access) -> HttpResponse | None:
        """Refuse before anything moves, with the reason."""
        destination = self.cleaned_form.cleaned_data["chooser"]
        try:
            for page in Page.objects.filter(pk__in=self.pages_to_move):
                require_move(page, destination, self.request.user)
        except Refused as refusal:
            error(self.request, str(refusal))
            return redirect(self.next_url)
        return super().prepare_action(pages, pages_without_access)


class DeleteTogether(DeleteBulkAction):
    template_name = "bilingual/confirm_bulk_delete.html"

    def check_perm(self, page: Page) -> bool:
        return super().check_perm(page) and Going([page], self.request).may_be_all

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pages = [item["item"] for item in context["items"]]
        return context | {"going": Going(pages, self.request) if pages else None}

    def get_execution_context(self):
        return super().get_execution_context() | {
            "in_all": Going(self.actionable_objects, self.request).in_all
        }

    @classmethod
    def execute_action(cls, objects, user=None, in_all=True, **kwargs) -> tuple[int, int]:
        """Delete each page that did not go with one before it."""
        done = below = 0
        for page in objects:
            present = Page.objects.filter(pk=page.pk).first()
            if present:
                page = in_all_languages(present) if in_all else present
                one, more = super().execute_action([page], user=user, **kwargs)
                done, below = done + one, below + more
        return done, below
