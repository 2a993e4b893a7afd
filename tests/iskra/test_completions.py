"""No English is left in the editors' interface: what the packages leave untranslated, we complete.

Wagtail and its companions ship catalogs with gaps, and any release may open new ones.
"""

import re
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest

COMPLETIONS = Path(__file__).resolve().parents[2] / "locale" / "completions"

# The number of plural forms. Django hands the browser a single plural rule for all merged script
# catalogs, that of the first, which is ours: it must be the shipped one, in Italian with a form
# for millions.
FORMS = {("sl", "django"): 4, ("sl", "djangojs"): 4, ("it", "django"): 2, ("it", "djangojs"): 3}

# All catalogs below these are searched, so that an application new in Wagtail is not forgotten.
PACKAGES = [
    "django.conf",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_filters",
    "taggit",
    "wagtail",
    "wagtail_localize",
]

# Wagtail prints relative times with the help of django.contrib.humanize, which need not be
# installed for that: its catalogs are then not loaded, however complete they are.
RELATIVE_TIME = re.compile(r"^now$| ago$| from now$")

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}|<[^>]+>")


def folder(package):
    return Path(next(iter(find_spec(package).submodule_search_locations)))


def catalogs():
    for package in PACKAGES:
        for path in sorted(folder(package).rglob("locale")):
            if path.is_dir() and "test" not in path.relative_to(folder(package)).parts:
                yield path


def catalog(locale, language, domain, suffix):
    return locale / language / "LC_MESSAGES" / f"{domain}{suffix}"


def key(entry):
    return entry.msgctxt, entry.msgid, bool(entry.msgid_plural)


def forms(entry):
    return [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]


def messages(locale, domain):
    """The messages of a package: of its English catalog, else of all its catalogs together."""
    english = catalog(locale, "en", domain, ".po")
    sources = [english] if english.is_file() else locale.glob(f"*/LC_MESSAGES/{domain}.po")
    return {key(entry) for path in sources for entry in polib.pofile(path) if not entry.obsolete}


def translated(path):
    if not path.is_file():
        return set()
    entries = polib.mofile(path) if path.suffix == ".mo" else polib.pofile(path)
    return {key(entry) for entry in entries if all(forms(entry)) and not entry.obsolete}


def completions(language, domain):
    return polib.pofile(catalog(COMPLETIONS, language, domain, ".po"))


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text))


@pytest.mark.parametrize(("language", "domain"), FORMS)
def test_no_message_is_left_in_english(language, domain):
    completed = translated(catalog(COMPLETIONS, language, domain, ".po"))
    # What counts of a package is the compiled catalog: it is the one Django loads, and it is
    # not always up to date with its source.
    gaps = [
        f"{locale.parent}: {message}"
        for locale in catalogs()
        for message in messages(locale, domain)
        - translated(catalog(locale, language, domain, ".mo"))
        - completed
    ]
    assert not gaps, "\n".join(sorted(gaps))


@pytest.mark.parametrize("language", ["sl", "it"])
def test_relative_times_are_translated(language):
    times = {
        (context, message, plural)
        for context, message, plural in messages(
            folder("django.contrib.humanize") / "locale", "django"
        )
        if str(context).startswith("naturaltime") or RELATIVE_TIME.search(message)
    }
    assert times
    gaps = times - translated(catalog(COMPLETIONS, language, "django", ".po"))
    assert not gaps, "\n".join(map(str, gaps))


@pytest.mark.parametrize(("language", "domain"), FORMS)
def test_completions_keep_placeholders_and_have_all_plural_forms(language, domain):
    entries = completions(language, domain)
    expected = FORMS[language, domain]
    assert entries.metadata["Language"] == language
    assert entries.metadata["Plural-Forms"].startswith(f"nplurals={expected};")
    for entry in entries:
        assert not entry.fuzzy, entry.msgid
        assert all(forms(entry)), entry.msgid
        if entry.msgid_plural:
            # The form for one thing may leave the number out, as in English.
            allowed = [placeholders(entry.msgid), placeholders(entry.msgid_plural)]
            assert len(forms(entry)) == expected, entry.msgid
            assert all(placeholders(form) in allowed for form in forms(entry)), entry.msgid
        else:
            assert placeholders(entry.msgstr) == placeholders(entry.msgid), entry.msgid


def test_script_completions_are_the_same_messages_in_both_languages():
    # A script catalog takes what it lacks from the default language: a message completed only
    # there would come with the catalog of Wagtail Localize and replace the Italian of Wagtail.
    slovenian, italian = ({key(e) for e in completions(lang, "djangojs")} for lang in ("sl", "it"))
    assert slovenian == italian


@pytest.mark.parametrize("language", ["sl", "it"])
def test_script_completions_have_the_plural_rule_of_the_shipped_catalogs(language):
    rules = {
        polib.mofile(path).metadata["Plural-Forms"].rstrip(";")
        for locale in catalogs()
        if (path := catalog(locale, language, "djangojs", ".mo")).is_file()
    }
    assert rules == {completions(language, "djangojs").metadata["Plural-Forms"].rstrip(";")}
