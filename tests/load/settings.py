"""The project as the load tests run it: several processes on one database, nobody waits to type."""

import os

from iskra.settings.base import SQLITE_OPTIONS
from iskra.settings.test import *  # noqa: F403
from iskra.settings.test import DATABASES

MEDIA_ROOT = os.environ["LOAD_FOLDER"] + "/media"
HUBKIT_INTAKE_ROOT = os.environ["LOAD_FOLDER"] + "/intake"
HUBKIT_INTAKE_MIN_SECONDS = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
