"""A directory and organisations in it, for tests; in the project and in the bare host alike."""

from datetime import timedelta
from itertools import count, islice

from django.utils import timezone
from django.utils import translation as languages
from wagtail.models import Page, Site

from directory.life.assurance import assure
from directory.models import AssuredBy, DirectoryPage, Entry, EntryFacet, OrganisationPage
from directory.profile import write

SLUGS = {"sl": "imenik", "it": "elenco-ong"}
_numbers = count(1)


def make_directory() -> dict[str, DirectoryPage]:
    """Return the directory's page in each language by code, empty; the taxonomies are there.

    The project's own directory, if it has one; its demo organisations are withdrawn.
    """
    withdraw_all()
    if not DirectoryPage.objects.exists():
        found_directory()
    pages = DirectoryPage.objects.select_related("locale")
    return {page.locale.language_code: page for page in pages}


def withdraw_all() -> None:
    """Leave of the organisations that are there nothing that anybody reads."""
    pages = Page.objects.type(OrganisationPage)
    pages.update(live=False)
    OrganisationPage.objects.update(maticna="")
    EntryFacet.objects.all().delete()
    Entry.objects.all().delete()


def found_directory() -> None:
    home = Site.objects.get(is_default_site=True).root_page
    source = DirectoryPage(title="Imenik NVO", slug=SLUGS["sl"], locale=home.locale)
    home.add_child(instance=source)
    source.save_revision().publish()
    for peer in source.get_translations():
        peer.alias_of, peer.slug = None, SLUGS[peer.locale.language_code]
        peer.title = "Elenco delle ONG"
        peer.save(clean=False)
        peer.save_revision().publish()


def make_organisation(
    *,
    source: str = "sl",
    published: bool = True,
    assured_days_ago: int = 5,
    **values,
) -> OrganisationPage:
    """Make an organisation below the directory of `make_directory`, published with its twin.

    `values` go by the names of directory.profile; what is needed to publish has a value here.
    """
    number = next(_numbers)
    values = defaults(number) | values
    parent = DirectoryPage.objects.get(locale__language_code=source)
    page = OrganisationPage(
        title=values["official_name"],
        slug=f"organizacija-{number}",
        locale=parent.locale,
        live=False,
        name_sl=values.get("name_sl", ""),
        name_it=values.get("name_it", ""),
    )
    parent.add_child(instance=page)
    write(page, values)
    with languages.override(source):
        revision = page.save_revision(clean=True)
        if published:
            revision.publish()
    set_clock(page, assured_days_ago)
    return OrganisationPage.objects.get(pk=page.pk)


def defaults(number: int) -> dict:
    return {
        "official_name": f"Društvo {number}",
        "legal_form": "drustvo",
        "maticna": maticna_of(number),
        "summary_sl": "Povzetek.",
        "description_sl": "Opis.",
        "topics": ["kultura"],
        "areas": ["050"],
        "email": f"drustvo-{number}@example.org",
    }


def maticna_of(number: int) -> str:
    """Return the registration number that is valid with the `number`th stem, 1 being the first."""
    stems = (str(stem) for stem in count(200_000))
    valid = (f"{stem}{check % 11 % 10}" for stem in stems if (check := check_of(stem)) != 11)
    return next(islice(valid, number - 1, None))


def check_of(stem: str) -> int:
    """Return 11 less the weighted sum's remainder; 11 where the stem was never issued."""
    return (
        11
        - sum(int(digit) * weight for digit, weight in zip(stem, range(7, 1, -1), strict=True)) % 11
    )


def set_clock(page: OrganisationPage, days_ago: int) -> Entry:
    """Let the page's entry have been confirmed that many days ago, and never else."""
    entry = Entry.objects.get(uid=page.uid)
    entry.assurances.all().delete()
    assure(entry, kind=AssuredBy.OWNER, at=timezone.now() - timedelta(days=days_ago))
    return entry


def twin_of(page: OrganisationPage) -> OrganisationPage:
    """Return the page's alias in the other language."""
    return OrganisationPage.objects.get(translation_key=page.uid, alias_of=page.pk)
