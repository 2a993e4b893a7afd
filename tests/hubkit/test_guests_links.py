"""The link itself: who makes and revokes it, how long it opens, and what is kept of its guest."""

import datetime as dt
import hashlib
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from hubkit.bilingual.guests.links import (
    LinkClosedError,
    find_link,
    hold_open,
    link_of,
    purge,
    revoke,
)
from hubkit.bilingual.models import LinkState, TranslatorLink
from hubkit.outbox.models import Message
from tests.hubkit.conftest import pair_of
from tests.hubkit.guest import MODERATOR, address, make, member
from tests.pages import make_page
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LOCAL = ZoneInfo("Europe/Ljubljana")
ROLES = {"reader": (), "editor": ("add_page", "change_page"), "moderator": MODERATOR}
FIELDS = {"name": "Ana Gost", "email": "ana@example.org", "language": "it", "days": "14"}


@pytest.fixture
def fresh_pair(meeting):
    return pair_of(meeting)


@pytest.fixture
def vida(homes):
    return member("vida", *homes.values())


def test_the_token_is_stored_as_a_hash_only(fresh_pair, vida):
    link, token = make(fresh_pair, vida)
    row = TranslatorLink.objects.values().get()
    assert row["token_hash"] == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(row)
    assert len(token) == 43
    assert find_link(token) == link
    assert find_link(row["token_hash"]) is None
    assert find_link(token[:-1]) is None


def test_nothing_is_kept_of_a_guest_but_what_the_moderator_wrote_and_a_day(
    fresh_pair, vida, client
):
    _link, token = make(fresh_pair, vida)
    client.get(address("translate", token), headers={"User-Agent": "Brskalnica/1"})
    assert {field.name for field in TranslatorLink._meta.get_fields()} == {
        *("id", "pair", "name", "email", "language", "token_hash", "created_by", "created_at"),
        *("expires_at", "revoked_at", "last_used_at", "sent_at"),
    }
    row = TranslatorLink.objects.values().get()
    assert not {"127.0.0.1", "Brskalnica/1"} & set(map(str, row.values()))
    assert set(client.cookies) == {"csrftoken"}


@pytest.mark.parametrize("days", [3, 14])
def test_a_link_opens_through_its_last_day(fresh_pair, vida, days):
    # Across the change to summer time, 29 March 2026.
    with time_machine.travel(dt.datetime(2026, 3, 27, 10, tzinfo=LOCAL), tick=False):
        link, token = make(fresh_pair, vida, days=days)
    last = dt.date(2026, 3, 27) + dt.timedelta(days=days)
    assert link.last_day == last
    end = dt.datetime.combine(last, dt.time(23, 59, 59), tzinfo=LOCAL)
    with time_machine.travel(end, tick=False):
        assert find_link(token) == link
    with time_machine.travel(end + dt.timedelta(seconds=1), tick=False):
        assert find_link(token) is None
        assert link_of(token).state == LinkState.EXPIRED


def test_a_revoked_link_opens_no_more(fresh_pair, vida):
    link, token = make(fresh_pair, vida)
    other, other_token = make(fresh_pair, vida)
    revoke(link, vida)
    first = link_of(token).revoked_at
    revoke(link_of(token), vida)
    assert (find_link(token), find_link(other_token)) == (None, other)
    assert (link_of(token).state, link_of(token).revoked_at) == (LinkState.REVOKED, first)


def leave(user):
    user.is_active = False
    user.save()


GONE = {
    "no account": lambda user: user.delete(),
    "closed account": leave,
    "no rights": lambda user: user.groups.clear(),
}


@pytest.mark.parametrize("how", GONE)
def test_a_link_does_not_outlive_its_makers_right_to_publish(
    fresh_pair, vida, superuser, client, how
):
    _link, token = make(fresh_pair, vida)
    link = link_of(token)
    GONE[how](vida)
    assert (find_link(token), link_of(token).state) == (None, LinkState.REVOKED)
    with pytest.raises(LinkClosedError), transaction.atomic():
        hold_open(link)
    answer = client.get(address("translate", token))
    assert answer.status_code == 410
    assert ("vida@example.org" in answer.text) is (how == "no rights")
    client.force_login(superuser)
    page = client.get(reverse("hubkit_bilingual:links", args=[fresh_pair.pk]))
    assert [each.state for each in page.context["links"]] == [LinkState.REVOKED]
    assert "/revoke/" not in page.text


def test_the_list_asks_the_same_for_one_link_as_for_three(fresh_pair, vida, client):
    client.force_login(vida)
    index = reverse("hubkit_bilingual:links", args=[fresh_pair.pk])
    make(fresh_pair, vida)
    one = queries_of(client, index)
    for name in ("Druga", "Tretja"):
        make(fresh_pair, vida, name=name)
    assert queries_of(client, index) == one


def test_a_link_goes_with_its_page(fresh_pair, vida, meeting):
    _link, token = make(fresh_pair, vida)
    for page in [*meeting.get_translations(), meeting]:
        page.delete()
    assert find_link(token) is None


