"""A translation goes out as a PO file and comes back: whole, or not at all and with a reason."""

import polib
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation as languages
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from hubkit.bilingual.exchange import views
from hubkit.bilingual.exchange.po import BELONGS_TO, Report, export_po, import_po
from hubkit.bilingual.exchange.reading import MAX_BYTES, ExchangeError
from tests.pages import body_of, make_page

pytestmark = pytest.mark.django_db

LINKED = '<p>Preberi <a href="https://example.org">pogoje</a> in <b>vse</b> drugo.</p>'


@pytest.fixture(autouse=True)
def english():
    with languages.override("en"):
        yield


@pytest.fixture
def page(homes):
    page = make_page(homes["sl"], "Društva", lead="Uvod s šumniki")
    image = get_image_model().objects.create(
        title="Obala", file=get_test_image_file(), description="Obala"
    )
    question = {"title": "Kdaj?", "text": "<p>Vsak <i>petek</i>.</p>"}
    items = [{"type": "item", "id": "1f3a", "value": question}]
    picture = {"image": image.pk, "decorative": False, "alt_text": "Pogled na obalo"}
    return body_of(
        page,
        ("text", LINKED),
        (
            "accordion",
            {"heading": "", "items": items},
        ),
        ("picture", {"image": picture, "caption": "Obala", "credit": ""}),
    )


def translation_of(page, locale):
    source, _ = TranslationSource.get_or_create_from_instance(page)
    source.update_from_db()
    return Translation.objects.get_or_create(source=source, target_locale=locale)[0]


@pytest.fixture
def translation(page, homes):
    return translation_of(page, homes["it"].locale)


def catalog(translation):
    return polib.pofile(export_po(translation).decode())


def filled(translation, change=lambda text: f"it {text}"):
    po = catalog(translation)
    for entry in po:
        entry.msgstr = change(entry.msgid)
    return po


def data(po):
    return str(po).encode()


def stored(translation):
    return dict(
        StringTranslation.objects.filter(
            locale=translation.target_locale,
            context__object_id=translation.source.object_id,
        ).values_list("translation_of__data", "data")
    )


def test_what_went_out_comes_back(translation, superuser):
    po = filled(translation)
    report = import_po(translation, data(po), user=superuser)
    assert report == Report(updated=len(po), unchanged=0, warnings=[])
    assert stored(translation) == {entry.msgid: f"it {entry.msgid}" for entry in po}
    again = import_po(translation, export_po(translation), user=superuser)
    assert again == Report(updated=0, unchanged=len(po), warnings=[])


def test_links_pictures_and_nested_parts_keep_their_translations(translation, superuser):
    import_po(translation, data(filled(translation)), user=superuser)
    with languages.override("it"):
        peer = translation.source.get_ephemeral_translated_instance(translation.target_locale)
    text, accordion, picture = peer.body
    assert 'it Preberi <a href="https://example.org">pogoje</a>' in str(text.value)
    assert accordion.value["items"][0]["title"] == "it Kdaj?"
    assert picture.value["image"].contextual_alt_text == "it Pogled na obalo"


def test_the_file_names_its_languages_and_the_place_of_each_text(translation):
    po = catalog(translation)
    assert (po.metadata["Language"], po.metadata["X-Source-Language"]) == ("it", "sl")
    assert po.metadata[BELONGS_TO] == str(translation.uuid)
    places = {entry.msgid: entry.comment for entry in po}
    assert places["Društva"] == "Title"
    assert places["Pogled na obalo"] == "Content – Picture – Picture – Alt text"
    assert places["Vsak <i>petek</i>."].startswith("Content – Questions and answers")
    assert all(places.values())


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("charset=utf-8", "charset=cp1250").encode("cp1250"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
    ],
    ids=["UTF-8 with a mark", "UTF-16", "cp1250", "CRLF", "CR"],
)
def test_what_editors_make_of_a_file_is_read(translation, encode):
    po = filled(translation, lambda text: f"čšž {text}")
    assert import_po(translation, encode(str(po)), user=None).updated == len(po)
    assert stored(translation)["Društva"] == "čšž Društva"


def without_head(po):
    return data(po).split(b"\n\n", 1)[1]


def of_another_page(po):
    po.metadata[BELONGS_TO] = "00000000-0000-0000-0000-000000000000"
    return data(po)


def of_another_language(po):
    po.metadata["Language"] = "de"
    return data(po)


def with_text(text):
    def change(po):
        po.find("Društva").msgstr = text
        return data(po)

    return change


def twice(po):
    entry = po.find("Društva")
    po.append(polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, msgstr="Altro"))
    return data(po)


