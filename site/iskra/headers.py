"""Response headers: the content security policy of the place, and what Django does not send."""

from csp.constants import SELF
from csp.middleware import CSPMiddleware
from django.conf import settings

ADMIN = "/admin/"


class HeadersMiddleware(CSPMiddleware):
    """django-csp's middleware with a second policy under the admin (see settings.base)."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if report_only or parts.config is not None:
            return parts
        if request.path_info.startswith(ADMIN):
            parts.config = dict(settings.ADMIN_CONTENT_SECURITY_POLICY)
        elif getattr(request, "is_dummy", False):  # a preview, shown in the editor's frame
            public = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
            parts.config = public | {"frame-ancestors": [SELF]}
        return parts

    def process_response(self, request, response):
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return super().process_response(request, response)
