"""The four pillars: told once, one page each, in their own order."""

import pytest
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from hub_pages.models import PillarPage, ProjectPage, StandardPage
from hub_pages.pillars import Pillar
from tests.pages import body_of, make_page
from tests.queries import queries_of


@pytest.fixture
def bare_homes(homes):
    """The home pages without the pillar pages that the site may have already."""
    for page in PillarPage.objects.order_by("-depth"):
        page.delete()
    return homes


def make_pillar(home, pillar, **values):
    return home.add_child(instance=PillarPage(title=str(pillar.label), pillar=pillar, **values))


@pytest.mark.parametrize("pillar", Pillar)
def test_each_pillar_has_a_label_and_a_description_in_both_languages_and_an_icon(pillar):
    told = []
    for language in ("sl", "it"):
        with override(language):
            told.append((str(pillar.label), str(pillar.description)))
    with override("en"):
        told.append((str(pillar.label), str(pillar.description)))
    slovenian, italian, english = told
    assert slovenian != italian
    assert slovenian[1] not in (english[1], italian[1])
    assert "<svg" in get_template(pillar.icon).render()
    assert pillar.css_class == f"pillar-{pillar.value}"


@pytest.mark.django_db
def test_a_pillar_has_one_page_in_a_language(bare_homes, client, superuser):
    home = bare_homes["sl"]
    make_pillar(home, Pillar.TRAINING)
    client.force_login(superuser)
    address = reverse("wagtailadmin_pages:add", args=["hub_pages", "pillarpage", home.pk])
    words = {"title": "Še eno", "slug": "se-eno", "lead": "", "heading": "", "body-count": "0"}
    data = words | {"action-publish": "1"}
    refused = client.post(address, data | {"pillar": "training"})
    assert "pillar" in refused.context["form"].errors
    assert client.post(address, data | {"pillar": "advocacy"}).status_code == 302


@pytest.mark.django_db
def test_a_pillar_page_can_be_copied(bare_homes):
    page = make_pillar(bare_homes["sl"], Pillar.TRAINING)
    copy = page.copy(update_attrs={"slug": "kopija", "title": "Kopija"}, keep_live=True)
    assert (copy.pillar, copy.live) == ("training", True)


@pytest.mark.django_db
def test_a_draft_without_a_pillar_can_be_seen(bare_homes):
    page = make_pillar(bare_homes["sl"], Pillar.TRAINING)
    page.pillar = ""
    assert page.make_preview_request().status_code == 200


@pytest.mark.django_db
def test_a_private_pillar_is_on_no_card(bare_homes, client):
    host = body_of(make_page(bare_homes["sl"], "Gostja"), ("pillars", {"intro": "Uvod:"}))
    private = make_pillar(bare_homes["sl"], Pillar.TRAINING, lead="Skrivnost")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert "Skrivnost" not in client.get(host.url).text


@pytest.mark.django_db
def test_cards_come_in_the_pillars_order_and_count_for_nothing(bare_homes, client):
    host = body_of(make_page(bare_homes["sl"], "Gostja"), ("pillars", {"intro": "Uvod:"}))
    make_pillar(bare_homes["sl"], Pillar.ADVOCACY, lead="Zadnji")
    one = queries_of(client, host.url)
    make_pillar(bare_homes["sl"], Pillar.INFORMING, lead="Prvi")
    make_pillar(bare_homes["sl"], Pillar.NETWORKING, lead="Srednji", heading="POLNO IME")
    text = client.get(host.url).text
    assert (
        text.index("Prvi") < text.index("POLNO IME") < text.index("Srednji") < text.index("Zadnji")
    )
    assert queries_of(client, host.url) == one
    assert "hub_pages/pillars.css" in text


@pytest.mark.django_db
def test_a_pillar_page_shows_its_heading_statement_and_pages(bare_homes, client):
    page = make_pillar(bare_homes["it"], Pillar.TRAINING, heading="FORMAZIONE", lead="Enunciato")
    make_page(page, "Sotto")
    head, text = client.get(page.url).text.split("<article")
    assert 'class="pillar-training"' in head
    assert text.index("FORMAZIONE") < text.index("Enunciato") < text.index("Sotto")


@pytest.mark.django_db
def test_an_editor_can_build_no_nonsense(bare_homes):
    home = bare_homes["sl"]
    pillar = make_pillar(home, Pillar.TRAINING)
    standard = make_page(home, "Stran")
    allowed = {
        parent: [
            model
            for model in (PillarPage, StandardPage, ProjectPage)
            if model.can_create_at(parent)
        ]
        for parent in (home, pillar, standard)
    }
    assert allowed == {
        home: [PillarPage, StandardPage],
        pillar: [StandardPage, ProjectPage],
        standard: [StandardPage, ProjectPage],
    }


@pytest.mark.django_db
def test_three_pages_below_cost_as_much_as_one(homes, client):
    one, three = make_page(homes["sl"], "Ena"), make_page(homes["sl"], "Tri")
    make_page(one, "A")
    for title in "ABC":
        make_page(three, title, lead="Uvod")
    assert queries_of(client, one.url) == queries_of(client, three.url)


@pytest.mark.django_db
def test_a_page_in_one_language_says_so_in_the_reader_s(homes, client):
    make_page(homes["sl"], "Samo tu", lead="Uvod")
    italian = client.get("/it/samo-tu/").text
    assert "Questa pagina non è ancora disponibile in italiano." in italian
    assert "Il testo che segue è in sloveno." in italian
    assert '<article class="page" lang="sl">' in italian
    slovenian = client.get("/sl/samo-tu/").text
    assert ("language-note" in slovenian, '<article class="page" >' in slovenian) == (False, True)
