"""Who translated is told when the translation comes back, and why, in their own language."""

from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from wagtail.admin.utils import get_admin_base_url

from hubkit.bilingual.guests.mails import tell_of_coming_back
from hubkit.bilingual.mails import language_of, send
from hubkit.bilingual.models import LinkState, PairState, TranslatorLink


def tell_of_sending_back(pair: PairState, *, by, comment: str) -> None:
    """Mail the comment to whoever sent the translation, unless that is the one who writes it."""
    if pair.sent_by:
        if pair.sent_by != by and pair.sent_by.is_active and pair.sent_by.email:
            tell_user(pair.sent_by, pair, by=by, comment=comment)
    elif pair.sent_name:
        links = TranslatorLink.objects.filter(pair=pair, name=pair.sent_name)
        link = links.exclude(sent_at=None).order_by("-sent_at").first()
        if link and link.state not in (LinkState.REVOKED, LinkState.EXPIRED):
            tell_of_coming_back(link, comment=comment)


def tell_user(user: AbstractUser, pair: PairState, *, by, comment: str) -> None:
    desk = reverse("hubkit_bilingual:desk", args=[pair.pk])
    send(
        "hubkit_bilingual/mail/sent_back",
        to=user.email,
        language=language_of(user),
        context={
            "title": str(pair.source),
            "comment": comment,
            "name": user.get_short_name() or user.get_username(),
            "address": f"{get_admin_base_url() or ''}{desk}",
        },
        reply_to=[by.email] if by.email else [],
    )
