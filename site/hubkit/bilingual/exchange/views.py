"""Taking a translation out of the admin as a PO file, and back."""

from typing import cast

from django.contrib.auth.models import AbstractUser
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation

from hubkit.bilingual.exchange.forms import UploadForm
from hubkit.bilingual.exchange.po import SHOWN_PROBLEMS, Report, export_po, import_po
from hubkit.bilingual.exchange.reading import MAX_BYTES, ExchangeError
from hubkit.bilingual.rights import may_edit, require


@require_GET
def export(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Send the translation as a file, say `drustva.sl-it.po`."""
    translation = allowed_translation(request, translation_id)
    response = HttpResponse(export_po(translation), content_type="text/x-gettext-translation")
    response["Content-Disposition"] = content_disposition_header(True, file_name(translation))
    return response


@require_POST
def import_(request: HttpRequest, translation_id: int) -> HttpResponseBase:
    """Take a file back, say in messages what became of it, and go on to `next`."""
    translation = allowed_translation(request, translation_id)
    form = UploadForm(request.POST, request.FILES)
    lock = getattr(translation.get_target_instance(), "get_lock", lambda: None)()
    if lock and lock.for_user(request.user):
        messages.error(request, lock.get_message(request.user))
    elif not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["file"])))
    else:
        # One byte more than is allowed says that it is too much, however large it is.
        take_over(request, translation, form.cleaned_data["file"].read(MAX_BYTES + 1))
    return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))


def take_over(request: HttpRequest, translation: Translation, data: bytes) -> None:
    # The admin lets nobody in without an account.
    user = cast(AbstractUser, request.user)
    try:
        report = import_po(translation, data, user=user)
    except ExchangeError as error:
        messages.error(request, lines(str(error).split("\n")))
        return
    messages.success(request, summary(report))
    if report.warnings:
        more = ["…"] if len(report.warnings) > SHOWN_PROBLEMS else []
        messages.warning(request, lines([*report.warnings[:SHOWN_PROBLEMS], *more]))


def allowed_translation(request: HttpRequest, translation_id: int) -> Translation:
    """Return the translation, if the user may edit what it is of and what it becomes."""
    translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
    model = translation.source.specific_content_type.model_class()
    try:
        ends = translation.source.get_source_instance(), translation.get_target_instance()
    except model.DoesNotExist as error:
        raise Http404 from error
    require(all(may_edit(request.user, end) for end in ends))
    return translation


def file_name(translation: Translation) -> str:
    source = translation.source
    name = slugify(source.object_repr) or source.object_id
    return f"{name}.{source.locale.language_code}-{translation.target_locale.language_code}.po"


def lines(texts: list[str]) -> str:
    return format_html_join("", "<div>{}</div>", ((text,) for text in texts))


def summary(report: Report) -> str:
    taken = ngettext(
        "%(number)d translation has been taken over.",
        "%(number)d translations have been taken over.",
        report.updated,
    ) % {"number": report.updated}
    if not report.unchanged:
        return taken
    same = _("Already here and the same: %(number)d.") % {"number": report.unchanged}
    return f"{taken} {same}"
