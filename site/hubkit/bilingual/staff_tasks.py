"""What waits for a person, told by every plug-in; the hook `register_staff_tasks`.

A plug-in registers a function; the dashboard calls it once a view with the request and shows the
rows whose count is not zero, urgent ones first::

    @hooks.register("register_staff_tasks")
    def entries_to_check(request) -> Iterable[StaffTask]:
        yield StaffTask(label=_("Entries to check"), count=…, url=reverse(…))

The function asks the rights of `request.user` itself, and its queries do not grow with what it
counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from wagtail import hooks


@dataclass(frozen=True)
class StaffTask:
    """One row: `count` things called `label`, listed at `url`. Urgent: late, or holding up others.

    `label` stands in the active language and reads well beside any number: "To translate".
    """

    label: str
    count: int
    url: str
    urgent: bool = False


def staff_tasks(request: HttpRequest) -> list[StaffTask]:
    """Return what waits for the user, urgent things first, else in the order of the plug-ins."""
    waiting = [task for task in registered(request) if task.count]
    return sorted(waiting, key=lambda task: not task.urgent)


def registered(request: HttpRequest) -> Iterator[StaffTask]:
    for tell in hooks.get_hooks("register_staff_tasks"):
        yield from tell(request)
