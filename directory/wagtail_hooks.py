from wagtail.snippets.models import register_snippet

from directory.viewsets import ReasonViewSet, TermViewSet

register_snippet(TermViewSet)
register_snippet(ReasonViewSet)
