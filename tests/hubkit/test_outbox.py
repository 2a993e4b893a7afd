"""Writing mail: what is stored, in which language, and that it goes as it was written."""

from email.mime.base import MIMEBase
from email.mime.text import MIMEText

import pytest
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.models import Group
from django.core import checks, mail
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives
from django.db import DatabaseError, transaction
from django.utils.translation import gettext_lazy, override
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask
from wagtail.users.models import UserProfile

from hubkit.outbox import backend, delivery
from hubkit.outbox import mail as outbox
from hubkit.outbox.models import Message, State
from tests.pages import make_page

pytestmark = pytest.mark.django_db

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def through_outbox(settings):
    settings.EMAIL_BACKEND = "hubkit.outbox.backend.EmailBackend"
    settings.HUBKIT_OUTBOX_BACKEND = LOCMEM
    settings.DEFAULT_FROM_EMAIL = "Središče <hub@example.org>"


@pytest.fixture
def templates(settings, tmp_path):
    """A folder of templates beside those of the site; write them as {name: text}."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    def write(**texts):
        for name, text in texts.items():
            (tmp_path / name.replace("__", ".")).write_text(text)

    return write


def day(templates):
    templates(
        day_subject__txt="{% load i18n %}{% translate 'Saturday' %},\n {{ name }}\n",
        day__txt="{% load i18n %}{% translate 'Sunday' %} & {{ name }}\n\n",
    )


def person(django_user_model, name, language=""):
    user = django_user_model.objects.create_user(name, f"{name}@example.org", "geslo")
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    return user


def delivered():
    """What the transport was given, after a round of the worker."""
    delivery.deliver_due()
    return mail.outbox


def test_a_mail_of_a_transaction_that_fails_was_never_written():
    def work(fails):
        with transaction.atomic():
            Group.objects.create(name="podatek")
            mail.send_mail("Zadeva", "Besedilo", None, ["ana@example.org"])
            if fails:
                raise DatabaseError

    with pytest.raises(DatabaseError):
        work(fails=True)
    assert (Group.objects.filter(name="podatek").count(), Message.objects.count()) == (0, 0)
    work(fails=False)
    assert (Group.objects.filter(name="podatek").count(), Message.objects.count()) == (1, 1)
    assert mail.outbox == []
    assert [each.subject for each in delivered()] == ["Zadeva"]


@pytest.mark.parametrize(
    ("language", "subject", "body"),
    [("sl", "sobota, O'Brien <i>", "nedelja & O'Brien <i>\n"),
     ("it", "Sabato, O'Brien <i>", "Domenica & O'Brien <i>\n")],
)  # fmt: skip
def test_a_mail_speaks_the_receivers_language(templates, language, subject, body):
    day(templates)
    with override("de"):
        message = outbox.send(
            template="day", to="ana@example.org", language=language, context={"name": "O'Brien <i>"}
        )
    (sent,) = delivered()
    assert (sent.subject.lower(), sent.body.lower()) == (subject.lower(), body.lower())
    assert sent.to == ["ana@example.org"]
    assert sent.extra_headers["Content-Language"] == language
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert sent.extra_headers["Message-ID"] == message.message_id
    assert message.message_id.endswith("@example.org>")


@pytest.mark.parametrize(("preferred", "expected"), [("it", "it"), ("sl", "sl"), ("", "sl")])
def test_a_users_mail_is_in_their_language_and_not_in_the_writers(
    templates, django_user_model, preferred, expected
):
    day(templates)
    with override("it"):
        outbox.send(template="day", to=person(django_user_model, "vida", preferred))
    (sent,) = delivered()
    assert sent.extra_headers["Content-Language"] == expected
    assert sent.to == ["vida@example.org"]


def test_a_mail_has_html_where_there_is_a_template_and_escapes_it(templates):
    day(templates)
    templates(day__html="<p>{{ name }}</p>")
    outbox.send(template="day", to="a@example.org", language="sl", context={"name": "<b>"})
    (sent,) = delivered()
    assert [tuple(each) for each in sent.alternatives] == [("<p>&lt;b&gt;</p>", "text/html")]


@pytest.mark.parametrize(("to", "language"), [("", "sl"), ("a@example.org", "")])
def test_a_mail_without_address_or_language_is_refused(templates, to, language):
    day(templates)
    with pytest.raises(ValueError, match="needs an address and a language"):
        outbox.send(template="day", to=to, language=language)


def everything() -> EmailMultiAlternatives:
    email = EmailMultiAlternatives(
        gettext_lazy("Saturday"),
        "Besedilo s šumniki",
        "Središče <hub@example.org>",
        ["Žana <ana@example.org>"],
        cc=["cc@example.org"],
        bcc=["skrita@example.org"],
        reply_to=["odgovor@example.org"],
        headers={"X-Kaj": "kaj", "List-Unsubscribe": "<mailto:a@example.org>"},
        attachments=[
            ("vabilo.ics", "BEGIN:VCALENDAR", "text/calendar"),
            ("šifra.bin", b"\x00\xff\x80", "application/octet-stream"),
            ("šifra.bin", b"druga", "application/octet-stream"),
        ],
    )
    email.attach_alternative("<p>Besedilo</p>", "text/html")
    email.attach_alternative("BEGIN:VCALENDAR", "text/calendar")
    picture = MIMEBase("image", "png")
    picture.set_payload("aGk=")
    picture.add_header("Content-ID", "<slika>")
    picture.add_header("Content-Transfer-Encoding", "base64")
    email.attach(picture)
    email.attach(
        "pismo.eml", EmailMessage("Znotraj", "Pismo", to=["b@example.org"]), "message/rfc822"
    )
    email.mixed_subtype = "related"
    return email


def parts(email):
    """Everything of a mail but its boundaries, which are made by chance."""
    return [
        (part.get_content_type(), sorted((k, v) for k, v in part.items() if "boundary" not in v),
         part.get_payload() if not part.is_multipart() else None)
        for part in email.message().walk()
    ]  # fmt: skip


def test_nothing_of_a_mail_is_lost():
    email = everything()
    email.attachments = email.attachments[:-1]  # the mail inside has an identity made by chance
    email.extra_headers |= {
        "Message-ID": "<stalen@example.org>",
        "Date": "Mon, 1 Jan 2026 00:00:00",
    }
    with override("it"):
        email.send()
        expected = parts(email)
    (sent,) = delivered()
    assert parts(sent) == expected
    assert sent.recipients() == ["Žana <ana@example.org>", "cc@example.org", "skrita@example.org"]
    assert "skrita" not in sent.message().as_string()


def test_a_mail_inside_a_mail_arrives_in_it():
    everything().send()
    (sent,) = delivered()
    inner = [part for part in sent.message().walk() if part.get_content_type() == "message/rfc822"]
    assert [part.get_payload(0)["Subject"] for part in inner] == ["Znotraj"]


@pytest.mark.parametrize(
    "attachment",
    [MIMEText("vabilo", "calendar"), ("vabilo.ics", b"BEGIN", "text/calendar; method=REQUEST")],
)
def test_a_calendar_entry_keeps_its_type(attachment):
    email = EmailMessage("Zadeva", "Besedilo", to=["a@example.org"], attachments=[attachment])
    expected = [each.items() for each in email.message().get_payload()[1:]]
    email.send()
    (sent,) = delivered()
    assert [each.items() for each in sent.message().get_payload()[1:]] == expected


def test_a_mail_keeps_the_identity_that_it_was_given():
    headers = {"message-id": "<moj@example.org>", "date": "Mon, 01 Jan 2026 00:00:00 -0000"}
    message = outbox.queue(EmailMessage("Zadeva", to=["a@example.org"], headers=headers))
    (sent,) = delivered()
    assert message.message_id == "<moj@example.org>"
    assert sent.extra_headers == headers


def test_the_writer_hears_of_a_header_that_cannot_be_sent():
    with pytest.raises(BadHeaderError):
        mail.send_mail("Zadeva\nBcc: x@example.org", "", None, ["a@example.org"])
    with pytest.raises(ValueError, match="no receiver"):
        outbox.queue(EmailMessage("Zadeva"))
    assert Message.objects.count() == 0


def test_the_backend_tells_how_many_and_takes_none_without_receiver():
    mails = [EmailMessage("Zadeva", to=to) for to in (["a@example.org"], [], ["b@example.org"])]
    assert mail.get_connection().send_messages(mails) == 2
    assert list(Message.objects.values_list("recipients", flat=True).order_by("pk")) == [
        "a@example.org",
        "b@example.org",
    ]


def test_a_failing_database_is_kept_from_those_who_asked_not_to_hear(monkeypatch):
    def broken(email):
        raise DatabaseError

    monkeypatch.setattr(outbox, "queue", broken)
    mails = [EmailMessage("Zadeva", to=["a@example.org"])]
    assert backend.EmailBackend(fail_silently=True).send_messages(mails) == 0
    with pytest.raises(DatabaseError):
        backend.EmailBackend().send_messages(mails)


def test_a_forgotten_password_goes_through_the_outbox(django_user_model):
    person(django_user_model, "vida")
    form = PasswordResetForm({"email": "vida@example.org"})
    assert form.is_valid()
    folder = "wagtailadmin/account/password_reset"
    form.save(
        domain_override="example.org",
        email_template_name=f"{folder}/email.txt",
        subject_template_name=f"{folder}/email_subject.txt",
    )
    assert mail.outbox == []
    assert [each.to for each in delivered()] == [["vida@example.org"]]


def test_moderators_are_told_through_the_outbox_each_in_their_language(homes, django_user_model):
    group = Group.objects.create(name="Moderatorji")
    for name, language in (("vida", "sl"), ("anna", "it")):
        person(django_user_model, name, language).groups.add(group)
    task = GroupApprovalTask.objects.create(name="Pregled")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Objava")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page = make_page(homes["sl"], "Nova stran", live=False)
    page.save_revision()
    workflow.start(page, person(django_user_model, "ure"))
    assert mail.outbox == []
    bodies = {each.to[0]: each.body for each in delivered()}
    assert {"vida@example.org", "anna@example.org"} <= set(bodies)
    assert "Nova stran" in bodies["vida@example.org"]
    assert bodies["vida@example.org"] != bodies["anna@example.org"]


def test_on_ones_own_machine_a_mail_goes_with_the_transaction(
    settings, django_capture_on_commit_callbacks
):
    settings.HUBKIT_OUTBOX_AT_ONCE = True
    with django_capture_on_commit_callbacks(execute=True):
        mail.send_mail("Zadeva", "Besedilo", None, ["ana@example.org"])
        assert mail.outbox == []
    assert [each.subject for each in mail.outbox] == ["Zadeva"]
    assert [message.state for message in Message.objects.all()] == [State.SENT]
    assert len(delivered()) == 1


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("HUBKIT_OUTBOX_BACKEND", LOCMEM, None),
        ("HUBKIT_OUTBOX_BACKEND", "hubkit.outbox.backend.EmailBackend", "hubkit_outbox.E001"),
        ("EMAIL_BACKEND", LOCMEM, "hubkit_outbox.W001"),
        ("HUBKIT_OUTBOX_BACKEND", "django.core.mail.backends.smtp.EmailBackend",
         "hubkit_outbox.W002"),
    ],
)  # fmt: skip
def test_a_check_tells_of_settings_that_lose_mail(settings, name, value, expected):
    settings.EMAIL_TIMEOUT = None
    setattr(settings, name, value)
    found = checks.run_checks(include_deployment_checks=True, tags=["compatibility"])
    found = [each for each in found if each.id.startswith("hubkit_outbox")]
    assert [each.id for each in found] == ([expected] if expected else [])
    assert all(each.hint for each in found)
