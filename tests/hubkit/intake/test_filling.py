"""Filling in and sending: steps, summary, receipt; nothing lost, nothing twice."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hubkit.intake import forms, tokens
from hubkit.intake.models import Consent, Draft, State, Submission
from hubkit.intake.payloads import hash_of
from hubkit.intake.routes import steps
from hubkit.intake.words import subpath_in
from tests.hubkit.intake.kinds import KNOWN, Change
from tests.hubkit.intake.visitor import (
    CONSENTS,
    SENDER,
    WHAT,
    WHO,
    Visitor,
    links_in,
    mails,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

SENT = {
    "name": "Društvo Žabe",
    "founded": "2019-10-01",
    "towns": ["koper", "piran"],
    "text": "Nekaj besed o nas.",
    "rooms": 3,
    "open": True,
    "sender_email": "ana@example.org",
}


@pytest.fixture
def ana():
    return Visitor()


def test_a_form_is_filled_step_by_step_and_sent_once(forms_pages, ana, happened):
    ana.open(forms_pages["sl"].intake_url("specimen.proposal"))
    assert ana.url == "/sl/obrazci/predlog/"
    ana.send(**WHO)
    ana.send(**WHAT)
    ana.send(**SENDER)
    assert "Društvo Žabe" in ana.text
    assert "Koper, Piran" in ana.text
    assert "1.\u00a010.\u00a02019" in ana.page.text
    assert Submission.objects.count() == 0
    ana.send("send", **CONSENTS, consent_publish="on")
    submission = Submission.objects.get()
    assert ana.url.startswith(f"/sl/obrazci/oddaja/{submission.receipt}/?k=")
    assert submission.payload == SENT
    assert (submission.kind, submission.state) == ("specimen.proposal", State.UNCONFIRMED)
    assert (submission.language, submission.email) == ("sl", "ana@example.org")
    assert submission.receipt in ana.text
    assert Draft.objects.count() == 0
    given = Consent.objects.order_by("purpose").values_list("purpose", "text_version", "language")
    assert list(given) == [("process", "2026-11", "sl"), ("publish", "2026-10", "sl")]
    assert [each.recipients for each in mails()] == ["ana@example.org"]
    assert happened == [("received", State.UNCONFIRMED)]


def test_the_other_language_has_the_same_form_under_its_own_words(forms_pages, ana):
    ana.propose(forms_pages["it"])
    submission = Submission.objects.get()
    assert ana.url.startswith(f"/it/moduli/invio/{submission.receipt}/?k=")
    assert (submission.language, submission.payload) == ("it", SENT)
    assert Consent.objects.get().language == "it"
    assert mails()[0].content["headers"]["Content-Language"] == "it"
    # The words of both languages lead to the same, on either page.
    for url in ("/sl/obrazci/invio/", "/it/moduli/oddaja/"):
        assert Visitor().open(f"{url}{submission.receipt}/").status_code == 200


def test_a_draft_goes_on_in_the_other_language_on_the_same_step(forms_pages, ana):
    ana.open("/sl/obrazci/predlog/")
    ana.send(**WHO)
    page = forms_pages["sl"]
    request = ana.response.wsgi_request
    below = page.intake_subpath(request)
    assert below == ana.url.removeprefix("/sl/obrazci/")
    in_italian = page.subpath_in("it", below)
    assert in_italian == below.replace("predlog", "proposta")
    ana.open(f"/it/moduli/{in_italian}")
    assert ana.heading == "What"
    ana.send(**WHAT)
    assert ana.url.startswith("/it/moduli/proposta/")


def test_only_our_words_change_with_the_language():
    token = tokens.new_token()
    assert subpath_in("it", f"predlog/{token}/pregled/") == f"proposta/{token}/riepilogo/"
    assert subpath_in("sl", "invio/ABCD-EFGH-JKMN/ritiro/") == "oddaja/ABCD-EFGH-JKMN/umik/"
    assert subpath_in("sl", "seznam/2/") == "seznam/2/"
    assert subpath_in("it", "") == ""


def test_a_double_click_on_the_first_step_makes_one_draft(forms_pages, ana):
    ana.open("/sl/obrazci/predlog/")
    data = {**ana.fields(), **WHO, "action": "next"}
    answers = [ana.client.post("/sl/obrazci/predlog/", data) for _click in range(2)]
    assert Draft.objects.count() == 1
    assert answers[0]["Location"] == answers[1]["Location"]
    token = answers[0]["Location"].split("/")[4]
    row = Draft.objects.values().get()
    assert token not in str(row)
    assert row["token_hash"] == tokens.hash_of(token)
    assert row["id"] == tokens.key_of(token)


def test_sending_again_by_click_reload_or_back_shows_the_same_receipt(forms_pages, ana):
    ana.fill_proposal(forms_pages["sl"])
    summary, data = ana.url, {**ana.fields(), **CONSENTS, "action": "send"}
    first = ana.client.post(summary, data)
    second = ana.client.post(summary, data)
    submission = Submission.objects.get()
    assert first["Location"].partition("?")[0] == second["Location"].partition("?")[0]
    # Back to a step in the browser's history, and even to the first form of all.
    for old in (summary, summary.replace("pregled", "2")):
        assert submission.receipt in Visitor().open(old).content.decode()
    step = ana.client.post(summary.replace("pregled", "2"), {**data, **WHAT})
    assert step["Location"].partition("?")[0] == f"/sl/obrazci/oddaja/{submission.receipt}/"
    begun = ana.client.post("/sl/obrazci/predlog/", {**data, **WHO})
    assert begun["Location"].partition("?")[0] == f"/sl/obrazci/oddaja/{submission.receipt}/"
    assert (Submission.objects.count(), len(mails()), Draft.objects.count()) == (1, 1, 0)


def test_nothing_is_typed_twice_going_back_and_forth(forms_pages, ana):
    ana.fill_proposal(forms_pages["sl"])
    change = ana.page.select(".intake__change a")
    ana.open(change[0]["href"])
    shown = ana.fields()
    assert (shown["name"], shown["towns"]) == (WHO["name"], WHO["towns"])
    ana.send("summary", name="Društvo Rib")
    assert ana.url.endswith("/pregled/")
    assert "Društvo Rib" in ana.text
    ana.send("send", **CONSENTS)
    assert Submission.objects.get().payload == {**SENT, "name": "Društvo Rib"}


def test_back_keeps_what_is_not_right_yet(forms_pages, ana):
    ana.open("/sl/obrazci/predlog/")
    ana.send(**WHO)
    second = ana.url
    ana.send("back", text="", rooms="veliko")
    assert ana.heading == "Who"
    ana.open(second)
    assert ana.fields()["rooms"] == "veliko"


def test_errors_stand_at_the_top_and_beside_the_field(forms_pages, ana):
    ana.open("/sl/obrazci/predlog/")
    ana.send(name="", founded="enkrat")
    links = {each["href"]: each.text for each in ana.page.select(".intake__problems a")}
    assert set(links) == {"#id_name", "#id_founded"}
    field = ana.page.select_one("#id_founded")
    assert field["aria-invalid"] == "true"
    described = [ana.page.select_one(f"#{each}") for each in field["aria-describedby"].split()]
    assert described[0].text == "The day"
    assert described[1].text.strip() in links["#id_founded"]
    assert field["value"] == "enkrat"
    assert ana.page.select_one("#id_name")["autocomplete"] == "organization"
    assert ana.page.title.text.split()[0] in ("Napaka:", "Error:")


def test_the_summary_names_what_is_open_and_sends_nothing(forms_pages, ana):
    ana.open("/sl/obrazci/predlog/")
    ana.send(**WHO)
    token = ana.url.split("/")[4]
    ana.open(f"/sl/obrazci/predlog/{token}/pregled/")
    ana.send("send", **CONSENTS)
    assert Submission.objects.count() == 0
    links = [each["href"] for each in ana.page.select(".intake__problems a")]
    assert links == [
        f"/sl/obrazci/predlog/{token}/2/#id_text",
        f"/sl/obrazci/predlog/{token}/3/#id_sender_email",
    ]


def test_what_steps_contradict_is_told_with_its_field(forms_pages, ana):
    ana.fill_proposal(forms_pages["sl"], text=WHO["name"])
    ana.send("send", **CONSENTS)
    assert Submission.objects.count() == 0
    problem = ana.page.select_one(".intake__problems a")
    assert problem.text == "Text: The text only repeats the name."
    assert problem["href"].endswith("/2/#id_text")


def test_without_the_required_consent_nothing_is_sent(forms_pages, ana):
    ana.fill_proposal(forms_pages["sl"])
    ana.send("send", consent_publish="on")
    assert Submission.objects.count() == 0
    assert [each["href"] for each in ana.page.select(".intake__problems a")] == [
        "#id_consent_process"
    ]
    assert ana.fields()["consent_publish"] == "on"


def test_a_form_is_continued_by_the_mailed_link(forms_pages, ana):
    ana.open("/sl/obrazci/predlog/")
    ana.send(**WHO)
    ana.send("later", text="Pol stavka", rooms="x")
    ana.send("", email="ana@example.org")
    (message,) = mails()
    assert message.content["secret"] is True
    bor = Visitor()
    bor.open(links_in(message)[0])
    assert bor.url == links_in(message)[0] + "2/"
    assert (bor.fields()["text"], bor.fields()["rooms"]) == ("Pol stavka", "x")
    bor.send(**WHAT)
    bor.send(**SENDER)
    bor.send("send", **CONSENTS)
    assert Submission.objects.get().payload == SENT


def test_two_tabs_of_one_draft_keep_each_others_steps(forms_pages, ana):
    ana.open("/sl/obrazci/predlog/")
    ana.send(**WHO)
    other = Visitor(client=ana.client)
    other.open(ana.url.replace("/2/", "/3/"))
    ana.send(**WHAT)
    other.send(**SENDER)
    data = Draft.objects.get().data
    assert (data["what"]["text"], data["sender"]["sender_email"]) == (
        [WHAT["text"]],
        [SENDER["sender_email"]],
    )


def test_a_change_starts_from_what_is_known_and_remembers_it(forms_pages, ana):
    url = forms_pages["it"].intake_url("specimen.change", KNOWN)
    assert url == f"/it/moduli/modifica/{KNOWN}/"
    ana.open(url)
    assert (ana.fields()["name"], ana.fields()["towns"]) == ("Known", ["koper", "piran"])
    ana.send("next", name="Known better")
    assert (ana.fields()["text"], ana.fields()["open"]) == ("As it is", "on")
    ana.open(ana.url.replace("/2/", "/3/"))
    ana.send("summary", **SENDER)
    ana.send("send", **CONSENTS)
    submission = Submission.objects.get()
    assert submission.target_uid == KNOWN
    assert submission.base == Change.known
    assert submission.base_hash == hash_of(Change.known)
    changed = {name: submission.payload[name] for name in Change.known}
    assert changed == {**Change.known, "name": "Known better"}


def test_a_change_of_what_changed_meanwhile_is_shown_again(forms_pages, ana, monkeypatch):
    ana.open(forms_pages["sl"].intake_url("specimen.change", KNOWN))
    monkeypatch.setattr(Change, "known", {**Change.known, "text": "As it is now"})
    ana.send(name="Typed")
    assert Draft.objects.count() == 0
    assert ana.fields()["name"] == "Typed"
    ana.send()
    assert Draft.objects.get().base["text"] == "As it is now"


def test_a_notice_warns_and_carries_what_was_typed_to_another_kind(forms_pages, ana):
    ana.open("/sl/obrazci/predlog/")
    ana.send(**{**WHO, "name": "Known"})
    assert "Similar: <b>Known & Co</b>" in ana.text
    button = ana.page.select_one("button[name=become]")
    assert ana.form().find(attrs={"name": "become"}) == button
    ana.send("next", become=button["value"], text="Half")
    assert ana.url.startswith("/sl/obrazci/sprememba/")
    draft = Draft.objects.get()
    assert (draft.kind, draft.target_uid) == ("specimen.change", KNOWN)
    assert (draft.data["who"]["founded"], draft.data["what"]["text"]) == (
        [WHO["founded"]],
        ["Half"],
    )


def test_a_form_of_one_step_sends_from_it(forms_pages, ana):
    ana.open(forms_pages["sl"].intake_url("specimen.question"))
    ana.send(question="Kdaj?", **SENDER)
    assert Submission.objects.count() == 0
    assert ana.fields()["question"] == "Kdaj?"
    ana.send(**CONSENTS)
    submission = Submission.objects.get()
    assert submission.state == State.QUEUED
    assert submission.payload == {"question": "Kdaj?", **SENDER}


def test_what_is_not_offered_is_not_found(forms_pages, client):
    for path in ("sprememba/", f"predlog/{KNOWN}/", "neznano/", f"predlog/{'a' * 43}/9/"):
        assert client.get(f"/sl/obrazci/{path}").status_code in (404, 410), path
    assert client.get(f"/sl/obrazci/predlog/{'a' * 43}/").status_code == 410
    assert client.delete("/sl/obrazci/predlog/").status_code == 405


def test_no_answer_is_stored_indexed_or_passed_on(forms_pages, ana):
    ana.open("/sl/obrazci/predlog/")
    ana.send(**WHO)
    headers = ana.response.headers
    assert headers["Cache-Control"] == "no-store, private"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Content-Language"] == "sl"


def test_a_step_costs_as_many_queries_whatever_is_in_it(forms_pages, ana):
    ana.open("/sl/obrazci/predlog/")
    ana.send(**{**WHO, "towns": ["koper"]})
    one = queries_of(ana.client, ana.url)
    ana.open(ana.url.replace("/2/", "/1/"))
    ana.send(**{**WHO, "towns": ["koper", "izola", "piran"]})
    assert queries_of(ana.client, ana.url) == one


def test_the_request_never_touches_the_page_tree(forms_pages, ana):
    with CaptureQueriesContext(connection) as captured:
        ana.propose(forms_pages["sl"])
    written = [each["sql"] for each in captured if not each["sql"].startswith("SELECT")]
    assert [sql for sql in written if "wagtailcore" in sql] == []
    assert Submission.objects.count() == 1


def test_a_second_click_goes_on_in_the_same_other_form(forms_pages, ana):
    ana.open("/sl/obrazci/predlog/")
    ana.send(name="Known")
    data = {**ana.fields(), "become": f"specimen.change:{KNOWN}", "text": "Half"}
    first, second = (ana.client.post(ana.url, data) for _click in range(2))
    assert "/sprememba/" in first["Location"]
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert Draft.objects.get().data["what"]["text"] == ["Half"]


def test_a_second_click_while_the_first_is_sending_finds_its_receipt(forms_pages, ana, monkeypatch):
    ana.open("/sl/obrazci/vprasanje/")
    ana.send("later", question="Kdaj?", sender_email="ana@example.org")
    ana.open(ana.url.replace("/pozneje/", "/1/"))
    data, found = {**ana.fields(), **CONSENTS, "action": "next"}, steps.visit_of

    def find_and_wait(*args):
        visit = found(*args)
        monkeypatch.setattr(steps, "visit_of", found)
        ana.client.post(ana.url, data)
        return visit

    monkeypatch.setattr(steps, "visit_of", find_and_wait)
    second = ana.client.post(ana.url, data)
    receipt = Submission.objects.get().receipt
    assert second["Location"].partition("?")[0] == f"/sl/obrazci/oddaja/{receipt}/"
    assert Draft.objects.count() == 0


def test_no_more_of_an_address_is_put_into_ascii_than_one_may_have(monkeypatch):
    tried = []
    monkeypatch.setattr(forms, "punycode", tried.append)
    with pytest.raises(ValidationError):
        forms.email_field().clean("a@" + "漢" * 5_000 + ".si")
    assert [len(domain) for domain in tried] == [forms.LONGEST - 1]
