"""What waits for whom: each row counts what its link lists, and only what the person may do."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import GroupApprovalTask, GroupPagePermission, Workflow, WorkflowTask

from hubkit.bilingual import staff_tasks as tasks_of_all
from hubkit.bilingual.models import EditorialReview, LanguageReview, PairState, Step
from hubkit.bilingual.staff_tasks import StaffTask, staff_tasks
from hubkit.bilingual.waiting import waiting
from tests.hubkit.conftest import pair_of
from tests.hubkit.test_report import rows_of, set_pair
from tests.specimens.models import MeetingPage

pytestmark = pytest.mark.django_db

TRANSLATOR = ("change_page",)
MODERATOR = ("change_page", "publish_page")


@pytest.fixture(autouse=True)
def empty(homes):
    """Nothing waits but what a test makes."""
    PairState.objects.all().delete()


@pytest.fixture
def person(homes, django_user_model):
    """Make a person who translates, with rights at the pages of these languages."""

    def make(name, codenames, languages=("sl", "it")):
        group = Group.objects.create(name=name)
        group.permissions.set(
            Permission.objects.filter(codename__in=("access_admin", "submit_translation"))
        )
        for language in languages:
            for permission in Permission.objects.filter(codename__in=codenames):
                GroupPagePermission.objects.create(
                    group=group, page=homes[language], permission=permission
                )
        user = django_user_model.objects.create_user(name, f"{name}@example.org", "geslo")
        user.groups.add(group)
        return django_user_model.objects.get(pk=user.pk)

    return make


def meeting(homes, title="Sestanek", **values) -> MeetingPage:
    page = MeetingPage(title=title, slug=title.lower(), **values)
    homes["sl"].add_child(instance=page)
    return page


def counts(user) -> dict[str, int]:
    """Return what waits, by the name in the link; each link lists as many pairs."""
    request = RequestFactory().get("/")
    request.user = user
    found = {}
    for task in waiting(request):
        query = task.url.partition("?")[2]
        assert len(rows_of(user, query)) == task.count, query
        if task.count:
            found[query.partition("=")[2]] = task.count
    return found


def start(instance, task, user, groups=()):
    workflow = Workflow.objects.create(name="Potek")
    task.groups.set(groups)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    instance.save_revision()
    return workflow.start(instance, user)


def test_public_pages_out_of_step_wait_for_translators(homes, person):
    for number, step in enumerate([Step.IN_STEP, Step.CHANGED, Step.UNTRANSLATED]):
        set_pair(pair_of(meeting(homes, f"Stran{number}")), step=step)
    meeting(homes, "Osnutek", live=False)
    assert counts(person("oba", TRANSLATOR)) == {"translate": 2}


def test_a_translation_waits_for_whoever_may_open_its_desk(homes, person):
    meeting(homes)
    assert counts(person("sl", TRANSLATOR, ["sl"])) == {}
    assert counts(person("it", TRANSLATOR, ["it"])) == {}
    assert counts(person("oba", TRANSLATOR)) == {"translate": 1}


def test_nothing_waits_for_whoever_does_not_translate(homes, person, django_user_model):
    meeting(homes)
    user = person("pisec", TRANSLATOR)
    user.groups.get().permissions.remove(Permission.objects.get(codename="submit_translation"))
    assert counts(django_user_model.objects.get(pk=user.pk)) == {}


def test_a_page_type_of_one_language_waits_only_once_it_is_translated(homes, person, monkeypatch):
    pair = pair_of(meeting(homes))
    monkeypatch.setattr(MeetingPage, "language_policy", "single", raising=False)
    user = person("oba", TRANSLATOR)
    assert counts(user) == {}
    set_pair(pair, step=Step.CHANGED)
    assert counts(user) == {"translate": 1}


def test_a_workflow_that_asks_for_the_translation_is_urgent(homes, person, superuser):
    page = meeting(homes)
    user = person("oba", TRANSLATOR)
    start(page, LanguageReview.objects.create(name="Prevod"), superuser, user.groups.all())
    assert counts(user) == {"asked": 1}
    request = RequestFactory().get("/")
    request.user = user
    assert [task.urgent for task in staff_tasks(request)] == [True]


def test_a_sent_translation_waits_for_whoever_may_publish(homes, person):
    pair = pair_of(meeting(homes))
    translator, moderator = person("prevajalka", TRANSLATOR), person("moderator", MODERATOR)
    set_pair(pair, sent_at=timezone.now(), sent_by=translator)
    assert (counts(translator), counts(moderator)) == ({}, {"review": 1})


def test_a_task_of_a_group_waits_for_its_members(homes, person, superuser):
    inside, outside = person("znotraj", MODERATOR), person("zunaj", MODERATOR)
    page = meeting(homes)
    start(page, GroupApprovalTask.objects.create(name="Pregled"), superuser, inside.groups.all())
    assert (counts(inside), counts(outside)) == ({"review": 1}, {})


def test_nobody_is_asked_to_review_their_own(homes, person):
    author, other = person("avtorica", MODERATOR), person("drugi", MODERATOR)
    groups = [*author.groups.all(), *other.groups.all()]
    start(meeting(homes), EditorialReview.objects.create(name="Branje"), author, groups)
    assert (counts(author), counts(other)) == ({}, {"review": 1})


def test_what_was_sent_back_waits_for_whoever_sent_it(homes, person):
    pair = pair_of(meeting(homes))
    mine, other = person("moja", TRANSLATOR), person("druga", TRANSLATOR)
    set_pair(pair, step=Step.CHANGED, sent_by=mine, comment="Preverite imena.")
    assert counts(mine) == {"sent_back": 1, "translate": 1}
    assert counts(other) == {"translate": 1}


@pytest.mark.parametrize(
    ("days", "waits"),
    [(-1, {"overdue": 1}), (0, {"due": 1}), (7, {"due": 1}), (8, {})],
)
def test_a_promised_date_waits_for_whoever_may_publish(homes, person, days, waits):
    pair = pair_of(meeting(homes))
    set_pair(pair, step=Step.IN_STEP, due=timezone.localdate() + dt.timedelta(days=days))
    assert counts(person("prevajalka", TRANSLATOR)) == {}
    assert counts(person("moderator", MODERATOR)) == waits


def test_the_queries_do_not_grow_with_what_waits(homes, person):
    user = person("oba", MODERATOR)
    meeting(homes, "Prva")
    one = asked_of(user)
    for title in ("Druga", "Tretja"):
        set_pair(pair_of(meeting(homes, title)), sent_at=timezone.now())
    assert (counts(user), asked_of(user)) == ({"review": 2, "translate": 1}, one)


def asked_of(user) -> int:
    """Return the queries of what waits: our own two, and those that tell which tasks there are."""
    request = RequestFactory().get("/")
    request.user = user
    staff_tasks(request)
    with CaptureQueriesContext(connection) as captured:
        staff_tasks(request)
    ours = [query["sql"] for query in captured if "hubkit_bilingual_pairstate" in query["sql"]]
    assert len(ours) == 1
    return len(captured)


def test_the_panel_shows_every_plug_ins_rows_urgent_ones_first(homes, client, superuser):
    def rows(request):
        yield StaffTask("Vnosi", 2, "/vnosi/")
        yield StaffTask("Prijave", 5, "/prijave/", urgent=True)
        yield StaffTask("Nič", 0, "/nic/")

    client.force_login(superuser)
    with hooks.register_temporarily("register_staff_tasks", rows):
        text = client.get(reverse("wagtailadmin_home")).text
    start = text.index('class="language-tasks"')
    panel = text[start : text.index("</ul>", start)]
    found = [panel.find(label) for label in ("Prijave", "language-badge--urgent", "Vnosi")]
    assert found == sorted(found)
    assert -1 not in found
    assert "Nič" not in panel


def test_an_empty_panel_says_so(client, superuser, monkeypatch):
    # Other plug-ins of the site may have work of their own to tell of.
    monkeypatch.setattr(tasks_of_all, "registered", lambda request: iter(()))
    client.force_login(superuser)
    assert 'class="language-tasks__none"' in client.get(reverse("wagtailadmin_home")).text
