"""Claim, still right, removal, report: what each asks, and what follows from it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.forms.addresses import address
from directory.models import AssuredBy, Entry, Owner, OwnerState
from hubkit.intake.models import State, Submission
from tests.directory.organisations import make_organisation
from tests.directory.owning import make_owner
from tests.directory.visitor import CONSENT, Guest, confirm
from tests.hubkit.intake.visitor import mails

pytestmark = pytest.mark.django_db

CLAIM = {"sender_name": "Ana Zgled", "sender_relation": "head", "sender_email": "ana@x.example.org"}


@pytest.fixture(autouse=True)
def unhurried(settings, tmp_path):
    settings.HUBKIT_INTAKE_ROOT = tmp_path / "intake"
    settings.HUBKIT_INTAKE_MIN_SECONDS = 0


@pytest.fixture
def guest():
    return Guest()


@pytest.fixture
def page(directory):
    return make_organisation(
        official_name="Društvo Bela žaba",
        email="info@zaba.example.org",
        website="https://www.zaba.example.org",
        settlement="Žabja vas",
        municipality="050",
    )


def sent(guest, directory, what, page, code="sl", **typed) -> Submission:
    guest.open(address(directory[code], what, uid=page.uid))
    guest.send(**CONSENT, **typed)
    return Submission.objects.latest("created_at")


@pytest.mark.parametrize(
    ("code", "what", "path"),
    [
        ("sl", "new", "/sl/imenik/nov-vnos/"),
        ("it", "new", "/it/elenco-ong/nuova-scheda/"),
        ("sl", "change", "/sl/imenik/sprememba/{uid}/"),
        ("it", "change", "/it/elenco-ong/modifica/{uid}/"),
        ("sl", "claim", "/sl/imenik/nasa-organizacija/{uid}/"),
        ("it", "claim", "/it/elenco-ong/la-nostra-organizzazione/{uid}/"),
        ("sl", "assure", "/sl/imenik/se-velja/{uid}/"),
        ("it", "assure", "/it/elenco-ong/ancora-valido/{uid}/"),
        ("sl", "remove", "/sl/imenik/izbris/{uid}/"),
        ("it", "remove", "/it/elenco-ong/cancellazione/{uid}/"),
        ("sl", "report", "/sl/imenik/napaka/{uid}/"),
        ("it", "report", "/it/elenco-ong/segnalazione/{uid}/"),
    ],
)
def test_where_the_forms_stand(directory, client, page, code, what, path):
    uid = None if what == "new" else page.uid
    found = address(directory[code], what, uid=uid)
    assert found == path.format(uid=page.uid)
    assert client.get(found).context["kind"].code == f"directory.{what}"


def test_the_address_from_an_entry_s_own_page(directory, page, django_assert_num_queries):
    assert page.url
    with django_assert_num_queries(0):
        assert address(page, "change") == f"/sl/imenik/sprememba/{page.uid}/"
        assert address(page, "new") == "/sl/imenik/nov-vnos/"


# Claim


@pytest.mark.parametrize("email", ["info@zaba.example.org", "Ana@zaba.example.org"])
def test_a_claim_from_the_entry_s_own_domain_is_done_at_once(directory, client, page, guest, email):
    submission = sent(guest, directory, "claim", page, **CLAIM | {"sender_email": email})
    assert Owner.objects.count() == 0
    confirm(client, submission)
    assert submission.state == State.APPLIED
    owner = Owner.objects.get()
    assert (owner.entry.uid, owner.email) == (page.uid, email.lower())
    assert (owner.state, owner.name, owner.language) == (OwnerState.ACTIVE, "Ana Zgled", "sl")


def test_any_other_claim_waits_for_staff(directory, client, page, guest):
    submission = sent(guest, directory, "claim", page, "it", **CLAIM)
    confirm(client, submission)
    assert submission.state == State.QUEUED
    owner = Owner.objects.get()
    assert (owner.state, owner.language) == (OwnerState.INVITED, "it")


def test_a_claim_never_says_who_looks_after_it(directory, page, guest):
    make_owner(page, "tajnik@zaba.example.org")
    guest.open(address(directory["sl"], "claim", uid=page.uid))
    before = guest.text
    Owner.objects.all().delete()
    guest.open(address(directory["sl"], "claim", uid=page.uid))
    assert guest.text == before
    assert "tajnik" not in before


# Still right


def test_still_right_from_its_owner_counts_at_once(directory, client, page, guest):
    make_owner(page, "ana@x.example.org")
    submission = sent(guest, directory, "assure", page, sender_email="Ana@x.example.org")
    assert Entry.objects.get().assurances.filter(submission=submission.pk).count() == 0
    confirm(client, submission)
    assert submission.state == State.APPLIED
    (row,) = Entry.objects.get().assurances.filter(submission=submission.pk)
    assert row.kind == AssuredBy.OWNER


@pytest.mark.parametrize("state", [None, OwnerState.INVITED, OwnerState.REVOKED])
def test_still_right_from_anybody_else_is_for_staff(directory, client, page, guest, state):
    if state:
        make_owner(page, "ana@x.example.org", state=state)
    submission = sent(guest, directory, "assure", page, sender_email="ana@x.example.org")
    confirm(client, submission)
    assert submission.state == State.QUEUED
    assert Entry.objects.get().assurances.filter(submission=submission.pk).count() == 0


def test_still_right_shows_what_everybody_may_see(directory, guest):
    page = make_organisation(
        summary_it="Una frase.",
        hide_address=True,
        settlement="Žabja vas",
        municipality="050",
        contact_name="Maja Zgled",
        contact_consent=False,
    )
    guest.open(address(directory["sl"], "assure", uid=page.uid))
    assert page.title in guest.text
    assert "Maja Zgled" not in guest.text
    assert "Žabja vas" not in guest.text
    assert guest.page.select_one('dd[lang="it"]').text == "Una frase."
    assert guest.buttons("become") == [f"directory.change:{page.uid}"]
    guest.send("", become=f"directory.change:{page.uid}")
    assert "/sprememba/" in guest.url


# Removal


@pytest.mark.parametrize("code", ["sl", "it"])
def test_a_removal_is_decided_by_staff(directory, client, page, guest, code):
    submission = sent(guest, directory, "remove", page, code, **CLAIM)
    assert submission.payload == {
        "reason": "",
        "note": "",
        "sender_name": "Ana Zgled",
        "sender_relation": "head",
        "sender_email": "ana@x.example.org",
    }
    confirm(client, submission)
    assert submission.state == State.QUEUED
    page.refresh_from_db()
    assert page.live


# Report


def test_a_report_with_an_address_is_confirmed_first(directory, client, page, guest):
    typed = {"about": "hours", "note": "Zaprto.", "sender_email": "bralka@example.org"}
    submission = sent(guest, directory, "report", page, **typed)
    assert (submission.state, submission.payload) == (State.UNCONFIRMED, typed)
    confirm(client, submission)
    assert submission.state == State.QUEUED


def test_a_report_without_an_address_waits_for_staff_and_mails_nobody(directory, page, guest):
    submission = sent(guest, directory, "report", page, "it", about="gone", note="Non c'è più.")
    assert (submission.state, submission.email) == (State.QUEUED, "")
    assert submission.email_confirmed_at is None
    assert mails() == []
    assert guest.response.status_code == 200


def test_a_flood_of_reports_is_put_aside_and_then_refused(directory, page, guest, settings):
    settings.HUBKIT_INTAKE_LIMITS = {"send": (3600, 2, 4)}
    typed = {"about": "gone", "note": "x"}
    states = [sent(guest, directory, "report", page, **typed).state for _one in range(4)]
    assert states == [State.QUEUED, State.QUEUED, State.QUARANTINED, State.QUARANTINED]
    guest.open(address(directory["sl"], "report", uid=page.uid))
    guest.send(**CONSENT, **typed)
    assert (guest.response.status_code, Submission.objects.count()) == (429, 4)


def test_staff_find_each_of_them(directory, page, guest):
    submission = sent(guest, directory, "report", page, about="gone", note="x")
    kind = guest.client.get(address(directory["sl"], "report", uid=page.uid)).context["kind"]
    assert kind.staff_path(submission).endswith(f"/directory/submissions/{submission.pk}/")


# All


@pytest.mark.parametrize("what", ["claim", "assure", "remove", "report"])
def test_a_form_costs_the_same_for_a_long_entry(directory, guest, what):
    def cost(page):
        guest.open(address(directory["sl"], what, uid=page.uid))
        with CaptureQueriesContext(connection) as captured:
            guest.open(address(directory["sl"], what, uid=page.uid))
        return len(captured)

    links = [{"url": f"https://{n}.example.org", "label_sl": "", "label_it": ""} for n in range(3)]
    few = make_organisation(links=links[:1], topics=["kultura"])
    many = make_organisation(links=links, topics=["kultura", "mladi", "sport"])
    assert cost(few) == cost(many)
