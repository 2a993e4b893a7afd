"""Each filter of the report gives exactly the pairs it says."""

import datetime as dt
import itertools

import pytest
from django.urls import reverse
from django.utils import timezone

from hubkit.bilingual.models import PairState, Step
from tests.hubkit.conftest import pair_of
from tests.hubkit.test_report import rows_of, set_pair
from tests.specimens.models import MeetingPage, Slogan

pytestmark = pytest.mark.django_db


@pytest.fixture
def pairs(homes):
    """Two sections with a page each, by the first letter of their titles."""
    PairState.objects.all().delete()
    made = {}
    for section in ("Ana", "Bor"):
        top = homes["sl"].add_child(instance=MeetingPage(title=section, slug=section.lower()))
        below = MeetingPage(title=f"{section} spodaj", slug="spodaj")
        top.add_child(instance=below)
        made[section] = (pair_of(top), pair_of(below))
    return made


def titles(user, query) -> list[str]:
    return sorted(row.title for row in rows_of(user, query))


def test_by_section_in_whichever_language_it_began(pairs, superuser):
    key = pairs["Bor"][0].translation_key
    assert titles(superuser, f"section={key}") == ["Bor", "Bor spodaj"]


def test_by_a_section_that_is_not_there(pairs, superuser):
    assert len(titles(superuser, "section=x")) == 4


def test_by_type(pairs, homes, superuser):
    Slogan.objects.create(text="Skupaj", locale=homes["sl"].locale)
    assert titles(superuser, "type=specimens.slogan") == ["Skupaj"]
    assert len(titles(superuser, "type=specimens.meetingpage")) == 4


def test_by_state(pairs, superuser):
    (ana, below), (bor, _last) = pairs.values()
    set_pair(ana, step=Step.CHANGED)
    set_pair(below, step=Step.IN_STEP)
    set_pair(bor, step=Step.CHANGED, sent_at=timezone.now())
    assert titles(superuser, "state=changed") == ["Ana", "Bor"]
    assert titles(superuser, "state=in_step") == ["Ana spodaj"]
    assert titles(superuser, "state=untranslated") == ["Bor spodaj"]
    assert titles(superuser, "state=in_review") == ["Bor"]


@pytest.mark.parametrize(("age", "number"), [("7", 3), ("30", 2), ("90", 1), ("8", 4)])
def test_by_age(pairs, superuser, age, number):
    for pair, days in zip(itertools.chain(*pairs.values()), (1, 8, 31, 91), strict=True):
        set_pair(pair, since=timezone.now() - dt.timedelta(days=days))
    assert len(titles(superuser, f"age={age}")) == number


def test_by_who_sent_checked_or_owns_it(pairs, superuser, django_user_model):
    (ana, below), (bor, _last) = pairs.values()
    person = django_user_model.objects.create_user("mrossi", first_name="Maria", last_name="Rossi")
    set_pair(ana, checked_by=person)
    set_pair(below, sent_name="Maria Bianchi")
    MeetingPage.objects.filter(translation_key=bor.translation_key).update(owner=person)
    assert titles(superuser, "who=maria") == ["Ana", "Ana spodaj", "Bor"]
    assert titles(superuser, "who=mrossi") == ["Ana", "Bor"]
    assert titles(superuser, "who=nihče") == []
    assert titles(superuser, "who=Maria+Rossi") == ["Ana", "Bor"]
    assert titles(superuser, "who=Bianchi++maria") == ["Ana spodaj"]
    assert titles(superuser, "who=Maria+Verdi") == []


def test_by_words_of_either_title(pair, superuser):
    assert titles(superuser, "q=it-sest") == ["Sestanek"]
    assert titles(superuser, "q=SESTAN") == ["Sestanek"]
    assert titles(superuser, "q=ničesar") == []


def test_filters_go_together(pairs, superuser):
    ana, below = pairs["Ana"]
    set_pair(below, step=Step.CHANGED)
    key = ana.translation_key
    assert titles(superuser, f"section={key}&state=changed&q=ana") == ["Ana spodaj"]


def test_a_filtered_list_says_so_and_can_be_undone(pairs, client, superuser):
    client.force_login(superuser)
    address = reverse("hubkit_bilingual:report")
    response = client.get(f"{address}?state=untranslated&age=7")
    assert response.context["is_filtering"] is True
    assert len(client.get(f"{address}results/?state=untranslated").context["table"].data) == 4
