"""Numbers and addresses by which organisations are known, checked by libraries that know them.

Each function returns the number as it is stored, and raises ValidationError, in the reader's
language, with a sentence that says what to do. An EMŠO, a person's number, is never asked for.
"""

import email_validator
import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from stdnum import iban as stdnum_iban
from stdnum.exceptions import ValidationError as StdnumError
from stdnum.it import codicefiscale, iva
from stdnum.si import ddv
from stdnum.si import maticna as stdnum_maticna

HOME_REGION = "SI"
SUB_UNIT_OF_NONE = "000"


def maticna(text: str) -> str:
    """Return the seven digits of a registration number (AJPES, modulus 11).

    The ten-digit form is taken with "000"; another ending is a sub-unit, not an organisation.
    """
    digits = stripped(text)
    if len(digits) == 10 and not digits.endswith(SUB_UNIT_OF_NONE):
        raise ValidationError(
            _("This is the number of a sub-unit. Enter the organisation's own seven digits."),
            code="sub_unit",
        )
    try:
        return stdnum_maticna.validate(digits[:7] if len(digits) == 10 else digits)
    except StdnumError as error:
        raise ValidationError(
            _("This is not a valid registration number. It has seven digits."), code="invalid"
        ) from error


def davcna(text: str) -> str:
    """Return the eight digits of a Slovenian tax number; "SI" before them is dropped."""
    try:
        return ddv.validate(text)
    except StdnumError as error:
        raise ValidationError(
            _("This is not a valid tax number. It has eight digits."), code="invalid"
        ) from error


def has_vat_prefix(text: str) -> bool:
    """Whether a tax number was written as those registered for VAT write it: SI12345678."""
    return text.strip().upper().startswith(HOME_REGION)


def italian_code(text: str) -> str:
    """Return an Italian codice fiscale: 11 digits for an organisation, or a person's 16 signs."""
    try:
        return codicefiscale.validate(text)
    except StdnumError:
        try:
            return iva.validate(text)
        except StdnumError as error:
            raise ValidationError(
                _("This is not a valid Italian codice fiscale."), code="invalid"
            ) from error


def iban(text: str) -> str:
    """Return an IBAN without spaces (ISO 13616)."""
    try:
        return stdnum_iban.validate(text)
    except StdnumError as error:
        raise ValidationError(
            _("This is not a valid account number. It begins with a country, such as SI56."),
            code="invalid",
        ) from error


def phone(text: str) -> str:
    """Return a telephone number as E.164; one without a country code is Slovenian."""
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ValidationError(
            _("This is not a valid telephone number. Write it as 05 123 45 67 or +39 040 123456."),
            code="invalid",
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_in_words(number: str) -> str:
    """Return a stored number as people write it: at home without, abroad with the country."""
    try:
        parsed = phonenumbers.parse(number, HOME_REGION)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def email(text: str) -> str:
    """Return an address as it is delivered to; the network is not asked."""
    try:
        return email_validator.validate_email(text, check_deliverability=False).normalized
    except email_validator.EmailNotValidError as error:
        raise ValidationError(
            _("This is not a valid e-mail address. Write it as name@example.org."), code="invalid"
        ) from error


def website(text: str) -> str:
    """Return an absolute http or https address; a bare domain gets https."""
    address = text.strip()
    if address and "://" not in address:
        address = f"https://{address}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise ValidationError(
            _("This is not a valid web address. Write it as https://example.org."), code="invalid"
        ) from error
    return address


def stripped(text: str) -> str:
    return "".join(text.split()).replace("-", "").replace(".", "")
