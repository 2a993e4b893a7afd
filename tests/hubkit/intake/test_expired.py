"""When Django's protection refuses a form, or its body is broken: nothing typed is lost."""

import pytest
from django.test import Client

from hubkit.intake.models import Draft, State, Submission
from tests.hubkit.intake.visitor import CONSENTS, WHO, Visitor, links_in, mails

pytestmark = pytest.mark.django_db

CSRF = "django.middleware.csrf.CsrfViewMiddleware"


@pytest.fixture(autouse=True)
def protected(settings):
    settings.CSRF_FAILURE_VIEW = "hubkit.intake.expired.csrf_failure"
    if CSRF not in settings.MIDDLEWARE:
        settings.MIDDLEWARE = [*settings.MIDDLEWARE, CSRF]


@pytest.fixture
def ana():
    return Visitor(client=Client(enforce_csrf_checks=True))


def lose_cookie(visitor: Visitor) -> None:
    visitor.client.cookies.clear()


def test_with_its_token_a_form_is_taken(forms_pages, ana):
    ana.propose(forms_pages["sl"])
    assert Submission.objects.count() == 1


def test_a_form_that_expired_is_shown_again_as_typed_and_then_taken(forms_pages, ana):
    ana.open("/sl/obrazci/predlog/")
    lose_cookie(ana)
    ana.send(**WHO)
    assert (ana.response.status_code, Draft.objects.count()) == (200, 0)
    assert (ana.fields()["name"], ana.fields()["towns"]) == (WHO["name"], WHO["towns"])
    assert ana.page.select_one("[role=alert]") is not None
    ana.send()
    assert Draft.objects.get().data["who"]["name"] == [WHO["name"]]


def test_an_expired_summary_sends_nothing_until_it_is_sent_again(forms_pages, ana):
    ana.fill_proposal(forms_pages["it"])
    lose_cookie(ana)
    ana.send("send", **CONSENTS)
    assert Submission.objects.count() == 0
    ana.send("send", **CONSENTS)
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}]
)
def test_without_cookies_a_form_of_this_site_is_taken_at_once(forms_pages, ana, headers):
    ana.open("/sl/obrazci/predlog/")
    lose_cookie(ana)
    ana.send(**WHO, headers=headers)
    assert Draft.objects.count() == 1
    assert ana.heading == "What"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://example.org"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "null"},
    ],
)
def test_a_form_from_elsewhere_does_nothing(forms_pages, ana, headers):
    ana.propose(forms_pages["sl"])
    (message,) = mails()
    link = links_in(message)[0]
    ana.open(link)
    lose_cookie(ana)
    ana.send("", headers=headers)
    assert Submission.objects.get().state == State.UNCONFIRMED
    code = Submission.objects.get().receipt
    ana.open(f"/sl/obrazci/oddaja/{code}/umik/")
    lose_cookie(ana)
    ana.send("", headers=headers)
    assert Submission.objects.get().state == State.UNCONFIRMED


def test_other_pages_get_djangos_own_refusal(forms_pages, ana):
    for path in ("/admin/login/", "/sl/obrazci/", "/sl/ni-je/"):
        answer = ana.client.post(path, {"name": "x"}, follow=False)
        assert answer.status_code == 403, path
        assert b"CSRF" in answer.content


def test_a_stamp_that_is_missing_or_damaged_is_replaced(forms_pages):
    ana = Visitor()
    for stamp in ("", "broken", "a:b:c"):
        ana.open("/sl/obrazci/predlog/")
        ana.send(**WHO, stamp=stamp)
        assert Draft.objects.count() == 0
        assert ana.fields()["name"] == WHO["name"]
    ana.send()
    assert Draft.objects.count() == 1


def test_a_stamp_of_another_form_is_replaced(forms_pages):
    ana = Visitor()
    ana.open("/sl/obrazci/vprasanje/")
    foreign = ana.fields()["stamp"]
    ana.open("/sl/obrazci/predlog/")
    ana.send(**WHO, stamp=foreign)
    assert Draft.objects.count() == 0


BROKEN = [
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; na"),
    ("multipart/form-data; boundary=" + "y" * 300, b"--x"),
    ("multipart/form-data", b"--x"),
    ("application/x-www-form-urlencoded", b"%ff%00=%zz&&&=="),
]


@pytest.mark.parametrize(("content_type", "body"), BROKEN)
def test_a_broken_body_is_answered_in_the_readers_language(
    forms_pages, content_type, body, settings
):
    for path, language in (("/sl/obrazci/predlog/", "sl"), ("/it/moduli/proposta/", "it")):
        answer = Client().generic("POST", path, body, content_type=content_type)
        assert answer.status_code in (200, 400)
        assert answer["Content-Language"] == language
        assert Draft.objects.count() == 0


def test_a_body_far_too_big_is_answered_in_the_readers_language(forms_pages, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    ana = Visitor()
    ana.open("/sl/obrazci/predlog/")
    ana.send(**{**WHO, "name": "x" * 2000})
    assert ana.response.status_code == 400
    assert ana.page.select_one(".intake [role=alert]") is not None
