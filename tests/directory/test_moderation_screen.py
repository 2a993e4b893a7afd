"""What the screen shows of a submission."""

import re

import pytest

from directory.models import Reason
from directory.moderation.proposals import Proposal
from directory.vocabulary import CONTENT, load_reasons
from hubkit.intake.models import Consent
from tests.directory.moderation_cases import address, reviewer, submit, text_of
from tests.directory.organisations import make_organisation
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(directory, client):
    user = reviewer(language="en")
    client.force_login(user)
    return user


def card(html: str, name: str) -> str:
    """The HTML of one field's card."""
    found = re.search(rf'id="field-{name}".*?(?=class="mod-card"|</section>)', html, re.DOTALL)
    return " ".join(found[0].split()) if found else ""


def test_what_was_sent_is_shown_escaped(staff, client):
    """Foreign words never become markup, nor turn the direction of writing."""
    submission = submit(
        by=staff,
        official_name="<script>alert(1)</script>",
        summary_it="<b>a</b>\u202ecba",
        sender_name="<i>Ana</i>",
    )
    html = client.get(address(submission)).content.decode()
    for tag in ("<script>alert", "<b>a</b>", "<i>Ana</i>", "\u202e"):
        assert tag not in html
    assert "&lt;b&gt;a&lt;/b&gt;[U+202E]cba" in card(html, "summary_it")
    assert "Holds signs that turn the direction of writing." in card(html, "summary_it")


def test_both_languages_of_a_pair_stand_side_by_side(staff, client):
    page = make_organisation(summary_it="Una frase.")
    submission = submit(
        "change", target=page, by=staff, summary_sl="Nov stavek.", description_it="Testo."
    )
    html = text_of(client.get(address(submission)))
    rows = re.findall(r'<div class="mod-row">(.*?)(?=<div class="mod-row">|</section>)', html)
    assert "Nov stavek." in rows[0]
    assert "Una frase." in rows[0]  # nothing is proposed for it, and it may now say something else
    assert 'lang="it"' in rows[0]


def test_new_words_are_marked_in_prose(staff, client):
    text = "Pojemo stare pesmi Istre in Krasa, vsak torek ob sedmih zvečer."
    page = make_organisation(summary_sl=text)
    changed = text.replace("torek", "četrtek")
    submission = submit("change", target=page, by=staff, summary_sl=changed, volunteers=True)
    html = client.get(address(submission)).content.decode()
    assert "<del>torek</del><ins>četrtek</ins>" in card(html, "summary_sl")
    assert "<ins>" not in card(html, "volunteers")


def test_who_sent_it_what_happened_and_what_else_came(staff, client):
    before = submit(email="ana@example.org")
    submission = submit(by=staff, email="Ana@example.org", sender_name="Ana Novak")
    Consent.objects.create(
        submission=submission, purpose="publish", text_version="2026-11", language="sl"
    )
    told = re.sub("<[^>]+>", " ", text_of(client.get(address(submission))))
    told = " ".join(told.split())
    for words in (
        "Ana@example.org",
        "Ana Novak",
        submission.receipt,
        "taken, presojevalka",
        "1 more from this address",
        "the person may be shown",
        "2026-11",
    ):
        assert words in told
    assert address(before) in client.get(address(submission)).content.decode()


def test_a_similar_name_only_warns(staff, client):
    page = make_organisation(official_name="Društvo Burja Koper")
    submission = submit(by=staff, official_name="Burja")
    submission.duplicates = [{"by": "name", "uid": str(page.uid), "score": 0.82}]
    submission.save()
    told = text_of(client.get(address(submission)))
    assert "similar name, 82" in told
    assert "the same registration number" not in told
    assert f'value="{page.uid}"' in told


def test_who_asked_not_to_be_listed_is_flagged(staff, client):
    """7.4: DoNotList hit."""
    submission = submit(by=staff)
    assert "has asked not to be listed" not in text_of(client.get(address(submission)))
    submission.duplicates = [{"by": "do_not_list"}]
    submission.save()
    assert "has asked not to be listed" in text_of(client.get(address(submission)))


def test_the_prepared_reasons_carry_their_text_in_the_senders_language(staff, client):
    submission = submit(by=staff, language="it")
    html = client.get(address(submission)).content.decode()
    assert 'data-text="Durante la verifica non siamo riusciti' in html
    assert Reason.objects.count() == 11
    assert load_reasons(CONTENT / "reasons.toml") == (0, 0)
    Reason.objects.filter(code="slika").update(text_sl="Naše besede.")
    assert load_reasons(CONTENT / "reasons.toml") == (0, 0)
    assert Reason.objects.get(code="slika").text_sl == "Naše besede."
    assert load_reasons(CONTENT / "reasons.toml", reset=True) == (0, 1)


def test_after_the_decision_it_tells_what_was_decided(staff, client):
    page = make_organisation()
    submission = submit("change", target=page, by=staff, short_name="BU", website="https://a.si")
    proposal = Proposal(submission)
    data = {"mark": proposal.mark, "action": "publish"}
    for line in proposal.lines:
        data |= {f"{line.name}-seen": line.mark, f"{line.name}-verdict": "accept"}
    data |= {"website-verdict": "reject", "website-words": "Ne deluje."}
    client.post(address(submission), data)
    told = text_of(client.get(address(submission)))
    assert re.search(r"<del\s*>\s*https://a.si\s*</del>", told)
    assert "Ne deluje." in told
    assert 'value="publish"' not in told


def test_a_screen_with_many_links_to_others_costs_no_more(staff, client):
    submission = submit(by=staff)
    submit()
    one = queries_of(client, address(submission))
    submit()
    submit()
    assert queries_of(client, address(submission)) == one
