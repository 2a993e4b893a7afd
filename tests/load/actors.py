"""Who is at work during a load test; each runs in a process of its own.

`python -m tests.load.actors sender FIRST LAST` sends the forms of these numbers, each with a double
click, and prints a line a receipt. `python -m tests.load.actors editor SECONDS` publishes an
organisation in a transaction that it keeps open so long.
"""

# ruff: noqa: E402, T201 (models can be imported once Django is set up; the test reads the lines)

import sys
import time

import django

django.setup()

from django.db import transaction
from django.test import Client

from directory.models import DirectoryPage, OrganisationPage
from tests.directory.organisations import maticna_of
from tests.directory.visitor import CONSENT, Guest
from tests.hubkit.intake.visitor import fields_of


def send(numbers: range) -> None:
    directory = DirectoryPage.objects.get(locale__language_code="sl")
    for number in numbers:
        # Each sender has an address of their own, as the limits would have it.
        client = Client(REMOTE_ADDR=f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
        guest = Guest(client)
        guest.fill(
            directory,
            official_name=f"Društvo {number}",
            maticna=maticna_of(number),
            sender_email=f"drustvo-{number}@example.org",
        )
        again = {**fields_of(guest.form()), **CONSENT, "action": "send"}
        address = guest.form().get("action") or guest.url
        guest.send("send", **CONSENT)
        second = client.post(address, again)
        print(number, receipt(guest.url), receipt(second.get("Location", "")), flush=True)


def receipt(address: str) -> str:
    """The address of a receipt without the signature, which says when it was made."""
    return address.partition("?")[0]


def edit(seconds: float) -> None:
    parent = DirectoryPage.objects.get(locale__language_code="sl")
    with transaction.atomic():
        page = OrganisationPage(title="Uredniška", slug="uredniska", locale=parent.locale)
        parent.add_child(instance=page)
        page.save_revision().publish()
        print("open", flush=True)
        time.sleep(seconds)
    print("committed", flush=True)


if __name__ == "__main__":
    actor, *arguments = sys.argv[1:]
    if actor == "sender":
        send(range(*map(int, arguments)))
    else:
        edit(float(arguments[0]))
