from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import IndexView, PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from hubkit.outbox import mail
from hubkit.outbox.models import Message


class MessageIndexView(IndexView):
    again_url_name = None
    give_up_url_name = None

    def get_base_queryset(self):
        return super().get_base_queryset().defer("content")

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission("change"):
            buttons += self.action_buttons(instance)
        return buttons

    def action_buttons(self, instance):
        if instance.may_be_sent_again():
            url = reverse(self.again_url_name, args=[instance.pk])
            yield Button(pgettext("action", "Send again"), url=url, icon_name="mail", priority=30)
        if instance.may_be_given_up():
            url = reverse(self.give_up_url_name, args=[instance.pk])
            yield Button(pgettext("action", "Give up"), url=url, icon_name="cross", priority=40)


class ActionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks on GET, acts on POST."""

    index_url_name = ""
    header_icon = "mail"
    permission_required = "change"
    template_name = "outbox/confirm.html"
    question: str | Promise = ""
    answer: str | Promise = ""
    done: str | Promise = ""

    @cached_property
    def object(self):
        return get_object_or_404(Message.objects.defer("content"), pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.object)

    def get_breadcrumbs_items(self):
        index = {"url": self.get_index_url(), "label": _("Outgoing mail")}
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, index, here]

    def get_index_url(self):
        return reverse(self.index_url_name)

    def post(self, request, *args, **kwargs):
        if self.act():
            messages.success(request, self.done)
        else:
            messages.error(request, _("This mail has just changed; nothing was done."))
        return HttpResponseRedirect(self.get_index_url())

    def act(self) -> bool:
        """Whether it could be done; the mail may have moved on since the question."""
        raise NotImplementedError


class SendAgainView(ActionView):
    page_title = gettext_lazy("Send this mail again")
    question = gettext_lazy("Send this mail again now?")
    answer = gettext_lazy("Yes, send it")
    done = gettext_lazy("The mail is waiting to be sent.")

    def act(self):
        return mail.send_again(self.object)


class GiveUpView(ActionView):
    page_title = gettext_lazy("Give up this mail")
    question = gettext_lazy("Stop trying to deliver this mail?")
    answer = gettext_lazy("Yes, give up")
    done = gettext_lazy("No more attempts are made to deliver this mail.")

    def act(self):
        return mail.give_up(self.object)
