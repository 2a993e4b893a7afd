"""The demo's settings with the clock ahead by $CLOCK_AHEAD seconds and mails as files."""

import os
from datetime import timedelta

import time_machine

from iskra.settings.dev import *  # noqa: F403

# The clock of the whole process, from before anything of the site is imported.
time_machine.travel(timedelta(seconds=float(os.environ["CLOCK_AHEAD"]))).start()

HUBKIT_OUTBOX_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = os.environ["MAILS"]
