"""Deciding field by field: what is typed is kept, what was not seen is not published."""

import pytest

from directory.models import FieldDecision, OrganisationPage
from directory.profile import read, write
from hubkit.intake import resubmission, retention
from hubkit.intake.models import State, Submission
from hubkit.outbox.models import Message
from tests.directory.moderation_cases import (
    address,
    last_mail,
    reviewer,
    sheet_data,
    submit,
    text_of,
)
from tests.directory.organisations import make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(directory, client):
    user = reviewer(language="en")
    client.force_login(user)
    return user


@pytest.fixture
def page(staff):
    return make_organisation(official_name="Burja", website="https://burja.example.org")


def live(page) -> dict:
    return read(OrganisationPage.objects.get(pk=page.pk))


def change_by_staff(page, **values):
    page = OrganisationPage.objects.get(pk=page.pk)
    write(page, values)
    page.save_revision().publish()


def test_some_fields_are_accepted_one_edited_one_refused(staff, page, client):
    """7.4: Accept partly."""
    submission = submit(
        "change",
        target=page,
        by=staff,
        language="it",
        website="https://nova.example.org",
        summary_it="Una frase.",
        summary_sl="Nov stavek.",
        phone="+38656278500",
    )
    data = sheet_data(
        submission,
        summary_it__verdict="edit",
        summary_it__value="Una frase migliore.",
        website__verdict="reject",
        website__reason="povezava",
        website__words="Manca la pagina.",
    )
    assert client.post(address(submission), data).status_code == 302
    found = live(page)
    assert found["summary_sl"] == "Nov stavek."
    assert found["summary_it"] == "Una frase migliore."
    assert found["phone"] == "+38656278500"
    assert found["website"] == "https://burja.example.org"
    rows = {row.path: row for row in FieldDecision.objects.filter(submission=submission)}
    assert {name: (row.verdict, row.old, row.new, row.final) for name, row in rows.items()} == {
        "summary_sl": ("accept", "Povzetek.", "Nov stavek.", "Nov stavek."),
        "summary_it": ("edit", "", "Una frase.", "Una frase migliore."),
        "phone": ("accept", "", "+38656278500", "+38656278500"),
        "website": (
            "reject",
            "https://burja.example.org",
            "https://nova.example.org",
            "https://burja.example.org",
        ),
    }
    reason = rows["website"].reason
    assert reason.startswith("Durante la verifica non siamo riusciti ad aprire la pagina web.")
    assert reason.endswith("\n\nManca la pagina.")
    mail = last_mail()
    assert reason in mail
    assert "Una frase migliore." in mail
    assert page.full_url in mail
    assert mail.index(page.get_translations().get().full_url) < mail.index(page.full_url)


def test_a_refusal_needs_a_reason(staff, page, client):
    submission = submit("change", target=page, by=staff, website="https://nova.example.org")
    data = sheet_data(submission, website__verdict="reject")
    told = text_of(client.post(address(submission), data))
    assert "Give a reason; the sender reads it." in told
    submission.refresh_from_db()
    assert submission.state == State.IN_REVIEW


def test_an_edit_is_checked_as_everywhere(staff, page, client):
    """7.1: validation fails --> in_review with message."""
    submission = submit("change", target=page, by=staff, phone="+38656278500")
    data = sheet_data(submission, phone__verdict="edit", phone__value="12")
    told = text_of(client.post(address(submission), data))
    assert "This is not a valid telephone number." in told
    assert 'value="12"' in told
    submission.refresh_from_db()
    assert (submission.state, live(page)["phone"]) == (State.IN_REVIEW, "")


