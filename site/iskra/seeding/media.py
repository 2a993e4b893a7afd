"""Pictures and documents that the site's texts name, from the files beside them."""

from django.core.files import File
from django.core.files.images import ImageFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from iskra.seeding.data import CONTENT


def image_named(name: str):
    """Return the picture of that file name, added to the library once."""
    return named(get_image_model(), ImageFile, name)


def document_named(name: str):
    """Return the document of that file name, added to the library once."""
    return named(get_document_model(), File, name)


def named(model, file_class, name: str):
    existing = model.objects.filter(title=name).first()
    if existing:
        return existing
    with (CONTENT / "demo" / name).open("rb") as stream:
        return model.objects.create(title=name, file=file_class(stream, name=name))
