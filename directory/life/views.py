"""What staff see of the life of entries: whom to call, and one entry with its owners."""

from typing import cast

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from directory.life import actions
from directory.life.calls import Why, calls_of, to_call
from directory.life.forms import EndForm, NoteForm, OwnerForm
from directory.models.entries import Entry, EntryState
from directory.models.owners import Owner, OwnerState

PER_PAGE = 50


class StaffView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """For those who may change entries."""

    permission_policy = ModelPermissionPolicy(Entry)
    permission_required = "change"


class CallsView(StaffView):
    """The list of entries that need a call, with the reasons and the number to call."""

    page_title = gettext_lazy("Directory: to call")
    header_icon = "mobile-alt"
    template_name = "directory/life/staff/calls.html"

    @cached_property
    def why(self) -> Why | None:
        value = self.request.GET.get("why", "")
        return Why(value) if value in Why.values else None

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        pages = Paginator(to_call(self.why).select_related("page"), PER_PAGE)
        shown = pages.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            calls=calls_of(list(shown)),
            page_obj=shown,
            elided_page_range=pages.get_elided_page_range(shown.number),
            reasons=[(each, each == self.why) for each in Why],
            why=self.why,
            here=self.request.get_full_path(),
            **kwargs,
        )


class EntryView(StaffView):
    """One entry: where it stands, who looks after it, who confirmed it; acts on POST."""

    header_icon = "group"
    template_name = "directory/life/staff/entry.html"
    page_title = gettext_lazy("Life of an entry")

    @cached_property
    def entry(self) -> Entry:
        entries = Entry.objects.select_related("page", "merged_into")
        return get_object_or_404(entries, uid=self.kwargs["uid"])

    @property
    def user(self) -> AbstractUser:
        return cast(AbstractUser, self.request.user)

    def get_page_subtitle(self):
        return self.entry.title

    def get_breadcrumbs_items(self):
        calls = {"url": reverse("directory_life:calls"), "label": _("Directory: to call")}
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, calls, here]

    def get_context_data(self, **kwargs):
        page = self.entry.page
        forms = {
            "note_form": NoteForm(label_suffix=""),
            "owner_form": OwnerForm(label_suffix=""),
            "end_form": EndForm(entry=self.entry),
        }
        return super().get_context_data(
            entry=self.entry,
            is_open=self.entry.state == EntryState.OPEN,
            owners=[(owner, buttons_of(owner)) for owner in self.entry.owners.all()],
            assurances=self.entry.assurances.select_related("user")[:20],
            phones=page.phones.all() if page else [],
            contacts=page.contacts.all() if page else [],
            **forms | kwargs,
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        name = request.POST.get("action", "")
        if name in actions.OWNER:
            return self.act_on_owner(name)
        if name in actions.ENTRY:
            return self.act_on_entry(name)
        return redirect(self.back)

    def act_on_owner(self, name: str) -> HttpResponse:
        owner = get_object_or_404(Owner, pk=self.request.POST.get("owner"), entry=self.entry)
        owner.entry = self.entry
        if name in [each for each, _label in buttons_of(owner)]:
            messages.success(self.request, actions.OWNER[name](owner, self.user))
        else:
            messages.warning(self.request, _("This has just changed; nothing was done."))
        return redirect(self.back)

    def act_on_entry(self, name: str) -> HttpResponse:
        form_class, act = actions.ENTRY[name]
        form = None
        if form_class is not None:
            more = {"entry": self.entry} if form_class is EndForm else {"label_suffix": ""}
            form = form_class(self.request.POST, **more)
            if not form.is_valid():
                context = self.get_context_data(**{FORM_NAMES[form_class]: form})
                return self.render_to_response(context)
        try:
            messages.success(self.request, act(self.entry, form, self.user))
        except PermissionDenied as refusal:
            messages.error(self.request, str(refusal) or _("You may not do this to the page."))
        return redirect(self.back)

    @property
    def back(self) -> str:
        """Where the form was: the list of calls, or this page."""
        there = self.request.POST.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(there, allowed_hosts=None)
        return there if is_ours and there.startswith("/") else self.request.path


FORM_NAMES = {NoteForm: "note_form", OwnerForm: "owner_form", EndForm: "end_form"}


def buttons_of(owner: Owner) -> list[tuple[str, str]]:
    """Return (action, label) of what may be done to an owner in this state."""
    labels = {
        "accept": _("Let in"),
        "refuse": _("Refuse"),
        "resend": _("Mail a link"),
        "suspend": _("Suspend"),
        "returned": _("Mail comes back"),
        "revoke": _("Take the entry from them"),
    }
    return [(name, labels[name]) for name in BUTTONS[OwnerState(owner.state)]]


BUTTONS = {
    OwnerState.INVITED: ("accept", "refuse"),
    OwnerState.ACTIVE: ("resend", "returned", "suspend", "revoke"),
    OwnerState.SUSPENDED: ("accept", "revoke"),
    OwnerState.REVOKED: ("accept",),
}
