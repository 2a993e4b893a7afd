"""What staff see and do: whom to call, one entry and its owners, tasks, the page editor."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.test import RequestFactory
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from directory.life import staff
from directory.models import Contact, Entry, Owner, OwnerState
from tests.directory.organisations import make_organisation, twin_of
from tests.directory.owning import entry_of, make_owner, written
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

CALLS = reverse_lazy("directory_life:calls")


@pytest.fixture
def page(directory):
    return make_organisation(
        official_name="Društvo Burja", phone="+38656278500", contact_name="Ana Skrivna"
    )


@pytest.fixture
def entry(page):
    return overdue(page, 70)


@pytest.fixture(autouse=True)
def stones(settings, tmp_path):
    settings.DIRECTORY_TOMBSTONES = str(tmp_path / "stones.jsonl")


@pytest.fixture
def staff_client(client, superuser):
    client.force_login(superuser)
    return client


def overdue(page, days: int) -> Entry:
    entry = entry_of(page)
    entry.due_on = timezone.localdate() - dt.timedelta(days=days)
    entry.save()
    return entry


def life_of(entry: Entry) -> str:
    return reverse("directory_life:entry", args=[entry.uid])


def act(client, entry: Entry, action: str, **values):
    return client.post(life_of(entry), {"action": action, **values})


def test_the_list_says_why_and_whom_to_call(staff_client, entry):
    text = staff_client.get(CALLS).content.decode()
    assert 'href="tel:+38656278500"' in text
    assert "+386 5 627 85 00" in text
    assert life_of(entry) in text


def test_the_list_can_be_narrowed_to_a_reason(staff_client, entry):
    overdue(make_organisation(official_name="Zavod Sonce"), 800)
    found = {
        why: [
            name in staff_client.get(f"{CALLS}?why={why}").content.decode()
            for name in ("Društvo Burja", "Zavod Sonce")
        ]
        for why in ("overdue", "decide", "claim", "nonsense")
    }
    assert found == {
        "overdue": [True, False],
        "decide": [False, True],
        "claim": [False, False],
        "nonsense": [True, True],
    }


def test_the_list_costs_the_same_for_one_entry_and_for_three(staff_client, entry):
    one = queries_of(staff_client, CALLS)
    for _number in range(2):
        make_owner(page := make_organisation(phone="+38656278500"), state=OwnerState.INVITED)
        overdue(page, 70)
    assert queries_of(staff_client, CALLS) == one


def test_a_confirmation_by_telephone_is_in_the_ledger(staff_client, superuser, entry):
    response = act(staff_client, entry, "phone", note="ga. Ana, tajnica", next=str(CALLS))
    assert response["Location"] == CALLS
    row = entry.assurances.first()
    assert (row.kind, row.user, row.note) == ("phone", superuser, "ga. Ana, tajnica")
    entry.refresh_from_db()
    assert entry.freshness == "fresh"


def test_the_way_back_leads_to_no_other_site(staff_client, entry):
    for there in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        assert act(staff_client, entry, "phone", next=there)["Location"] == life_of(entry)


def test_7_2_pausing_takes_the_page_from_the_web_until_it_is_published(staff_client, page, entry):
    act(staff_client, entry, "pause")
    page.refresh_from_db()
    entry.refresh_from_db()
    assert (page.live, twin_of(page).live, entry.listed, entry.state) == (
        False,
        False,
        False,
        "open",
    )
    page.get_latest_revision().publish()
    assert entry_of(page).listed


@pytest.mark.parametrize(
    ("before", "action", "after"),
    [
        ("invited", "accept", "active"),
        ("invited", "refuse", "revoked"),
        ("active", "revoke", "revoked"),
        ("active", "suspend", "suspended"),
        ("active", "returned", "suspended"),
        ("active", "resend", "active"),
        ("suspended", "accept", "active"),
        ("suspended", "revoke", "revoked"),
        ("revoked", "accept", "active"),
        ("active", "accept", "active"),
        ("revoked", "resend", "revoked"),
    ],
)
def test_what_staff_do_to_an_owner(staff_client, page, entry, before, action, after):
    owner = make_owner(page, state=before)
    act(staff_client, entry, action, owner=owner.pk)
    owner.refresh_from_db()
    assert owner.state == after


def test_what_may_not_be_done_is_not_done(staff_client, page, entry):
    owner = make_owner(page, state=OwnerState.REVOKED)
    act(staff_client, entry, "resend", owner=owner.pk)
    assert written() == []


def test_an_owner_of_another_entry_is_not_touched(staff_client, entry):
    owner = make_owner(make_organisation())
    act(staff_client, entry, "revoke", owner=owner.pk)
    owner.refresh_from_db()
    assert owner.state == OwnerState.ACTIVE


def test_staff_let_somebody_in_whom_they_spoke_to(staff_client, entry):
    act(staff_client, entry, "add_owner", email="Nova@Example.org", name="Nova", language="it")
    owner = Owner.objects.get()
    assert (owner.email, owner.state, owner.language) == ("nova@example.org", "active", "it")
    assert [to for to, _subject in written()] == ["nova@example.org"]


def test_a_wrong_address_is_told_at_the_field(staff_client, entry):
    response = act(staff_client, entry, "add_owner", email="nova", language="it")
    assert (response.status_code, Owner.objects.count()) == (200, 0)
    assert 'value="nova"' in response.content.decode()


def test_7_4_one_click_hides_and_erases_contacts(staff_client, page, entry):
    act(staff_client, entry, "erase_people")
    assert not Contact.objects.filter(page__translation_key=page.uid).exists()


def test_staff_take_an_entry_out(staff_client, entry):
    act(staff_client, entry, "end", state="gone", do_not_list="on")
    entry.refresh_from_db()
    assert (entry.state, entry.page) == ("gone", None)
    assert staff_client.get(life_of(entry)).status_code == 200


def test_a_merge_needs_an_heir(staff_client, entry):
    response = act(staff_client, entry, "end", state="merged")
    entry.refresh_from_db()
    assert (response.status_code, entry.state) == (200, "open")


def test_who_may_not_change_entries_sees_nothing(client, django_user_model, entry):
    user = django_user_model.objects.create_user("nova-urednica", "u@example.org", "geslo")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    for address in (CALLS, life_of(entry), reverse("directory_life:quality")):
        assert client.get(address).status_code == 302
    assert act(client, entry, "phone").status_code == 302
    assert entry.assurances.count() == 1
    request = RequestFactory().get("/")
    request.user = user
    assert list(staff.tasks(request)) == []
    assert list(staff.header_buttons(entry.page, user, "edit")) == []


def test_curators_and_their_rights_are_enough(client, django_user_model, entry):
    user = django_user_model.objects.create_user("nova-kuratorka", "k@example.org", "geslo")
    for codename in ("access_admin", "change_entry"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(user)
    assert act(client, entry, "phone")["Location"] == life_of(entry)
    assert entry.assurances.count() == 2
    # Taking a page from the web asks for the right to the page as well.
    act(client, entry, "pause")
    entry.page.refresh_from_db()
    assert entry.page.live


def test_tasks_count_and_lead_to_the_list(page, entry, superuser):
    make_owner(page, state=OwnerState.INVITED)
    request = RequestFactory().get("/")
    request.user = superuser
    found = {
        task.url.partition("why=")[2]: (task.count, task.urgent) for task in staff.tasks(request)
    }
    assert found == {
        "claim": (1, True),
        "contact": (0, True),
        "overdue": (1, False),
        "no-owner": (1, False),
        "dormant": (0, False),
        "decide": (0, False),
    }


def test_the_page_editor_leads_to_the_owners(staff_client, page, entry):
    response = staff_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert life_of(entry) in response.content.decode()


def test_the_menu_of_reports_has_both(staff_client):
    text = staff_client.get(reverse("wagtailadmin_home")).content.decode()
    assert [reverse(f"directory_life:{name}") in text for name in ("calls", "quality")] == [
        True
    ] * 2
