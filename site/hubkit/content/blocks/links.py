"""Blocks that lead on: to a page, to a person, to a next step."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from hubkit.bilingual.peers import reader_language
from hubkit.content.cards import peer, with_peers

GROUP = _("Links and people")


class PageLinkBlock(blocks.PageChooserBlock):
    """A chosen page that knows its peers, however many are chosen, in one query."""

    def bulk_to_python(self, values):
        found = {page.pk: page for page in with_peers(Page.objects.filter(pk__in=values))}
        return [found.get(value) for value in values]


class CallToActionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), help_text=_("What the reader can do."))
    text = blocks.TextBlock(
        label=_("Text"), required=False, rows=2, help_text=_("A sentence or two; may be empty.")
    )
    button = blocks.CharBlock(
        label=_("Words on the button"), help_text=_("A verb: Ask for advice, Sign up.")
    )
    page = PageLinkBlock(
        label=_("Page"), required=False, help_text=_("Each reader gets the page in their language.")
    )
    email = blocks.EmailBlock(
        label=_("E-mail address"), required=False, help_text=_("Instead of a page.")
    )
    url = blocks.URLBlock(
        label=_("Web address elsewhere"), required=False, help_text=_("Instead of a page.")
    )

    class Meta:
        icon = "pick"
        label = _("Call to action")
        group = GROUP
        description = _("One thing to do, with a button")
        template = "content/blocks/call_to_action.html"
        preview_value = {
            "heading": "Potrebujete nasvet?",
            "text": "Pišite nam v slovenščini ali italijanščini.",
            "button": "Prosite za nasvet",
            "email": "iskra@example.org",
        }

    def clean(self, value):
        value = super().clean(value)
        if sum(bool(value.get(name)) for name in ("page", "email", "url")) != 1:
            message = _("Choose exactly one: a page, an e-mail address or a web address elsewhere.")
            raise StructBlockValidationError(block_errors={"page": ValidationError(message)})
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["href"] = self.href(value)
        return context

    def href(self, value) -> str:
        """Return where the button leads; empty when its page is gone or not public."""
        if value.get("page"):
            page = peer(value["page"], reader_language())
            return (page.url or "") if page else ""
        return f"mailto:{value['email']}" if value.get("email") else value.get("url") or ""


class RelatedPagesBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), help_text=_("For example: Read on."))
    pages = blocks.ListBlock(
        PageLinkBlock(label=_("Page"), help_text=_("A page of this site.")),
        label=_("Pages"),
        min_num=1,
        help_text=_("Each reader gets the page in their language."),
    )

    class Meta:
        icon = "link"
        label = _("Related pages")
        group = GROUP
        description = _("Links to other pages of this site")
        template = "content/blocks/related_pages.html"
        preview_value = {"heading": "Preberite tudi / Leggi anche", "pages": []}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        pages = [peer(page, reader_language()) for page in value["pages"]]
        context["related"] = [page for page in pages if page]
        return context


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name and surname"), help_text=_("As the person writes it."))
    role = blocks.CharBlock(
        label=_("Role"), required=False, help_text=_("What readers turn to this person for.")
    )
    email = blocks.EmailBlock(
        label=_("E-mail address"),
        required=False,
        help_text=_("Publish a personal address only with the person's consent."),
    )
    phone = blocks.CharBlock(
        label=_("Telephone"),
        required=False,
        max_length=30,
        help_text=_("For example 05 000 00 00."),
    )
    photo = ImageChooserBlock(
        label=_("Photograph"), required=False, help_text=_("May be left empty.")
    )

    class Meta:
        icon = "user"
        label = _("Person")
        group = GROUP
        description = _("Someone to turn to, with contact data")
        template = "content/blocks/person.html"
        preview_value = {
            "name": "Ana Primer",
            "role": "svetovalka / consulente",
            "email": "ana@example.org",
            "phone": "",
        }
