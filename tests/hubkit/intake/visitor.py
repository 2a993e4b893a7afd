"""A visitor of the public forms: reads a page as a browser would, types, and presses a button."""

import re
from dataclasses import dataclass, field
from io import BytesIO

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from hubkit.outbox.models import Message
from tests.specimens.intake import FormsPage

WHO = {"name": "Društvo Žabe", "founded": "2019-10-01", "towns": ["koper", "piran"]}
WHAT = {"text": "Nekaj besed o nas.", "rooms": "3", "open": "on"}
SENDER = {"sender_email": "ana@example.org"}
CONSENTS = {"consent_process": "on"}


def make_forms(homes) -> dict[str, FormsPage]:
    """Make the page with forms, live in each language."""
    page = homes["sl"].add_child(instance=FormsPage(title="Obrazci", slug="obrazci"))
    italian = homes["it"].locale
    # The project gives each page a stand-in in the other language, the bare host does not.
    peer = page.get_translation_or_none(italian) or page.copy_for_translation(italian)
    peer.alias_of = None
    peer.title, peer.slug = "Moduli", "moduli"
    peer.save_revision().publish()
    peer.refresh_from_db()
    return {"sl": page, "it": FormsPage.objects.get(pk=peer.pk)}


@dataclass
class Visitor:
    """One person with a browser; `page` is what is on the screen, `url` where."""

    client: Client = field(default_factory=Client)
    response: object = None
    url: str = ""

    def open(self, url: str, **headers):
        self.response = self.client.get(url, headers=headers or None)
        self.url = url
        return self.follow()

    def follow(self):
        while self.response.status_code in (301, 302):
            self.url = self.response["Location"]
            self.response = self.client.get(self.url)
        return self.response

    @property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.response.content, "html.parser")

    @property
    def text(self) -> str:
        main = self.page.select_one(".intake") or self.page
        return " ".join(main.get_text(" ").split())

    @property
    def heading(self) -> str:
        return " ".join(self.page.select_one(".intake h1").get_text(" ").split())

    def form(self, action: str = ""):
        forms = self.page.select('.intake form[method="post"]')
        wanted = [each for each in forms if not action or each.get("action", "").endswith(action)]
        return wanted[0]

    def fields(self, action: str = "") -> dict:
        return fields_of(self.form(action))

    def send(self, button: str = "next", action: str = "", *, headers=None, **typed):
        """Fill the form on the screen and press a button; what is not typed stays as it is."""
        form = self.form(action)
        data = {**fields_of(form), **typed}
        if button:
            data.setdefault("action", button)
        self.url = form.get("action") or self.url
        self.response = self.client.post(
            self.url, {k: v for k, v in data.items() if v is not None}, headers=headers
        )
        return self.follow()

    def fill_proposal(self, page: FormsPage, **changes):
        """Fill in all three steps up to the summary."""
        self.open(page.intake_url("specimen.proposal"))
        self.send(**{**WHO, **{k: v for k, v in changes.items() if k in WHO}})
        self.send(**{**WHAT, **{k: v for k, v in changes.items() if k not in (*WHO, *SENDER)}})
        return self.send(**{**SENDER, **{k: v for k, v in changes.items() if k in SENDER}})

    def propose(self, page: FormsPage, **changes):
        """Fill in and send, with the required consent."""
        self.fill_proposal(page, **changes)
        return self.send("send", **CONSENTS)


def fields_of(form) -> dict:
    """Return the values that a form sends as it stands on the page."""
    found: dict = {}
    for each in form.select("input[name], textarea[name], select[name]"):
        name, kind = each["name"], each.get("type", "text")
        is_box = kind in ("checkbox", "radio")
        if kind in ("submit", "file") or (is_box and each.get("checked") is None):
            continue
        ticked = "on" if is_box else ""
        is_area = each.name == "textarea"
        value = each.text.removeprefix("\n") if is_area else each.get("value", ticked)
        found[name] = value if name not in found else [*as_list(found[name]), value]
    return found


def as_list(value) -> list:
    return value if isinstance(value, list) else [value]


def picture(kind: str = "PNG", size=(40, 20), name: str = "logo.png", **options):
    """Return an upload of a picture."""
    out = BytesIO()
    Image.new("RGB", size, "#8c3717").save(out, kind, **options)
    return SimpleUploadedFile(name, out.getvalue())


def mails() -> list[Message]:
    return list(Message.objects.order_by("pk"))


def links_in(message: Message) -> list[str]:
    """Return the paths of the addresses in a mail, in order."""
    return re.findall(r"https?://[^/\s]+(/\S+)", message.content["body"])
