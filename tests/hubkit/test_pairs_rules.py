"""The state of a pair over any sequence of edits, held against a model of three lines.

The model knows, of each side and field, what is live and what was last matched. A field is changed
when the two differ on a side; only a publish that changes words, a check and a minor edit count.
"""

from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubkit.bilingual.models import PairState
from hubkit.bilingual.models.pairs import Step
from hubkit.bilingual.pairs import match
from tests.hubkit.conftest import pair_of
from tests.pages import make_page
from tests.specimens.models import MeetingPage

pytestmark = pytest.mark.django_db

SIDES = ("source", "target")
FIELDS = ("title", "lead")
TEXTS = ("Ena", "Dve", "Tri", "Štiri")
words = st.tuples(st.sampled_from(SIDES), st.sampled_from(FIELDS), st.sampled_from(TEXTS))
steps = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), words),
        st.tuples(st.just("minor"), words),
        st.tuples(st.just("draft"), words),
        st.tuples(st.just("republish"), words),
        st.tuples(st.just("blanks"), words),
        st.tuples(st.just("fact"), words),
        st.tuples(st.just("move"), words),
        st.tuples(st.just("revert"), words),
        st.tuples(st.just("check"), words),
    ),
    max_size=9,
)


class Model:
    """What the state must be."""

    def __init__(self, pair):
        self.live = {side: text_of(getattr(pair, side)) for side in SIDES}
        self.matched = {side: dict(self.live[side]) for side in SIDES}

    def changed(self) -> set[str]:
        return {
            field
            for field in FIELDS
            if any(self.live[side][field] != self.matched[side][field] for side in SIDES)
        }

    def write(self, side, field, text, *, minor=False):
        agreed = self.matched[side][field] == self.live[side][field]
        self.live[side][field] = text
        if minor and agreed:
            self.matched[side][field] = text


def text_of(page) -> dict[str, str]:
    return {field: getattr(page, field) for field in FIELDS}


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def current(pair, side):
    return MeetingPage.objects.get(pk=getattr(pair, side).pk)


def take(step, pair, model, place):
    """Do one step to the real pair and to the model."""
    kind, (side, field, text) = step
    page = current(pair, side)
    if kind == "check":
        match(pair, source=pair.source, target=pair.target)
        model.matched = {each: dict(model.live[each]) for each in SIDES}
    elif kind == "move":
        pair.source.move(place, pos="last-child")
    elif kind == "revert":
        first = page.revisions.order_by("created_at", "pk").first().as_object()
        first.save_revision().publish()
        for name in FIELDS:
            model.write(side, name, getattr(first, name))
    else:
        edit_live(kind, pair, page, field, text)
        if kind in ("publish", "minor"):
            model.write(side, field, text, minor=kind == "minor")


def edit_live(kind, pair, page, field, text):
    """Edit on top of the live version, as an editor who has no draft does."""
    if kind in ("publish", "minor", "draft"):
        setattr(page, field, text)
    elif kind == "blanks":
        page.lead = f" {page.lead}\n"
    elif kind == "fact":
        page.to_address = text
    revision = page.save_revision()
    if kind == "minor":
        PairState.objects.filter(pk=pair.pk).update(minor_revision=revision)
    if kind != "draft":
        revision.publish()


@pytest.mark.slow
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sequence=steps)
def test_the_state_is_what_the_rules_say(homes, pair, sequence):
    with undone():
        place = make_page(homes["sl"], "Drugam")
        model = Model(pair)
        for step in sequence:
            take(step, pair_of(pair.source), model, place)
            now = pair_of(pair.source)
            assert (set(now.changed_fields), now.step == Step.IN_STEP) == (
                model.changed(),
                not model.changed(),
            )
