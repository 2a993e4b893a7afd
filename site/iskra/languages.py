"""The language of a request: the address says it, and only where it says nothing the browser."""

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class PathLanguageMiddleware(LocaleMiddleware):
    """Django's LocaleMiddleware without its redirects.

    Wagtail's catch-all makes every address valid under a language prefix, so the stock class
    would answer a missing image with a redirect to `/sl/…`. Nor does it vary public pages on
    Accept-Language: a prefixed address has one language for everybody.
    """

    def process_request(self, request):
        language = translation.get_language_from_path(request.path_info)
        if not language and request.path_info.startswith("/admin/"):
            language = translation.get_language_from_request(request)
        translation.activate(language or settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request, response):
        if request.path_info.startswith("/admin/") and not response.has_header("Vary"):
            response["Vary"] = "Accept-Language, Cookie"
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
