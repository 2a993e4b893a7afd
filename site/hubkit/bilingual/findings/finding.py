"""One thing that is wrong, and the attempt to put it right."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Page

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """What is wrong with one page; `left` says why it could not be mended, where it was tried."""

    page: Page | None
    trouble: str
    mended: bool = False
    left: str = ""

    def __str__(self) -> str:
        subject = f"page {self.page.pk} “{self.page.title}”: " if self.page else ""
        outcome = " (mended)" if self.mended else f" ({self.left})" if self.left else ""
        return f"{subject}{self.trouble}{outcome}"

    def settle(self, mend: bool, cure: Callable[[], object]) -> "Finding":
        """Return the finding as it is after `cure`, which runs in a transaction of its own.

        One that fails, for whatever reason, stops nothing else; the log has where it failed.
        """
        if not mend:
            return self
        try:
            with transaction.atomic():
                cure()
        except (PermissionDenied, ValidationError, IntegrityError) as refusal:
            return replace(self, left=f"not mended: {refusal}")
        except Exception as error:  # noqa: BLE001  (it may be anything, a receiver of the host's too)
            return self.after(error)
        return replace(self, mended=True)

    def after(self, error: Exception) -> "Finding":
        """Return the finding left as it is because of an error, which is logged."""
        logger.exception("%s", self)
        return replace(self, left=f"not mended: {type(error).__name__}: {error}")
