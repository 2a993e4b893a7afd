"""A page exists in every language from its first moment, as an alias until it is translated.

wagtail-localize makes aliases only in the admin's own create view. Here they follow the page
itself, so that pages made by code, by copying or by import have theirs too.
"""

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Locale, Page


@receiver(post_save, dispatch_uid="hubkit.bilingual.aliases")
def give_aliases(sender, instance, created, raw, **kwargs) -> None:
    """Give a page that was just created an alias in each language that has no peer of it.

    Runs inside the transaction that creates the page: both are there, or neither.
    """
    if raw or not created or not isinstance(instance, Page) or sender is Page:
        return
    if is_peer_alias(instance) or instance.depth < 3:
        return
    with transaction.atomic():
        for locale in missing_locales(instance):
            instance.copy_for_translation(locale, copy_parents=True, alias=True)


def is_peer_alias(page: Page) -> bool:
    """Whether the page itself is the alias that some page has in another language."""
    return page.alias_of_id is not None and page.alias_of.translation_key == page.translation_key


def missing_locales(page: Page):
    """Return the locales in which neither the page nor its alias exists yet."""
    present = Page.objects.filter(translation_key=page.translation_key).values("locale")
    return Locale.objects.exclude(pk__in=present)
