"""The mails of a translator's link: the invitation, that something was sent, that it came back."""

from django.urls import reverse
from wagtail.admin.utils import get_admin_base_url

from hubkit.bilingual.mails import language_of, send
from hubkit.bilingual.models.guests import TranslatorLink

FOLDER = "hubkit_bilingual/guests/mail"


def invite(link: TranslatorLink, *, address: str) -> bool:
    """Mail the link to its guest, in their language; False where no address is known."""
    if not link.email:
        return False
    by = link.created_by
    send(
        f"{FOLDER}/invitation",
        to=link.email,
        language=link.language,
        context={"link": link, "title": title_of(link), "address": address},
        reply_to=[by.email] if by and by.email else [],
        secret=True,
    )
    return True


def tell_of_sending(link: TranslatorLink) -> None:
    """Tell the moderator who made the link that something waits, in the moderator's language."""
    by = link.created_by
    if by is None or not by.is_active or not by.email:
        return
    send(
        f"{FOLDER}/sent",
        to=by.email,
        language=language_of(by),
        context={"link": link, "title": title_of(link), "address": review_address(link)},
        reply_to=[link.email] if link.email else [],
    )


def review_address(link: TranslatorLink) -> str:
    desk = reverse("hubkit_bilingual:desk", args=[link.pair_id])
    return f"{get_admin_base_url() or ''}{desk}"


def title_of(link: TranslatorLink) -> str:
    return str(link.pair.source)


def tell_of_coming_back(link: TranslatorLink, *, comment: str) -> None:
    """Tell the guest why the translation came back; the link they have opens again."""
    if link.email:
        by = link.created_by
        send(
            f"{FOLDER}/back",
            to=link.email,
            language=link.language,
            context={"link": link, "title": title_of(link), "comment": comment},
            reply_to=[by.email] if by and by.email else [],
        )
