"""Whatever is sent to a form: no failure, nothing reflected as markup, nothing stored by halves."""

import html

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.forms.addresses import WORDS, address
from hubkit.intake.models import Draft, Submission
from tests.directory.organisations import make_organisation
from tests.directory.visitor import CONSENT, Guest

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 }}"
NASTY = [
    "",
    "\0",
    "a\0b\ud800",
    MARKUP,
    "\u202egro.elpmaxe@ana\u202c",
    "Društvо Bеla žaba",  # Cyrillic о and е
    "ﷺ" * 300,
    "x" * 1_000_000,
    "٣٤٥",
    "-1",
    "9" * 400,
    "1e999",
    "00000000-0000-0000-0000-000000000000",
    "javascript:alert(1)",
    "http://[::1",
    "a@" + "b" * 300 + ".example.org",
    "9-12 " * 200,
]
LIMITS = ("save", "send", "email", "link", "code")
UPLOADS = [
    None,
    b"",
    b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
    b"<svg onload=alert(1)>",
    b"GIF89a<script>alert(1)</script>",
]
texts = st.one_of(
    st.sampled_from(NASTY), st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
)


@pytest.fixture(autouse=True)
def unhurried(settings, tmp_path):
    settings.HUBKIT_INTAKE_ROOT = tmp_path / "intake"
    settings.HUBKIT_INTAKE_MIN_SECONDS = 0
    settings.HUBKIT_INTAKE_LIMITS = dict.fromkeys(LIMITS, (3600, None, 100_000))


def names_in(page: BeautifulSoup) -> list[str]:
    fields = page.select(".intake form [name]")
    return sorted({each["name"] for each in fields} - {"stamp", "action", "become", "fill"})


def encodable(text: str) -> str:
    """What a client can put on the wire at all."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def is_harmless(response) -> None:
    body = response.content.decode()
    assert response.status_code < 500
    assert "<script>alert" not in body
    assert "<img src=x" not in body
    page = BeautifulSoup(body, "html.parser")
    assert page.select("[onerror], [onload]") == []
    assert page.select("a[href^=javascript]") == []


@pytest.mark.parametrize("code", ["sl", "it"])
@pytest.mark.parametrize("what", list(WORDS))
def test_no_form_fails_whatever_is_sent(directory, what, code):
    page = make_organisation(summary_sl=MARKUP[:150], links=[])
    uid = None if what == "new" else page.uid

    @settings(
        max_examples=6,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def attack(data):
        guest = Guest(Client(raise_request_exception=True))
        guest.open(address(directory[code], what, uid=uid))
        for _step in range(6):
            if not guest.page.select('.intake form[method="post"]'):
                break
            names = names_in(guest.page)
            typed = {name: encodable(data.draw(texts)) for name in names}
            if "logo" in typed:
                content = data.draw(st.sampled_from(UPLOADS))
                typed["logo"] = (
                    None if content is None else SimpleUploadedFile("l\u202egnp.svg", content)
                )
            typed["zv_4"] = ""
            button = data.draw(st.sampled_from(["next", "summary", "back", "later", "send", "x"]))
            guest.send(button, **typed)
            is_harmless(guest.response)
        assert all(each.payload for each in Submission.objects.all())

    attack()
    for draft in Draft.objects.all():
        assert "\0" not in str(draft.data)


def test_a_text_of_a_million_signs_is_refused_and_not_stored(directory):
    guest = Guest()
    guest.open(address(directory["sl"], "new"))
    guest.send(official_name="x" * 1_000_000)
    assert guest.response.status_code == 200
    assert "id_official_name_error" in {each["id"] for each in guest.page.select(".intake__error")}
    assert [each.data for each in Draft.objects.all()] in ([], [{}])


def test_markup_comes_back_as_text(directory):
    guest = Guest()
    guest.open(address(directory["it"], "report", uid=make_organisation().uid))
    guest.send(**CONSENT, note=MARKUP)
    assert guest.page.select_one("[name=note]").text.strip() == MARKUP
    assert html.escape(MARKUP) in guest.response.content.decode()