@pytest.mark.parametrize(
    ("name", "typed", "final"),
    [
        ("hours", "ponedeljek 9-12", [{"days": [1], "from": "09:00", "to": "12:00"}]),
        ("topics", ["sport"], ["sport"]),
        ("volunteers", "", False),
        ("founded_year", "1999", 1999),
        ("links", "https://a.example.org\nhttps://b.example.org", None),
        ("legal_form", "zavod", "zavod"),
    ],
)
def test_every_kind_of_value_can_be_edited(staff, page, client, name, typed, final):
    proposed = {
        "hours": [{"days": [2], "from": "08:00", "to": "10:00"}],
        "settlement": "Koper",
        "municipality": "050",
        "topics": ["kultura", "sport"],
        "volunteers": True,
        "founded_year": 1998,
        "links": [{"url": "https://a.example.org", "label_sl": "A", "label_it": ""}],
        "legal_form": "ustanova",
    }
    submission = submit("change", target=page, by=staff, **proposed)
    data = sheet_data(submission, **{f"{name}__verdict": "edit", f"{name}__value": typed})
    response = client.post(address(submission), data)
    assert response.status_code == 302, text_of(response)
    if name == "links":
        final = [
            {"url": "https://a.example.org", "label_sl": "A", "label_it": ""},
            {"url": "https://b.example.org", "label_sl": "", "label_it": ""},
        ]
    assert live(page)[name] == final


def test_asking_for_changes_takes_the_refused_fields_along(staff, page, client):
    """7.1: in_review --ask--> needs_changes, and back by the sender."""
    submission = submit("change", target=page, by=staff, website="https://nova.example.org")
    data = sheet_data(
        submission,
        action="ask",
        message="Lepo prosimo.",
        website__verdict="reject",
        website__words="Ne deluje.",
    )
    assert client.post(address(submission), data).status_code == 302
    submission.refresh_from_db()
    assert submission.state == State.NEEDS_CHANGES
    assert submission.message.startswith("Lepo prosimo.\n\n")
    assert submission.message.endswith(": Ne deluje.")
    assert submission.message in last_mail()
    edited = submission.payload | {"website": "https://tretja.example.org"}
    resubmission.resubmit(submission, key=submission.pk, payload=edited)
    client.post(address(submission), {"action": "take"})
    told = text_of(client.get(address(submission)))
    assert "https://tretja.example.org" in told
    assert "https://nova.example.org" not in told


@pytest.mark.parametrize("action", ["ask", "reject"])
def test_neither_goes_without_words(staff, page, client, action):
    submission = submit("change", target=page, by=staff, website="https://nova.example.org")
    told = text_of(client.post(address(submission), sheet_data(submission, action=action)))
    assert "Give a reason; the sender reads it." in told
    submission.refresh_from_db()
    assert (submission.state, Message.objects.count()) == (State.IN_REVIEW, 0)


def test_all_is_refused_with_a_prepared_reason_in_the_senders_language(staff, client):
    """7.1: in_review --reject(reason)--> rejected."""
    submission = submit(by=staff, language="it")
    data = sheet_data(submission, action="reject", reason="ni-nvo")
    client.post(address(submission), data)
    submission.refresh_from_db()
    assert submission.state == State.REJECTED
    assert submission.message.startswith("L'elenco comprende le organizzazioni non governative")
    assert submission.message in last_mail()
    assert not OrganisationPage.objects.filter(translation_key=submission.target_uid).exists()


def test_spam_is_put_aside_silently_and_can_be_freed(staff, client):
    """7.1: in_review --spam--> spam; quarantined --not spam--> unconfirmed."""
    submission = submit(by=staff)
    client.post(address(submission), sheet_data(submission, action="spam"))
    submission.refresh_from_db()
    assert (submission.state, Message.objects.count()) == (State.SPAM, 0)
    client.post(address(submission), sheet_data(submission, action="not-spam"))
    submission.refresh_from_db()
    assert submission.state == State.QUEUED  # its address had been confirmed
    aside = submit(state=State.QUARANTINED, official_name="Burja 2")
    Submission.objects.filter(pk=aside.pk).update(email_confirmed_at=None, reasons=["fast"])
    assert "Filled in faster than anybody can" in text_of(client.get(address(aside)))
    client.post(address(aside), sheet_data(aside, action="not-spam"))
    aside.refresh_from_db()
    assert aside.state == State.UNCONFIRMED


def test_what_was_decided_meanwhile_is_told_and_nothing_typed_is_lost(staff, page, client):
    """7.4: Double click, back, reload; two tabs."""
    submission = submit("change", target=page, by=staff, website="https://nova.example.org")
    data = sheet_data(submission)
    assert client.post(address(submission), data).status_code == 302
    told = text_of(client.post(address(submission), data | {"message": "Moje besede"}))
    assert "This has been decided or changed meanwhile. It stands at: Published." in told
    assert "Moje besede" in told
    assert Message.objects.filter(subject__contains="Burja").count() == 1


