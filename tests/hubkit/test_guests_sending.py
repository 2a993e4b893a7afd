"""What a guest sends goes to review under their name, and comes back by the same link."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page, Task, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from hubkit.bilingual import mails, sending
from hubkit.bilingual.guests import views
from hubkit.bilingual.guests.links import link_of, revoke, send
from hubkit.bilingual.models import LanguageReview, LinkState
from hubkit.outbox.models import Message
from tests.hubkit.conftest import pair_of
from tests.hubkit.guest import address, filled, make, member, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def fresh_pair(meeting):
    return pair_of(meeting)


@pytest.fixture
def vida(homes):
    return member("vida", *homes.values(), language="sl")


@pytest.fixture
def token(fresh_pair, vida):
    return make(fresh_pair, vida, email="ana@example.org")[1]


@pytest.fixture
def sent(client, token):
    client.post(address("translate", token), filled(client, token, "Riunione"))
    return client.post(address("send", token))


def mails_to(receiver: str) -> list[dict]:
    return [each.content for each in Message.objects.all() if receiver in each.content["to"]]


def target_of(meeting) -> Page:
    return Page.objects.get(pk=meeting.get_translations().get().pk).specific


def test_sending_is_asked_for_before_it_is_done(client, token, fresh_pair):
    fields = filled(client, token, "Riunione") | {"action": "send"}
    answer = client.post(address("translate", token), fields)
    assert answer.url == address("send", token)
    question = BeautifulSoup(client.get(answer.url).content, "html.parser")
    assert question.form["method"] == "post"
    assert pair_of(fresh_pair.source).sent_at is None


def test_what_has_open_rows_is_saved_but_not_sent(client, token, fresh_pair):
    fields = filled(client, token, "Riunione") | {"action": "send"}
    name = next(name for name in fields if name.startswith("text-"))
    answer = client.post(address("translate", token), fields | {name: ""})
    assert answer.context["sheet"].done == 1
    assert client.post(address("send", token)).context["sheet"].is_complete is False
    assert pair_of(fresh_pair.source).sent_at is None


def test_it_goes_to_review_under_the_guests_name(client, sent, token, fresh_pair, meeting):
    assert sent.url == address("translate", token)
    pair = pair_of(meeting)
    assert (pair.sent_name, pair.sent_by, pair.checked_name) == ("Ana Gost", None, "Ana Gost")
    target = target_of(meeting)
    assert target.current_workflow_state.requested_by is None
    assert target.get_latest_revision().user is None
    assert (target.title, target.alias_of_id) == ("Sestanek", meeting.pk)
    assert target.get_latest_revision_as_object().title == "Riunione"
    assert link_of(token).state == LinkState.SENT


def test_the_moderator_is_told_in_their_own_language(sent, fresh_pair):
    (mail,) = mails_to("vida@example.org")
    assert mail["headers"]["Content-Language"] == "sl"
    assert mail["reply_to"] == ["ana@example.org"]
    assert "Ana Gost" in mail["subject"]
    assert reverse("hubkit_bilingual:desk", args=[fresh_pair.pk]) in mail["body"]


def test_a_second_click_sends_nothing_more(client, sent, token, meeting):
    again = client.post(address("send", token))
    assert again.url == address("translate", token)
    assert len(mails_to("vida@example.org")) == 1
    assert WorkflowState.objects.filter(object_id=target_of(meeting).pk).count() == 1


def test_the_second_of_two_clicks_at_once_finds_it_sent(client, token, monkeypatch):
    client.post(address("translate", token), filled(client, token, "Riunione"))
    look = views.sheet_of

    def overtaken(link, token):
        sheet = look(link, token)
        send(link_of(token))
        return sheet

    monkeypatch.setattr(views, "sheet_of", overtaken)
    assert client.post(address("send", token)).url == address("translate", token)
    assert len(mails_to("vida@example.org")) == 1


def test_what_another_tab_still_sends_is_given_back(client, token, meeting):
    old_tab = filled(client, token, "Vecchia scheda")
    client.post(address("translate", token), filled(client, token, "Riunione"))
    client.post(address("send", token))
    thanks = BeautifulSoup(client.post(address("translate", token), old_tab).content, "html.parser")
    assert [each.text.strip() for each in thanks.select("textarea")] == ["Vecchia scheda"] * 2
    assert target_of(meeting).get_latest_revision_as_object().title == "Riunione"


def test_a_link_revoked_before_the_last_click_sends_nothing(client, token, vida, fresh_pair):
    client.post(address("translate", token), filled(client, token, "Riunione"))
    client.get(address("send", token))
    revoke(link_of(token), vida)
    assert client.post(address("send", token)).status_code == 410
    assert pair_of(fresh_pair.source).sent_at is None
    assert mails_to("vida@example.org") == []


def test_what_is_sent_back_opens_again_with_the_comment(
    client, sent, token, superuser, fresh_pair, meeting
):
    sending.send_back(pair_of(meeting), user=superuser, comment="Prosim, preverite naslov.")
    assert link_of(token).state == LinkState.OPEN
    assert "Prosim, preverite naslov." in text_of(client.get(address("translate", token)))
    client.post(address("translate", token), filled(client, token, "Incontro"))
    client.post(address("send", token))
    target = target_of(meeting)
    assert target.get_latest_revision_as_object().title == "Incontro"
    assert target.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert (link_of(token).state, pair_of(meeting).comment) == (LinkState.SENT, "")
    assert len(mails_to("vida@example.org")) == 2


def test_a_link_stays_used_once_its_words_are_published(client, sent, token, superuser, meeting):
    pair = pair_of(meeting)
    while sending.task_for(pair, superuser):
        sending.approve(pair, user=superuser)
    assert target_of(meeting).title == "Riunione"
    assert link_of(token).state == LinkState.SENT
    meeting.title = "Novi sestanek"
    meeting.save_revision().publish()
    assert link_of(token).state == LinkState.SENT


def test_another_guests_return_does_not_open_the_link(sent, token, superuser, vida, meeting):
    pair = pair_of(meeting)
    sending.send_back(pair, user=superuser, comment="Še enkrat.")
    pair.sent_name = "Bruna Druga"
    pair.save()
    assert link_of(token).state == LinkState.SENT


def test_a_workflow_that_waits_for_the_translation_goes_on(client, token, superuser, meeting):
    workflow = Workflow.objects.create(name="V dveh jezikih")
    tasks = [LanguageReview.objects.create(name="Prevod"), Task.objects.create(name="Objava")]
    for order, task in enumerate(tasks):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    WorkflowPage.objects.create(workflow=workflow, page=meeting)
    meeting.title = "Novi sestanek"
    meeting.save_revision()
    state = workflow.start(meeting, superuser)
    assert state.current_task_state.task.name == "Prevod"
    client.post(address("translate", token), filled(client, token, "Nuova riunione"))
    client.post(address("send", token))
    state.refresh_from_db()
    assert state.current_task_state.task.name == "Objava"
    done = state.task_states.get(task__name="Prevod")
    assert (done.status, done.finished_by, done.comment) == ("approved", None, "Ana Gost")


@pytest.fixture
def no_outbox(monkeypatch):
    """A site that has left out the outbox."""
    monkeypatch.setattr(mails, "apps", SimpleNamespace(is_installed=lambda name: False))


def test_a_dead_mail_server_takes_nothing_back(
    client, token, no_outbox, settings, meeting, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "tests.hubkit.guest.DeadServer"
    client.post(address("translate", token), filled(client, token, "Riunione"))
    with django_capture_on_commit_callbacks(execute=True) as ran:
        client.post(address("send", token))
    assert ran
    assert pair_of(meeting).sent_name == "Ana Gost"
    assert mails_to("vida@example.org") == []


def test_without_an_outbox_mail_goes_after_the_transaction(
    client, token, no_outbox, mailoutbox, django_capture_on_commit_callbacks
):
    client.post(address("translate", token), filled(client, token, "Riunione"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("send", token))
        assert [each for each in mailoutbox if each.to == ["vida@example.org"]] == []
    (mail,) = (each for each in mailoutbox if each.reply_to == ["ana@example.org"])
    assert mail.to == ["vida@example.org"]
