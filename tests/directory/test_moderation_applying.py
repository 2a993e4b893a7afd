"""Accepted fields become public: page, twin, ledger, owner and mail; or nothing does."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail.signals import page_published

from directory.models import (
    AssuredBy,
    Entry,
    EntryState,
    FieldDecision,
    OrganisationPage,
    Owner,
    OwnerState,
)
from directory.moderation import pictures
from directory.profile import read, write
from hubkit.intake import review
from hubkit.intake.models import State, SubmissionFile
from hubkit.outbox.models import Message
from tests.directory.moderation_cases import (
    add_logo,
    address,
    fresh,
    last_mail,
    reviewer,
    sheet_data,
    submit,
    text_of,
)
from tests.directory.organisations import make_organisation, twin_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(directory, client):
    user = reviewer(language="en")
    client.force_login(user)
    return user


@pytest.fixture
def page(staff):
    return make_organisation(official_name="Burja", website="https://burja.example.org")


def publish(client, submission, **values):
    response = client.post(address(submission), sheet_data(submission, **values))
    submission.refresh_from_db()
    return response


def page_of(submission) -> OrganisationPage:
    return OrganisationPage.objects.get(translation_key=submission.target_uid, alias_of=None)


def test_a_new_entry_is_public_in_both_languages_at_once(staff, client):
    """7.1: applying -- ok --> applied (page published, alias updated, mail, assurance row)."""
    submission = submit(
        by=staff,
        language="it",
        official_name="Društvo Burja",
        name_sl="Društvo Burja",
        name_it="Associazione Bora",
        maticna="5874190",
        phone="05 627 85 00",
        settlement="Koper",
        municipality="050",
        house_number="3",
    )
    assert publish(client, submission).status_code == 302
    assert submission.state == State.APPLIED
    page = page_of(submission)
    twin = twin_of(page)
    assert (page.live, twin.live) == (True, True)
    assert (page.slug, twin.slug) == ("associazione-bora", "drustvo-burja")
    assert page.locale.language_code == "it"
    entry = Entry.objects.get(uid=page.uid)
    assert (entry.listed, entry.maticna, entry.title) == (True, "5874190", "Društvo Burja")
    ledger = entry.assurances.filter(submission=submission.pk)
    assert list(ledger.values_list("kind", flat=True)) == [AssuredBy.OWNER]
    assert read(page)["phone"] == "+38656278500"
    assert page.latest_revision == page.live_revision
    assert page.live_revision.user == staff
    assert Message.objects.filter(recipients="ana@example.org").count() == 1
    assert page.full_url in last_mail()


def test_a_name_that_is_taken_gets_another_address(staff, client, directory):
    """7.4: Publish raises (slug clash): there is none to begin with."""
    first = submit(by=staff, official_name="Burja")
    second = submit(by=staff, official_name="Burja")
    publish(client, first)
    publish(client, second)
    assert [page_of(first).slug, page_of(second).slug] == ["burja", "burja-1"]


def test_what_is_missing_can_be_filled_in_by_staff(staff, client):
    submission = submit(by=staff, email="vida@example.org", description_sl="", topics=[])
    submission.payload |= {"description_sl": "", "topics": []}
    submission.save()
    told = text_of(client.get(address(submission)))
    assert 'id="field-description_sl"' in told
    assert 'id="field-topics"' in told
    response = publish(client, submission)
    assert "Needed before the entry is published." in text_of(response)
    assert submission.state == State.IN_REVIEW
    values = {
        "description_sl__verdict": "edit",
        "description_sl__value": "Opis.",
        "topics__verdict": "edit",
        "topics__value": ["sport"],
    }
    assert publish(client, submission, **values).status_code == 302
    assert read(page_of(submission))["topics"] == ["sport"]


def test_a_draft_of_staff_stays_with_the_accepted_fields_in_it(staff, page, client):
    """7.4: Staff have an unpublished draft."""
    draft = OrganisationPage.objects.get(pk=page.pk)
    write(draft, {"summary_sl": "Osnutek.", "phone": "+38651234567"})
    draft.save_revision()
    submission = submit(
        "change", target=page, by=staff, website="https://nova.example.org", summary_sl="Predlog."
    )
    told = text_of(client.get(address(submission)))
    assert "Osnutek." in told
    assert "Decide on this field." in text_of(publish(client, submission))
    assert publish(client, submission, summary_sl__verdict="accept").status_code == 302
    page = OrganisationPage.objects.get(pk=page.pk)
    live, later = read(page), read(page.get_latest_revision_as_object())
    assert (live["summary_sl"], live["phone"]) == ("Predlog.", "")
    assert live["website"] == "https://nova.example.org"
    assert (later["summary_sl"], later["phone"]) == ("Predlog.", "+38651234567")
    assert later["website"] == "https://nova.example.org"
    assert page.has_unpublished_changes
    assert read(twin_of(page))["summary_sl"] == "Predlog."


def test_refusing_what_a_draft_changes_too_leaves_the_draft(staff, page, client):
    draft = OrganisationPage.objects.get(pk=page.pk)
    write(draft, {"summary_sl": "Osnutek."})
    draft.save_revision()
    submission = submit("change", target=page, by=staff, summary_sl="Predlog.", short_name="BU")
    values = {"summary_sl__verdict": "reject", "summary_sl__words": "Ne."}
    publish(client, submission, **values)
    page = OrganisationPage.objects.get(pk=page.pk)
    later = read(page.get_latest_revision_as_object())
    assert (read(page)["summary_sl"], later["summary_sl"]) == ("Povzetek.", "Osnutek.")
    assert (read(page)["short_name"], later["short_name"]) == ("BU", "BU")


def test_a_locked_page_is_told_and_left(staff, page, client, superuser):
    page.locked, page.locked_by, page.locked_at = True, superuser, timezone.now()
    page.save()
    submission = submit("change", target=page, by=staff, short_name="BU")
    told = text_of(publish(client, submission))
    assert "locked" in told
    assert submission.state == State.IN_REVIEW
    assert read(fresh(page))["short_name"] == ""


def test_a_running_workflow_is_told_and_goes_on(staff, page, client, superuser):
    workflow = Workflow.objects.create(name="Odobritev")
    task = GroupApprovalTask.objects.create(name="Odobritev")
    task.groups.set([Group.objects.create(name="Odobritelji")])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    draft = OrganisationPage.objects.get(pk=page.pk)
    write(draft, {"alert_sl": "Zaprto."})
    draft.save_revision()
    workflow.start(draft, superuser)
    submission = submit("change", target=page, by=staff, short_name="BU")
    told = text_of(publish(client, submission))
    assert "A workflow is running on this page; finish or cancel it first." in told
    assert submission.state == State.IN_REVIEW
    assert fresh(page).workflow_in_progress


@pytest.mark.parametrize("moment", ["signal", "mail", "owner"])
def test_whatever_breaks_nothing_has_happened(staff, client, monkeypatch, moment, caplog):
    """7.4: Publish raises (slug clash, DB, alias): one transaction; the error's number is told."""

    def burst(*args, **kwargs):
        raise IntegrityError("nesreča")

    submission = submit(by=staff, official_name="Burja")
    add_logo(submission)
    images = set(default_storage.listdir("original_images")[1] if any_images() else ())
    if moment == "signal":
        page_published.connect(burst, sender=OrganisationPage, dispatch_uid="burst")
    monkeypatch.setattr(
        *{
            "mail": ("directory.moderation.mails.mail.send", burst),
            "owner": ("directory.life.owners.settle", burst),
            "signal": ("directory.moderation.mails.FOLDER", "directory/mail"),
        }[moment]
    )
    try:
        response = client.post(address(submission), sheet_data(submission, message="Moje besede"))
    finally:
        page_published.disconnect(sender=OrganisationPage, dispatch_uid="burst")
    told = text_of(response)
    submission.refresh_from_db()
    number = caplog.records[-1].getMessage().rsplit(" ", 1)[1]
    assert f"Report the number {number}, please." in told
    assert "Moje besede" in told
    assert submission.state == State.IN_REVIEW
    assert submission.payload["official_name"] == "Burja"
    assert not OrganisationPage.objects.filter(title="Burja").exists()
    assert not Entry.objects.filter(title="Burja").exists()
    assert (FieldDecision.objects.count(), Message.objects.count()) == (0, 0)
    assert SubmissionFile.objects.get().file.storage.exists(SubmissionFile.objects.get().file.name)
    assert set(default_storage.listdir("original_images")[1]) - images == set()


