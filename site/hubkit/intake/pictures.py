"""Pictures that people send: decoded and encoded anew, or refused with a sentence; never required.

What comes out is a WebP of our own making: no EXIF, no position, nothing behind the picture's end.
"""

from io import BytesIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.http import FileResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps

from hubkit.bilingual.formats import file_size
from hubkit.intake.characters import clean
from hubkit.intake.conf import setting
from hubkit.intake.models import SubmissionFile

FORMATS = ("PNG", "JPEG", "WEBP")
ACCEPT = "image/png,image/jpeg,image/webp"
MAX_PIXELS = 25_000_000
EDGE = 1600  # pixels of the longer side of what is kept
QUALITY = 88


class Picture(ContentFile):
    """An encoded picture with the sender's name for it."""

    def __init__(self, content: bytes, name: str, size: tuple[int, int]):
        super().__init__(content, name)
        self.width, self.height = size


def encode(upload: File) -> Picture:
    """Return the upload as our own WebP. Raises ValidationError with a sentence for the sender."""
    size = upload.size or 0
    if size > setting("MAX_UPLOAD"):
        raise ValidationError(
            _("The file is too big: %(size)s. It may have %(limit)s. All else is kept.")
            % {"size": file_size(size), "limit": file_size(setting("MAX_UPLOAD"))}
        )
    try:
        picture = decode(upload)
    except ValidationError:
        raise
    except Exception as error:  # decoders of hostile files raise whatever they like
        raise refusal() from error
    out = BytesIO()
    picture.save(out, "WEBP", quality=QUALITY)
    return Picture(out.getvalue(), clean(upload.name or "")[-200:], picture.size)


def decode(upload: File) -> Image.Image:
    with Image.open(upload, formats=FORMATS) as found:
        # Only the head has been read: a bomb is refused before it goes off.
        if found.width * found.height > MAX_PIXELS:
            raise ValidationError(
                _("The picture has too many pixels. Send a smaller one; all else is kept.")
            )
        found.load()
        picture = ImageOps.exif_transpose(found)
    has_alpha = picture.mode in {"LA", "PA", "RGBA"} or "transparency" in picture.info
    picture = picture.convert("RGBA" if has_alpha else "RGB")
    picture.thumbnail((EDGE, EDGE))
    picture.info = {}
    return picture


def refusal() -> ValidationError:
    return ValidationError(
        _("This file is no picture we can read. Send a PNG, JPEG or WebP; all else is kept.")
    )


class PictureInput(forms.ClearableFileInput):
    """A file field that names what it has already and lets that be removed."""

    template_name = "hubkit_intake/widgets/picture.html"

    def __init__(self, attrs=None):
        super().__init__({"accept": ACCEPT, **(attrs or {})})

    def is_initial(self, value):
        return isinstance(value, SubmissionFile)


class PictureField(forms.FileField):
    """A picture upload; its clean value is a Picture, the SubmissionFile kept so far, or None.

    Never required: a logo that cannot be read keeps nobody from sending all else.
    """

    widget = PictureInput
    default_error_messages = {
        "empty": gettext_lazy("The file is empty."),
        "contradiction": gettext_lazy("Choose a file or remove the one that is there, not both."),
    }

    def __init__(self, **kwargs):
        kwargs["required"] = False
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        return super().clean(data, initial) or None

    def to_python(self, data):
        upload = super().to_python(data)
        return encode(upload) if upload else None


def response(file: SubmissionFile) -> FileResponse:
    """Serve a picture that waits for approval to whoever the calling view has let in."""
    answer = FileResponse(file.file.open("rb"), content_type="image/webp")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store, private"
    answer.headers["Content-Disposition"] = "inline"
    return answer