DAMAGED = {
    "empty": (lambda po: b" \n", "The file is empty."),
    "cut": (lambda po: data(po)[:-3], "damaged"),
    "a picture": (lambda po: b"\x89PNG\r\n\x1a\n\xff\xfe", "cannot be read"),
    "null": (lambda po: data(po) + b"\x00", "damaged"),
    "a name of a file": (lambda po: b"/etc/hostname", "damaged"),
    "wrong letters": (lambda po: str(po).replace("it ", "š").encode("cp1250"), "cannot be read"),
    "no such charset": (
        lambda po: data(po).replace(b"charset=utf-8", b"charset=klingon"),
        "cannot be read",
    ),
    "a slow charset": (
        lambda po: data(po).replace(b"charset=utf-8", b"charset=punycode"),
        "cannot be read",
    ),
    "huge": (lambda po: data(po) + b"#" * MAX_BYTES, "larger than 2 MB"),
    "no head": (without_head, "does not say which page"),
    "another page": (of_another_page, "belongs to another page"),
    "another language": (of_another_language, "for another language"),
    "a script": (with_text("<script>alert(1)</script>"), "<script> cannot stand"),
    "a hidden script": (with_text("<!--><script>alert(1)</script>-->Ciao"), "<!--> cannot stand"),
    "too deep": (with_text("<b>" * 11 + "x" + "</b>" * 11), "inside each other"),
    "an attribute": (with_text('<b onclick="x()">Associazioni</b>'), "more to it"),
    "a foreign link": (with_text('<a id="a9">Associazioni</a>'), "Unrecognised id"),
    "a bell": (with_text("Associa\x07zioni"), "damaged"),
    "deep": (with_text("<b>" * 3000), "inside each other"),
    "twice": (twice, "twice"),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_or_foreign_file_is_refused_in_words_and_whole(translation, kind):
    change, reason = DAMAGED[kind]
    with pytest.raises(ExchangeError, match=reason):
        import_po(translation, change(filled(translation)), user=None)
    assert stored(translation) == {}


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda text: text.replace('msgid "Društva"', 'msgid "Društva'), 'msgid "Društva"'),
        (lambda text: text.replace('msgid "Društva"', 'msgit "Društva"'), 'msgid "Društva"'),
        (lambda text: text.replace("it Društva", "it\x00"), 'msgstr "it Društva"'),
        (lambda text: text.replace("it Društva", "it\x07"), "#. Title"),
    ],
    ids=["a quote", "a word", "null", "a bell"],
)
def test_a_damaged_file_tells_the_line(translation, change, line):
    text = str(filled(translation))
    number = text.split("\n").index(line) + 1
    with pytest.raises(ExchangeError, match=f"damaged in line {number} "):
        import_po(translation, change(text).encode(), user=None)


def test_newer_work_is_left_and_counted(translation, superuser):
    import_po(translation, data(filled(translation)), user=None)
    exported = filled(translation, lambda text: f"PO {text}")
    own = StringTranslation.objects.get(data="it Društva")
    own.data, own.tool_name = "Associazioni", ""
    own.save()
    report = import_po(translation, data(exported), user=superuser)
    assert report == Report(
        updated=len(exported) - 1,
        warnings=["1 text was left out, because it has been changed here since the export."],
    )
    assert stored(translation)["Društva"] == "Associazioni"


@pytest.mark.parametrize(
    "change",
    [
        {"tool_name": "PO"},
        {"tool_name": "Fake", "translation_type": "machine"},
        {"tool_name": "", "has_error": True},
    ],
    ids=["an earlier import", "a machine", "a text with an error"],
)
def test_a_persons_file_is_taken_before(translation, change):
    exported = filled(translation)
    import_po(translation, data(filled(translation, lambda text: f"prej {text}")), user=None)
    StringTranslation.objects.filter(data="prej Društva").update(**change)
    assert import_po(translation, data(exported), user=None).warnings == []
    assert stored(translation)["Društva"] == "it Društva"


@pytest.mark.parametrize("moment", ["", "včeraj", "2001-01-01 10:00"])
def test_a_file_without_its_date_or_older_than_the_work(translation, moment):
    import_po(translation, data(filled(translation)), user=None)
    StringTranslation.objects.filter(data="it Društva").update(tool_name="")
    po = filled(translation, lambda text: f"PO {text}")
    po.metadata["POT-Creation-Date"] = moment
    taken = "it Društva" if moment.startswith("2001") else "PO Društva"
    import_po(translation, data(po), user=None)
    assert stored(translation)["Društva"] == taken


