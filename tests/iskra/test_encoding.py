"""A request that claims a charset of its own is answered as any other."""

import pytest

from home.models import HomePage
from iskra.encoding import Utf8Middleware

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "windows-1250", "none-such"])
def test_half_a_pair_in_another_charset_is_answered(client, charset):
    client.raise_request_exception = False
    page = HomePage.objects.get(locale__language_code="sl")
    for path in (page.url, "/api/hsds/sl/taxonomies"):
        answer = client.get(
            path, {"search": r"\ud800"}, headers={"content-type": f"text/plain; charset={charset}"}
        )
        assert answer.status_code in (200, 400)


def test_what_was_typed_is_read_as_utf_8(rf):
    request = rf.post("/", b"q=%C5%A1", "application/x-www-form-urlencoded; charset=iso-8859-2")
    assert Utf8Middleware(lambda request: request.POST["q"])(request) == "š"
