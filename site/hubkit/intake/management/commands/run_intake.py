from django.core.management.base import BaseCommand

from hubkit.intake import rounds


class Command(BaseCommand):
    help = "Brings submissions on: reminders, expiry, the queue, what is left of an outage."

    def handle(self, *args, **options):
        done = [f"{name}: {count}" for name, count in rounds.run().items() if count]
        if done or options["verbosity"] > 1:
            self.stdout.write(", ".join(done) or "Nothing to do.")
