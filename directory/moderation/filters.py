"""What the queue can be narrowed to."""

import datetime as dt

from django.conf import settings
from django.db.models import Q
from django.forms import RadioSelect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from directory.models.options import municipalities
from directory.moderation import queue
from directory.moderation.matters import KINDS
from hubkit.intake import kinds
from hubkit.intake.models import State, Submission

WAITING = "waiting"
AGES = (3, 7, 30)
ME, NOBODY = "me", "nobody"


def states() -> list[tuple[str, str | Promise]]:
    return [(WAITING, _("Waits for us")), *State.choices]


def own_kinds() -> list[tuple[str, str]]:
    return [
        (code, str(kind.name))
        for code, kind in kinds.registered().items()
        if code.startswith(KINDS)
    ]


def ages() -> list[tuple[str, str]]:
    return [
        (str(days), ngettext("over %(days)s day", "over %(days)s days", days) % {"days": days})
        for days in AGES
    ]


def choice(label, choices) -> ChoiceFilter:
    return ChoiceFilter(label=label, choices=choices, empty_label=_("All"), widget=RadioSelect)


class SubmissionFilters(WagtailFilterSet):
    """Each filter narrows by the method of its name."""

    state = choice(_("State"), states)
    kind = choice(_("Kind"), own_kinds)
    municipality = choice(_("Municipality"), municipalities)
    language = choice(_("Sender's language"), settings.LANGUAGES)
    age = choice(_("Waiting"), ages)
    assigned = choice(_("Reviewed by"), [(ME, _("me")), (NOBODY, _("nobody"))])

    class Meta:
        model = Submission
        fields: list[str] = []

    def filter_queryset(self, queryset):
        for name, value in self.form.cleaned_data.items():
            if value:
                queryset = queryset.filter(getattr(self, f"by_{name}")(value))
        return queryset

    def by_state(self, value: str) -> Q:
        if value == WAITING:
            return Q(state__in=[state for state in State if state.waits_for_staff])
        return Q(state=value)

    def by_kind(self, value: str) -> Q:
        return Q(kind=value)

    def by_municipality(self, value: str) -> Q:
        return queue.in_municipality(value)

    def by_language(self, value: str) -> Q:
        return Q(language=value)

    def by_age(self, value: str) -> Q:
        return Q(since__lt=timezone.now() - dt.timedelta(days=int(value)))

    def by_assigned(self, value: str) -> Q:
        return Q(assigned_to=self.request.user if value == ME else None)
