from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from hubkit.outbox.models import Message
from hubkit.outbox.views import GiveUpView, MessageIndexView, SendAgainView

NOT_BY_HAND = ("add", "edit", "delete", "history", "usage")


class MessageViewSet(ModelViewSet):
    """Outgoing mail for staff, under Reports. No view shows a text: links to reset a password
    are among them."""

    model = Message
    name = "outbox"
    icon = "mail"
    menu_label = _("Outgoing mail")
    menu_hook = "register_reports_menu_item"
    index_view_class = MessageIndexView
    list_display = ["subject", "recipients", "state", "attempts", "last_error", "created_at"]
    list_filter = ["state"]
    list_per_page = 50
    search_fields = ["subject", "recipients", "message_id"]
    inspect_view_enabled = True
    inspect_view_fields = [
        *list_display,
        "next_attempt_at",
        "done_at",
        "message_id",
    ]
    copy_view_enabled = False
    add_to_reference_index = False

    def get_common_view_kwargs(self, **kwargs):
        absent = {f"{name}_url_name": None for name in NOT_BY_HAND}
        return super().get_common_view_kwargs(
            again_url_name=self.get_url_name("again"),
            give_up_url_name=self.get_url_name("give_up"),
            **{**absent, **kwargs},
        )

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("inspect/<int:pk>/", self.inspect_view, name="inspect"),
            path("again/<int:pk>/", self.construct_view(SendAgainView), name="again"),
            path("give-up/<int:pk>/", self.construct_view(GiveUpView), name="give_up"),
        ]

    def register_admin_url_finder(self):
        """No mail has a page to edit it on."""


outbox = MessageViewSet()
