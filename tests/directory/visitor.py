"""Somebody who fills in the directory's public forms, as a browser without JavaScript would."""

from directory.forms.addresses import address
from hubkit.intake.models import Submission
from hubkit.places.models import Settlement, Street
from tests.hubkit.intake.visitor import Visitor, links_in, mails

NUMBER = "5874190"  # valid, and nobody's in the tests
WHO = {"official_name": "Društvo Bela žaba", "legal_form": "drustvo", "maticna": NUMBER}
WHAT = {
    "summary_sl": "Skrbimo za mlake.",
    "description_sl": "Vsako pomlad.\r\nTudi ponoči.",
    "topics": ["okolje", "mladi"],
    "languages": ["sl", "it"],
}
WHERE = {"settlement_name": "Žabja vas", "municipality": "050", "hours_1": "9-12, 14–16.30"}
CONTACT = {"email": "info@zaba.example.org", "phone": "05 627 85 00"}
YOU = {
    "sender_name": "Ana Zgled",
    "sender_email": "ana@zaba.example.org",
    "sender_relation": "head",
}
CONSENT = {"consent_process": "on"}


class Guest(Visitor):
    """A Visitor who also sends what is chosen in the lists of the page."""

    def send(self, button="next", action="", *, headers=None, **typed):
        lists = self.form(action).select("select[name]")
        chosen = {each["name"]: each.select_one("option[selected]") for each in lists}
        values = {name: option["value"] for name, option in chosen.items() if option}
        return super().send(button, action, headers=headers, **{**values, **typed})

    def fill(self, page, **changes):
        """Fill in a new entry up to the summary; `changes` go by the names of the fields."""
        self.open(address(page, "new"))
        for values in (WHO, WHAT, WHERE, CONTACT, YOU):
            self.send(
                **{name: changes.get(name, text) for name, text in values.items()}
                | {
                    name: text
                    for name, text in changes.items()
                    if self.page.select(f"[name={name}]")
                }
            )
        return self.response

    def submit(self, page, **changes) -> Submission:
        self.fill(page, **changes)
        self.send("send", **CONSENT)
        return Submission.objects.latest("created_at")

    def errors(self) -> list[str]:
        return [" ".join(each.get_text(" ").split()) for each in self.page.select(".intake__error")]

    def buttons(self, name: str) -> list[str]:
        return [each["value"] for each in self.page.select(f'form button[name="{name}"]')]


def confirm(client, submission: Submission):
    """Open the link of the mail that asks to confirm, and press its button."""
    sent = [each for each in mails() if each.recipients == submission.email]
    guest = Guest(client)
    guest.open(
        next(path for path in links_in(sent[-1]) if "/potrditev/" in path or "/conferma/" in path)
    )
    guest.send("")
    submission.refresh_from_db()
    return guest


def make_place() -> Settlement:
    """Return a settlement with a street, each with two names."""
    settlement, _made = Settlement.objects.update_or_create(
        code="999001", defaults={"name_sl": "Testje", "name_it": "Testi", "municipality": "050"}
    )
    names = {"name_sl": "Žabja ulica", "name_it": "Via delle Rane"}
    Street.objects.update_or_create(code="999002", defaults={**names, "settlement": settlement})
    return settlement
