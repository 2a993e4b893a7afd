"""A new entry of who is in the directory already, or asked not to be."""

import pytest

from directory.forms.addresses import address
from directory.life.do_not_list import hashes_of, refuse
from directory.models import Entry
from hubkit.intake import confirmation, resubmission, review
from hubkit.intake.models import Draft, State
from tests.directory.organisations import make_organisation
from tests.directory.visitor import NUMBER, WHO, Guest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unhurried(settings, tmp_path):
    settings.HUBKIT_INTAKE_ROOT = tmp_path / "intake"
    settings.HUBKIT_INTAKE_MIN_SECONDS = 0


@pytest.fixture
def guest():
    return Guest()


def test_who_is_listed_goes_on_as_a_change_with_what_was_typed(directory, client, guest):
    page = make_organisation(maticna=NUMBER, phone="+38656278500", areas=["050", "040"])
    guest.open(address(directory["sl"], "new"))
    guest.send(**WHO)
    assert guest.buttons("become") == [
        f"directory.change:{page.uid}",
        f"directory.claim:{page.uid}",
    ]
    guest.send("", become=f"directory.change:{page.uid}", summary_sl="Nov povzetek.")
    assert "/sprememba/" in guest.url
    draft = Draft.objects.get()
    assert (draft.kind, draft.target_uid) == ("directory.change", page.uid)
    assert draft.data["who"]["official_name"] == [WHO["official_name"]]
    assert draft.data["what"]["summary_sl"] == ["Nov povzetek."]
    assert draft.data["contact"]["phone"] == ["+386 5 627 85 00"]


def test_who_is_listed_claims_it(directory, guest):
    page = make_organisation(maticna=NUMBER, email="tajnik@zaba.example.org")
    guest.open(address(directory["it"], "new"))
    guest.send(**WHO)
    assert "tajnik@" not in guest.text
    guest.send("", become=f"directory.claim:{page.uid}")
    assert "/la-nostra-organizzazione/" in guest.url
    assert page.title in guest.text


def test_names_alike_warn_and_block_nothing(directory, guest):
    page = make_organisation(official_name="Društvo Bele žabe", maticna="5000017")
    submission = guest.submit(directory["sl"])
    assert submission.duplicates == [{"by": "name", "uid": str(page.uid), "score": 1.0}]
    guest.fill(directory["sl"])
    links = guest.page.select(".entry-form__alike a")
    assert [(each.text, each["href"]) for each in links] == [("Društvo Bele žabe", page.url)]


def test_a_corrected_name_is_compared_anew(directory, guest, superuser):
    page = make_organisation(official_name="Društvo Rdeča čaplja", maticna="5000017")
    submission = guest.submit(directory["sl"])
    confirmation.confirm(submission)
    review.take(submission, by=superuser)
    review.ask_for_changes(submission, by=superuser, message="Katero ime je pravo?")
    edited = submission.payload | {"official_name": "Društvo Rdeča čaplja"}
    assert submission.duplicates == []
    resubmission.resubmit(submission, key=page.uid, payload=edited)
    submission.refresh_from_db()
    assert submission.duplicates == [{"by": "name", "uid": str(page.uid), "score": 1.0}]


def test_an_unpublished_double_is_for_staff_only(directory, guest):
    page = make_organisation(maticna=NUMBER, published=False)
    Entry.objects.filter(uid=page.uid).update(maticna=NUMBER)
    submission = guest.submit(directory["sl"])
    assert submission.duplicates == [{"by": "number", "uid": str(page.uid), "score": 1.0}]
    guest.open(address(directory["sl"], "new"))
    guest.send(**WHO)
    assert guest.buttons("become") == []


def test_who_asked_not_to_be_listed_is_taken_silently_and_flagged(directory, guest):
    refuse(hashes_of(title="Društvo Bela žaba"))
    submission = guest.submit(directory["sl"])
    assert (submission.state, submission.reasons) == (State.UNCONFIRMED, [])
    assert submission.duplicates == [{"by": "do_not_list"}]
    assert guest.buttons("become") == []
