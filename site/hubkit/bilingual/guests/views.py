"""What a guest sees: the two languages side by side, a question before sending, a thank-you."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import PreviewableMixin

from hubkit.bilingual.desk.answers import answer_row
from hubkit.bilingual.desk.saving import field_errors
from hubkit.bilingual.desk.sheet import left_over
from hubkit.bilingual.drafts import translated, version_to_translate
from hubkit.bilingual.guests.doors import for_guests, page
from hubkit.bilingual.guests.links import LinkClosedError, hold_open, link_of, send
from hubkit.bilingual.guests.sheets import GuestSheet
from hubkit.bilingual.models import LinkState, TranslatorLink


@for_guests
def translate(request: HttpRequest, link: TranslatorLink, token: str) -> HttpResponse:
    """Show the rows; save them, and go on to the question whether to send them."""
    if link.state == LinkState.SENT:
        return thank(request, link)
    sheet = sheet_of(link, token)
    if request.method != "POST":
        return show(request, link, token, sheet, saved="saved" in request.GET)
    with transaction.atomic():
        hold_open(link)
        went_well = sheet.take(request.POST)
    if not went_well:
        return show(request, link, token, sheet)
    if request.POST.get("action") != "send":
        return redirect(f"{address('translate', token)}?saved")
    if not sheet.is_complete:
        return show(request, link, token, sheet, saved=True, told=open_rows())
    return redirect(address("send", token))


@for_guests
def save_row(request: HttpRequest, link: TranslatorLink, token: str) -> HttpResponse:
    """Store one row that the page's script sends, and tell as JSON what became of it."""
    if request.method != "POST":
        return redirect(address("translate", token))
    with transaction.atomic():
        hold_open(link)
        return answer_row(request, sheet_of(link, token))


@for_guests
def send_to_review(request: HttpRequest, link: TranslatorLink, token: str) -> HttpResponse:
    """Ask on GET, send on POST; a second click finds it sent."""
    if link.state == LinkState.SENT:
        return redirect(address("translate", token))
    sheet = sheet_of(link, token)
    if not sheet.is_complete or sheet.lock:
        return show(request, link, token, sheet, told="" if sheet.lock else open_rows())
    if request.method != "POST":
        return page(request, "send", context_of(link, token, sheet))
    try:
        send(link)
    except LinkClosedError:
        if not was_sent(token):  # but by the first of two clicks
            raise
    except ValidationError as error:
        errors = field_errors(error)
        messages = [] if errors else error.messages
        sheet.complain(errors)
        return show(request, link, token, sheet, told=" ".join([*messages, *errors.values()]))
    return redirect(address("translate", token))


@for_guests
def preview(request: HttpRequest, link: TranslatorLink, token: str) -> HttpResponse:
    """Show the page with what is saved so far, as a reader without an account would see it."""
    if link.state == LinkState.SENT or not has_preview(link):
        return redirect(address("translate", token))
    draft: PreviewableMixin = translated(sheet_of(link, token).translation)
    return draft.make_preview_request(preview_mode=draft.default_preview_mode)


def sheet_of(link: TranslatorLink, token: str) -> GuestSheet:
    return GuestSheet(link, save_url=address("save_row", token))


def was_sent(token: str) -> bool:
    link = link_of(token)
    return link is not None and link.state == LinkState.SENT


def address(name: str, token: str) -> str:
    return reverse(f"hubkit_bilingual_guests:{name}", args=[token])


def has_preview(link: TranslatorLink) -> bool:
    version = link.pair.model()
    return isinstance(version, PreviewableMixin) and bool(version.preview_modes)


def open_rows() -> str:
    return _("Some sentences are not translated or checked yet.")


def context_of(link: TranslatorLink, token: str, sheet: GuestSheet) -> dict:
    return {
        "link": link,
        "token": token,
        "sheet": sheet,
        "title": str(version_to_translate(link.pair)),
        "has_preview": has_preview(link),
    }


def show(
    request: HttpRequest,
    link: TranslatorLink,
    token: str,
    sheet: GuestSheet,
    *,
    saved: bool = False,
    told: str = "",
) -> HttpResponse:
    context = context_of(link, token, sheet) | {"saved": saved, "told": told}
    return page(request, "translate", context)


def thank(request: HttpRequest, link: TranslatorLink) -> HttpResponse:
    """Say what happens next; what another tab still sends is given back to be copied."""
    context = {
        "link": link,
        "title": str(version_to_translate(link.pair)),
        "texts": left_over(request.POST, set()),
    }
    return page(request, "thanks", context)
