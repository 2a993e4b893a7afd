"""An entry's first year: sent by the keyboard, refused in part, corrected, claimed, confirmed."""

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from hubkit.bilingual.formats import date_in_words
from tests.browser.demo_copy import DemoCopy, Mail
from tests.browser.record import record
from tests.browser.staff import log_in
from tests.browser.test_directory_forms import NEXT, PHONE, press, reach, type_step

QUEUE = "/admin/directory/submissions/"
MORNING = dt.time(10, tzinfo=ZoneInfo("Europe/Ljubljana"))
NAME = re.compile(r"name=(\w+)")
HASTE_MS = 3000  # who sends a form sooner is taken for a machine
# The words of addresses, in either language.
CONFIRM = ("potrditev", "conferma")
CHANGE = ("sprememba", "modifica")
CLAIM = ("nasa-organizacija", "la-nostra-organizzazione")
EDIT = ("uredi", "accesso-scheda")
CONFIRMED = {"sl": "Potrjeno:", "it": "Confermato:"}
SEND = ".intake__buttons [value=send]"
BUTTON = ".intake__buttons button"
ADDRESS = "https://bela-zaba.example.org/"
MISTYPED = "https://bela-zaba.example.org/x"
SENDER, OWNER = "ana@posta.example.net", "bruno@posta.example.net"


@dataclass(frozen=True)
class Journey:
    """What is typed by people of one language, and told them; staff have the other one."""

    language: str
    directory: str
    moderator: str
    name: str
    legal_form: str
    settlement: str
    summaries: dict[str, str]
    description: str
    reason_for_staff: str
    reason: str
    question: str

    @property
    def steps(self) -> list[dict[str, str | bool]]:
        """What is typed in each step, in the order of the fields."""
        other = "it" if self.language == "sl" else "sl"
        return [
            {
                "[name=maticna]": "5874190",
                "[name=official_name]": self.name,
                "[name=legal_form]": self.legal_form,
            },
            {
                f"[name=summary_{self.language}]": self.summaries[self.language],
                f"[name=summary_{other}]": self.summaries[other],
                f"[name=description_{self.language}]": self.description,
                "[name=topics][value=okolje]": True,
            },
            {
                "[name=settlement]": self.settlement,
                "[name=house_number]": "7",
                "[name=hours_1]": "9-12",
            },
            {"[name=email]": "info@bela-zaba.example.org", "[name=website]": MISTYPED},
            {
                "[name=sender_name]": "Ana Zgled",
                "[name=sender_email]": SENDER,
                "[name=sender_relation]": True,
            },
        ]

    @property
    def sent(self) -> set[str]:
        """The names of what staff decide on: what was typed, and what follows from it."""
        *steps, _sender = self.steps
        typed = {NAME.search(selector)[1] for step in steps for selector in step}
        return {re.sub(r"^hours_1$", "hours", name) for name in typed} | {"municipality", "areas"}


SUMMARIES = {"sl": "Čuvamo mlake in močvirja.", "it": "Curiamo stagni e paludi."}
JOURNEYS = [
    Journey(
        language="sl",
        directory="/sl/imenik/",
        moderator="curatore",
        name="Društvo Bela žaba",
        legal_form="dru",
        settlement="Koper",
        summaries=SUMMARIES,
        description="Vsako pomlad prenesemo krastače čez cesto.",
        reason_for_staff="Il collegamento non funziona",
        reason="Spletne strani ob pregledu nismo mogli odpreti.",
        question="Vse še drži",
    ),
    Journey(
        language="it",
        directory="/it/elenco-ong/",
        moderator="moderatorka",
        name="Associazione Rana Bianca",
        legal_form="assoc",
        settlement="Capod",
        summaries=SUMMARIES,
        description="Ogni primavera portiamo i rospi oltre la strada.",
        reason_for_staff="Povezava ne deluje",
        reason="Durante la verifica non siamo riusciti ad aprire la pagina web.",
        question="È ancora tutto corretto",
    ),
]


@pytest.fixture
def demo(site, tmp_path, tmp_path_factory):
    original = next(tmp_path_factory.getbasetemp().glob("site*/db.sqlite3")).parent
    return DemoCopy.of(original, tmp_path)


