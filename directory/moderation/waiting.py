"""What the staff's start page tells of the directory's submissions."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.moderation.queue import is_late, submissions
from directory.moderation.rights import may_moderate
from hubkit.bilingual.staff_tasks import StaffTask
from hubkit.intake.models import State


def waiting(request: HttpRequest) -> Iterator[StaffTask]:
    """Return what waits for review and what is in quarantine; a `register_staff_tasks` hook."""
    if not may_moderate(request.user):
        return
    address = reverse("directory_submissions:index")
    waits = submissions().waiting_for_staff().order_by().values_list("since", flat=True)
    times = list(waits)
    yield StaffTask(_("Directory: to review"), len(times), address, any(map(is_late, times)))
    aside = submissions().filter(state=State.QUARANTINED).count()
    yield StaffTask(_("Directory: quarantined"), aside, f"{address}?state={State.QUARANTINED}")
