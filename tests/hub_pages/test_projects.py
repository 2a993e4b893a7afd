"""A project's status comes from its dates, on any day."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from hub_pages.models import ProjectAim, ProjectPage
from hub_pages.models.projects import ProjectStatus
from tests.pages import make_page

START, END = dt.date(2019, 10, 1), dt.date(2023, 9, 30)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


def make_project(parent, **values):
    values = {"holder": "Nosilec", "funder": "Financer", "start": START, "end": END} | values
    return parent.add_child(instance=ProjectPage(title="Projekt", **values))


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (dt.date(2019, 9, 30), ProjectStatus.PLANNED),
        (START, ProjectStatus.RUNNING),
        (END, ProjectStatus.RUNNING),
        (dt.date(2023, 10, 1), ProjectStatus.COMPLETED),
    ],
)
def test_both_the_first_and_the_last_day_belong_to_the_project(day, status):
    assert ProjectStatus.on(day, start=START, end=END) is status


@given(day=DAYS, start=DAYS, length=st.integers(0, 5000))
def test_a_project_only_ever_moves_on(day, start, length):
    order = list(ProjectStatus)
    end = start + dt.timedelta(days=length)
    today = ProjectStatus.on(day, start=start, end=end)
    tomorrow = ProjectStatus.on(day + dt.timedelta(days=1), start=start, end=end)
    assert order.index(today) <= order.index(tomorrow)


@given(day=DAYS, start=DAYS)
def test_a_project_without_an_end_is_never_completed(day, start):
    assert ProjectStatus.on(day, start=start, end=None) is not ProjectStatus.COMPLETED


@pytest.mark.django_db
@time_machine.travel(dt.datetime(2023, 9, 30, 22, 30, tzinfo=dt.UTC), tick=False)
def test_the_day_is_the_day_here():
    # Half past midnight of 1 October in Koper, still September in London.
    assert ProjectPage(start=START, end=END).status is ProjectStatus.COMPLETED


@pytest.mark.django_db
def test_a_project_cannot_end_before_it_starts(homes):
    page = make_project(make_page(homes["sl"], "O nas"))
    page.end = dt.date(2019, 1, 1)
    with pytest.raises(ValidationError) as error:
        page.full_clean()
    assert list(error.value.message_dict) == ["end"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "duration"),
    [
        ("sl", "1.\u00a010.\u00a02019–30.\u00a09.\u00a02023"),
        ("it", "1º\u00a0ottobre\u00a02019\u00a0– 30\u00a0settembre\u00a02023"),
    ],
)
def test_facts_are_written_as_each_language_does(homes, client, code, duration):
    make_project(make_page(homes[code], "Okvir"), amount=Decimal("334613.93"))
    text = client.get(f"/{code}/okvir/projekt/").text
    assert duration in text
    assert "334.613,93\u00a0€" in text


@pytest.mark.django_db
def test_aims_stand_in_their_order_as_written(homes, client):
    page = make_project(make_page(homes["sl"], "Okvir"), aims_intro="S projektom želimo:")
    page.aims = [
        ProjectAim(text=text, locale=page.locale, sort_order=order)
        for order, text in enumerate(["— prvi,", "— drugi."])
    ]
    page.save()
    text = client.get("/sl/okvir/projekt/").text
    assert (
        text.index("S projektom želimo:")
        < text.index("<li>— prvi,</li>")
        < text.index("<li>— drugi.</li>")
    )


@pytest.mark.django_db
def test_facts_are_the_same_in_the_other_language_and_cannot_be_overridden():
    fields = {field.field_name: field for field in ProjectPage.override_translatable_fields}
    overridable = {
        name: fields[name].is_overridable(ProjectPage()) for name in ("start", "end", "amount")
    }
    assert overridable == {"start": False, "end": False, "amount": False}