@pytest.fixture
def person(new_page, demo):
    """Open a browser of somebody, who sees the copy; each has their own."""
    people = []

    def opened(**options) -> Page:
        page = new_page(base_url=demo.address, **options)
        page.watched = record(page)
        people.append(page)
        return page

    yield opened
    for page in people:
        assert page.watched.foreign(demo.address) == []
        assert page.watched.errors == []


def fill_in(page: Page, steps: list[dict], language: str) -> None:
    for step in steps:
        type_step(page, step, language)
        press(page, NEXT)
        assert page.locator(".intake__problems").count() == 0, page.inner_text(".intake")


def send(page: Page) -> None:
    """Agree and send, from the summary, no sooner than a person could."""
    page.wait_for_timeout(HASTE_MS)
    reach(page, "[name=consent_process]")
    page.keyboard.press("Space")
    press(page, SEND)


def mail_with(demo: DemoCopy, address: str, language: str, words: tuple[str, ...]) -> Mail:
    """Return the one new mail to an address that has a link with one of the words."""
    (mail,) = [mail for mail in demo.mails_to(address) if mail.links_to(*words)]
    assert mail.language == language
    return mail


def confirm_address(page: Page, demo: DemoCopy, address: str, language: str) -> None:
    """Open the mailed link, which by itself does nothing, and press its button."""
    receipt = page.url.partition("?")[0]
    (link,) = mail_with(demo, address, language, CONFIRM).links_to(*CONFIRM)
    assert page.request.get(link).status == 200
    page.goto(link)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator(BUTTON)).to_have_count(1)
    press(page, BUTTON)
    assert page.url == receipt
    page.goto(link)
    expect(page.locator(BUTTON)).to_have_count(0)
    expect(page.locator(".intake__note")).to_have_count(1)


def open_queue(page: Page, name: str) -> None:
    """Log in, and follow what waits on the start page of the admin."""
    log_in(page, name)
    page.locator(f"main a[href$='{QUEUE}']").click()


def take(page: Page, name: str) -> None:
    """Take what is of this organisation from the queue."""
    page.locator(".submission-name a", has_text=name).click()
    page.locator("[name=action][value=take]").click()
    page.locator("[name=action][value=release]").wait_for()


def decide(page: Page, action: str) -> None:
    page.locator(f"[name=action][value={action}]").click()
    page.wait_for_url(f"**{QUEUE}")
    expect(page.locator(".messages .success")).to_be_visible()


def refuse_website(page: Page, journey: Journey) -> None:
    """Refuse the one field with a prepared reason; the words shown are the sender's."""
    page.check("[name=website-verdict][value=reject]")
    page.select_option("#id_website-reason", label=journey.reason_for_staff)
    preview = page.locator("#field-website [data-mod-preview]")
    expect(preview).to_have_attribute("lang", journey.language)
    expect(preview).to_contain_text(journey.reason)
    chosen = page.locator(".mod-choices input:checked")
    verdicts = dict(chosen.evaluate_all("all => all.map((each) => [each.name, each.value])"))
    assert verdicts == {
        **{f"{name}-verdict": "accept" for name in journey.sent},
        "website-verdict": "reject",
    }


def read_entry(page: Page, address: str, journey: Journey) -> None:
    """See that the entry is public there, in the language of the address."""
    language = urlsplit(address).path[1:3]
    assert page.goto(address).status == 200
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_text(journey.name)
    expect(page.locator(".lead")).to_have_text(SUMMARIES[language])
    expect(page.locator(".prose")).to_contain_text(journey.description)
    foreign = page.locator(f".prose[lang={journey.language}]")
    expect(foreign).to_have_count(int(language != journey.language))


def expect_confirmed(page: Page, address: str, moment: dt.datetime) -> None:
    """See on which day the entry says that it was confirmed, in the language of the address."""
    if page.url != address:
        page.goto(address)
    language = urlsplit(address).path[1:3]
    day = date_in_words(moment.date(), language=language)
    expect(page.locator(".confirmed")).to_have_text(f"{CONFIRMED[language]} {day}")


