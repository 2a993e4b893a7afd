"""What follows when an organisation's page is made, published, unpublished or deleted."""

from anyascii import anyascii
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from directory.life.assurance import assure
from directory.models import AssuredBy, Entry, EntryState, OrganisationPage
from directory.projection import entry_of, refresh
from hubkit.bilingual.peers import language_of


@receiver(post_save, sender=OrganisationPage, dispatch_uid="directory.made")
def begin(instance: OrganisationPage, created: bool, raw: bool, **kwargs) -> None:
    """Give a new page its entry, and its twin an address in its own language."""
    if raw or not created:
        return
    if instance.alias_of_id:
        name_address(instance)
    else:
        entry_of(instance)


def name_address(twin: OrganisationPage) -> None:
    """Make the twin's slug from its name in its own language."""
    name = getattr(twin, f"name_{language_of(twin.locale_id)}", "")
    if not name:
        return
    parent = twin.get_parent()
    twin.slug = find_available_slug(parent, slug_of(name))
    twin.set_url_path(parent)
    Page.objects.filter(pk=twin.pk).update(slug=twin.slug, url_path=twin.url_path)


def slug_of(name: str) -> str:
    """Return a slug without diacritics, at most 100 characters: `Društvo Burja` drustvo-burja."""
    return slugify(anyascii(name))[:100].strip("-") or "organizacija"


@receiver(page_published, sender=OrganisationPage, dispatch_uid="directory.published")
def project(instance: OrganisationPage, **kwargs) -> None:
    """Bring the projection in step; what is published for the first time is confirmed by that."""
    if instance.alias_of_id:
        return
    entry = refresh(instance)
    if not entry.assurances.exists():
        assure(entry, kind=AssuredBy.STAFF)


@receiver(page_unpublished, sender=OrganisationPage, dispatch_uid="directory.unpublished")
def withdraw(instance: OrganisationPage, **kwargs) -> None:
    if not instance.alias_of_id:
        refresh(instance)


@receiver(post_delete, sender=OrganisationPage, dispatch_uid="directory.deleted")
def end(instance: OrganisationPage, **kwargs) -> None:
    """Let the entry of a deleted page answer that the organisation is gone.

    After the deletion, which unpublishes the page on its way and would project it once more.
    """
    if instance.alias_of_id:
        return
    entry = Entry.objects.filter(uid=instance.uid).first()
    if entry is None:
        return
    entry.page, entry.listed = None, False
    if entry.state == EntryState.OPEN:
        entry.state, entry.ended_at = EntryState.GONE, timezone.now()
    entry.maticna, entry.lat, entry.lon = "", None, None
    entry.save(update_fields=["page", "listed", "state", "ended_at", "maticna", "lat", "lon"])
    entry.facets.all().delete()
