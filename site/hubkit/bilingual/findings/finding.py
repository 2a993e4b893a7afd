"""One thing that is wrong, and the attempt to put it right."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Page


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
        """Return the finding as it is after `cure`, which runs in a transaction of its own."""
        if not mend:
            return self
        try:
            with transaction.atomic():
                cure()
        except (PermissionDenied, ValidationError, IntegrityError) as refusal:
            return replace(self, left=f"not mended: {refusal}")
        return replace(self, mended=True)