def any_images() -> bool:
    return "original_images" in default_storage.listdir("")[0]


def test_an_alias_that_fails_takes_everything_back(staff, page, client, monkeypatch):
    """7.4: Publish raises (alias)."""

    def burst(*args, **kwargs):
        raise RuntimeError("nesreča")

    monkeypatch.setattr(OrganisationPage, "update_aliases", burst)
    submission = submit("change", target=page, by=staff, short_name="BU")
    assert "This failed and nothing was changed." in text_of(publish(client, submission))
    assert (submission.state, read(fresh(page))["short_name"]) == (State.IN_REVIEW, "")


def test_a_page_taken_from_the_web_is_published_again_on_wish(staff, page, client):
    """7.4: Target unpublished meanwhile: restore."""
    submission = submit("change", target=page, by=staff, short_name="BU")
    page.unpublish()
    told = text_of(publish(client, submission))
    assert "The page is not public any more: say that it is to be published again." in told
    assert submission.state == State.IN_REVIEW
    assert publish(client, submission, revive="yes").status_code == 302
    page = fresh(page)
    assert (page.live, twin_of(page).live, page.short_name) == (True, True, "BU")
    entry = Entry.objects.get(uid=page.uid)
    assert (entry.state, entry.listed) == (EntryState.OPEN, True)
    assert not page.has_unpublished_changes


