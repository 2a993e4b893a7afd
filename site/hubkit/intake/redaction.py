"""Keeps the tokens of addresses out of the logs that Django writes by itself."""

import logging
import re

# Draft tokens, signed links: whatever long and random stands in a path.
# Whatever follows: a mail program may have taken the full stop for a part of the link.
TOKEN = re.compile(r"(?<=[/=])[\w:.-]{40,}")
LOGGERS = ("django.request", "django.security.csrf", "django.server")


class Redaction(logging.Filter):
    """Writes "…" for each token in the arguments of a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(
                TOKEN.sub("…", each) if isinstance(each, str) else each for each in record.args
            )
        return True


def install() -> None:
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(each, Redaction) for each in logger.filters):
            logger.addFilter(Redaction())
