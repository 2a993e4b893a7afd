"""What makes a person look first: signs of a machine, each of which a person can give too."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

from hubkit.intake import limits, tokens
from hubkit.intake.conf import setting

# The name says nothing to a browser that fills in addresses, and nothing to a machine.
FIELD = "zv_4"


class Reason(models.TextChoices):
    """Why a submission is in quarantine; the words are those of staff."""

    TRAP = "trap", pgettext_lazy("quarantine", "The field that people do not see was filled in")
    FAST = "fast", pgettext_lazy("quarantine", "Filled in faster than anybody can")
    NETWORK = "network", pgettext_lazy("quarantine", "Many from the same network")
    ADDRESS = "address", pgettext_lazy("quarantine", "Many with the same e-mail address")


def fell_in(request: HttpRequest) -> bool:
    return bool(request.POST.get(FIELD, "").strip())


def is_fast(opened: int) -> bool:
    """Whether fewer seconds have passed since the form was opened than a person needs."""
    return tokens.now() - opened < setting("MIN_SECONDS")


def judge_sending(request: HttpRequest, email: str) -> tuple[list[str], int]:
    """Count a sending; return the reasons against it, and the seconds to wait if it is refused."""
    network = limits.count("send", limits.network_of(request))
    address = limits.count("email", email.casefold()) if email else limits.Verdict()
    reasons = [Reason.NETWORK.value] if network.suspicious else []
    reasons += [Reason.ADDRESS.value] if address.suspicious else []
    return reasons, max(network.wait, address.wait)
