"""While the database is away: what is sent becomes a file, its sender reads so, nothing is lost."""

import json

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from hubkit.intake import loading, outage
from hubkit.intake.models import Draft, State, Submission
from tests.hubkit.intake.visitor import (
    CONSENTS,
    SENDER,
    WHAT,
    WHO,
    Visitor,
    links_in,
    mails,
    picture,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return Visitor()


def kept(visitor: Visitor, **typed) -> str | None:
    """What `keep` answers to the form on the screen; it gets no database."""
    data = {**visitor.fields(), **typed}
    return outage.keep(RequestFactory().post(visitor.url, data))


def text_of(page: str | None) -> str:
    visitor = Visitor()
    visitor.response = type("Page", (), {"content": (page or "").encode()})
    return visitor.text


@pytest.fixture
def without_database(monkeypatch, django_db_blocker):
    """Nothing below may ask the database."""

    def refuse(*args, **kwargs):
        raise OperationalError

    def switch(on: bool):
        if on:
            monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", refuse)
        else:
            monkeypatch.undo()

    return switch


def test_a_sent_form_is_kept_with_its_receipt_and_sent_when_it_can_be(
    forms_pages, ana, intake_root, without_database, django_capture_on_commit_callbacks
):
    ana.fill_proposal(forms_pages["it"])
    without_database(on=True)
    first = kept(ana, **CONSENTS, action="send")
    second = kept(ana, **CONSENTS, action="send")
    without_database(on=False)
    assert first == second
    assert '<html lang="it">' in first
    (path,) = (intake_root / "spool").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert Submission.objects.count() == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert loading.load_spool() == {"loaded": 1}
    submission = Submission.objects.get()
    assert submission.receipt in text_of(first)
    assert (submission.state, submission.language) == (State.UNCONFIRMED, "it")
    assert [each.recipients for each in mails()] == ["ana@example.org"]
    assert list((intake_root / "spool").iterdir()) == []


def test_a_first_step_is_kept_and_its_address_goes_on(forms_pages, ana, without_database):
    ana.open("/sl/obrazci/predlog/")
    without_database(on=True)
    page = kept(ana, **WHO, action="next")
    without_database(on=False)
    visitor = Visitor()
    visitor.response = type("Page", (), {"content": page.encode()})
    address = visitor.page.select_one("a")["href"].removeprefix("http://testserver")
    # Nobody needs to wait for the next round: the address itself takes it up.
    ana.open(address)
    assert ana.heading == "What"
    assert Draft.objects.get().data["who"]["name"] == [WHO["name"]]


def test_a_later_step_is_kept_with_its_picture(forms_pages, ana, without_database):
    ana.open("/sl/obrazci/predlog/")
    ana.send(**WHO)
    second = ana.url
    without_database(on=True)
    page = kept(ana, **WHAT, logo=picture(), photo=picture(name="x.png"), action="next")
    without_database(on=False)
    assert second.rpartition("2/")[0] in page
    assert loading.load_spool() == {"loaded": 1}
    draft = Draft.objects.get()
    assert draft.data["what"]["text"] == [WHAT["text"]]
    assert sorted(each.field for each in draft.files.all()) == ["logo", "photo"]


def test_what_was_typed_anew_since_is_not_overwritten(forms_pages, ana, without_database):
    ana.open("/sl/obrazci/predlog/")
    ana.send(**WHO)
    without_database(on=True)
    kept(ana, **{**WHAT, "text": "Old"}, action="next")
    without_database(on=False)
    ana.send(**{**WHAT, "text": "New"})
    loading.load_spool()
    assert Draft.objects.get().data["what"]["text"] == ["New"]


def test_what_is_not_right_yet_is_answered_with_a_link(forms_pages, ana, without_database):
    ana.fill_proposal(forms_pages["sl"])
    without_database(on=True)
    kept(ana, action="send")
    without_database(on=False)
    loading.load_spool()
    assert Submission.objects.count() == 0
    (message,) = mails()
    ana.open(links_in(message)[0])
    assert ana.url.endswith("/pregled/")


def test_a_form_of_one_step_is_sent_too(forms_pages, ana, without_database):
    ana.open("/sl/obrazci/vprasanje/")
    without_database(on=True)
    kept(ana, question="Kdaj?", **SENDER, **CONSENTS, action="next")
    without_database(on=False)
    loading.load_spool()
    assert Submission.objects.get().payload == {"question": "Kdaj?", **SENDER}


def test_only_our_own_forms_are_kept(forms_pages, ana, intake_root):
    ana.open("/sl/obrazci/predlog/")
    fields = ana.fields()
    factory = RequestFactory()
    for request in (
        factory.post("/sl/obrazci/predlog/", {**fields, "stamp": fields["stamp"][:-3]}),
        factory.post("/sl/", {"name": "x"}),
        factory.get("/sl/obrazci/predlog/", fields),
        factory.generic("POST", "/", b"--x", content_type="multipart/form-data; boundary=x"),
    ):
        assert outage.keep(request) is None
    assert not (intake_root / "spool").exists()


def test_a_flood_does_not_fill_the_disk(forms_pages, ana, monkeypatch, intake_root):
    monkeypatch.setattr(outage, "MAX_FILES", 1)
    answers = []
    for _time in range(2):
        ana.open("/sl/obrazci/predlog/")
        answers.append(kept(ana, **WHO))
    assert (answers[0] is None, answers[1]) == (False, None)


def test_what_fell_into_the_trap_does_so_later_too(forms_pages, ana, without_database):
    ana.fill_proposal(forms_pages["sl"])
    without_database(on=True)
    kept(ana, **CONSENTS, action="send", zv_4="x\x00")
    without_database(on=False)
    loading.load_spool()
    assert Submission.objects.get().reasons == ["trap"]
    assert json.dumps(Submission.objects.get().payload).count("u0000") == 0
