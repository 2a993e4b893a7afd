"""The Nu checker of HTML (vnu, which stands behind validator.w3.org) on every page type.

    npm ci --ignore-scripts --prefix tests/browser

brings the checker; it needs Java. Another copy of it is named by $VNU_JAR.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.addresses import EVERY

BROUGHT = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# VoiceOver leaves a list without bullets unannounced unless it has the role; so it is meant.
MEANT = {f"The “list” role is unnecessary for element “{tag}”." for tag in ("ul", "ol")}


@pytest.fixture(scope="module")
def vnu():
    """Check files; what the checker says of them as ``(file name, type, message)``."""
    jar = Path(os.environ.get("VNU_JAR") or BROUGHT)
    if not shutil.which("java"):
        pytest.skip("no Java found, which the checker of HTML needs")
    if not jar.exists():
        pytest.skip("no vnu.jar found; npm ci --ignore-scripts --prefix tests/browser brings it")

    def check(files):
        command = ["java", "-jar", jar, "--format", "json", "--exit-zero-always", *files]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
        return {
            (Path(message["url"]).name, message.get("subType", message["type"]), message["message"])
            for message in json.loads(said)["messages"]
        }

    return check


def test_pages_are_valid(vnu, page, tmp_path):
    files = []
    for path in EVERY:
        file = tmp_path / f"{path.strip('/').replace('/', '+') or 'welcome'}.html"
        file.write_bytes(page.request.get(path).body())
        files.append(file)
    messages = vnu(files)
    assert {message for message in messages if message[2] not in MEANT} == set()