def send_new_entry(page: Page, journey: Journey) -> None:
    page.goto(journey.directory)
    press(page, ".directory__join a")
    fill_in(page, journey.steps, journey.language)
    assert journey.name in page.inner_text(".intake")
    send(page)
    expect(page.locator(".intake__code")).to_have_count(1)


def correct_website(page: Page, link: str, journey: Journey) -> None:
    """Send the one field again; all else is there already, but not the refused one."""
    page.goto(link)
    expect(page.locator("[name=official_name]")).to_have_value(journey.name)
    *_steps, sender = journey.steps
    fill_in(page, [{}, {}, {}], journey.language)
    expect(page.locator("[name=website]")).to_have_value("")
    fill_in(page, [{"[name=website]": ADDRESS}, sender], journey.language)
    send(page)


def claim(page: Page, address: str, journey: Journey) -> None:
    page.goto(address)
    press(page, ", ".join(f".entry__ways a[href*='{word}']" for word in CLAIM))
    typed = {
        "[name=sender_name]": "Bruno Esempio",
        "[name=sender_email]": OWNER,
        "[name=sender_relation]": True,
        "[name=sender_phone]": "041 627 850",
        "[name=consent_process]": True,
    }
    type_step(page, typed, journey.language)
    page.wait_for_timeout(HASTE_MS)
    press(page, NEXT)


@pytest.mark.parametrize("journey", JOURNEYS, ids=[each.language for each in JOURNEYS])
def test_an_entry_from_its_first_word_to_its_first_birthday(journey, demo, person):
    language = journey.language
    first_day = dt.datetime.combine(dt.datetime.now(dt.UTC) + dt.timedelta(days=1), MORNING)
    a_year_later = first_day + dt.timedelta(days=366)

    with demo.served(first_day):
        sender, moderator = person(viewport=PHONE), person()
        send_new_entry(sender, journey)
        confirm_address(sender, demo, SENDER, language)

        open_queue(moderator, journey.moderator)
        take(moderator, journey.name)
        refuse_website(moderator, journey)
        decide(moderator, "publish")

        told = mail_with(demo, SENDER, language, CHANGE)
        assert journey.reason in " ".join(told.text.split())
        assert MISTYPED in told.text
        sender.goto(told.links[0])
        expect(sender.locator("#contact a[href*='://']")).to_have_count(0)
        correct_website(sender, told.links_to(*CHANGE)[0], journey)
        confirm_address(sender, demo, SENDER, language)

        moderator.reload()
        take(moderator, journey.name)
        expect(moderator.locator(".mod-card-title")).to_have_count(1)
        decide(moderator, "publish")

        *_others, published = demo.mails_to(SENDER)
        assert (published.language, journey.reason in published.text) == (language, False)
        pages = published.links[:2]
        assert [urlsplit(address).path[1:3] for address in pages] == sorted(
            SUMMARIES, key=lambda each: each != language
        )
        for address in pages:
            read_entry(sender, address, journey)
            expect(sender.locator(f"#contact a[href='{ADDRESS}']")).to_have_count(1)
            expect_confirmed(sender, address, first_day)

    with demo.served(a_year_later):
        owner, moderator = person(viewport=PHONE), person()
        claim(owner, pages[0], journey)
        confirm_address(owner, demo, OWNER, language)
        open_queue(moderator, journey.moderator)
        take(moderator, journey.name)
        decide(moderator, "accept-claim")
        welcome = mail_with(demo, OWNER, language, EDIT)
        assert owner.goto(welcome.links_to(*EDIT)[0]).status == 200

        demo.run("run_directory")
        question = mail_with(demo, OWNER, language, EDIT)
        assert journey.name in question.subject
        owner.goto(question.links_to(*EDIT)[0])
        expect_confirmed(moderator, pages[0], first_day)
        owner.get_by_role("button", name=journey.question, exact=True).click()
        expect(owner.locator("[role=status]")).to_be_visible()
        for address in pages:
            expect_confirmed(owner, address, a_year_later)
        assert demo.mails_to(OWNER) == demo.mails_to(SENDER) == []
