"""The report shows each pair that a person may edit, truthfully and in three queries."""

import datetime as dt
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import GroupPagePermission, WorkflowState

from hubkit.bilingual.models import PairState, Step
from hubkit.bilingual.report.views import LanguagesReport
from tests.hubkit.conftest import pair_of
from tests.queries import queries_of
from tests.specimens.models import MeetingPage, Notice, Slogan

pytestmark = pytest.mark.django_db

ADDRESS = "hubkit_bilingual:report"


def rows_of(user, query="") -> list:
    """Return the rows of the report's first page, as the table is given them."""
    request = RequestFactory().get(f"{reverse(ADDRESS)}?{query}")
    request.user = user
    response = LanguagesReport.as_view()(request)
    return list(response.context_data["table"].data)


def row_of(user, pair):
    return next(row for row in rows_of(user) if row.pair.pk == pair.pk)


def set_pair(pair, **values) -> None:
    PairState.objects.filter(pk=pair.pk).update(**values)


def add_meetings(homes, number: int) -> list[PairState]:
    pages = [MeetingPage(title=f"Sestanek {n}", slug=f"sestanek-{n}") for n in range(number)]
    return [pair_of(homes["sl"].add_child(instance=page)) for page in pages]


@pytest.fixture
def section_editor(homes, django_user_model):
    """A person who may edit the pages of one section, and that section."""
    section = homes["sl"].add_child(instance=MeetingPage(title="Moja sekcija", slug="moja"))
    group = Group.objects.create(name="Sekcija")
    group.permissions.set(Permission.objects.filter(codename="access_admin"))
    change = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(group=group, page=section, permission=change)
    user = django_user_model.objects.create_user("oseba", "oseba@example.org", "geslo")
    user.groups.add(group)
    return user, section


def test_a_row_tells_titles_place_languages_and_state(pair, superuser):
    row = row_of(superuser, pair)
    assert (row.title, row.other_title, row.section_title, row.state) == (
        "Sestanek",
        "it-Sestanek",
        "Sestanek",
        str(Step.IN_STEP.label),
    )
    assert (row.source_name, row.target_name, row.type) == (
        "Slovenščina",
        "Italiano",
        "Meeting page",
    )
    assert (row.checked_by, row.in_review, row.changes) == ("admin-primer", False, [])


def test_an_alias_is_no_title_in_the_other_language(meeting, superuser):
    row = row_of(superuser, pair_of(meeting))
    assert (row.other_title, row.pair.step) == ("", Step.UNTRANSLATED)


def test_a_row_leads_to_the_desk_the_editor_and_the_page(pair, meeting, superuser):
    row = row_of(superuser, pair)
    assert row.desk_url == reverse("hubkit_bilingual:desk", args=[pair.pk])
    assert row.edit_url == reverse("wagtailadmin_pages:edit", args=[meeting.pk])
    assert row.view_url == meeting.get_url()


def test_a_draft_has_no_address_for_readers(homes, superuser):
    page = homes["sl"].add_child(instance=MeetingPage(title="Osnutek", slug="osnutek", live=False))
    assert row_of(superuser, pair_of(page)).view_url == ""


def test_a_changed_sentence_stands_in_its_field(pair, meeting, superuser):
    draft = meeting.get_latest_revision_as_object()
    draft.lead = "Pridite <vsi> & hitro."
    draft.save_revision().publish()
    [change] = row_of(superuser, pair).changes
    assert (change.language, change.sentences, change.more) == (
        "sl",
        ("Pridite <vsi> & hitro.",),
        False,
    )
    assert change.label == str(MeetingPage._meta.get_field("lead").verbose_name)


def test_markup_of_a_changed_sentence_is_only_text(pair, client, superuser):
    words = {"source": {"lead": ["<b>Krepko</b> &amp; <img src=x onerror=alert(1)>"]}}
    set_pair(pair, step=Step.CHANGED, changes=words)
    client.force_login(superuser)
    assert row_of(superuser, pair).changes[0].sentences == ("Krepko & ",)
    assert "onerror" not in client.get(reverse(ADDRESS)).text


