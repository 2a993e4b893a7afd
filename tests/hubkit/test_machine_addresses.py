"""Which parts of a sentence are addresses: each is hidden, and comes back as it was."""

import pytest

from hubkit.bilingual.machine.addresses import hidden, restored


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("Pišite na ana.novak@example.org.", ["ana.novak@example.org"]),
        ("Glej https://example.org/a?b=1&amp;c=2, nato", ["https://example.org/a?b=1&amp;c=2"]),
        ("(www.example.org) in ftp://example.org/a/", ["www.example.org", "ftp://example.org/a/"]),
        ("<b>HTTPS://EXAMPLE.ORG</b>", ["HTTPS://EXAMPLE.ORG"]),
        ("&lt;https://example.org/&gt;", ["https://example.org/"]),
        ("Na društvo.si/članki, na iskra.si!", ["iskra.si"]),
        ("Na 24ur.com in example.org/razpisi.", ["24ur.com", "example.org/razpisi"]),
        ("mailto:info@example.org", ["mailto:info@example.org"]),
        ("info@društvo.si", ["info@društvo.si"]),
        ("Društvo d.o.o., 5.maja ob 9.uri; npr. 041 123 456, in/ali 1.000,50 €", []),
        ('Pišite <a id="a1">nam</a><br/>jutri.', []),
    ],
)
def test_addresses_are_found_and_nothing_else(text, addresses):
    sent, found = hidden(text)
    assert found == addresses
    assert not [address for address in addresses if address in sent]
    assert restored(sent, found) == text
