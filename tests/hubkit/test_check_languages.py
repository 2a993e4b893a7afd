"""The nightly check finds what is out of step between the languages, and mends it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import Translation

from hubkit.bilingual.checking import CHECKS, check
from hubkit.bilingual.findings import pairs as findings
from hubkit.bilingual.findings.tree import damage
from hubkit.bilingual.life import deleting, moving, privacy
from hubkit.bilingual.models import PairState, Step
from tests.hubkit.translated import exists, fresh, sound, translated_page, twin
from tests.pages import make_page
from tests.specimens.models import Slogan

pytestmark = pytest.mark.django_db


def troubles(*, mend: bool) -> list[tuple[str, bool]]:
    return [(finding.trouble, finding.mended) for finding in check(mend=mend)]


def mends(trouble: str) -> bool:
    """Whether the check finds just this, leaves it in a dry run, mends it, and is then content."""
    found = [troubles(mend=mend) for mend in (False, True, False)]
    return found == [[(trouble, False)], [(trouble, True)], []] and sound()


def wrong(**true) -> str:
    return f"depth or number of children is not {true}"


@pytest.fixture
def pair(homes):
    return translated_page(homes["sl"], "Razpis", homes["it"].locale)


@pytest.fixture
def page(homes):
    return make_page(homes["sl"], "Sama")


def test_where_all_is_well_nothing_is_found(page, pair):
    page.view_restrictions.create(restriction_type="login")
    assert troubles(mend=True) == []


def test_a_missing_alias_is_made(page):
    Page.objects.filter(pk=twin(page).pk).delete()
    assert mends("no version in it")
    assert twin(page).alias_of_id == page.pk


def test_missing_aliases_of_a_branch_are_made_from_the_top(page):
    below = make_page(page, "Spodaj")
    Page.objects.filter(pk=twin(page).pk).delete()
    assert troubles(mend=True) == [("no version in it", True)] * 2
    assert twin(below).get_parent().pk == twin(page).pk


def test_an_alias_that_lost_its_source_goes(page):
    alias = twin(page)
    Page.objects.filter(pk=page.pk).delete()
    assert troubles(mend=False)[0] == ("an alias whose source is gone", False)
    assert exists(alias) == [True]
    assert troubles(mend=True) == [("an alias whose source is gone", True)]
    assert (exists(alias), troubles(mend=True), sound()) == ([False], [], True)


@pytest.mark.parametrize("values", [{"depth": 7}, {"numchild": 5}], ids=["depth", "numchild"])
def test_tree_damage_is_mended(page, values):
    Page.objects.filter(pk=page.pk).update(**values)
    assert mends(wrong(depth=3, numchild=0))


def test_an_orphan_is_left_to_a_person(homes, page):
    children = Page.objects.get(pk=homes["sl"].pk).numchild
    Page.objects.filter(pk=page.pk).update(path=page.path + "00010001", depth=page.depth + 2)
    found = [(each.page.pk, each.trouble, each.mended) for each in damage(mend=True)]
    assert found == [
        (homes["sl"].pk, wrong(depth=2, numchild=children - 1), True),
        (page.pk, "its parent in the tree is gone", False),
    ]


def test_versions_that_stand_elsewhere_are_moved(homes, pair):
    section = make_page(homes["sl"], "Razdelek")
    action = moving.MovePageAction(fresh(pair[0]), fresh(section), pos="last-child")
    moving.stock_execute(action)
    assert mends("it stands elsewhere than its other version")
    assert fresh(pair[1]).get_parent().pk == twin(section).pk


def test_a_slug_that_is_taken_is_left_to_a_person(homes, pair):
    section = make_page(homes["sl"], "Razdelek")
    make_page(twin(section), "Altro", slug=pair[1].slug)
    action = moving.MovePageAction(fresh(pair[0]), fresh(section), pos="last-child")
    moving.stock_execute(action)
    (found,) = check(mend=True)
    assert (found.mended, pair[1].slug in found.left) == (False, True)
    assert fresh(pair[1]).get_parent().pk == homes["it"].pk


@pytest.mark.parametrize("live", [True, False])
def test_an_alias_is_as_public_as_its_source(page, live):
    Page.objects.filter(pk=page.pk).update(live=live)
    Page.objects.filter(pk=twin(page).pk).update(live=not live)
    word = "not public, though its source is" if live else "public, though its source is not"
    assert mends(word)
    assert twin(page).live is live


def test_what_is_private_is_private_in_both(pair):
    with privacy.still():
        PageViewRestriction.objects.create(page=pair[1], restriction_type="login")
    assert mends("its other version is not as private")
    assert fresh(pair[0]).view_restrictions.get().restriction_type == "login"


def test_translations_of_what_is_gone_are_forgotten(settings, pair):
    settings.WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
    translations = Translation.objects.filter(source__object_id=pair[0].translation_key)
    deleting.in_all_languages(fresh(pair[0])).delete()
    assert troubles(mend=False) == []
    translations.update(enabled=True)
    trouble = "translation of “Razpis”: nothing in"
    assert troubles(mend=False) == [(f"{trouble} sl", False), (f"{trouble} it", False)]
    assert troubles(mend=True) == [(f"{trouble} sl", True)]
    assert not translations.exists()


def test_the_command_says_what_it_did_and_fails_a_dry_run(page):
    Page.objects.filter(pk=twin(page).pk).delete()
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_languages", dry_run=True, stdout=out)
    assert ended.value.code == 1
    call_command("check_languages", stdout=out)
    call_command("check_languages", dry_run=True, stdout=out)
    line = f"page {page.pk} “Sama”: no version in it"
    assert out.getvalue().splitlines() == [
        line,
        "1 found, 0 mended.",
        f"{line} (mended)",
        "1 found, 1 mended.",
        "0 found, 0 mended.",
    ]


def test_more_pages_need_no_more_queries_but_to_read_their_words(homes):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert [list(each(True)) for each in CHECKS[:-2]] == [[]] * len(CHECKS[:-2])
        return len(captured)

    page, _other = translated_page(homes["sl"], "Prva", homes["it"].locale)
    page.view_restrictions.create(restriction_type="login")
    few = queries()
    for title in ("Druga", "Tretja"):
        page, _other = translated_page(homes["sl"], title, homes["it"].locale)
        page.view_restrictions.create(restriction_type="login")
    assert queries() == few


def test_a_page_without_a_pair_gets_one(page):
    PairState.objects.filter(translation_key=page.translation_key).delete()
    assert mends("no language pair")
    assert PairState.objects.get(translation_key=page.translation_key).step == Step.UNTRANSLATED


def test_facts_that_differ_are_taken_from_the_source(pair):
    _source, target = pair
    Page.objects.filter(pk=target.pk).update(show_in_menus=True)
    assert mends("facts differ from the other language: show_in_menus")
    assert not fresh(target).show_in_menus


def test_a_state_that_is_no_longer_true_is_told_anew(pair):
    source, _target = pair
    type(source).objects.filter(pk=source.pk).update(lead="Po poti mimo urejevalnika")
    assert mends("state was “in_step”, is “changed”")


def test_pairs_from_before_are_taken_as_agreeing_when_asked(pair):
    PairState.objects.update(matched={}, step=Step.CHANGED)
    call_command("check_languages", match_existing=True, stdout=StringIO())
    found = PairState.objects.get(translation_key=pair[0].translation_key)
    assert (found.step, found.changes) == (Step.IN_STEP, {})


@pytest.mark.slow
def test_a_language_that_was_added_gets_its_pages_and_pairs(pair):
    english = Locale.objects.create(language_code="en")
    slogan = Slogan.objects.create(text="Skupaj", locale=pair[0].locale)
    PairState.objects.filter(translation_key=slogan.translation_key, target_locale=english).delete()
    found = [(each.trouble, each.mended) for each in check(mend=True, everything=True)]
    assert {mended for _trouble, mended in found} == {True}
    assert found[-1] == (f"slogan {slogan.pk} “Skupaj”: no language pair", True)
    alias = pair[0].get_translation(english)
    assert (alias.alias_of_id, alias.get_parent().locale) == (pair[0].pk, english)
    for made in (pair[0], slogan):
        pairs = PairState.objects.filter(translation_key=made.translation_key)
        assert pairs.filter(target_locale=english).count() == 1
        assert pairs.count() == 2
    assert list(check(mend=True, everything=True)) == []


@pytest.mark.slow
def test_a_language_that_is_taken_out_does_not_come_back_at_night(homes, pair):
    fresh(homes["it"]).delete()
    assert troubles(mend=True) == []
    assert not Page.objects.filter(locale=homes["it"].locale, depth__gt=1).exists()
    call_command("check_languages", all=True, stdout=StringIO())
    assert twin(pair[0]).alias_of_id == pair[0].pk


def test_one_cure_that_fails_stops_nothing_else_and_is_told(monkeypatch, caplog, homes, page, pair):
    def fail(self, *args, **kwargs):
        raise ValueError("a receiver of the host's")

    Page.objects.filter(pk=twin(page).pk).delete()
    Page.objects.filter(pk=pair[1].pk).update(show_in_menus=True)
    monkeypatch.setattr(type(page), "copy_for_translation", fail)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_languages", stdout=out)
    trouble = f"page {page.pk} “Sama”: no version in it"
    facts = f"page {pair[1].pk} “it-Razpis”: facts differ from the other language: show_in_menus"
    assert out.getvalue().splitlines() == [
        f"{trouble} (not mended: ValueError: a receiver of the host's)",
        f"{facts} (mended)",
        "2 found, 1 mended.",
    ]
    assert ended.value.code == 1
    (logged,) = [each for each in caplog.records if each.levelname == "ERROR"]
    assert (logged.getMessage(), logged.exc_info[0]) == (trouble, ValueError)


def test_a_check_that_fails_does_not_stop_the_others(monkeypatch, page):
    def fail():
        raise ValueError("a damaged row")

    Page.objects.filter(pk=twin(page).pk).delete()
    monkeypatch.setattr("hubkit.bilingual.findings.publicity.defaultdict", lambda _kind: fail())
    found = [(each.trouble, each.left) for each in check(mend=True)]
    assert found == [
        ("no version in it", ""),
        ("the check “differing” could not go on", "not mended: ValueError: a damaged row"),
    ]


def test_a_pair_that_cannot_be_read_does_not_hide_the_others(monkeypatch, homes, page, pair):
    stock = findings.sync_facts

    def fail(source, target):
        if source == pair[0]:
            raise ValueError("a broken body")
        return stock(source, target)

    other = translated_page(homes["sl"], "Drugi", homes["it"].locale)
    Page.objects.filter(pk__in=[other[1].pk, pair[1].pk]).update(show_in_menus=True)
    monkeypatch.setattr(findings, "sync_facts", fail)
    found = [(each.page, each.mended, each.left) for each in check(mend=True)]
    assert sorted(found, key=lambda each: each[1]) == [
        (None, False, "not mended: ValueError: a broken body"),
        (fresh(other[1]), True, ""),
    ]


def test_tree_damage_is_mended_by_what_is_true_then_and_not_when_it_was_found(homes, page):
    Page.objects.filter(pk__in=[homes["sl"].pk, homes["it"].pk]).update(numchild=77)
    found = damage(True)
    next(found)
    make_page(homes["sl"], "Medtem")
    assert [each.mended for each in found] == [True]
    assert sound()


def test_facts_are_mended_as_they_are_then_and_not_when_the_pair_was_read(pair):
    source, target = pair
    Page.objects.filter(pk=target.pk).update(show_in_menus=True)
    found = findings.facts_of(PairState.objects.get(translation_key=source.translation_key), False)
    type(source).objects.filter(pk=source.pk).update(show_in_menus=True)
    assert found.trouble == "facts differ from the other language: show_in_menus"
    assert list(findings.different_facts(True)) == []
    assert fresh(target).show_in_menus
