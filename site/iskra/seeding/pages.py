"""Making the site's pages from its texts, as true pairs of wagtail-localize."""

from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import translation as languages
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.models import HubSettings, SeededPage
from iskra.seeding.data import PageText, read_pages, read_settings, stable_id
from iskra.seeding.media import document_named, image_named

MACHINE = ("localhost", "127.0.0.1", "")


class Seeding:
    """One run: which pages are new, made first all and filled after, since bodies name pages."""

    def __init__(self, *, reset: bool = False, say=lambda line: None):
        self.reset = reset
        self.say = say
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}

    @transaction.atomic
    def run(self, *folders: str) -> list[str]:
        """Make the pages of these folders that were never made; return their names.

        What an editor changed, moved or deleted stays so. With `reset` every text is written
        again, in the page where it now stands or in a new one; pages are not moved back.
        """
        texts = [text for text in read_pages(*folders) if text.app_is_installed]
        known = set() if self.reset else set(SeededPage.objects.values_list("name", flat=True))
        new = [text for text in texts if text.name not in known]
        new = [text for text in new if self.make(text)]
        for text in new:
            self.fill(text)
        for text in new:
            self.translate(text)
        return [text.name for text in new]

    def make(self, text: PageText) -> bool:
        """Make the page with its title and place, or find the one that is there (`reset`).

        A page whose section an editor has deleted is passed over; one whose slug an editor has
        taken gets the next that is free.
        """
        if text.parent and not self.exists(stable_id(text.parent), text.source):
            self.say(f"{text.name}: its section was deleted, so it is not made")
            return False
        if self.exists(text.translation_key, text.source):
            page = self.page(text.translation_key, text.source)
            if page.alias_of_id:  # it was deleted, and its translation stands in for it
                slug = text.field_values(text.source)["slug"]
                page.alias_of, page.slug = None, find_available_slug(page.get_parent(), slug)
                page.save(clean=False)
        else:
            model = apps.get_model(text.model)
            parent = self.parent(text)
            values = text.field_values(text.source)
            values["slug"] = find_available_slug(parent, values["slug"])
            page = model(
                locale=self.locales[text.source],
                translation_key=text.translation_key,
                live=False,
                **values,
            )
            parent.add_child(instance=page)
        SeededPage.objects.update_or_create(
            name=text.name, defaults={"translation_key": text.translation_key}
        )
        if text.parent is None:
            adopt_home(page)
        return True

    def parent(self, text: PageText) -> Page:
        if text.parent is None:
            return Page.get_first_root_node()
        return self.page(stable_id(text.parent), text.source)

    def fill(self, text: PageText) -> None:
        """Write the page's own language and publish it."""
        page = self.page(text.translation_key, text.source)
        self.write(page, text, text.source)
        with languages.override(text.source):
            page.save_revision(clean=True).publish()
        self.say(page.title)

    def write(self, page: Page, text: PageText, language: str) -> None:
        for name, value in text.field_values(language).items():
            if name != "slug" or language != text.source:
                setattr(page, name, value)
        page.body = page._meta.get_field("body").stream_block.to_python(
            text.body_blocks(language, self.resolve)
        )
        if text.aims:
            model = page._meta.get_field("aims").related_model
            page.aims = [
                self.aim(model, text, position, language) for position in range(len(text.aims))
            ]

    def aim(self, model, text: PageText, position: int, language: str):
        place = {
            "translation_key": stable_id(text.name, "aims", position),
            "locale": self.locales[language],
        }
        aim = model.objects.filter(**place).first() or model(**place)
        aim.text, aim.sort_order = text.aims[position][language], position
        return aim

    def translate(self, text: PageText) -> None:
        """Enter the other languages as translations of the page's segments, and publish them."""
        page = self.page(text.translation_key, text.source)
        source, _ = TranslationSource.update_or_create_from_instance(page)
        for language in text.languages[1:]:
            locale = self.locales[language]
            self.enter_strings(source, text, locale)
            translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
            translation.save_target(publish=True)

    def enter_strings(self, source: TranslationSource, text: PageText, locale: Locale) -> None:
        """Store each segment's translation.

        The page is written once more in the other language, unsaved and with the same block
        ids, so that its segments stand at the same paths as the source's.
        """
        twin = self.page(text.translation_key, text.source)
        self.write(twin, text, locale.language_code)
        words = {
            (segment.path, segment.order): segment.string.data
            for segment in extract_segments(twin)
            if isinstance(segment, StringSegmentValue)
        }
        for segment in source.stringsegment_set.select_related("context", "string"):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={
                    "data": words[segment.context.path, segment.order],
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                },
            )

    def page(self, translation_key, language: str) -> Page:
        """Return the page in one language; raises Page.DoesNotExist where it was not made."""
        return Page.objects.get(
            translation_key=translation_key, locale=self.locales[language]
        ).specific

    def exists(self, translation_key, language: str) -> bool:
        return Page.objects.filter(
            translation_key=translation_key, locale=self.locales[language]
        ).exists()

    def resolve(self, value):
        """Turn ``"page:…"``, ``"image:…"`` and ``"document:…"`` into primary keys."""
        kind, _, name = value.partition(":") if isinstance(value, str) else ("", "", "")
        if kind == "page":
            # The first made is the one that it was written in; none where its app is left out.
            page = Page.objects.filter(translation_key=stable_id(name)).order_by("pk").first()
            return page.pk if page else None
        if kind == "image":
            return image_named(name).pk
        return document_named(name).pk if kind == "document" else value


def adopt_home(home: Page) -> None:
    """Make `home` the site's root, in place of the page that Wagtail's own migration made."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    site.root_page, site.site_name = home, "ISKRA"
    site.save()
    if welcome and welcome.specific_class is Page and not welcome.get_children().exists():
        welcome.delete()


def place_site() -> None:
    """Give the default site the address of BASE_URL while it has none but the machine's own.

    Canonical addresses, alternates and the sitemap are made from it.
    """
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.filter(is_default_site=True, hostname__in=MACHINE).update(
        hostname=address.hostname, port=port
    )
    Site.clear_site_root_paths_cache()


def fill_settings(*, reset: bool = False) -> bool:
    """Write the hub's own data once; return whether anything was written."""
    site = Site.objects.get(is_default_site=True)
    existing = HubSettings.objects.filter(site=site).first()
    if existing and not reset:
        return False
    hub = existing or HubSettings(site=site)
    for name, value in read_settings().items():
        setattr(hub, name, value)
    hub.full_clean(exclude=["site"])
    hub.save()
    return True