def test_a_field_that_the_model_has_lost_keeps_its_name(pair, superuser):
    set_pair(pair, step=Step.CHANGED, changes={"target": {"gone": ["Beseda."]}})
    assert row_of(superuser, pair).changed_fields == "gone"


def test_only_the_first_sentences_of_a_long_change_are_shown(pair, superuser):
    set_pair(pair, step=Step.CHANGED, changes={"source": {"lead": list("abcdefg")}})
    [change] = row_of(superuser, pair).changes
    assert (change.sentences, change.more) == (("a", "b", "c", "d", "e"), True)


def test_a_snippet_is_called_by_its_first_text(homes, superuser):
    slogan = Slogan.objects.create(text="Skupaj", locale=homes["sl"].locale)
    row = row_of(superuser, pair_of(slogan))
    assert (row.title, row.section_title, row.owner, row.view_url) == ("Skupaj", "", "", "")
    assert row.edit_url == reverse(Slogan.snippet_viewset.get_url_name("edit"), args=[slogan.pk])


def test_the_owner_is_named_as_elsewhere_in_the_admin(homes, superuser, django_user_model):
    owner = django_user_model.objects.create_user("ana", first_name="Ana", last_name="Primer")
    page = MeetingPage(title="Anina", slug="anina", owner=owner)
    homes["sl"].add_child(instance=page)
    assert row_of(superuser, pair_of(page)).owner == "Ana Primer"


def test_what_was_sent_or_is_in_a_workflow_is_in_review(pair, meeting, superuser):
    set_pair(pair, sent_at=timezone.now(), sent_name="Maria Rossi")
    row = row_of(superuser, pair)
    assert (row.in_review, row.sent_by) == (True, "Maria Rossi")
    set_pair(pair, sent_at=None)
    assert row_of(superuser, pair).in_review is False
    start_workflow(meeting, superuser)
    assert row_of(superuser, pair).in_review is True


def test_a_snippet_in_a_workflow_is_in_review(homes, superuser):
    notice = Notice.objects.create(text="Pozor", locale=homes["sl"].locale)
    notice.save_revision()
    start_workflow(notice, superuser)
    assert row_of(superuser, pair_of(notice)).in_review is True


def start_workflow(instance, user) -> WorkflowState:
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask  # noqa: PLC0415

    workflow = Workflow.objects.create(name="Pregled")
    task = GroupApprovalTask.objects.create(name="Pregled")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    instance.save_revision()
    return workflow.start(instance, user)


def test_the_most_urgent_stands_first_and_of_these_the_oldest(homes, superuser):
    PairState.objects.all().delete()
    pairs = add_meetings(homes, 6)
    today, now = timezone.localdate(), timezone.now()
    changed = {"step": Step.CHANGED}
    set_pair(pairs[0], step=Step.IN_STEP)
    set_pair(pairs[1], **changed, sent_at=now)
    set_pair(pairs[2], step=Step.UNTRANSLATED)
    set_pair(pairs[3], **changed, since=now - dt.timedelta(days=1))
    set_pair(pairs[4], **changed, since=now - dt.timedelta(days=9))
    set_pair(pairs[5], step=Step.UNTRANSLATED, due=today - dt.timedelta(days=1))
    order = [pairs.index(row.pair) for row in rows_of(superuser)]
    assert order == [5, 4, 3, 2, 1, 0]
    backwards = [pairs.index(row.pair) for row in rows_of(superuser, "ordering=-state")]
    assert backwards == order[::-1]


@pytest.mark.parametrize(
    ("ordering", "titles"),
    [("title", ["Breza", "Hrast", "Lipa"]), ("-title", ["Lipa", "Hrast", "Breza"])],
)
def test_titles_are_sorted(homes, superuser, ordering, titles):
    PairState.objects.all().delete()
    for title in ("Lipa", "Breza", "Hrast"):
        homes["sl"].add_child(instance=MeetingPage(title=title, slug=title.lower()))
    assert [row.title for row in rows_of(superuser, f"ordering={ordering}")] == titles


@pytest.mark.parametrize("ordering", ["section", "-section", "language", "since", "nonsense"])
def test_every_order_shows_every_pair(homes, superuser, ordering):
    add_meetings(homes, 2)
    rows = rows_of(superuser, f"ordering={ordering}")
    assert len(rows) == PairState.objects.count()


