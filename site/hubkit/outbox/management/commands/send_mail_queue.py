import signal
import threading
from collections import Counter

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from hubkit.outbox import delivery, retention
from hubkit.outbox.models import State


class Command(BaseCommand):
    help = "Delivers the mail that is due and removes what is kept no longer."

    def add_arguments(self, parser):
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--once", action="store_true", help="one round (the default)")
        how.add_argument("--forever", action="store_true", help="round after round, the worker")
        parser.add_argument(
            "--pause", type=float, default=5, help="seconds between two rounds (%(default)s)"
        )

    def handle(self, *args, forever=False, pause=5.0, **options):
        ended = threading.Event()
        if forever:
            # A mail that is on its way is sent to its end, so that no copy follows later.
            for ending in (signal.SIGTERM, signal.SIGINT):
                signal.signal(ending, lambda *_: ended.set())
        self.round(ended, quiet=forever)
        while forever and not ended.wait(pause):
            close_old_connections()
            self.round(ended, quiet=True)

    def round(self, ended: threading.Event, *, quiet: bool) -> None:
        results = delivery.deliver_due(ended=ended.is_set)
        purged = retention.purge()
        if results or purged or not quiet:
            self.stdout.write(line(results, purged))
            self.stdout.flush()


def line(results: Counter[State], purged: int) -> str:
    return (
        f"Mail: {results[State.SENT]} delivered, {results[State.WAITING]} put off, "
        f"{results[State.FAILED]} failed, {purged} purged."
    )