def test_unknown_and_unsure_texts_are_told_in_words(translation):
    po = filled(translation)
    po.find("Društva").flags.append("fuzzy")
    po.append(polib.POEntry(msgid="Davno", msgctxt="body.1f3a.text", msgstr="Tempo fa"))
    report = import_po(translation, data(po), user=None)
    assert report.warnings == [
        "Left out, because it is marked as unsure (fuzzy): Title: “Društva”",
        "Left out, because the page has no such text now: “Davno”",
    ]
    assert "Društva" not in stored(translation)


def test_an_empty_text_leaves_what_is_there(translation):
    import_po(translation, data(filled(translation)), user=None)
    before = stored(translation)
    assert import_po(translation, data(filled(translation, lambda _: "")), user=None) == Report()
    assert stored(translation) == before


def test_a_lost_link_is_told(translation):
    po = filled(translation)
    linked = next(entry for entry in po if "<a id=" in entry.msgid)
    linked.msgstr = "senza link"
    assert (
        "a link of the original is missing"
        in import_po(translation, data(po), user=None).warnings[0]
    )


@given(st.binary(max_size=400))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_refused_in_words(translation, noise):
    with pytest.raises(ExchangeError):
        import_po(translation, noise, user=None)
    assert stored(translation) == {}


@given(
    st.integers(0, 100_000),
    st.sampled_from([b"", b'"', b"\n", b"\\", b"<", b"\xff", b"msgid ", b"#~ ", b"\x00", b"]]>"]),
    st.integers(0, 30),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_changed_file_is_taken_whole_or_not_at_all(translation, place, put, cut):
    StringTranslation.objects.filter(context__object_id=translation.source.object_id).delete()
    whole = data(filled(translation))
    place %= len(whole)
    try:
        report = import_po(translation, whole[:place] + put + whole[place + cut :], user=None)
    except ExchangeError:
        assert stored(translation) == {}
    else:
        assert len(stored(translation)) == report.updated


class Said(list):
    """Where a view puts its messages."""

    def add(self, level, message, extra_tags=""):
        self.append(str(message))


def answer(view, request, translation, user):
    request.user, request._messages = user, Said()
    return view(request, translation.pk), request._messages


def upload(content, **values):
    file = SimpleUploadedFile("drustva.po", content)
    return RequestFactory().post("/", {"file": file, "next": "/admin/pages/", **values})


def test_the_file_has_a_speaking_name(translation, superuser):
    response, _ = answer(views.export, RequestFactory().get("/"), translation, superuser)
    assert response["Content-Disposition"] == 'attachment; filename="drustva.sl-it.po"'
    assert polib.pofile(response.content.decode()).metadata["Language"] == "it"


def test_an_upload_is_taken_over_in_the_persons_name(translation, superuser):
    po = filled(translation)
    response, said = answer(views.import_, upload(data(po)), translation, superuser)
    assert (response.status_code, response.url) == (302, "/admin/pages/")
    assert f"{len(po)} translations have been taken over." in said[0]
    own = StringTranslation.objects.filter(context__object_id=translation.source.object_id)
    assert {each.last_translated_by for each in own} == {superuser}


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "The file is empty."), (b"msgid ", "damaged"), (b'msgid "a"\nmsgstr "b"', "its head")],
    ids=["empty", "damaged", "no head"],
)
def test_a_bad_upload_gives_a_message(translation, superuser, content, words):
    response, said = answer(views.import_, upload(content), translation, superuser)
    assert response.status_code == 302
    assert words in said[0]
    assert stored(translation) == {}


def test_no_file_gives_a_message_and_a_foreign_next_is_not_followed(translation, superuser):
    request = RequestFactory().post("/", {"next": "https://example.org/"})
    response, said = answer(views.import_, request, translation, superuser)
    assert (response.url, len(said)) == ("/admin/", 1)
    assert "Choose a file first." in said[0]


@pytest.mark.parametrize("name", ["export", "import_"])
def test_who_may_not_edit_both_ends_is_refused(translation, django_user_model, name):
    user = django_user_model.objects.create_user("oseba", "oseba@example.org", "geslo")
    request = upload(data(filled(translation)))
    request.method = "GET" if name == "export" else "POST"
    with pytest.raises(PermissionDenied):
        answer(getattr(views, name), request, translation, user)
    assert stored(translation) == {}


def test_a_translation_that_has_ended_is_not_found(translation, superuser):
    Translation.objects.filter(pk=translation.pk).update(enabled=False)
    with pytest.raises(Http404):
        answer(views.export, RequestFactory().get("/"), translation, superuser)
