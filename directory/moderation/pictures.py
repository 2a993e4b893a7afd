"""A logo that was accepted moves from quarantine into the media library."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from hubkit.intake import retention
from hubkit.intake.models import SubmissionFile


@contextmanager
def kept_if_all_goes_well() -> Iterator[list]:
    """Yield a list for new images; their files go when the transaction they are in is undone."""
    made: list = []
    try:
        yield made
    except BaseException:
        for image in made:
            image.file.storage.delete(image.file.name)
        raise


def adopt(file: SubmissionFile, *, title: str, alt: str, user) -> AbstractImage:
    """Make an image of a picture in quarantine, and remove it from there once that is certain."""
    with file.file.open("rb") as content:
        copy = ContentFile(content.read(), name="logo.webp")
    image = get_image_model().objects.create(
        title=title[:255], description=alt, file=copy, uploaded_by_user=user
    )
    retention.remove_files([file])
    return image
