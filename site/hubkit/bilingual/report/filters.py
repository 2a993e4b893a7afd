"""What the report can be narrowed to."""

import datetime as dt
from functools import reduce
from operator import and_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Q, TextChoices
from django.forms import RadioSelect
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models

from hubkit.bilingual.models import PairState, Step
from hubkit.bilingual.pairing import comes_in_pairs
from hubkit.bilingual.report.sections import Sections, condition
from hubkit.bilingual.sorting import sort_key
from hubkit.bilingual.versions import names_of_users, of_pair
from hubkit.bilingual.waiting import Waiting

AGES = (7, 30, 90)


class State(TextChoices):
    """What the report can be asked for: a step, or that somebody is to read."""

    CHANGED = Step.CHANGED.value, Step.CHANGED.label
    UNTRANSLATED = Step.UNTRANSLATED.value, Step.UNTRANSLATED.label
    REVIEW = "in_review", _("in review")
    IN_STEP = Step.IN_STEP.value, Step.IN_STEP.label


def choice(label, choices) -> ChoiceFilter:
    return ChoiceFilter(label=label, choices=choices, empty_label=_("All"), widget=RadioSelect)


def types() -> list[tuple[str, str]]:
    """Return the types that come in pairs, in the alphabet of the active language."""
    named = [
        (model._meta.label_lower, capfirst(str(model._meta.verbose_name)))
        for model in (*get_page_models(), *get_snippet_models())
        if comes_in_pairs(model)
    ]
    return sorted(named, key=lambda each: sort_key(each[1], get_language()))


def ages() -> list[tuple[str, str]]:
    return [
        (str(days), ngettext("over %(days)s day", "over %(days)s days", days) % {"days": days})
        for days in AGES
    ]


class PairFilters(WagtailFilterSet):
    """The report's filters. `who` looks for names: a translator need not have an account."""

    state = choice(_("State"), State.choices)
    section = choice(_("Section"), [])
    type = choice(_("Type"), types)
    age = choice(_("Age"), ages)
    waiting = choice(_("Waiting for you"), Waiting.choices)
    who = CharFilter(label=_("Who"))

    class Meta:
        model = PairState
        fields: list[str] = []

    def __init__(self, *args, sections: Sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["section"].extra["choices"] = sections.choices()

    def filter_queryset(self, queryset):
        """Narrow the pairs by each filter that is set, by the method of its name."""
        for name, value in self.form.cleaned_data.items():
            if value:
                queryset = queryset.filter(getattr(self, f"by_{name}")(value))
        return queryset

    def by_state(self, value: str) -> Q:
        return Q(in_review=True) if value == State.REVIEW else Q(step=value)

    def by_section(self, value: str) -> Q:
        return condition(value)

    def by_type(self, value: str) -> Q:
        app_label, name = value.split(".")
        return Q(content_type=ContentType.objects.get_by_natural_key(app_label, name))

    def by_age(self, value: str) -> Q:
        return Q(since__lt=timezone.now() - dt.timedelta(days=int(value)))

    def by_waiting(self, value: str) -> Q:
        return Waiting(value).condition(self.request.user)

    def by_who(self, value: str) -> Q:
        """Each word is part of some name, so that a full name is found as the report prints it."""
        return reduce(and_, map(self.by_name, value.split()))

    def by_name(self, word: str) -> Q:
        names = Q(checked_name__icontains=word) | Q(sent_name__icontains=word)
        owned = Q()
        for field in names_of_users():
            names |= Q(**{f"checked_by__{field}__icontains": word})
            names |= Q(**{f"sent_by__{field}__icontains": word})
            owned |= Q(**{f"owner__{field}__icontains": word})
        return names | Q(Exists(of_pair(Page, "source").filter(owned)))
