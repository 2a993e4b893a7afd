"""Settings of production, read in a process of their own as production reads them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_database
ROOT = Path(__file__).parents[2]
GOOD = {
    "SECRET_KEY": "q8Zr2mVx0TtYw5LhKd7Nf3BcJs9Pa6GuEe1Ri4Oo-XzWvUyTnMbCkH",
    "DATABASE_URL": "sqlite:////tmp/iskra-check.sqlite3",
    "ALLOWED_HOSTS": "iskra.example.org",
    "BASE_URL": "https://iskra.example.org",
    "MEDIA_ROOT": "/tmp/iskra-media",
    "STATIC_ROOT": "/tmp/iskra-static",
    "EMAIL_URL": "smtp://mail.example.org:25",
    "DEFAULT_FROM_EMAIL": "iskra@example.org",
}


def manage(*arguments, **environment):
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "iskra.settings.production"}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_deployment_check_is_clean():
    result = manage("check", "--deploy", "--fail-level", "WARNING", **GOOD)
    assert result.stdout.strip() == "System check identified no issues (0 silenced)."
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", GOOD)
def test_a_missing_setting_is_named(name):
    given = {key: value for key, value in GOOD.items() if key != name}
    result = manage("check", **given)
    assert result.returncode == 1
    assert f"Iskra does not start: set {name} in the environment" in result.stderr


@pytest.mark.parametrize(
    "secret", ["short", "a" * 60, "for one's own machine only, but long enough to pass for one"]
)
def test_a_default_or_weak_secret_is_refused(secret):
    result = manage("check", **GOOD | {"SECRET_KEY": secret})
    assert result.returncode == 1
    assert "SECRET_KEY is too short or a default" in result.stderr


@pytest.mark.slow
def test_the_site_runs_without_a_plug_in():
    """Everything but the plug-in's own pages: check, migrate, content, home page."""
    script = (
        "from django.core.management import call_command as c; c('migrate', verbosity=0);"
        "c('load_content', demo=True); c('check');"
        "from django.test import Client;"
        "r = [Client().get(a).status_code for a in ('/', '/sl/', '/it/', '/admin/login/')];"
        "print(r)"
    )
    result = manage(
        "shell",
        "-c",
        script,
        DJANGO_SETTINGS_MODULE="iskra.settings.test",
        ISKRA_WITHOUT="hub_pages",
    )
    assert result.stdout.strip().splitlines()[-1] == "[200, 200, 200, 200]", result.stderr


@pytest.mark.slow
def test_production_serves_its_pages_with_hashed_files(tmp_path):
    """Files collected, then a page over TLS and one over plain HTTP, as the proxy hands them on."""
    places = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "STATIC_ROOT": str(tmp_path / "static"),
        "MEDIA_ROOT": str(tmp_path / "media"),
    }
    assert manage("collectstatic", "--noinput", **GOOD | places).returncode == 0
    script = (
        "from django.core.management import call_command as c; c('migrate', verbosity=0);"
        "c('load_content', demo=True, verbosity=0);"
        "from django.test import Client; k = Client(headers={'host': 'iskra.example.org'});"
        "pages = [k.get(a, secure=True) for a in ('/', '/sl/', '/it/formazione/', '/nope/')];"
        "print([page.status_code for page in pages]);"
        "print(pages[1].text.count('css/tokens.') , pages[1].text.count('css/tokens.css'));"
        "plain = k.get('/sl/'); print(plain.status_code, plain.headers['Location']);"
        "print(k.get('/healthz').status_code, pages[1].headers['Strict-Transport-Security'])"
    )
    result = manage("shell", "-c", script, **GOOD | places)
    assert result.stdout.strip().splitlines()[-4:] == [
        "[200, 200, 200, 404]",
        "1 0",
        "301 https://iskra.example.org/sl/",
        "200 max-age=31536000; includeSubDomains; preload",
    ], result.stderr
