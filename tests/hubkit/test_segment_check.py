"""A segment that somebody has checked stays so only as long as it reads as it did."""

import datetime as dt

import pytest
from django.core.checks import run_checks
from django.db import IntegrityError, transaction
from wagtail_localize.models import StringTranslation, TranslationSource

from hubkit.bilingual.models import SegmentCheck
from tests.pages import make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(homes):
    source, _ = TranslationSource.get_or_create_from_instance(
        make_page(homes["sl"], "Društva", lead="Uvod")
    )
    segment = source.stringsegment_set.get(string__data="Uvod")
    return StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=homes["it"].locale,
        data="Introduzione",
    )


@pytest.fixture
def check(row, superuser):
    return SegmentCheck.objects.create(
        string_translation=row,
        text=row.data,
        user=superuser,
        at=dt.datetime(2026, 5, 1, 23, 30, tzinfo=dt.UTC),
    )


def test_a_check_holds_until_the_translation_changes(check, row):
    assert row.segment_check.holds is True
    row.data = "Premessa"
    row.save()
    assert SegmentCheck.objects.get().holds is False
    row.data = "Introduzione"
    row.save()
    assert SegmentCheck.objects.get().holds is True


def test_a_check_outlives_who_made_it(check, superuser):
    superuser.delete()
    check.refresh_from_db()
    assert (check.user, check.holds) == (None, True)


def test_a_check_goes_with_its_translation(check, row):
    row.delete()
    assert SegmentCheck.objects.count() == 0


def test_a_segment_is_checked_once(check, row):
    with pytest.raises(IntegrityError), transaction.atomic():
        SegmentCheck.objects.create(string_translation=row, text=row.data)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("", "admin-primer, 2026-05-02"), ("Ana Primer", "Ana Primer, 2026-05-02")],
)
def test_a_check_names_who_and_the_local_day(check, name, shown):
    check.name = name
    assert str(check) == shown


def test_upstreams_system_checks_still_run(check):
    assert [m.id for m in run_checks() if m.id == "models.E020"] == []
