"""What the link shows and takes, and that it leads nowhere else."""

import datetime as dt
import logging

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Page, Revision
from wagtail_localize.models import StringTranslation

from hubkit.bilingual.guests.links import link_of, revoke
from hubkit.bilingual.guests.views import translate
from hubkit.bilingual.models import PairState, Term, TranslatorLink
from tests.hubkit.conftest import pair_of, translate_all
from tests.hubkit.guest import address, filled, form_of, make, member, text_of
from tests.pages import body_of, make_page
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "strict-origin",
    "Content-Language": "it",
}


@pytest.fixture
def meeting(homes):
    """A live page of the site's own type, which has a template; its Italian version an alias."""
    page = make_page(homes["sl"], "Sestanek", lead="Pridite.")
    page.save_revision().publish()
    return Page.objects.get(pk=page.pk).specific


@pytest.fixture
def fresh_pair(meeting):
    return pair_of(meeting)


@pytest.fixture
def vida(homes):
    return member("vida", *homes.values())


@pytest.fixture
def token(fresh_pair, vida):
    return make(fresh_pair, vida)[1]


def stored() -> QuerySet[StringTranslation]:
    """Return what is stored of the translation that a guest was invited to."""
    keys = TranslatorLink.objects.values("pair__translation_key")
    return StringTranslation.objects.filter(context__object_id__in=keys)


def words() -> list[str]:
    return sorted(stored().values_list("data", flat=True))


def expire(token: str) -> None:
    past = dt.datetime(2026, 1, 2, 23, tzinfo=dt.UTC)
    TranslatorLink.objects.filter(pk=link_of(token).pk).update(expires_at=past)


def withdraw(token: str) -> None:
    link = link_of(token)
    revoke(link, link.created_by)


def test_it_shows_both_languages_side_by_side(client, token, fresh_pair):
    page = client.get(address("translate", token))
    soup = BeautifulSoup(page.content, "html.parser")
    assert soup.html["lang"] == "it"
    assert {name: page.headers[name] for name in HEADERS} == HEADERS
    originals = [each.text.strip() for each in soup.select(".desk-source .desk-text[lang=sl]")]
    assert originals == ["Sestanek", "Pridite."]
    assert len(soup.select("textarea[lang=it]")) == 2
    assert "Ana Gost" in soup.h1.parent.text
    assert "Vida Zgled" in soup.h1.parent.text
    assert "vida@" not in page.text


def test_it_is_in_the_language_of_the_link(client, fresh_pair, vida):
    _link, token = make(fresh_pair, vida, language="sl")
    page = client.get(address("translate", token), headers={"Accept-Language": "it"})
    assert BeautifulSoup(page.content, "html.parser").html["lang"] == "sl"
    assert page.headers["Content-Language"] == "sl"


def test_looking_changes_nothing_but_the_day_of_the_last_visit(client, token, fresh_pair):
    client.get(address("translate", token))

    def everything():
        pair = PairState.objects.filter(pk=fresh_pair.pk).values().get()
        return pair, words(), Revision.objects.count(), list(Page.objects.values("live", "title"))

    before, link = everything(), TranslatorLink.objects.values().get()
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=2), tick=False):
        for name in ("translate", "send", "preview", "save_row"):
            client.get(address(name, token))
    assert everything() == before
    after = TranslatorLink.objects.values().get()
    assert after.pop("last_used_at") - link.pop("last_used_at") == dt.timedelta(days=2)
    assert after == link


def test_it_opens_nothing_of_the_admin(client, token, fresh_pair, meeting):
    client.get(address("translate", token))
    client.post(address("translate", token), filled(client, token))
    target = meeting.get_translations().get()
    walk = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[meeting.get_parent().pk]),
        reverse("wagtailadmin_pages:edit", args=[meeting.pk]),
        reverse("wagtailadmin_pages:edit", args=[target.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[meeting.pk]),
        reverse("wagtailadmin_pages:history", args=[target.pk]),
        reverse("wagtailimages:index"),
        reverse("wagtaildocs:index"),
        reverse("wagtailusers_users:index"),
        reverse("wagtailsnippets:index"),
        reverse("wagtail_localize:translations_report"),
        reverse("hubkit_bilingual:report"),
        reverse("hubkit_bilingual:desk", args=[fresh_pair.pk]),
        reverse("hubkit_bilingual:desk_row", args=[fresh_pair.pk]),
        reverse("hubkit_bilingual:links", args=[fresh_pair.pk]),
        reverse("outbox:index"),
    ]
    login = reverse("wagtailadmin_login")
    for visit in (client.get, client.post):
        led = {url: visit(url) for url in walk}
        assert {url: answer.status_code for url, answer in led.items()} == dict.fromkeys(walk, 302)
        assert {answer.url.split("?")[0] for answer in led.values()} == {login}


