"""A typing error is no news for translators: the editor's menu has a second way to publish."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem

from hubkit.bilingual.models import PairState
from hubkit.bilingual.models.pairs import Step


class PublishMinorEdit(ActionMenuItem):
    """Publishes like Wagtail's own item, and says that the other language's words still hold."""

    name = "action-publish"
    label = _("Publish as a minor edit")
    icon_name = "edit"
    template_name = "hubkit_bilingual/minor_edit.html"

    def is_shown(self, context) -> bool:
        if context["view"] != "edit" or not PublishMenuItem().is_shown(context):
            return False
        pairs = PairState.objects.of(context["page"])
        return pairs.exclude(step=Step.UNTRANSLATED).exists()