def own_queries(user) -> int:
    rows_of(user)
    with CaptureQueriesContext(connection) as captured:
        rows_of(user)
    return len(captured)


@pytest.mark.parametrize("number", [1, 3, 50])
def test_the_view_asks_three_queries_however_many_pairs(homes, superuser, number):
    PairState.objects.all().delete()
    add_meetings(homes, number)
    assert len(rows_of(superuser)) == number
    assert own_queries(superuser) == 3


def test_drawing_the_rows_asks_nothing_more(homes, client, superuser):
    client.force_login(superuser)
    PairState.objects.all().delete()
    add_meetings(homes, 1)
    one = queries_of(client, reverse(ADDRESS))
    PairState.objects.all().delete()
    for n in range(3):
        page = MeetingPage(title=f"Sreda {n}", slug=f"sreda-{n}", owner=superuser)
        homes["sl"].add_child(instance=page)
    pairs = PairState.objects.filter(content_type__model="meetingpage")
    pairs.update(step=Step.CHANGED, changes={"source": {"lead": ["Nova."]}}, checked_by=superuser)
    assert queries_of(client, reverse(ADDRESS)) == one


def test_a_person_of_one_section_sees_that_section_only(section_editor, homes, client, meeting):
    user, section = section_editor
    page = section.add_child(instance=MeetingPage(title="V sekciji", slug="v-sekciji"))
    assert {row.title for row in rows_of(user)} == {"Moja sekcija", "V sekciji"}
    client.force_login(user)
    text = client.get(reverse(ADDRESS)).text
    assert ("V sekciji" in text, "Sestanek" in text) == (True, False)
    assert own_queries(type(user).objects.get(pk=user.pk)) == 3
    assert row_of(user, pair_of(page)).section_title == "Moja sekcija"


def test_whoever_may_edit_only_the_translation_gets_no_link_to_the_sources_editor(
    section_editor, homes
):
    user, section = section_editor
    rights = GroupPagePermission.objects.filter(page=section)
    rights.update(page=section.get_translation(homes["it"].locale))
    [row] = rows_of(user)
    assert (row.title, row.edit_url) == ("Moja sekcija", "")


def test_snippets_are_shown_to_whoever_may_change_them(section_editor, homes):
    user, _section = section_editor
    Slogan.objects.create(text="Skupaj", locale=homes["sl"].locale)
    assert "Skupaj" not in {row.title for row in rows_of(user)}
    user.user_permissions.add(Permission.objects.get(codename="change_slogan"))
    again = type(user).objects.get(pk=user.pk)
    assert "Skupaj" in {row.title for row in rows_of(again)}


class Elements(HTMLParser):
    """The start tags of a page, for what its markup must keep."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("language", ["sl", "it"])
def test_titles_and_sentences_say_which_language_they_are_in(pair, client, superuser, language):
    set_pair(pair, step=Step.CHANGED, changes={"target": {"lead": ["Venite tutti."]}})
    client.force_login(superuser)
    with translation.override(language):
        text = client.get(
            f"{reverse(ADDRESS)}?q=sestanek", headers={"accept-language": language}
        ).text
    tags = Elements(text[text.index("listing language-report") :].split("</table>")[0]).tags
    assert [attrs["lang"] for _tag, attrs in tags if "lang" in attrs] == [
        "sl",
        "it",
        "sl",
        "sl",
        language,
        "it",
    ]
    assert not [tag for tag, attrs in tags if "style" in attrs or tag in ("style", "script")]


def test_upstreams_report_leads_here(client, superuser):
    client.force_login(superuser)
    for name in ("translations_report", "translations_report_results"):
        response = client.get(reverse(f"wagtail_localize:{name}"))
        assert (response.status_code, response.url) == (302, reverse(ADDRESS))


def test_the_menu_has_our_report_in_upstreams_place(client, superuser):
    client.force_login(superuser)
    text = client.get(reverse("wagtailadmin_home")).text
    assert reverse(ADDRESS) in text
    assert reverse("wagtail_localize:translations_report") not in text