def test_a_page_out_of_the_pair_is_not_told_of(client, token, homes):
    make_page(homes["sl"], "Skrivna stran", live=False)
    assert "Skrivna" not in client.get(address("translate", token)).text


def test_the_memory_offers_the_same_sentence_and_none_that_is_only_like_it(client, token, homes):
    hidden = make_page(homes["sl"], "Prejem", lead="Pridite.", live=False)
    like = make_page(homes["sl"], "Sestanki", lead="Pridite!", live=False)
    for page, prefix in ((hidden, "ista-"), (like, "skrito-")):
        translate_all(pair_of(page), prefix)
    page = client.get(address("translate", token))
    offers = [offer.text for row in page.context["sheet"].rows for offer in row.offers]
    assert offers == ["ista-Pridite."]
    assert "skrito-" not in page.text


def test_terms_are_told_without_the_editors_notes(client, token):
    Term.objects.create(sl="sestanek", it="riunione", note="Potrdi s Comunità")
    page = client.get(address("translate", token))
    hints = [hint for row in page.context["sheet"].rows for hint in row.hints]
    assert [(hint.translation, hint.note) for hint in hints] == [("riunione", "")]
    assert "Comunità" not in page.text


def test_a_note_for_translators_is_told_in_the_links_language(client, token):
    Term.objects.create(sl="sestanek", it="riunione", note_sl="ne »zbor«", note_it="non «zbor»")
    soup = BeautifulSoup(client.get(address("translate", token)).content, "html.parser")
    assert [each.text for each in soup.select(".desk-term-note")] == ["non «zbor»"]


def test_links_lead_to_the_guests_own_pages_only(client, token):
    soup = BeautifulSoup(client.get(address("translate", token)).content, "html.parser")
    own = address("translate", token)
    assert {each["href"] for each in soup.select("a[href]")} == {address("preview", token)}
    assert soup.form["action"] == own
    assert not [each for each in soup.select("[src], link[href]") if token in str(each)]
    assert not soup.select("[style], style, script:not([src])")


def test_an_unknown_link_is_told_in_both_languages(token):
    answer = translate(RequestFactory().get("/"), token[:-1] + "~")
    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 404
    assert [each["lang"] for each in soup.select("section[lang]")] == ["sl", "it"]
    assert "Sestanek" not in answer.text


@pytest.mark.parametrize("close", [expire, withdraw])
def test_a_closed_link_says_whom_to_ask_in_both_languages(client, token, close):
    close(token)
    for name in ("translate", "send", "preview", "save_row"):
        answer = client.get(address(name, token))
        soup = BeautifulSoup(answer.content, "html.parser")
        assert answer.status_code == 410
        assert answer.headers["Content-Language"] == "sl, it"
        sides = soup.select("section[lang]")
        assert [each["lang"] for each in sides] == ["sl", "it"]
        asked = [each.select_one("a[href^=mailto]")["href"] for each in sides]
        assert asked == ["mailto:vida@example.org"] * 2
        assert "Sestanek" not in answer.text


def test_an_expired_link_tells_its_last_day_as_each_language_writes_it(client, token):
    expire(token)
    told = text_of(client.get(address("translate", token))).replace("\u00a0", " ")
    assert "2. januarja 2026" in told
    assert "2 gennaio 2026" in told


@pytest.mark.parametrize("close", [expire, withdraw])
def test_what_was_written_is_given_back_where_the_link_closed_meanwhile(client, token, close):
    fields = filled(client, token, "Riunione & <b>altro</b>")
    close(token)
    answer = client.post(address("translate", token), fields)
    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 410
    assert [each.text.strip() for each in soup.select("textarea[readonly]")] == [
        "Riunione & <b>altro</b>"
    ] * 2
    assert words() == []


def test_what_was_written_is_given_back_where_the_form_is_not_confirmed(token):
    stranger = Client(enforce_csrf_checks=True)
    fields = filled(stranger, token, "Riunione")
    del stranger.cookies["csrftoken"]
    answer = stranger.post(address("translate", token), fields)
    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 403
    assert [each.text.strip() for each in soup.select("textarea[readonly]")] == ["Riunione"] * 2
    assert words() == []


def test_a_form_with_its_cookie_is_stored(token):
    guest = Client(enforce_csrf_checks=True)
    answer = guest.post(address("translate", token), filled(guest, token, "Riunione"))
    assert answer.url == f"{address('translate', token)}?saved"
    assert words() == ["Riunione", "Riunione"]


