"""Pictures: our own WebP or a sentence; outside of what is public; nobody is kept from sending."""

from io import BytesIO

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hubkit.intake.models import Draft, Submission, SubmissionFile
from hubkit.intake.pictures import response
from tests.hubkit.intake.visitor import CONSENTS, SENDER, WHAT, WHO, Visitor, picture

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def ana(forms_pages):
    """Somebody on the second step, which has the pictures."""
    visitor = Visitor()
    visitor.open(forms_pages["sl"].intake_url("specimen.proposal"))
    visitor.send(**WHO)
    return visitor


def stored(row: SubmissionFile) -> Image.Image:
    return Image.open(BytesIO(row.file.read()))


def bomb() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    return SimpleUploadedFile("bomb.png", out.getvalue())


def with_exif() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = "Doma pri Ani"
    return picture("JPEG", (40, 20), "foto.jpg", exif=exif)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_encoded_anew_and_goes_with_the_submission(ana, kind, intake_root):
    ana.send(**WHAT, logo=picture(kind, name="../../Naš logo.png"))
    row = SubmissionFile.objects.get()
    assert (row.field, row.name, row.width, row.height) == ("logo", "Naš logo.png", 40, 20)
    assert stored(row).format == "WEBP"
    assert row.size == row.file.size
    path = intake_root / "files" / row.file.name
    assert path.stat().st_mode & 0o777 == 0o600
    assert not path.is_relative_to(django_settings.MEDIA_ROOT)
    assert "logo" not in row.file.name
    ana.send(**SENDER)
    assert "Naš logo.png" in ana.text
    ana.send("send", **CONSENTS)
    row.refresh_from_db()
    assert (row.submission, row.draft) == (Submission.objects.get(), None)
    assert "logo" not in row.submission.payload


def test_nothing_of_the_camera_or_behind_the_end_is_left(ana):
    upload = with_exif()
    ana.send(
        **WHAT, logo=SimpleUploadedFile("foto.jpg", upload.read() + b"<script>alert(1)</script>")
    )
    row = SubmissionFile.objects.get()
    content = row.file.read()
    assert (row.width, row.height) == (20, 40)
    assert dict(Image.open(BytesIO(content)).getexif()) == {}
    for trace in (b"Doma", b"script", b"EXIF"):
        assert trace not in content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.svg", SVG),
        ("logo.png", SVG),
        ("logo.gif", b"GIF89a<html>"),
        ("logo.pdf", b"%PDF-1.7 nothing"),
        ("logo.png", picture().read()[:60]),
        ("logo.png", b""),
    ],
)
def test_what_is_no_picture_is_refused_and_all_else_kept(ana, name, content):
    ana.send(**WHAT, logo=SimpleUploadedFile(name, content), photo=picture(name="hiša.png"))
    assert [each["href"] for each in ana.page.select(".intake__problems a")] == ["#id_logo"]
    if content:
        assert "PNG, JPEG" in ana.text
    assert "hiša.png" in ana.text
    shown = ana.fields()
    assert (shown["text"], shown["rooms"], shown["open"]) == (WHAT["text"], "3", "on")
    assert [each.name for each in SubmissionFile.objects.all()] == ["hiša.png"]
    # Sending the step as it stands goes on without the picture.
    ana.send()
    assert ana.heading != "What"
    ana.send(**SENDER)
    ana.send("send", **CONSENTS)
    assert [each.name for each in Submission.objects.get().files.all()] == ["hiša.png"]


def test_a_bomb_is_refused_before_it_goes_off(ana):
    ana.send(**WHAT, logo=bomb())
    assert [each["href"] for each in ana.page.select(".intake__problems a")] == ["#id_logo"]
    assert SubmissionFile.objects.count() == 0


def test_a_file_that_is_too_big_is_told_with_the_limit(ana, settings):
    settings.HUBKIT_INTAKE_MAX_UPLOAD = 100
    ana.send(**WHAT, logo=picture(size=(400, 400)))
    assert "100" in ana.page.select_one("#id_logo_error").text or "kB" in ana.text
    assert ana.fields()["text"] == WHAT["text"]


def test_a_large_picture_is_made_small(ana):
    ana.send(**WHAT, logo=picture("JPEG", (4000, 1000)))
    row = SubmissionFile.objects.get()
    assert (row.width, row.height) == (1600, 400)


def test_a_picture_is_replaced_and_removed(ana, intake_root, django_capture_on_commit_callbacks):
    step = ana.url
    with django_capture_on_commit_callbacks(execute=True):
        ana.send(**WHAT, logo=picture(name="prvi.png"))
    ana.open(step)
    assert "prvi.png" in ana.text
    with django_capture_on_commit_callbacks(execute=True):
        ana.send(logo=picture(name="drugi.png"))
    assert [each.name for each in Draft.objects.get().files.all()] == ["drugi.png"]
    assert len(list((intake_root / "files").iterdir())) == 1
    ana.open(step)
    with django_capture_on_commit_callbacks(execute=True):
        ana.send(**{"logo-clear": "on"})
    assert SubmissionFile.objects.count() == 0
    assert list((intake_root / "files").iterdir()) == []


def test_staff_are_served_it_as_nothing_but_a_picture(ana):
    ana.send(**WHAT, logo=picture())
    answer = response(SubmissionFile.objects.get())
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content)[8:12] == b"WEBP"
    with pytest.raises(ValueError, match="no address"):
        SubmissionFile.objects.get().file.url  # noqa: B018
