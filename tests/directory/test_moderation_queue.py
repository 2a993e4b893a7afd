"""The list of what people sent: who sees it, what it shows, what it can be narrowed to."""

import re
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from directory.moderation.waiting import waiting
from hubkit.intake import review
from hubkit.intake.models import Passage, State, Submission
from tests.directory.moderation_cases import INDEX, address, reviewer, submit, text_of
from tests.directory.organisations import make_organisation
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(directory, client):
    user = reviewer()
    client.force_login(user)
    return user


def names(client, **query) -> list[str]:
    """The organisations in the list, in its order."""
    html = client.get(reverse(INDEX), query or None).content.decode()
    return re.findall(r'title-wrapper">\s*<a href="[^"]+">([^<]+)</a>', html)


def wait(submission: Submission, days: int) -> Submission:
    at = timezone.now() - timedelta(days=days)
    Passage.objects.filter(submission=submission).update(at=at)
    return submission


@pytest.mark.parametrize("may", [True, False])
def test_only_those_who_may_change_submissions_see_any_of_it(directory, client, may):
    client.force_login(reviewer(may=may))
    submission = submit(official_name="Burja")
    home = reverse("wagtailadmin_home")
    for url in (reverse(INDEX), address(submission)):
        response = client.get(url)
        assert response.headers.get("Location") == (None if may else home)
    response = client.post(address(submission), {"action": "take"})
    assert response.headers["Location"] == (address(submission) if may else home)
    submission.refresh_from_db()
    assert submission.state == (State.IN_REVIEW if may else State.QUEUED)
    assert (reverse(INDEX) in client.get(home).content.decode()) == may


def test_an_empty_queue_says_that_nothing_waits(staff, client):
    staff.wagtail_userprofile.preferred_language = "en"
    staff.wagtail_userprofile.save()
    nothing = "Nothing waits for review."
    assert nothing in text_of(client.get(reverse(INDEX)))
    assert nothing not in text_of(client.get(reverse(INDEX), {"state": "spam"}))
    submit(official_name="Nova")
    listed = text_of(client.get(reverse(INDEX)))
    assert (nothing in listed, "since today" in listed, " 0 days" in listed) == (False, True, False)


def test_at_first_it_shows_what_waits_for_staff_the_oldest_first(staff, client):
    wait(submit(official_name="Nova"), 1)
    wait(submit(official_name="Stara"), 9)
    wait(submit(official_name="Moja", by=staff), 4)
    submit(official_name="Smeti", state=State.QUARANTINED)
    submit(official_name="Vrnjena", state=State.NEEDS_CHANGES)
    assert names(client) == ["Stara", "Moja", "Nova"]


def test_each_filter_narrows(staff, client):
    other = reviewer("druga")
    page = make_organisation(official_name="Čigra", settlement="", municipality="090")
    submit(official_name="Nova", municipality="050", by=staff)
    submit("change", target=page, official_name="Čigra", language="it", by=other)
    wait(submit(official_name="Stara", municipality="090"), 10)
    submit(official_name="Smeti", state=State.QUARANTINED)
    submit(official_name="Oglas", state=State.SPAM)
    assert names(client, kind="directory.change") == ["Čigra"]
    assert names(client, municipality="090") == ["Stara", "Čigra"]
    assert names(client, municipality="050") == ["Nova"]
    assert names(client, language="it") == ["Čigra"]
    assert names(client, age="7") == ["Stara"]
    assert names(client, assigned="me") == ["Nova"]
    assert names(client, assigned="nobody", state="waiting") == ["Stara"]
    assert names(client, state="quarantined") == ["Smeti"]
    assert names(client, state="spam") == ["Oglas"]


def test_a_search_finds_names_and_receipts_in_every_state(staff, client):
    page = make_organisation(official_name="Društvo Burja")
    one = submit(official_name="Zveza Šotor", name_it="Unione Tenda", state=State.REJECTED)
    submit("claim", target=page)
    assert names(client, q="otor") == ["Zveza Šotor"]
    assert names(client, q="tenda") == ["Zveza Šotor"]
    assert names(client, q="burja") == ["Društvo Burja"]
    assert names(client, q=one.receipt.lower()) == ["Zveza Šotor"]
    assert names(client, q="nobeno") == []


def test_a_row_tells_what_to_note(staff, client):
    submission = wait(submit(official_name="Burja", language="it", state=State.QUARANTINED), 12)
    submission.reasons = ["trap"]
    submission.duplicates = [
        {"by": "number", "uid": str(submission.pk), "score": 1.0},
        {"by": "do_not_list"},
    ]
    submission.save()
    with override("en"):
        staff.wagtail_userprofile.preferred_language = "en"
        staff.wagtail_userprofile.save()
        told = re.sub("<[^>]+>", " ", text_of(client.get(reverse(INDEX), {"state": "quarantined"})))
    for words in (
        "in Italian",
        "12 days",
        "asked not to be listed",
        "perhaps there already",
        "The field that people do not see was filled in",
        submission.receipt,
    ):
        assert words in " ".join(told.split())


def test_three_rows_cost_as_many_queries_as_one(staff, client):
    page = make_organisation()
    submit("change", target=page, official_name="Ena", by=staff)
    one = queries_of(client, reverse(INDEX))
    submit(official_name="Dve", by=reviewer("druga"), language="it")
    submission = submit("claim", target=make_organisation())
    submission.duplicates = [{"by": "name", "uid": str(page.uid), "score": 0.7}]
    submission.save()
    assert len(names(client)) == 3
    assert queries_of(client, reverse(INDEX)) == one


def rows_for(user):
    request = RequestFactory().get("/")
    request.user = user
    with override("en"):
        return {row.label: (row.count, row.urgent) for row in waiting(request)}


def test_the_start_page_tells_what_waits_and_when_it_is_late(staff):
    fresh = submit()
    submit(state=State.QUARANTINED)
    assert rows_for(staff) == {
        "Directory: to review": (1, False),
        "Directory: quarantined": (1, False),
    }
    wait(fresh, 7)
    assert rows_for(staff)["Directory: to review"] == (1, True)
    review.take(fresh, by=staff)
    assert rows_for(staff)["Directory: to review"] == (1, True)
    assert rows_for(reviewer("gost", may=False)) == {}