def test_a_resubmission_behind_the_editors_back_is_not_published_unseen(staff, page, client):
    submission = submit("change", target=page, by=staff, website="https://nova.example.org")
    data = sheet_data(submission)
    edited = submission.payload | {"website": "https://zlo.example.org"}
    Submission.objects.filter(pk=submission.pk).update(edited=edited)
    told = text_of(client.post(address(submission), data | {"message": "Moje besede"}))
    assert "Something has changed since you opened this page." in told
    assert "Not as it was when you opened this page" in told
    assert "Moje besede" in told
    assert live(page)["website"] == "https://burja.example.org"


def test_the_page_changed_while_it_was_decided(staff, page, client):
    """7.4: Staff changed the page meanwhile; 7.1: base changed --> conflict --> in_review."""
    submission = submit(
        "change", target=page, by=staff, website="https://nova.example.org", phone="+38656278500"
    )
    data = sheet_data(submission, phone__verdict="edit", phone__value="05 627 85 01")
    change_by_staff(page, website="https://tretja.example.org", short_name="BU")
    told = text_of(client.post(address(submission), data))
    submission.refresh_from_db()
    assert submission.state == State.CONFLICT
    assert live(page)["website"] == "https://tretja.example.org"
    for words in (
        "Changed here too: compare and decide",
        "https://burja.example.org",  # when it was sent
        "https://tretja.example.org",  # now
        "05 627 85 01",
        "Changed on the page meanwhile, and left alone by the sender",
    ):
        assert words in told
    undecided = text_of(client.post(address(submission), sheet_data(submission)))
    assert "Decide on this field." in undecided
    data = sheet_data(submission, website__verdict="accept")
    assert client.post(address(submission), data).status_code == 302
    submission.refresh_from_db()
    assert submission.state == State.APPLIED
    found = live(page)
    assert (found["website"], found["phone"]) == ("https://nova.example.org", "+38656278500")
    assert found["short_name"] == "BU"


def test_what_changed_elsewhere_before_is_merged_by_itself(staff, page, client):
    """7.4: non-overlapping fields auto-merge."""
    submission = submit("change", target=page, by=staff, phone="+38656278500")
    change_by_staff(page, website="https://tretja.example.org")
    assert client.post(address(submission), sheet_data(submission)).status_code == 302
    found = live(page)
    assert (found["website"], found["phone"]) == ("https://tretja.example.org", "+38656278500")


def test_a_conflict_can_still_be_refused(staff, page, client):
    submission = submit("change", target=page, by=staff, website="https://nova.example.org")
    data = sheet_data(submission)
    change_by_staff(page, website="https://tretja.example.org")
    client.post(address(submission), data)
    client.post(address(submission), sheet_data(submission, action="reject", message="Ne."))
    submission.refresh_from_db()
    assert submission.state == State.REJECTED


def test_a_note_keeps_what_was_typed_besides(staff, page, client):
    submission = submit("change", target=page, by=staff, phone="+38656278500")
    data = sheet_data(submission, action="note", note="Poklicati!", message="Na pol")
    told = text_of(client.post(address(submission), data))
    submission.refresh_from_db()
    assert submission.note == "Poklicati!"
    assert "Na pol" in told


def test_when_the_content_goes_the_decisions_keep_their_reasons_only(staff, client):
    submission = submit(by=staff, contact_name="Boris Kos", contact_consent=True)
    client.post(
        address(submission),
        sheet_data(
            submission,
            contact_name__verdict="reject",
            contact_name__words="Ne.",
            contact_consent__verdict="reject",
            contact_consent__words="Ne.",
        ),
    )
    submission.refresh_from_db()
    assert submission.state == State.APPLIED
    assert FieldDecision.objects.get(path="contact_name").new == "Boris Kos"
    retention.reduce(submission)
    rows = list(FieldDecision.objects.values_list("old", "new", "final").distinct())
    assert rows == [(None, None, None)]
    assert FieldDecision.objects.get(path="contact_name").reason == "Ne."
