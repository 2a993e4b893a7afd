"""Headers, uploads, health and trouble."""

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client, override_settings
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

PUBLIC_POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
}


def policy(response):
    return set(response.headers["Content-Security-Policy"].split("; "))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/sl/", "/it/formazione/", "/nope/", "/sl/nope/"])
def test_a_public_page_runs_nothing_but_our_own_files(client, address):
    response = client.get(address)
    assert policy(response) == PUBLIC_POLICY
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert "<style" not in response.text
    assert " style=" not in response.text


@pytest.mark.django_db
def test_only_the_admin_may_run_inline_scripts(client):
    response = client.get("/admin/login/")
    assert "script-src 'self' 'unsafe-inline'" in policy(response)
    assert "frame-ancestors 'self'" in policy(response)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/sl/", "/it/contatti/", "/sl/nope/"])
def test_a_reader_gets_no_cookie(client, address):
    assert client.get(address).cookies == {}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nope/", "/sl/nope/", "/media/nope.png", "/sl/%00/"])
def test_what_is_not_there_is_told_in_both_languages_and_redirects_nobody(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert '<section lang="sl">' in response.text
    assert '<section lang="it">' in response.text


def test_the_pages_for_trouble_need_no_database():
    # No django_db mark: a query would fail the test.
    for name in ("404.html", "500.html", "503.html"):
        text = render_to_string(name)
        assert text.count("<section") == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (OperationalError("no route to host"), 503, ("Kratek premor", "Breve interruzione")),
        (
            ZeroDivisionError("a fault of ours"),
            500,
            ("Nekaj je šlo narobe", "verificato un errore"),
        ),
    ],
)
@pytest.mark.parametrize(
    "place", ["wagtail.views.Page.route_for_request", "django.http.HttpRequest.get_host"]
)
def test_trouble_is_told_in_both_languages_wherever_it_is(monkeypatch, error, status, words, place):
    def away(*args, **kwargs):
        raise error

    monkeypatch.setattr(place, away)
    response = Client(raise_request_exception=False).get("/sl/")
    assert (response.status_code, response.headers.get("Retry-After")) == (
        status,
        "30" if status == 503 else None,
    )
    assert [word in response.text for word in words] == [True, True]
    assert response.headers["Cache-Control"] == "no-store"


def test_healthz_asks_nobody(client):
    # No django_db mark: a query would fail the test.
    assert client.get("/healthz").text == "ok"


@pytest.mark.django_db
def test_readyz_asks_the_database(client, monkeypatch):
    assert client.get("/readyz").status_code == 200

    def away():
        raise OperationalError("no route to host")

    monkeypatch.setattr("django.db.connection.cursor", away)
    assert client.get("/readyz").status_code == 503


@pytest.fixture
def upload_folder(tmp_path):
    with override_settings(MEDIA_ROOT=tmp_path):
        yield tmp_path


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["x.html", "x.svg", "x.png.html", "x", "x.xhtml", "documents/x.png"]
)
def test_an_upload_is_never_served_as_a_page(client, upload_folder, name):
    path = upload_folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("<script>alert(1)</script>")
    assert client.get(f"/media/{name}").status_code == 404


def test_a_picture_is_served_as_a_picture_that_can_do_nothing(client, upload_folder):
    (upload_folder / "x.PNG").write_text("<script>alert(1)</script>")
    response = client.get("/media/x.PNG")
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_outside_the_uploads_is_served(client, upload_folder):
    (upload_folder.parent / "secret.png").write_text("x")
    for path in ("../secret.png", "%2e%2e/secret.png"):
        assert client.get(f"/media/{path}").status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "size", "accepted"),
    [
        ("a.pdf", 10, True),
        ("a.html", 10, False),
        ("a.svg", 10, False),
        ("a.exe", 10, False),
        ("a.pdf", 21 * 2**20, False),
    ],
)
def test_documents_have_a_list_of_kinds_and_a_largest_size(superuser, name, size, accepted):
    form = get_document_form(get_document_model())(
        {"title": "A", "collection": Collection.get_first_root_node().pk, "tags": ""},
        {"file": ContentFile(b"x" * size, name=name)},
        user=superuser,
    )
    assert form.is_valid() is accepted, form.errors


@pytest.mark.django_db
def test_a_document_is_handed_out_by_its_own_view(client):
    document = get_document_model().objects.create(title="A", file=ContentFile(b"x", name="a.csv"))
    response = client.get(document.url)
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert client.get(document.file.url).status_code == 404


@pytest.mark.django_db
def test_an_uploaded_picture_can_be_seen(client):
    image = get_image_model().objects.create(title="A", file=get_test_image_file())
    assert client.get(image.file.url).headers["Content-Type"] == "image/png"
