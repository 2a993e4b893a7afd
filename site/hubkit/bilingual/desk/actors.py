"""Who translates: a user of the admin, or a guest who is known by name only."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser


@dataclass(frozen=True)
class Actor:
    """`user` has an account; a guest has none, and a name."""

    user: AbstractUser | None = None
    name: str = ""

    @property
    def key(self) -> str:
        """What tells this person's unsaved texts from another's in the same browser."""
        return f"user-{self.user.pk}" if self.user else f"guest-{self.name}"
