"""Asking a service over HTTP, for a bounded time."""

import logging
import time
from json import loads as parse
from typing import Any

import requests
from django.utils.translation import gettext as _
from urllib3.exceptions import HTTPError, ReadTimeoutError

from hubkit.bilingual.machine.provider import ProviderError

logger = logging.getLogger(__name__)

# All requests of one task together, pauses included.
SECONDS = 28.0
PAUSES = (0.5, 1.0, 2.0, 4.0)

UNREACHABLE = 0
_BUSY = (429, 529)


class Connection:
    """The requests of one task to one service.

    Tries again, with growing pauses, when the service is busy, fails (5xx) or cannot be reached;
    not after silence, which has cost the user a time-out already. Follows no redirects: the key
    is for the address in the settings.
    """

    def __init__(self, service: str, url: str, *, timeout: float, headers: dict[str, str]):
        self.service, self.url, self.timeout = service, url.rstrip("/"), timeout
        self.deadline = time.monotonic() + SECONDS
        self.session = requests.Session()
        self.session.headers.update({"Accept-Encoding": "identity"} | headers)

    def ask(self, method: str, path: str, json: dict[str, Any] | None = None) -> Any:
        """Return the parsed answer; raises ProviderError."""
        for pause in (*PAUSES, None):
            status, answer, wait = self._send(method, path, json)
            if status in (200, 201):
                return answer
            if pause is None or not _passing(status) or not self._pause(max(pause, wait)):
                break
        raise self.failure(status)

    def _send(self, method: str, path: str, json: dict[str, Any] | None) -> tuple[int, Any, float]:
        """Return the status, the parsed body, and for how many seconds we are asked to wait."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise self.silent()
        try:
            response = self.session.request(
                method,
                self.url + path,
                json=json,
                timeout=min(self.timeout, left),
                allow_redirects=False,
                stream=True,
            )
            body = self._body(response)
        except (requests.Timeout, ReadTimeoutError):
            raise self.silent() from None
        except requests.ConnectionError as error:
            logger.warning("%s: %s", self.service, type(error).__name__)
            return UNREACHABLE, None, 0
        except (requests.RequestException, HTTPError) as error:
            logger.warning("%s: %s", self.service, type(error).__name__)
            raise self.unusable() from None
        if response.status_code >= 300:
            logger.warning("%s: %s %.200r", self.service, response.status_code, body)
            return response.status_code, None, _retry_after(response)
        return response.status_code, self._parsed(body), 0

    def _body(self, response: requests.Response) -> bytes:
        """Read piece by piece: who dribbles is given up on in time, like who is silent."""
        parts = []
        while part := response.raw.read1(65_536):
            parts.append(part)
            if time.monotonic() > self.deadline:
                raise self.silent()
        return b"".join(parts)

    def _parsed(self, body: bytes) -> Any:
        try:
            return parse(body)
        except ValueError:
            raise self.unusable() from None

    def _pause(self, seconds: float) -> bool:
        """Wait, unless the time would be up by then."""
        if time.monotonic() + seconds >= self.deadline:
            return False
        time.sleep(seconds)
        return True

    def failure(self, status: int) -> ProviderError:
        """Return what a status (0: no connection) means to the user."""
        name = {"service": self.service}
        if status in (401, 403):
            message = _("%(service)s does not accept the key in the settings of this site.")
        elif status in (402, 456):
            message = _("The quota of %(service)s is used up.")
        elif status in _BUSY:
            message = _("%(service)s has too much to do. Please try again in a few minutes.")
        elif status == UNREACHABLE or status >= 500:
            message = _("%(service)s cannot be reached. Please try again later.")
        else:
            message = _("%(service)s has refused to translate these texts.")
        return ProviderError(message % name)

    def silent(self) -> ProviderError:
        message = _("%(service)s did not answer in time. Please try again later.")
        return ProviderError(message % {"service": self.service})

    def unusable(self) -> ProviderError:
        message = _("%(service)s gave an answer that cannot be used.")
        return ProviderError(message % {"service": self.service})


def _passing(status: int) -> bool:
    """Whether a failure may pass by itself."""
    return status == UNREACHABLE or status in _BUSY or status >= 500


def _retry_after(response: requests.Response) -> float:
    """Return the seconds of a Retry-After header; a date there counts for nothing."""
    value = response.headers.get("Retry-After", "")
    return float(value) if value.isdecimal() else 0