def test_of_a_deleted_page_a_new_one_is_made_on_wish(staff, page, client):
    """7.4: Target deleted meanwhile: create new."""
    submission = submit("change", target=page, by=staff, short_name="BU")
    uid = page.uid
    page.delete()
    told = text_of(publish(client, submission))
    assert "The page is not there any more" in told
    assert submission.state == State.IN_REVIEW
    anew = f"{address(submission)}?anew=1"
    assert client.post(anew, sheet_data(submission, anew=True)).status_code == 302
    submission.refresh_from_db()
    page = page_of(submission)
    assert (page.title, page.short_name, page.live) == ("Burja", "BU", True)
    assert page.uid != uid
    assert Entry.objects.get(uid=uid).state == EntryState.GONE


def test_what_is_hidden_from_the_public_is_neither_shown_as_changed_nor_lost(staff, client):
    page = make_organisation(
        contact_name="Ana Skrita",
        contact_consent=False,
        settlement="Koper",
        municipality="050",
        house_number="5",
        hide_address=True,
    )
    submission = submit("change", target=page, by=staff, short_name="BU")
    told = text_of(client.get(address(submission)))
    assert "left alone by the sender" not in told
    assert "Ana Skrita" not in told
    publish(client, submission)
    found = read(fresh(page))
    assert (found["contact_name"], found["house_number"]) == ("Ana Skrita", "5")
    assert found["short_name"] == "BU"


def test_a_logo_moves_from_quarantine_into_the_library(staff, client):
    submission = submit(by=staff, official_name="Burja", logo_alt_sl="Val", logo_alt_it="Onda")
    file = add_logo(submission)
    name, storage = file.file.name, file.file.storage
    shown = client.get(f"/admin/directory/submissions/picture/{file.pk}/")
    assert shown.headers["Content-Type"] == "image/webp"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert not default_storage.exists(name)
    publish(client, submission)
    image = page_of(submission).logo
    assert (image.title, image.description) == ("Burja", "Val / Onda")
    assert (image.width, image.height) == (60, 40)
    assert not SubmissionFile.objects.exists()
    assert storage.exists(name)  # until the transaction is over, which a test's never is