@pytest.mark.parametrize("where", ["in", "out"])
@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_publish_the_target_makes_and_revokes(homes, superuser, client, role, where):
    section = make_page(homes["sl"], "Razdelek")
    pages = section.get_translations(inclusive=True) if where == "in" else []
    user = member(role, *pages, rights=ROLES[role])
    pair = pair_of(make_page(section, "Stran"))
    link, token = make(pair, superuser)
    allowed = role == "moderator" and where == "in"
    client.force_login(user)
    index = reverse("hubkit_bilingual:links", args=[pair.pk])
    assert ("Ana Gost" in client.get(index).text) is allowed
    client.post(index, FIELDS)
    assert TranslatorLink.objects.filter(created_by=user).exists() is allowed
    client.post(reverse("hubkit_bilingual:revoke_link", args=[pair.pk, link.pk]))
    assert (find_link(token) is None) is allowed
    if not allowed:
        for refused in (lambda: make(pair, user), lambda: revoke(link, user)):
            with pytest.raises(PermissionDenied):
                refused()


def test_a_link_is_revoked_under_its_own_pair_only_and_by_post(fresh_pair, vida, homes, client):
    other = pair_of(make_page(homes["sl"], "Druga"))
    link, token = make(fresh_pair, vida)
    client.force_login(vida)
    client.post(reverse("hubkit_bilingual:revoke_link", args=[other.pk, link.pk]))
    client.get(reverse("hubkit_bilingual:revoke_link", args=[fresh_pair.pk, link.pk]))
    assert find_link(token) == link


def test_the_link_is_shown_once_and_mailed_in_the_guests_language(fresh_pair, vida, client):
    index = reverse("hubkit_bilingual:links", args=[fresh_pair.pk])
    with time_machine.travel(dt.datetime(2026, 12, 1, 10, tzinfo=LOCAL), tick=False):
        client.force_login(vida)
        made = client.post(index, FIELDS)
        again = client.get(index)
    link_address = made.context["made"]["address"]
    token = link_address.rstrip("/").rsplit("/", 1)[1]
    assert f'value="{link_address}"' in made.text
    assert made.headers["Cache-Control"].count("no-store") == 1
    assert link_of(token).name == "Ana Gost"
    assert token not in again.text
    mail = Message.objects.get().content
    assert (mail["to"], mail["reply_to"]) == (["ana@example.org"], ["vida@example.org"])
    assert mail["headers"]["Content-Language"] == "it"
    assert link_address in mail["body"]
    assert "15\u00a0dicembre\u00a02026" in mail["body"]
    assert "Vida Zgled" in mail["body"]


def test_without_an_address_no_mail_goes_out(fresh_pair, vida, client):
    client.force_login(vida)
    index = reverse("hubkit_bilingual:links", args=[fresh_pair.pk])
    made = client.post(index, FIELDS | {"email": ""})
    assert made.context["made"]["mailed"] is False
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    "wrong", [{"days": "90"}, {"name": ""}, {"email": "ana"}, {"language": "de"}]
)
def test_a_wrong_invitation_makes_nothing(fresh_pair, vida, client, wrong):
    client.force_login(vida)
    index = reverse("hubkit_bilingual:links", args=[fresh_pair.pk])
    assert list(client.post(index, FIELDS | wrong).context["form"].errors) == list(wrong)
    assert TranslatorLink.objects.count() == Message.objects.count() == 0


def test_the_list_tells_the_state_of_each_link(fresh_pair, vida, client):
    for name in ("Prva", "Druga", "Tretja"):
        make(fresh_pair, vida, name=name)
    links = {link.name: link for link in TranslatorLink.objects.all()}
    revoke(links["Druga"], vida)
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    TranslatorLink.objects.filter(name="Tretja").update(expires_at=yesterday)
    client.force_login(vida)
    page = client.get(reverse("hubkit_bilingual:links", args=[fresh_pair.pk]))
    assert {link.name: link.state.value for link in page.context["links"]} == {
        "Prva": "open",
        "Druga": "revoked",
        "Tretja": "expired",
    }
    buttons = [name for name, link in links.items() if f"/links/{link.pk}/revoke/" in page.text]
    assert buttons == ["Prva"]


def test_closed_links_are_forgotten_after_a_while(fresh_pair, vida):
    now = dt.datetime.now(dt.UTC)
    for name, closed in (("Stara", 91), ("Novejša", 89)):
        link, _token = make(fresh_pair, vida, name=name)
        TranslatorLink.objects.filter(pk=link.pk).update(expires_at=now - dt.timedelta(days=closed))
    link, _token = make(fresh_pair, vida, name="Preklicana")
    TranslatorLink.objects.filter(pk=link.pk).update(revoked_at=now - dt.timedelta(days=91))
    make(fresh_pair, vida, name="Odprta")
    told = StringIO()
    call_command("purge_translator_links", stdout=told)
    assert told.getvalue() == "Translators' links deleted: 2\n"
    left = TranslatorLink.objects.order_by("pk").values_list("name", flat=True)
    assert list(left) == ["Novejša", "Odprta"]
    assert purge(88) == 1
