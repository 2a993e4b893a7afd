"""Blocks of pictures, files and films. Nothing is loaded from elsewhere by showing them."""

from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

GROUP = _("Pictures and files")


class PictureBlock(blocks.StructBlock):
    """A picture with its alternative text (required unless marked as decorative) and caption."""

    image = ImageBlock(
        label=_("Picture"),
        help_text=_("Describe what the picture shows, for those who cannot see it."),
    )
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, help_text=_("Shown below the picture.")
    )
    credit = blocks.CharBlock(
        label=_("Author"), required=False, help_text=_("Who made the picture.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Wagtail gives the chooser inside its own picture block no label to translate.
        self.child_blocks["image"].child_blocks["image"].label = _("Picture")

    class Meta:
        icon = "image"
        label = _("Picture")
        group = GROUP
        description = _("A picture with its caption and alternative text")
        template = "content/blocks/picture.html"

    def get_preview_value(self):
        image = get_image_model().objects.first()
        if image:
            image.contextual_alt_text = image.default_alt_text
            image.decorative = False
        return self.normalize({"image": image, "caption": "Srečanje / Incontro", "credit": ""})


class FileLanguage(models.TextChoices):
    """The language of a file, told apart from the language of the page that offers it."""

    SLOVENIAN = "sl", _("in Slovenian")
    ITALIAN = "it", _("in Italian")
    BOTH = "sl+it", _("in Slovenian and Italian")
    OTHER = "other", _("in another language")


def language_label(code: str | None) -> str:
    """Return the label of a file's language; empty for a draft that does not say it yet."""
    return str(FileLanguage(code).label) if code else ""


class FileValue(blocks.StructValue):
    @property
    def language_label(self) -> str:
        return language_label(self["language"])

    @property
    def title_language(self) -> str:
        """The language that the file's own title is in, empty where it is not one."""
        return self["language"] if self["language"] in ("sl", "it") else ""


class FileBlock(blocks.StructBlock):
    document = DocumentChooserBlock(
        label=_("File"), help_text=_("Format and size show by themselves.")
    )
    title = blocks.CharBlock(
        label=_("Title"), required=False, help_text=_("Left empty, the file's own title is shown.")
    )
    language = blocks.ChoiceBlock(
        choices=FileLanguage.choices,
        label=_("Language of the file"),
        help_text=_("Readers see it before they download."),
    )

    class Meta:
        label = _("File")
        value_class = FileValue


class DocumentsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(
        label=_("Heading"), required=False, help_text=_("May be left empty.")
    )
    files = blocks.ListBlock(
        FileBlock(), label=_("Files"), min_num=1, help_text=_("Files that readers may download.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        group = GROUP
        description = _("Files to download, with language, format and size")
        template = "content/blocks/documents.html"

    def get_preview_value(self):
        document = get_document_model().objects.first()
        files = [{"document": document, "title": "", "language": "sl+it"}] if document else []
        return self.normalize({"heading": "Gradiva / Materiali", "files": files})


class VideoValue(blocks.StructValue):
    @property
    def host(self) -> str:
        """The site that the link leads to, as readers know it."""
        return (urlsplit(self["url"]).hostname or "").removeprefix("www.")


class VideoBlock(blocks.StructBlock):
    """A film as a link: a player would bring another site's cookies to every reader."""

    title = blocks.CharBlock(label=_("Title"), help_text=_("What the video is about."))
    url = blocks.URLBlock(
        label=_("Web address"), help_text=_("Nothing is loaded from there until the reader clicks.")
    )
    language = blocks.ChoiceBlock(
        choices=FileLanguage.choices,
        label=_("Language of the video"),
        help_text=_("The language that is spoken."),
    )
    minutes = blocks.IntegerBlock(
        label=_("Length in minutes"), required=False, min_value=1, help_text=_("May be left empty.")
    )
    captions = blocks.BooleanBlock(
        label=_("Has subtitles"), required=False, help_text=_("Tick when the video has subtitles.")
    )

    class Meta:
        icon = "media"
        label = _("Video")
        group = GROUP
        description = _("A link to a video elsewhere; nothing loads until it is clicked")
        template = "content/blocks/video.html"
        value_class = VideoValue
        preview_value = {
            "title": "Predstavitev / Presentazione",
            "url": "https://video.example.org/1",
            "language": "sl",
            "minutes": 4,
            "captions": True,
        }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["language_label"] = language_label(value["language"])
        return context
