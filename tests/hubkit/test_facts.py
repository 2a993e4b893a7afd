"""Facts are in step the moment a publish commits, and never before."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import BooleanBlock, CharBlock, ListBlock, StreamBlock, StructBlock, URLBlock

from hubkit.bilingual.facts import merged, sync_facts
from tests.hubkit.test_pairs import edit
from tests.pages import make_page
from tests.specimens.models import Banner, Campaign, MeetingPage, Phone, Point, Slogan, Topic

pytestmark = pytest.mark.django_db


def italian(pair) -> MeetingPage:
    return MeetingPage.objects.get(pk=pair.target.pk)


@pytest.fixture
def topics():
    return [Topic.objects.create(name=name) for name in ("mladi", "okolje", "šport")]


def test_a_plain_fact_follows_at_once(pair, meeting):
    edit(meeting, on=dt.date(2026, 12, 24), to_address="Titov trg 3").publish()
    target = italian(pair)
    assert (target.on, target.to_address) == (dt.date(2026, 12, 24), "Titov trg 3")
    assert (target.title, target.lead) == ("it-Sestanek", "it-Pridite.")
    assert pair.step == "in_step"


def test_a_cleared_fact_is_cleared(pair, meeting):
    edit(meeting, on=None, to_address="").publish()
    assert (italian(pair).on, italian(pair).to_address) == (None, "")


def test_a_draft_never_leaks(pair, meeting):
    edit(meeting, on=dt.date(2026, 12, 24))
    assert italian(pair).on == dt.date(2026, 12, 1)


def test_links_to_many_follow_and_are_cleared(pair, meeting, topics):
    edit(meeting, topics=topics[:2]).publish()
    assert [each.name for each in italian(pair).topics.order_by("name")] == ["mladi", "okolje"]
    edit(meeting, topics=[]).publish()
    assert italian(pair).topics.count() == 0


def test_tags_follow_and_are_cleared(pair, meeting):
    draft = meeting.get_latest_revision_as_object()
    draft.tags.add("istra", "kras")
    draft.save_revision().publish()
    assert sorted(italian(pair).tags.names()) == ["istra", "kras"]
    draft = meeting.get_latest_revision_as_object()
    draft.tags.clear()
    draft.save_revision().publish()
    assert list(italian(pair).tags.names()) == []


def test_rows_without_words_follow(pair, meeting):
    edit(meeting, phones=[Phone(number="05 111"), Phone(number="05 222")]).publish()
    assert [row.number for row in italian(pair).phones.all()] == ["05 111", "05 222"]
    edit(meeting, phones=[Phone(number="05 222")]).publish()
    assert [row.number for row in italian(pair).phones.all()] == ["05 222"]


def test_rows_with_words_keep_them_and_take_the_facts(homes, pair, meeting, superuser):
    key = "7d1a3f0e-5a52-4d4e-9c39-2f2a52a0c1aa"
    point = Point(
        text="Uvod", minutes=5, translation_key=key, locale=homes["sl"].locale, sort_order=0
    )
    edit(meeting, points=[point]).publish()
    target = pair.target.get_latest_revision_as_object()
    target.points = [
        Point(text="Apertura", minutes=5, translation_key=key, locale=homes["it"].locale)
    ]
    target.save_revision().publish()
    draft = MeetingPage.objects.get(pk=meeting.pk).get_latest_revision_as_object()
    row = draft.points.get()
    row.minutes = 20
    draft.points = [row]
    draft.save_revision().publish()
    assert [(row.text, row.minutes) for row in italian(pair).points.all()] == [("Apertura", 20)]


def test_the_other_sides_draft_takes_the_facts_and_keeps_its_words(pair, meeting):
    edit(pair.target, lead="Venite tutti.")
    edit(meeting, on=dt.date(2026, 12, 24)).publish()
    draft = italian(pair).get_latest_revision_as_object()
    assert (draft.on, draft.lead) == (dt.date(2026, 12, 24), "Venite tutti.")
    assert italian(pair).lead == "it-Pridite."


def test_an_old_draft_published_on_the_other_side_brings_no_old_fact_back(pair, meeting):
    old = edit(pair.target, lead="Venite tutti.")
    edit(pair.target, lead="Venite pure.")
    edit(meeting, on=dt.date(2026, 12, 24)).publish()
    old.refresh_from_db()
    old.publish()
    assert (italian(pair).on, italian(pair).lead) == (dt.date(2026, 12, 24), "Venite tutti.")


def test_facts_flow_from_italian_when_the_pair_began_there(homes, superuser):
    page = MeetingPage(title="Riunione", slug="riunione", on=dt.date(2026, 12, 1))
    homes["it"].add_child(instance=page)
    page.save_revision().publish()
    edit(page, on=dt.date(2027, 1, 2)).publish()
    twin = MeetingPage.objects.get(translation_key=page.translation_key, locale=homes["sl"].locale)
    assert twin.on == dt.date(2027, 1, 2)


def test_a_body_part_takes_its_facts_and_keeps_its_words():
    link = StructBlock([("to", URLBlock()), ("as", CharBlock())])
    block = StreamBlock(
        [
            (
                "card",
                StructBlock(
                    [
                        ("text", CharBlock()),
                        ("icon", BooleanBlock()),
                        ("links", ListBlock(link)),
                    ]
                ),
            )
        ]
    )

    def part(text, icon, url, label):
        link = {"type": "item", "id": "l1", "value": {"to": url, "as": label}}
        value = {"text": text, "icon": icon, "links": [link]}
        return [{"type": "card", "id": "c1", "value": value}]

    source = part("Slovensko", True, "https://example.org/sl", "povezava")
    target = part("Italiano", False, "https://example.org/old", "collegamento")
    assert merged(block, source, target, "body", set()) == part(
        "Italiano", True, "https://example.org/sl", "collegamento"
    )
    kept = merged(block, source, target, "body", {"body.c1.links.l1.to"})
    assert kept == part("Italiano", True, "https://example.org/old", "collegamento")


def queries_to_publish(revision) -> int:
    with CaptureQueriesContext(connection) as captured:
        revision.publish()
    return len(captured)


def test_the_cost_of_a_publish_grows_neither_with_the_facts_nor_with_the_site(
    homes, pair, meeting, topics
):
    edit(meeting, topics=topics[:1]).publish()
    two = queries_to_publish(edit(meeting, topics=topics[:2]))
    for number in range(5):
        make_page(homes["sl"], f"Stran {number}")
    three = queries_to_publish(edit(meeting, topics=topics))
    assert three == two


@pytest.fixture
def slogans(homes):
    """Two slogans in Slovenian, of which the first has an Italian version: that is the third."""
    first, second = (
        Slogan.objects.create(text=text, locale=homes["sl"].locale) for text in ("Skupaj", "Vsi")
    )
    version = first.copy_for_translation(homes["it"].locale)
    version.save()
    return first, second, version


@pytest.fixture
def campaigns(homes):
    """A campaign, and its version in Italian, which has no links yet."""
    source = Campaign.objects.create(locale=homes["sl"].locale)
    target = source.copy_for_translation(homes["it"].locale)
    target.save()
    return source, target


def linked(campaign) -> tuple:
    """Return the slogan, the slogans and those of the banners, as the database has them."""
    campaign = Campaign.objects.get(pk=campaign.pk)
    many = list(campaign.slogans.order_by("pk"))
    return campaign.slogan, many, [banner.slogan for banner in campaign.banners.all()]


def link(campaign, *slogans):
    campaign.slogan, campaign.slogans = slogans[0], slogans
    campaign.banners = [Banner(slogan=slogan) for slogan in slogans]
    campaign.save()


def test_links_to_snippets_lead_to_those_in_the_same_language(campaigns, slogans):
    source, target = campaigns
    first, second, version = slogans
    link(source, first, second)
    assert sync_facts(source, target) == ["slogan", "banners", "slogans"]
    assert linked(target) == (version, [second, version], [version, second])
    assert linked(source) == (first, [first, second], [first, second])


def test_links_in_step_are_not_saved_again(campaigns, slogans):
    source, target = campaigns
    link(source, *slogans[:2])
    sync_facts(source, target)
    again = Campaign.objects.get(pk=target.pk)
    assert sync_facts(Campaign.objects.get(pk=source.pk), again) == []


def test_a_link_follows_once_there_is_a_version_in_the_language(homes, campaigns, slogans):
    source, target = campaigns
    _first, second, _version = slogans
    link(source, second)
    sync_facts(source, target)
    assert linked(target) == (second, [second], [second])
    version = second.copy_for_translation(homes["it"].locale)
    version.save()
    assert sync_facts(source, target) == ["slogan", "banners", "slogans"]
    assert linked(target) == (version, [version], [version])


def test_links_that_are_cleared_are_cleared(campaigns, slogans):
    source, target = campaigns
    link(source, slogans[0])
    sync_facts(source, target)
    source.slogan, source.slogans, source.banners = None, [], []
    source.save()
    sync_facts(source, target)
    assert linked(target) == (None, [], [])
