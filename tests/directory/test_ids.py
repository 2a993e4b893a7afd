"""`/id/org/<uid>`: what an organisation is known by leads to it, or says what became of it."""

import uuid

import pytest

from directory.models import Entry
from tests.directory.organisations import make_organisation, twin_of

pytestmark = pytest.mark.django_db


def ask(client, page_or_uid, **headers):
    uid = getattr(page_or_uid, "uid", page_or_uid)
    return client.get(f"/id/org/{uid}", headers=headers)


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("", "sl"),
        ("it-IT,it;q=0.9,sl;q=0.5", "it"),
        ("de, it;q=0.3", "it"),
        ("en", "sl"),
        ("it;q=0, sl;q=0.1", "sl"),
        ("x" * 2000, "sl"),
    ],
)
def test_it_leads_to_the_page_in_the_readers_language(directory, client, asked, language):
    page = make_organisation(name_it="Associazione Uno")
    wanted = page if language == "sl" else twin_of(page)
    response = ask(client, page, accept_language=asked)
    assert (response.status_code, response.headers["Location"]) == (
        303,
        f"http://testserver{wanted.get_url()}",
    )
    assert {"Accept", "Accept-Language"} <= set(response.headers["Vary"].split(", "))
    assert response.cookies == {}


def test_it_leads_whoever_accepts_json_to_the_data(directory, client):
    page = make_organisation()
    response = ask(client, page, accept="application/json", accept_language="it")
    assert (response.status_code, response.headers["Location"]) == (
        303,
        f"http://testserver/api/hsds/it/organizations/{page.uid}",
    )
    browser = ask(client, page, accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert browser.headers["Location"] == f"http://testserver{page.get_url()}"


def test_a_merged_organisation_leads_to_the_other(directory, client):
    kept, merged = make_organisation(), make_organisation()
    Entry.objects.filter(uid=merged.uid).update(
        state="merged", merged_into=Entry.objects.get(uid=kept.uid), listed=False
    )
    response = ask(client, merged)
    assert (response.status_code, response.headers["Location"]) == (301, f"/id/org/{kept.uid}")


def test_a_gone_organisation_says_so_in_both_languages(directory, client):
    page = make_organisation()
    page.delete()
    response = ask(client, page, accept_language="it")
    assert response.status_code == 410
    body = response.content.decode()
    assert body.index('<section lang="it">') < body.index('<section lang="sl">')
    assert page.title not in body
    assert f'href="http://testserver{directory["it"].get_url()}"' in body


def test_a_paused_or_unknown_organisation_is_not_found(directory, client):
    page = make_organisation()
    page.unpublish()
    for uid in (page.uid, uuid.uuid4(), "1", "%00"):
        # Django's own LocaleMiddleware first tries the address with a language before it.
        assert client.get(f"/id/org/{uid}", follow=True).status_code == 404
