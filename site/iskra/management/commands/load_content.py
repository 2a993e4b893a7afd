from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.models import Locale

from hubkit.bilingual.models import Term
from iskra.seeding.data import CONTENT
from iskra.seeding.pages import Seeding, fill_settings, place_site


class Command(BaseCommand):
    help = "Makes the site's pages and settings from its text files, once; in both languages."

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="add the example pages")
        parser.add_argument(
            "--reset", action="store_true", help="write every text again, over what editors changed"
        )

    def handle(self, *args, demo=False, reset=False, **options):
        for code in ("sl", "it"):
            Locale.objects.get_or_create(language_code=code)
        folders = ("site", "demo") if demo else ("site",)
        with transaction.atomic():
            made = Seeding(reset=reset, say=lambda line: self.stdout.write(f"  {line}")).run(
                *folders
            )
            place_site()
            fill_settings(reset=reset)
            if reset or not Term.objects.exists():
                call_command("load_glossary", CONTENT / "glossary.tsv", stdout=self.stdout)
            if apps.is_installed("directory"):
                call_command("load_taxonomies", stdout=self.stdout)
        self.stdout.write(f"{len(made)} pages written, in Slovenian and Italian.")
