"""Numbers are taken as people write them and stored in one form; a wrong one says what to do."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from directory import numbers
from tests.directory.organisations import maticna_of


@pytest.mark.parametrize(
    ("check", "written", "stored"),
    [
        (numbers.maticna, "1663364", "1663364"),
        (numbers.maticna, " 1732803000 ", "1732803"),
        (numbers.maticna, "5874190", "5874190"),
        (numbers.davcna, "SI14717468", "14717468"),
        (numbers.davcna, "14717468", "14717468"),
        (numbers.italian_code, "00778820324", "00778820324"),
        (numbers.iban, "SI56 0110 0600 0000 314", "SI56011006000000314"),
        (numbers.phone, "05/6278500", "+38656278500"),
        (numbers.phone, "080 12 34", "+386801234"),
        (numbers.phone, "+39 040 123456", "+39040123456"),
        (numbers.email, "Ana@Example.org", "Ana@example.org"),
        (numbers.website, "example.org", "https://example.org"),
        (numbers.website, "http://example.org/a?b=c", "http://example.org/a?b=c"),
    ],
)
def test_a_right_one_is_stored_in_one_form(check, written, stored):
    assert check(written) == stored


@pytest.mark.parametrize(
    ("check", "written", "code"),
    [
        (numbers.maticna, "1732803001", "sub_unit"),
        (numbers.maticna, "1663365", "invalid"),
        (numbers.maticna, "166336", "invalid"),
        (numbers.davcna, "14717469", "invalid"),
        (numbers.davcna, "01471746", "invalid"),
        (numbers.italian_code, "00778820325", "invalid"),
        (numbers.iban, "SI56 0110 0600 0000 315", "invalid"),
        (numbers.phone, "112", "invalid"),
        (numbers.phone, "05 627", "invalid"),
        (numbers.email, "info@", "invalid"),
        (numbers.website, "javascript:alert(1)", "invalid"),
        (numbers.website, "ftp://example.org", "invalid"),
    ],
)
def test_a_wrong_one_is_refused(check, written, code):
    with pytest.raises(ValidationError) as refused:
        check(written)
    assert refused.value.code == code


@given(st.text(max_size=40))
def test_no_text_breaks_a_check(text):
    checks = (numbers.maticna, numbers.davcna, numbers.italian_code, numbers.iban, numbers.phone)
    for check in (*checks, numbers.email, numbers.website):
        try:
            stored = check(text)
        except ValidationError:
            continue
        assert check(stored) == stored


@given(st.integers(1, 3000))
def test_seven_and_ten_digits_of_one_number_are_the_same(number):
    digits = maticna_of(number)
    assert (numbers.maticna(digits), numbers.maticna(f"{digits}000")) == (digits, digits)


def test_a_tax_number_says_whether_it_is_one_for_vat():
    assert numbers.has_vat_prefix(" si14717468")
    assert not numbers.has_vat_prefix("14717468")


def test_a_telephone_number_is_shown_with_its_country():
    assert numbers.phone_in_words("+38652000001") == "+386 5 200 00 01"
    assert numbers.phone_in_words("ni številka") == "ni številka"
