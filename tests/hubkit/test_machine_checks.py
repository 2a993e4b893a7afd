"""What is wrong with the setting of machine translation, told when the site starts."""

import pytest
from django.core.checks import run_checks

from hubkit.bilingual.machine.checks import check_machine_translation
from hubkit.bilingual.machine.configuration import configured_provider
from hubkit.bilingual.machine.deepl import DeepL
from hubkit.bilingual.machine.libretranslate import LibreTranslate
from hubkit.bilingual.machine.provider import Access

NAMES = "Set PROVIDER to one of deepl, libretranslate, or to the dotted path of a Provider class."
FAKE = "hubkit.bilingual.machine.fake.FakeProvider"


def faults(settings, value):
    settings.HUBKIT_MACHINE_TRANSLATION = value
    return [(error.id, error.hint) for error in check_machine_translation(None)]


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        {"PROVIDER": "deepl", "KEY": "abc"},
        {"PROVIDER": "deepl", "KEY": "abc", "URL": "https://proxy.example", "TIMEOUT": 2.5},
        {"PROVIDER": "libretranslate", "URL": "http://127.0.0.1:5000"},
        {"PROVIDER": FAKE},
    ],
)
def test_a_right_setting_is_silent(settings, value):
    assert faults(settings, value) == []


@pytest.mark.parametrize(
    ("value", "fault", "hint"),
    [
        ("deepl", "E101", "Use a dict with PROVIDER, KEY, URL, TIMEOUT."),
        ({"provider": "deepl"}, "E101", "Use a dict with PROVIDER, KEY, URL, TIMEOUT."),
        *(
            (
                {"PROVIDER": name, "KEY": "abc"},
                "E102",
                NAMES,
            )
            for name in ("", "google", None, "no.such.Provider", "decimal.Decimal")
        ),
        ({"PROVIDER": "deepl"}, "E103", "Set KEY to your DeepL API key."),
        *(
            (
                {"PROVIDER": "libretranslate"} | address,
                "E104",
                "Set URL to the server's address, such as http://127.0.0.1:5000.",
            )
            for address in ({}, {"URL": "127.0.0.1"}, {"URL": None})
        ),
        *(
            (
                {"PROVIDER": FAKE, "TIMEOUT": seconds},
                "E105",
                "Set TIMEOUT to seconds between 1 and 25, or leave it out.",
            )
            for seconds in (0, -1, 60, "10")
        ),
    ],
)
def test_a_wrong_setting_is_told_with_what_to_do(settings, value, fault, hint):
    assert faults(settings, value) == [(f"hubkit_bilingual.{fault}", hint)]


def test_the_check_runs_with_the_others(settings):
    settings.HUBKIT_MACHINE_TRANSLATION = {"PROVIDER": "deepl"}
    assert "hubkit_bilingual.E103" in [message.id for message in run_checks()]


@pytest.mark.parametrize(
    ("value", "kind", "access"),
    [
        ({"PROVIDER": "deepl", "KEY": "abc"}, DeepL, Access(key="abc")),
        (
            {"PROVIDER": "libretranslate", "URL": "http://127.0.0.1:5000", "TIMEOUT": 20},
            LibreTranslate,
            Access(url="http://127.0.0.1:5000", timeout=20),
        ),
    ],
)
def test_the_setting_makes_the_provider(settings, value, kind, access):
    settings.HUBKIT_MACHINE_TRANSLATION = value
    provider = configured_provider()
    assert (type(provider), provider.access) == (kind, access)


def test_without_the_setting_there_is_no_provider(settings):
    del settings.HUBKIT_MACHINE_TRANSLATION
    assert configured_provider() is None