def test_a_refused_logo_stays_in_quarantine(staff, client):
    submission = submit(by=staff)
    add_logo(submission)
    before = get_image_model().objects.count()
    publish(client, submission, logo__verdict="reject", logo__reason="slika")
    assert submission.state == State.APPLIED
    assert (page_of(submission).logo, get_image_model().objects.count()) == (None, before)
    assert SubmissionFile.objects.count() == 1
    assert "Poslana slika ni logotip" in last_mail()


def test_a_failed_adoption_leaves_no_file():
    image = get_image_model()(title="x")
    image.file.name = default_storage.save("original_images/x.webp", ContentFile(b"x"))

    def fail():
        with pictures.kept_if_all_goes_well() as made:
            made.append(image)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not default_storage.exists(image.file.name)


def test_the_sender_becomes_owner_or_is_put_forward(staff, client):
    """7.3: active where the mail domain matches the website, else staff confirm."""
    website = "https://burja.example.org"
    own = submit(by=staff, email="vida@burja.example.org", website=website)
    other = submit(by=staff, email="neki@gmail.com")
    publish(client, own)
    publish(client, other)
    assert dict(Owner.objects.values_list("email", "state")) == {
        "vida@burja.example.org": OwnerState.ACTIVE,
        "neki@gmail.com": OwnerState.INVITED,
    }


def test_without_a_confirmed_address_nobody_has_confirmed_the_entry(staff, page, client):
    submission = submit("change", target=page, by=staff, short_name="BU", email="")
    entry = Entry.objects.get(uid=page.uid)
    publish(client, submission)
    assert submission.state == State.APPLIED
    assert not entry.assurances.filter(submission=submission.pk).exists()
    assert fresh(entry).assured_at < timezone.now() - timedelta(days=1)


def test_the_same_organisation_becomes_a_change_of_its_entry(staff, page, client):
    """7.1: in_review --same organisation--> merged (becomes an update of that page)."""
    maticna = fresh(page).maticna
    submission = submit(by=staff, official_name="Burja", maticna=maticna, short_name="BU")
    submission.payload |= {"website": "", "email": "nova@example.org"}
    submission.save()
    told = text_of(client.get(address(submission)))
    assert "the same registration number" in told
    data = sheet_data(submission) | {"same": str(page.uid)}
    response = client.post(address(submission), data)
    submission.refresh_from_db()
    assert submission.state == State.MERGED
    successor = submission.successor
    assert response.url == address(successor)
    publish(client, successor)
    found = read(fresh(page))
    assert (found["short_name"], found["email"]) == ("BU", "nova@example.org")
    assert found["website"] == "https://burja.example.org"  # empty in the form: nothing was said


def test_the_number_of_another_entry_is_refused_at_its_field(staff, page, client):
    """7.4: Matična already listed."""
    submission = submit(by=staff, official_name="Druga", maticna=fresh(page).maticna)
    told = text_of(publish(client, submission))
    assert "“Burja” is in the directory under this number." in told
    assert submission.state == State.IN_REVIEW


def test_who_changes_the_mailbox_of_a_hidden_page_does_not_become_its_owner(staff, page, client):
    page.unpublish()
    new = submit(by=staff, maticna=page.maticna, email="tat@tat.example")
    new.payload["email"] = "tat@tat.example"
    new.save(update_fields=["payload"])
    submission = review.merge(new, by=staff, kind="directory.change", target_uid=page.uid)
    publish(client, submission, revive="yes")
    submission.refresh_from_db()
    assert (submission.state, fresh(page).email) == (State.APPLIED, "tat@tat.example")
    assert Owner.objects.get(email="tat@tat.example").state == OwnerState.INVITED
