"""What a page asks for and complains of while it is open."""

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Page, Response

OWN_SCHEMES = ("data:", "blob:", "about:")

TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.effectiveDirective} refused ${event.blockedURI || "inline"}`);
});
"""


@dataclass
class Record:
    """Addresses asked for, those that were refused, and what the console called an error."""

    asked: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def foreign(self, site: str) -> list[str]:
        """Return what was asked of anybody but the site."""
        own = (f"{site}/", *OWN_SCHEMES)
        return [address for address in self.asked if not address.startswith(own)]

    def hear(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.refused.append(response.url)

    def note(self, message: ConsoleMessage) -> None:
        # That a missing page is missing is for its own test to say.
        is_missing_page = message.location["url"] == message.page.url and "404" in message.text
        if message.type == "error" and not is_missing_page:
            self.errors.append(message.text)


def record(page: Page) -> Record:
    """Watch a page from now on; call it before the first `goto`."""
    watched = Record()
    page.context.add_init_script(TELL_VIOLATIONS)
    page.on("request", lambda request: watched.asked.append(request.url))
    page.on("response", watched.hear)
    page.on("console", watched.note)
    page.on("pageerror", lambda error: watched.errors.append(error.message))
    return watched
