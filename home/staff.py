"""Demo accounts: one for each role and one that may do everything. Never made in production."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.users.models import UserProfile

from home.roles import DIRECTORY_KEEPERS, EDITORS, MODERATORS, TRANSLATORS, Role


@dataclass(frozen=True)
class Account:
    """`role` None is the administrator; the password is the demo's and printed by it."""

    username: str
    first_name: str
    last_name: str
    language: str
    role: Role | None = None

    @property
    def password(self) -> str:
        return f"{self.username}-primer"


ACCOUNTS = (
    Account("skrbnica", "Sonja", "Primer", "sl"),
    Account("urednica", "Ana", "Primer", "sl", EDITORS),
    Account("traduttrice", "Carla", "Esempio", "it", TRANSLATORS),
    Account("moderatorka", "Maja", "Primer", "sl", MODERATORS),
    Account("curatore", "Luca", "Esempio", "it", DIRECTORY_KEEPERS),
)


@transaction.atomic
def make_demo_accounts() -> None:
    """Make the accounts that are missing; one that exists is left as it is."""
    users = get_user_model().objects
    for account in ACCOUNTS:
        if users.filter(username=account.username).exists():
            continue
        make = users.create_user if account.role else users.create_superuser
        user = make(
            account.username,
            f"{account.username}@example.org",
            account.password,
            first_name=account.first_name,
            last_name=account.last_name,
        )
        UserProfile.objects.update_or_create(
            user=user, defaults={"preferred_language": account.language}
        )
        if account.role:
            user.groups.add(Group.objects.get(name=account.role.name))
