"""Blocks of words and figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from hubkit.bilingual import formats

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]
INLINE_FEATURES = ["bold", "italic", "link"]
GROUP = _("Text")


class ProseBlock(blocks.RichTextBlock):
    """Running text with headings from level two, since the page's title is the first."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = GROUP
        description = _("Paragraphs, headings, lists and links")
        template = "content/blocks/text.html"
        preview_value = "<h2>Skupaj / Insieme</h2><p>Besedilo, <b>testo</b>.</p>"


class PointsBlock(blocks.StructBlock):
    """An introduction and what it introduces, each point shown exactly as written."""

    intro = blocks.CharBlock(
        label=_("Introduction"),
        help_text=_("The sentence that the points complete, for example “We strive to be:”."),
    )
    points = blocks.ListBlock(
        blocks.TextBlock(label=_("Point"), rows=2, help_text=_("Shown exactly as you write it.")),
        label=_("Points"),
        min_num=1,
        help_text=_("One point for each aim or principle."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Points")
        group = GROUP
        description = _("A sentence and the points that complete it")
        template = "content/blocks/points.html"
        preview_value = {
            "intro": "Prizadevamo si biti:",
            "points": ["1. dosegljivi,", "2. razumljivi,", "3. zanesljivi."],
        }


class StepsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), help_text=_("What the steps lead to."))
    steps = blocks.ListBlock(
        blocks.StructBlock(
            [
                (
                    "title",
                    blocks.CharBlock(label=_("Title"), help_text=_("What to do, in a few words.")),
                ),
                (
                    "text",
                    blocks.RichTextBlock(
                        label=_("Text"),
                        required=False,
                        features=INLINE_FEATURES,
                        help_text=_("How to do it; may be left empty."),
                    ),
                ),
            ],
            label=_("Step"),
        ),
        label=_("Steps"),
        min_num=2,
        help_text=_("Steps are numbered by themselves, in this order."),
    )

    class Meta:
        icon = "order"
        label = _("Steps")
        group = GROUP
        description = _("Numbered steps of a procedure")
        template = "content/blocks/steps.html"
        preview_value = {
            "heading": "Kako do nasveta",
            "steps": [
                {"title": "Pišite nam", "text": "<p>Opišite vprašanje.</p>"},
                {"title": "Odgovorimo", "text": "<p>V vašem jeziku.</p>"},
            ],
        }


class AccordionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(
        label=_("Heading"), required=False, help_text=_("May be left empty.")
    )
    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                (
                    "title",
                    blocks.CharBlock(label=_("Question or title"), help_text=_("Always visible.")),
                ),
                (
                    "text",
                    blocks.RichTextBlock(
                        label=_("Text"),
                        features=["bold", "italic", "link", "document-link", "ol", "ul"],
                        help_text=_("Shown when the reader opens the title."),
                    ),
                ),
            ],
            label=_("Item"),
        ),
        label=_("Items"),
        min_num=1,
        help_text=_("Each item opens and closes separately."),
    )

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        group = GROUP
        description = _("Titles that open to show their text")
        template = "content/blocks/accordion.html"
        preview_value = {
            "heading": "Domande frequenti",
            "items": [{"title": "Quanto costa?", "text": "<p>La partecipazione è gratuita.</p>"}],
        }


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        label=_("Quotation"), rows=3, help_text=_("Without quotation marks: the page adds them.")
    )
    who = blocks.CharBlock(label=_("Who said it"), required=False, help_text=_("Name and surname."))
    role = blocks.CharBlock(
        label=_("Role"), required=False, help_text=_("For example: chair of the association.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = GROUP
        description = _("Someone's words, with their name")
        template = "content/blocks/quote.html"
        preview_value = {
            "text": "Dobro omrežene organizacije zmorejo več.",
            "who": "Ana Primer",
            "role": "predsednica društva",
        }


class Unit(models.TextChoices):
    """What a figure counts; the number itself is a fact and the same in every language."""

    COUNT = "count", _("number")
    EURO = "euro", _("euro")
    PERCENT = "percent", _("per cent")
    YEAR = "year", _("year")

    def show(self, value) -> str:
        """Return the number as the active language writes it."""
        match self:
            case Unit.EURO:
                return formats.money(value)
            case Unit.PERCENT:
                return formats.percent(value)
            case Unit.YEAR:
                return str(int(value))
            case _:
                return formats.number(value)


class FigureValue(blocks.StructValue):
    @property
    def shown(self) -> str:
        if self["value"] is None:  # a draft that does not say it yet
            return ""
        return Unit(self["unit"] or Unit.COUNT).show(self["value"])


class FigureBlock(blocks.StructBlock):
    value = blocks.DecimalBlock(
        label=_("Number"), help_text=_("Only the number; the page writes it in each language.")
    )
    unit = blocks.ChoiceBlock(
        choices=Unit.choices,
        default=Unit.COUNT,
        label=_("Unit"),
        help_text=_("What the number counts."),
    )
    label = blocks.CharBlock(
        label=_("What the number means"), help_text=_("For example: trainings held.")
    )
    note = blocks.CharBlock(
        label=_("Source or note"), required=False, help_text=_("Where the number comes from.")
    )

    class Meta:
        label = _("Figure")
        value_class = FigureValue


class FiguresBlock(blocks.StructBlock):
    heading = blocks.CharBlock(
        label=_("Heading"), required=False, help_text=_("May be left empty.")
    )
    figures = blocks.ListBlock(
        FigureBlock(), label=_("Figures"), min_num=1, max_num=6, help_text=_("One to six figures.")
    )

    class Meta:
        icon = "table"
        label = _("Figures")
        group = GROUP
        description = _("Numbers that stand out, each with what it is")
        template = "content/blocks/figures.html"
        preview_value = {
            "heading": "Regija v številkah",
            "figures": [
                {"value": "8", "unit": "count", "label": "občin", "note": ""},
                {"value": "5.6", "unit": "percent", "label": "prebivalcev", "note": ""},
            ],
        }
