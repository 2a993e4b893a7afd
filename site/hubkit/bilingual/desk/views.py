"""The screen with both languages side by side, in the admin."""

from typing import cast

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from hubkit.bilingual.desk.access import address_of, pair_for
from hubkit.bilingual.desk.actions import Action, Said, offered
from hubkit.bilingual.desk.actors import Actor
from hubkit.bilingual.desk.answers import answer_row
from hubkit.bilingual.desk.overview import facts_of
from hubkit.bilingual.desk.replacements import ReplacementForm, drop_dead, replaceables
from hubkit.bilingual.desk.saving import field_errors
from hubkit.bilingual.desk.sheet import Sheet, title_of
from hubkit.bilingual.gate import PairIncomplete
from hubkit.bilingual.rights import may_publish
from hubkit.bilingual.sending import task_for


class Desk(WagtailAdminTemplateMixin, View):
    """Show a pair's translation, and take it back with whatever is to be done with it."""

    template_name = "hubkit_bilingual/desk/desk.html"
    header_icon = "wagtail-localize-language"

    def setup(self, request, pair_id):
        super().setup(request, pair_id)
        self.pair = pair_for(request.user, pair_id)
        self.actor = Actor(user=request.user)
        self.task = task_for(self.pair, request.user)
        review = bool(self.task) or request.GET.get("show") == "changes"
        self.sheet = Sheet(
            self.pair,
            self.actor,
            save_url=reverse("hubkit_bilingual:desk_row", args=[pair_id]),
            review=review,
            only_changes=review and request.GET.get("show", "changes") == "changes",
        )
        self.replaceables = list(replaceables(self.sheet.translation, self.sheet.source))
        self.data = None

    def get(self, request, pair_id):
        self.tell_of_deleted()
        return self.render_to_response(self.get_context_data())

    def post(self, request, pair_id):
        self.tell_of_deleted()
        self.data = request.POST
        unseen = self.decides and self.is_unseen
        stored = self.sheet.take(request.POST)
        if not self.store_replacements() or not stored:
            messages.error(request, _("Not everything could be saved; see the marked texts below."))
            return self.render_to_response(self.get_context_data())
        if unseen:
            self.refuse([_("Texts have been changed since you opened this page; read them first.")])
        elif self.act():
            return redirect(self.address)
        return self.render_to_response(self.get_context_data())

    def act(self) -> bool:
        """Do what the pressed button says; where it cannot be done, say why and stay."""
        try:
            action = Action(self.request.POST.get("action", "save"))
            step = self.request.POST.get("step", "")
            said = Said(self.request.POST.get("comment", ""), int(step) if step else None)
            message = action.run(self.sheet, user=self.request.user, said=said)
        except PairIncomplete as error:
            self.refuse([str(error), *labels_of(error)])
        except PermissionDenied:
            self.refuse([_("You may not do this here, or it has been done already.")])
        except ValidationError as error:
            self.refuse(self.told_at_rows(error))
        except ValueError:
            self.refuse([_("This cannot be done here.")])
        else:
            messages.success(self.request, message)
            return True
        return False

    @property
    def decides(self) -> bool:
        """Whether the pressed button says that what is on the screen is right."""
        decisions = (Action.APPROVE, Action.PUBLISH, Action.MATCH)
        return self.request.POST.get("action") in decisions

    @property
    def is_unseen(self) -> bool:
        return self.sheet.unseen(self.request.POST) or self.replacement_form.is_unseen

    def refuse(self, texts: list[str]) -> None:
        messages.error(self.request, " ".join(texts))
        self.pair.refresh_from_db()

    def told_at_rows(self, error: ValidationError) -> list[str]:
        """Show a model's messages at the rows they belong to; return those for the page."""
        errors = field_errors(error)
        if not errors:
            return error.messages
        self.sheet.complain(errors)
        if self.sheet.problems:
            errors["_"] = _("Some texts do not fit; see the marked ones below.")
        return list(errors.values())

    def store_replacements(self) -> bool:
        form = self.replacement_form
        if self.sheet.lock or not form.is_valid():
            return form.is_valid()
        form.save(self.sheet.translation, self.actor)
        return True

    def tell_of_deleted(self) -> None:
        for label in drop_dead(self.replaceables):
            messages.warning(
                self.request,
                _("%(place)s: what stood here instead has been deleted; both are the same again.")
                % {"place": label},
            )

    @cached_property
    def replacement_form(self) -> ReplacementForm:
        return ReplacementForm(self.replaceables, self.data)

    @property
    def address(self) -> str:
        show = self.request.GET.get("show")
        return address_of(self.pair) + (f"?show={show}" if show in ("all", "changes") else "")

    @cached_property
    def source_url(self) -> str | None:
        return AdminURLFinder(self.request.user).get_edit_url(self.pair.source)

    def get_page_title(self):
        return title_of(self.sheet.source)

    def get_page_subtitle(self):
        return f"{self.sheet.source_name} → {self.sheet.target_name}"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        is_page = isinstance(self.sheet.target, Page)
        return context | {
            "sheet": self.sheet,
            "pair": self.pair,
            "offered": {action.name for action in offered(self.sheet, self.request.user)},
            "task": self.task,
            "facts": facts_of(self.sheet.source),
            "source_url": self.source_url,
            "replacements": self.replacement_form,
            "media": self.replacement_form.media,
            "target_is_page": is_page,
            "can_invite": may_publish(self.request.user, self.sheet.target or self.sheet.source),
            "can_import": self.sheet.target is not None and not self.sheet.lock,
            "live_url": self.sheet.target.full_url if is_page and self.sheet.target.live else "",
            "address": address_of(self.pair),
        }


def labels_of(error: PairIncomplete) -> list[str]:
    return [", ".join(gap.labels()) for gap in error.gaps if gap.fields]


@require_POST
def save_row(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Store one row that the page's script sends, and tell as JSON what became of it."""
    try:
        pair = pair_for(request.user, pair_id)
    except PermissionDenied:
        message = _("You may not translate this page.")
        return JsonResponse({"status": "refused", "message": message}, status=403)
    # The admin lets nobody in without an account.
    user = cast(AbstractUser, request.user)
    return answer_row(request, Sheet(pair, Actor(user=user)))
