"""Processes that review the same submission at the same moment: `prepare`, or `press`.

`prepare` prints, for each action, its submission's key; `press ACTION USER KEY` waits for a line on
its input, then presses the button and prints the answer's status.
"""

import sys

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402

from hubkit.intake.models import Submission  # noqa: E402
from tests.directory.moderation_cases import (  # noqa: E402
    address,
    reviewer,
    sheet_data,
    submit,
)
from tests.directory.organisations import make_directory, make_organisation  # noqa: E402


def prepare() -> None:
    make_directory()
    one, _other = reviewer("prva"), reviewer("druga")
    page = make_organisation()
    sys.stdout.write(f"take {submit().pk}\n")
    sys.stdout.write(f"publish {submit('change', target=page, by=one, short_name='BU').pk}\n")


def press(action: str, name: str, key: str) -> None:
    submission = Submission.objects.get(pk=key)
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    data = sheet_data(submission) if action == "publish" else {"action": action}
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(f"{client.post(address(submission), data).status_code}\n")


if __name__ == "__main__":
    {"prepare": prepare, "press": press}[sys.argv[1]](*sys.argv[2:])
