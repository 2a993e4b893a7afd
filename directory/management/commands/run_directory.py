from django.core.management.base import BaseCommand

from directory.life.bounces import count_bounces
from directory.life.links import forget_links
from directory.life.reminding import remind


class Command(BaseCommand):
    help = (
        "The directory's night: counts mail that came back, asks owners whether their entries are "
        "still right, forgets old links. Run it once a day; running it twice changes nothing."
    )

    def handle(self, *args, **options):
        suspended = count_bounces()
        done = remind()
        forgotten = forget_links()
        self.stdout.write(
            f"{done['entries']} entries due, {done['mails']} mails queued, "
            f"{suspended} owners suspended, {forgotten} old links forgotten."
        )
