"""The nightly check finds what is out of step between the languages, and mends it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import Translation

from hubkit.bilingual.checking import CHECKS, check
from hubkit.bilingual.findings.tree import damage
from hubkit.bilingual.life import deleting, moving, privacy
from hubkit.bilingual.models import PairState, Step
from tests.hubkit.translated import exists, fresh, sound, translated_page, twin
from tests.pages import make_page

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
