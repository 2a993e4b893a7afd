"""The receipt: a code by which its holder sees what became of it, and takes it back."""

import uuid

import pytest

from hubkit.intake import receipts, review, withdrawal
from hubkit.intake.models import State, Submission, SubmissionFile
from hubkit.intake.transitions import TransitionError
from tests.hubkit.intake.visitor import CONSENTS, SENDER, WHAT, WHO, Visitor, mails, picture
from tests.hubkit.intake.world import make_editor, make_submission
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return Visitor()


def test_a_code_has_sixty_bits_and_no_letter_that_is_misread():
    codes = {receipts.code_of(uuid.uuid4()) for _time in range(500)}
    assert len(codes) == 500
    assert {len(code) for code in codes} == {12}
    assert set("".join(codes)) == set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    key = uuid.uuid4()
    assert receipts.code_of(key) == receipts.code_of(key)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{:l}", "{:o}", "{:i}"])
def test_a_code_is_found_however_it_is_typed(forms_pages, typed, ana):
    submission = make_submission(receipt_code="A0B1C2D3E4F5")
    variants = {
        "{}": "A0B1-C2D3-E4F5",
        " {} ": "  A0B1 C2D3 E4F5 ",
        "{:l}": "a0b1c2d3e4f5",
        "{:o}": "AOB1C2D3E4F5",
        "{:i}": "A0BIC2D3E4F5",
    }
    ana.open("/sl/obrazci/oddaja/")
    ana.send("", code=variants[typed])
    assert submission.receipt in ana.text


def test_an_unknown_code_is_told_and_can_be_corrected(forms_pages, ana):
    ana.open("/it/moduli/invio/")
    ana.send("", code="<script>alert(1)</script>")
    assert ana.fields()["code"] == "<script>alert(1)</script>"
    assert b"<script>alert" not in ana.response.content
    assert ana.open("/it/moduli/invio/AAAA-AAAA-AAAA/").status_code == 404


@pytest.mark.parametrize("state", State)
def test_every_state_is_told_in_plain_words_in_each_language(forms_pages, ana, state):
    submission = make_submission(state=state)
    told = set()
    for language, page in forms_pages.items():
        url = page.status_url(submission)
        assert ana.open(url).status_code == 200
        status = ana.page.select_one(".intake__status")
        told.add(status.get_text(" "))
        has_link = f"{url}{'umik' if language == 'sl' else 'ritiro'}/" in str(ana.page)
        assert has_link == state.may_be_withdrawn
    assert all(text.strip() for text in told) or state == State.MERGED


def test_withdrawing_asks_first_and_deletes_all(
    forms_pages, ana, happened, django_capture_on_commit_callbacks, intake_root
):
    ana.open("/sl/obrazci/predlog/")
    ana.send(**WHO)
    ana.send(**WHAT, logo=picture())
    ana.send(**SENDER)
    ana.send("send", **CONSENTS)
    ana.open(ana.page.find("a", href=lambda href: href and "/umik/" in href)["href"])
    assert Submission.objects.get().state == State.UNCONFIRMED
    data = ana.fields()
    with django_capture_on_commit_callbacks(execute=True):
        ana.send("")
    submission = Submission.objects.get()
    assert (submission.state, submission.content) == (State.WITHDRAWN, {})
    assert SubmissionFile.objects.count() == 0
    assert list((intake_root / "files").iterdir()) == []
    assert [each.withdrawn_at is not None for each in submission.consents.all()] == [True]
    assert submission.receipt in ana.text
    assert happened[-1] == ("withdrawn", State.WITHDRAWN)
    again = ana.client.post(f"/sl/obrazci/oddaja/{submission.receipt}/umik/", data)
    assert again.status_code == 302
    assert len(mails()) == 2


def test_withdrawing_while_it_is_published_undoes_the_publishing(forms_pages):
    vida = make_editor("vida")
    submission = make_submission(forms_pages["sl"].translation_key)
    review.take(submission, by=vida)
    review.begin(submission, by=vida)
    withdrawal.withdraw(Submission.objects.get())
    with pytest.raises(TransitionError):
        review.finish(submission, by=vida)
    assert Submission.objects.get().state == State.WITHDRAWN


def test_one_consent_ends_and_its_days_are_kept(forms_pages, ana):
    ana.fill_proposal(forms_pages["sl"])
    ana.send("send", **CONSENTS, consent_publish="on")
    consent = Submission.objects.get().consents.get(purpose="publish")
    assert withdrawal.end_consent(consent) is True
    assert withdrawal.end_consent(consent) is False
    consent.refresh_from_db()
    assert consent.withdrawn_at >= consent.given_at
    assert Submission.objects.get().state == State.UNCONFIRMED


def test_a_receipt_outlives_the_plug_in_of_its_kind(forms_pages, ana):
    submission = make_submission(kind="gone.kind")
    assert ana.open(forms_pages["sl"].status_url(submission)).status_code == 200
    assert submission.receipt in ana.text


def test_a_receipt_costs_as_many_queries_with_one_consent_as_with_three(forms_pages, ana):
    submission = make_submission()
    url = forms_pages["sl"].status_url(submission)
    submission.consents.create(purpose="a", text_version="1", language="sl")
    one = queries_of(ana.client, url)
    for purpose in ("b", "c"):
        submission.consents.create(purpose=purpose, text_version="1", language="sl")
    assert queries_of(ana.client, url) == one
