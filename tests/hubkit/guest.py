"""A person without an account, and the moderator who invites them, for tests."""

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page
from wagtail.users.models import UserProfile

from hubkit.bilingual.guests.links import make_link
from hubkit.bilingual.models import TranslatorLink

MODERATOR = ("add_page", "change_page", "publish_page")


def member(name: str, *pages: Page, rights=MODERATOR, language: str = "it"):
    """Make a user with the rights on the pages and below, named Vida Zgled."""
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for page in pages:
        for permission in Permission.objects.filter(codename__in=rights):
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = get_user_model().objects.create_user(
        name, f"{name}@example.org", "geslo", first_name="Vida", last_name="Zgled"
    )
    user.groups.add(group)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    return user


def make(pair, by, **values) -> tuple[TranslatorLink, str]:
    return make_link(pair, **{"by": by, "name": "Ana Gost", "language": "it", "days": 14, **values})


def address(name: str, token: str) -> str:
    return reverse(f"hubkit_bilingual_guests:{name}", args=[token])


def form_of(client: Client, token: str) -> dict[str, str]:
    """Return the fields of the guest's form as the page shows them."""
    soup = BeautifulSoup(client.get(address("translate", token)).content, "html.parser")
    inputs = {each["name"]: each["value"] for each in soup.select("form input[type=hidden]")}
    areas = {each["name"]: each.text.strip() for each in soup.select("form textarea[name]")}
    return inputs | areas


def filled(client: Client, token: str, words: str = "Parole") -> dict[str, str]:
    """Return the fields with the words in each text."""
    fields = form_of(client, token)
    return fields | {name: words for name in fields if name.startswith(("text-", "html-"))}


def text_of(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


class DeadServer(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise ConnectionRefusedError
