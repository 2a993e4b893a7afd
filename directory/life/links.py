"""Edit links: found by the hash of their token, good for two weeks or until revoked."""

from datetime import timedelta

from django.apps import apps
from django.utils import timezone

from directory.models.owners import EditLink, Owner
from hubkit.intake import words
from hubkit.intake.tokens import hash_of, new_token

DAYS = 14
EDIT = {"sl": "uredi", "it": "accesso-scheda"}


def make_link(owner: Owner) -> tuple[EditLink, str]:
    """Make a link and return it with its token, which cannot be told a second time."""
    token = new_token()
    link = EditLink.objects.create(
        owner=owner, token_hash=hash_of(token), expires_at=timezone.now() + timedelta(days=DAYS)
    )
    return link, token


def find(token: str) -> EditLink | None:
    """Return the link of a token in whatever state, or None; its owner and entry come with it."""
    links = EditLink.objects.select_related("owner__entry__page")
    return links.filter(token_hash=hash_of(token)).first()


def note_use(link: EditLink) -> None:
    """Keep the day of the last visit, and nothing else of it."""
    today = timezone.localdate()
    if link.last_used_at != today:
        EditLink.objects.filter(pk=link.pk).update(last_used_at=today)
        link.last_used_at = today


def revoke_links(owner: Owner) -> int:
    return owner.links.filter(revoked_at=None).update(revoked_at=timezone.now())


def forget_links() -> int:
    """Delete the links that expired a quarter of a year ago; returns how many."""
    old = EditLink.objects.filter(expires_at__lt=timezone.now() - timedelta(days=90))
    return old.delete()[0] if old.exists() else 0


def address(language: str, *parts: str) -> str:
    """Return the full address of the owners' page of the directory, or of a link below it."""
    pages = apps.get_model("directory", "DirectoryPage").objects.live()
    page = pages.filter(locale__language_code=language).first() or pages.first()
    return (page.full_url or "") + words.path(language, EDIT, *parts) if page else ""