def test_saving_stores_under_no_account_and_publishes_nothing(client, token, meeting):
    fields = filled(client, token, "Riunione")
    checked = next(name for name in fields if name.startswith("text-")).replace("text", "checked")
    client.post(address("translate", token), fields | {checked: "1"})
    found = stored().values_list("last_translated_by", "segment_check__name")
    assert sorted(found, key=str) == [(None, "Ana Gost"), (None, None)]
    target = meeting.get_translations().get()
    assert (target.title, target.alias_of_id) == ("Sestanek", meeting.pk)
    again = form_of(client, token)
    assert [again[name] for name in again if name.startswith("text-")] == ["Riunione"] * 2


def test_a_row_is_stored_by_itself(client, token):
    fields = form_of(client, token)
    name = next(name for name in fields if name.startswith("text-"))
    row = fields | {name: "Riunione", "row": name.removeprefix("text-")}
    answer = client.post(address("save_row", token), row).json()
    assert {key: answer[key] for key in ("status", "done", "total")} == {
        "status": "saved",
        "done": 1,
        "total": 2,
    }
    withdraw(token)
    late = client.post(
        address("save_row", token),
        row | {name: "Convegno"},
        headers={"Accept": "application/json"},
    )
    assert (late.status_code, late.json()["status"]) == (410, "refused")
    assert words() == ["Riunione"]


def test_a_locked_page_takes_nothing_and_loses_nothing(client, token, meeting):
    fields = filled(client, token, "Riunione")
    Page.objects.filter(pk=meeting.get_translations().get().pk).update(locked=True)
    answer = client.post(address("translate", token), fields)
    assert "Riunione" in answer.text
    assert words() == []
    fields_left = {name.partition("-")[0] for name in form_of(client, token)}
    assert fields_left == {"csrfmiddlewaretoken", "was"}


def test_a_token_is_in_no_log_of_ours(token, caplog):
    stranger = Client(enforce_csrf_checks=True)
    with caplog.at_level(logging.DEBUG):
        stranger.post(address("translate", token), {"text-1-1": "Riunione"})
        withdraw(token)
        stranger.get(address("translate", token))
    ours = [each.getMessage() for each in caplog.records if not each.name.startswith("django.db")]
    assert [message for message in ours if token in message] == []


@pytest.mark.parametrize(
    ("status", "fields", "failing"),
    [
        (400, {"row": ""}, None),
        (400, dict.fromkeys(map(str, range(20)), "x"), None),
        (410, {"row": "1"}, Http404),
        (410, {"row": "1"}, PermissionDenied),
        (500, {"row": "1"}, RuntimeError),
    ],
    ids=["no row", "too many fields", "not found", "denied", "broken"],
)
def test_a_failure_is_told_and_logged_without_the_token(
    client, token, settings, monkeypatch, caplog, status, fields, failing
):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10

    def fail(request, sheet):
        raise failing(request.path)

    if failing:
        monkeypatch.setattr("hubkit.bilingual.guests.views.answer_row", fail)
    with caplog.at_level(logging.DEBUG):
        answer = client.post(address("save_row", token), fields)
        script = client.post(
            address("save_row", token), fields, headers={"Accept": "application/json"}
        )
    assert [answer.status_code, script.status_code] == [status] * 2
    assert script.json()["status"] == "refused"
    sealed = {name: answer.headers[name] for name in HEADERS if name != "Content-Language"}
    assert sealed.items() <= HEADERS.items()
    ours = [each for each in caplog.records if not each.name.startswith("django.db")]
    logged = [each.getMessage() + str(each.exc_info) + str(each.args) for each in ours]
    assert [text for text in logged if token in text] == []
    assert len([text for text in logged if "RuntimeError" in text]) == 2 * (status == 500)


def test_the_preview_shows_the_saved_words_and_no_admin(client, token, superuser):
    client.post(address("translate", token), filled(client, token, "Riunione"))
    client.force_login(superuser)
    page = client.get(address("preview", token))
    assert (page.status_code, {name: page.headers[name] for name in HEADERS}) == (200, HEADERS)
    assert "Riunione" in page.text
    assert "wagtail-userbar" not in page.text
    assert "/admin/" not in page.text


def test_one_text_or_thirty_take_the_same_queries(client, homes, vida):
    addresses = []
    for many in (1, 30):
        page = make_page(homes["sl"], f"Stran {many}", lead="Uvod")
        texts = "".join(f"<p>Odstavek {number} od {many}.</p>" for number in range(many))
        page = body_of(page, ("text", texts))
        page.save_revision().publish()
        addresses.append(address("translate", make(pair_of(page), vida)[1]))
    one, thirty = (queries_of(client, each) for each in addresses)
    assert one == thirty
