"""A process that sends a form and is killed on its way; run by test_spool with a stage's name."""

import os
import signal
import sys

from tests.hubkit.intake.host import start


def main(stage: str) -> None:
    start()
    from hubkit.intake import sending, spool  # noqa: PLC0415
    from hubkit.intake.models import Passage  # noqa: PLC0415
    from tests.hubkit.intake.kinds import Proposal  # noqa: PLC0415
    from tests.hubkit.intake.visitor import CONSENTS, Visitor  # noqa: PLC0415
    from tests.specimens.intake import FormsPage  # noqa: PLC0415

    def die(*args, **kwargs):
        os.kill(os.getpid(), signal.SIGKILL)

    ana = Visitor()
    ana.fill_proposal(FormsPage.objects.get(locale__language_code="sl"))
    before = {
        "before the file": (spool, "write_file"),
        "after the file": (sending, "receive"),
        "between the rows": (Passage.objects, "create"),
        "before the commit": (Proposal, "on_received"),
        "after the commit": (spool, "remove"),
    }
    setattr(*before[stage], die)
    ana.send("send", **CONSENTS)


if __name__ == "__main__":
    main(sys.argv[1])
