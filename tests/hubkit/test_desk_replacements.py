"""Another picture, file or address in the other language, where one is wanted."""

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail_localize.models import SegmentOverride

from hubkit.bilingual.desk.replacements import replaceables
from hubkit.bilingual.models import PairState
from tests.hubkit.conftest import pair_of, translate_all
from tests.hubkit.test_desk import address, form_of, sheet_of
from tests.hubkit.test_desk_actions import told
from tests.pages import body_of

pytestmark = pytest.mark.django_db


def picture(title):
    return get_image_model().objects.create(title=title, file=get_test_image_file())


@pytest.fixture
def illustrated(meeting, client, superuser):
    """The meeting with a picture and the address of a film."""
    meeting.share_image = picture("Morje")
    meeting.save()
    film = {"title": "Film", "url": "https://video.example.org/sl"}
    page = body_of(meeting, ("video", film))
    page.save_revision().publish()
    client.force_login(superuser)
    return pair_of(page)


def found(pair) -> dict:
    sheet = sheet_of(pair)
    return {each.value: each for each in replaceables(sheet.translation, sheet.source)}


def overrides(pair):
    return SegmentOverride.objects.filter(context__object_id=pair.translation_key)


def test_what_can_be_replaced_is_listed(illustrated):
    assert set(found(illustrated)) == {"Morje", "https://video.example.org/sl"}


def test_another_address_is_kept_and_emptied_again(client, illustrated):
    name = found(illustrated)["https://video.example.org/sl"].name
    client.post(address(illustrated), {name: "https://video.example.org/it"})
    assert overrides(illustrated).get().data == "https://video.example.org/it"
    client.post(address(illustrated), {name: ""})
    assert not overrides(illustrated).exists()


@pytest.mark.parametrize("value", ["javascript:alert(1)", "film", "data:text/html,x"])
def test_what_is_no_address_is_refused_where_one_stands(client, illustrated, value):
    name = found(illustrated)["https://video.example.org/sl"].name
    response = client.post(address(illustrated), {name: value})
    assert list(response.context["replacements"].errors) == [name]
    assert not overrides(illustrated).exists()


@pytest.mark.parametrize(
    ("value", "taken"),
    [
        ("javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://example.org/it", True),
        ("mailto:info@example.org", True),
        ("tel:+38650000000", True),
        ("/it/riunione/", True),
        ("#riunione", True),
    ],
)
def test_a_link_in_a_text_leads_where_wagtail_lets_links_lead(
    client, superuser, meeting, value, taken
):
    link = '<p>Pridi na <a href="https://example.org/sl">sestanek</a>.</p>'
    body_of(meeting, ("text", link)).save_revision().publish()
    pair = pair_of(meeting)
    client.force_login(superuser)
    name = found(pair)["https://example.org/sl"].name
    client.post(address(pair), {name: value})
    assert [each.data for each in overrides(pair)] == ([value] if taken else [])


def test_saving_rows_alone_leaves_replacements(client, illustrated):
    name = found(illustrated)["https://video.example.org/sl"].name
    client.post(address(illustrated), {name: "https://video.example.org/it"})
    client.post(address(illustrated), form_of(sheet_of(illustrated), lead="Venite."))
    assert overrides(illustrated).count() == 1


def test_another_picture_is_published(client, illustrated):
    other = picture("Mare")
    client.post(address(illustrated), {found(illustrated)["Morje"].name: other.pk})
    translate_all(illustrated)
    client.post(address(illustrated), {"action": "publish"})
    pair = PairState.objects.get(pk=illustrated.pk)
    assert (pair.source.share_image.title, pair.target.share_image.title) == ("Morje", "Mare")


def test_a_deleted_picture_is_a_message(client, illustrated):
    other = picture("Mare")
    name, key = found(illustrated)["Morje"].name, other.pk
    client.post(address(illustrated), {name: key})
    client.get(address(illustrated))
    other.delete()
    response = client.get(address(illustrated))
    assert len(told(response)) == 1
    assert not overrides(illustrated).exists()
    response = client.post(address(illustrated), {name: key})
    assert response.context["replacements"].errors != {}


def test_what_somebody_else_has_entered_meanwhile_stays(client, illustrated):
    each = found(illustrated)["https://video.example.org/sl"]
    stale = {each.name: "", each.was_name: each.was}
    client.post(address(illustrated), {each.name: "https://video.example.org/it"})
    client.post(address(illustrated), stale)
    assert overrides(illustrated).get().data == "https://video.example.org/it"
    response = client.post(address(illustrated), stale | {each.name: "https://a.example.org"})
    assert list(response.context["replacements"].errors) == [each.name]
    assert overrides(illustrated).get().data == "https://video.example.org/it"


def test_an_address_that_nobody_has_read_is_not_published(client, illustrated):
    translate_all(illustrated)
    each = found(illustrated)["https://video.example.org/sl"]
    seen = form_of(sheet_of(illustrated)) | {each.name: "", each.was_name: each.was}
    client.post(address(illustrated), {each.name: "https://video.example.org/it"})
    client.post(address(illustrated), seen | {"action": "publish"})
    target = PairState.objects.get(pk=illustrated.pk).target
    assert target.alias_of_id == illustrated.source.pk
