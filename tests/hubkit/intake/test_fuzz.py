"""Whatever is typed or uploaded: no 5xx, nothing lost that can be stored, no markup reflected."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubkit.intake.characters import FORBIDDEN, is_clean, storable
from hubkit.intake.models import Count, Draft, Submission
from tests.hubkit.intake.visitor import CONSENTS, SENDER, WHAT, WHO, Visitor

NASTY = [
    "\x00",
    "a\x00b",
    "\x1b[31m",
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{{ 7|add:7 }}{% csrf_token %}",
    "\u202egro.elpmaxe\u202c",
    "pаypаl",  # Cyrillic a
    "مرحبا بالعالم",
    "🐸" * 40,
    "\ufffe\uffff",
    "%s %(x)s %00",
    "..\\..\\etc\\passwd",
    "x" * 1_000_000,
    "\r\n\r\nBcc: all@example.org",
]
SETTINGS = settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
any_text = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=200),
    st.text(alphabet=st.characters(exclude_categories=[]), max_size=50).map(
        lambda text: text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    ),
)
any_names = st.dictionaries(
    st.one_of(
        st.sampled_from(["name", "founded", "towns", "text", "rooms", "open", "sender_email"]),
        st.sampled_from(["action", "become", "stamp", "zv_4", "consent_process", "logo-clear"]),
        st.text(min_size=1, max_size=20),
    ),
    any_text,
    max_size=6,
)
any_file = st.builds(
    SimpleUploadedFile,
    st.one_of(st.just("logo.png"), st.text(min_size=1, max_size=30)),
    st.one_of(st.binary(max_size=300), st.just(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40)),
)


def reflects(response) -> bool:
    page = response.content.decode()
    return "<script>alert(1)" in page or "<img src=x" in page


@pytest.mark.slow
@pytest.mark.django_db
@SETTINGS
@given(typed=any_names, file=any_file, number=st.integers(1, 3))
def test_any_form_with_anything_in_it(forms_pages, typed, file, number):
    Count.objects.all().delete()
    ana = Visitor()
    ana.open("/sl/obrazci/predlog/")
    ana.send(**WHO)
    url = re.sub(r"/\d/$", f"/{number}/", ana.url)
    ana.open(url)
    keep_stamp = {name: value for name, value in typed.items() if name != "become"}
    data = {**ana.fields(), "action": "next", **keep_stamp, "logo": file}
    answer = ana.client.post(url, data)
    assert answer.status_code in (200, 302, 404), answer.status_code
    assert not reflects(answer)
    ana.client.post(url, {**data, **typed})
    ana.open(url.replace(f"/{number}/", "/pregled/"))
    assert ana.response.status_code in (200, 410)
    assert not reflects(ana.response)
    for draft in Draft.objects.all():
        assert is_clean(str(storable(draft.data)))
    Draft.objects.all().delete()


@pytest.mark.slow
@pytest.mark.django_db
@SETTINGS
@given(name=any_text, text=any_text)
def test_what_can_be_stored_arrives_as_it_was_typed(forms_pages, name, text):
    Count.objects.all().delete()
    Submission.objects.all().delete()
    ana = Visitor()
    ana.open(forms_pages["sl"].intake_url("specimen.proposal"))
    for values in ({**WHO, "name": name}, {**WHAT, "text": text}, SENDER):
        step = ana.heading
        ana.send(**values)
        if ana.heading == step:  # refused: the page says why
            assert ana.page.select(".intake__problems li") != []
            return
    ana.send("send", **CONSENTS)
    if ana.page.select(".intake__problems"):  # the text only repeats the name
        assert Submission.objects.count() == 0
        return
    payload = Submission.objects.get().payload
    assert lines(payload["name"]) == lines(FORBIDDEN.sub("", name).strip())
    assert lines(payload["text"]) == lines(FORBIDDEN.sub("", text).strip())


def lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.django_db
def test_nul_is_told_beside_its_field_and_the_rest_is_kept(forms_pages):
    ana = Visitor()
    ana.open("/it/moduli/proposta/")
    ana.send(**{**WHO, "name": "Žabe\x00 in \x1bribe"})
    assert [each["href"] for each in ana.page.select(".intake__problems a")] == ["#id_name"]
    assert ana.fields()["name"] == "Žabe in ribe"
    ana.send()
    ana.send(**WHAT)
    ana.send(**SENDER)
    ana.send("send", **CONSENTS)
    assert Submission.objects.get().payload["name"] == "Žabe in ribe"


@pytest.mark.django_db
def test_a_field_of_a_megabyte_is_told_and_not_stored(forms_pages):
    ana = Visitor()
    ana.open("/sl/obrazci/predlog/")
    ana.send(**WHO)
    ana.send(text="x" * 1_000_000, rooms="3")
    assert "#id_text" in [each.get("href") for each in ana.page.select(".intake__problems a")]
    assert len(ana.fields()["text"]) == 1_000_000
    assert "what" not in Draft.objects.get().data


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["\x00", "%00", "a" * 40, "🐸", "<script>"])
def test_addresses_of_nonsense_are_not_found(forms_pages, client, code):
    for path in ("oddaja/{}/", "potrditev/{}/", "oddaja/{}/umik/", "predlog/{}/", "predlog/{}/2/"):
        answer = client.get("/sl/obrazci/" + path.format(code))
        assert answer.status_code in (404, 410)
        assert b"<script>alert" not in answer.content
