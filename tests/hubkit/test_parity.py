"""The figure of both languages: right, cheap, in good grammar, and public only if wanted."""

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from hubkit.bilingual.models import LanguagePolicy, PairState, Step
from hubkit.bilingual.parity import Parity, parity
from tests.hubkit.conftest import pair_of
from tests.specimens.models import MeetingPage, Slogan

pytestmark = pytest.mark.django_db


@pytest.fixture
def four(homes):
    """Four public pages: two in step, one changed, one not translated."""
    PairState.objects.all().delete()
    cache.clear()
    for number, step in enumerate([Step.IN_STEP, Step.IN_STEP, Step.CHANGED, Step.UNTRANSLATED]):
        page = MeetingPage(title=f"Stran {number}", slug=f"stran-{number}")
        homes["sl"].add_child(instance=page)
        PairState.objects.filter(pk=pair_of(page).pk).update(step=step)
    yield
    cache.clear()


def test_public_pages_are_counted_in_one_query(four, homes):
    homes["sl"].add_child(instance=MeetingPage(title="Osnutek", slug="osnutek", live=False))
    Slogan.objects.create(text="Skupaj", locale=homes["sl"].locale)
    with CaptureQueriesContext(connection) as captured:
        found = parity()
    assert (found, len(captured)) == (Parity(in_step=2, changed=1, untranslated=1), 1)
    assert (found.total, found.percent) == (4, 50)


@pytest.mark.parametrize(
    ("counts", "percent"), [((0, 0, 0), 100), ((999, 1, 0), 99), ((0, 0, 3), 0), ((3, 0, 0), 100)]
)
def test_a_hundred_per_cent_means_every_page(counts, percent):
    assert Parity(*counts).percent == percent


def test_the_sentence_follows_the_number():
    with translation.override("en"):
        assert str(Parity(1, 2, 0)) == "1 page of 3 is in step in both languages."
        assert str(Parity(2, 1, 0)) == "2 pages of 3 are in step in both languages."


def shown() -> str:
    return Template("{% load bilingual %}{% language_parity %}").render(Context()).strip()


def test_readers_are_told_only_where_staff_have_said_so(four):
    assert shown() == ""
    LanguagePolicy.objects.update_or_create(defaults={"show_parity": True})
    with translation.override("sl"):
        assert shown() == f'<p class="language-parity">{Parity(2, 1, 1)}</p>'
    with translation.override("it"):
        assert shown() == f'<p class="language-parity">{Parity(2, 1, 1)}</p>'


def test_the_public_figure_is_counted_once_for_some_minutes(four):
    LanguagePolicy.objects.update_or_create(defaults={"show_parity": True})
    shown()
    with CaptureQueriesContext(connection) as captured:
        shown()
    assert [query["sql"] for query in captured if "pairstate" in query["sql"]] == []


def test_the_start_of_the_admin_has_the_gauge(four, client, superuser):
    client.force_login(superuser)
    text = client.get(reverse("wagtailadmin_home")).text
    start = text.index('class="language-gauge"')
    gauge = text[start : text.index("</section>", start)]
    assert 'class="language-gauge__done" width="50%"' in gauge
    report = reverse("hubkit_bilingual:report")
    assert [f'href="{report}?state={step}"' in gauge for step in ("changed", "untranslated")] == [
        True,
        True,
    ]
    assert "style=" not in gauge


def test_who_edits_no_page_is_shown_no_gauge(four, client, django_user_model):
    user = django_user_model.objects.create_user("kdo", "kdo@example.org", "geslo")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    text = client.get(reverse("wagtailadmin_home")).text
    assert ("language-tasks__none" in text, "language-gauge" in text) == (True, False)
