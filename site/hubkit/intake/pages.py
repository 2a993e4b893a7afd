"""The mixin that gives a page its public forms, as routes in the words of both languages."""

from uuid import UUID

from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern, re_path
from wagtail.contrib.routable_page.models import RoutablePageMixin

from hubkit.intake import kinds, words
from hubkit.intake.models import Submission
from hubkit.intake.routes import confirming, last, later, receipt, steps

TOKEN = r"(?P<token>[\w-]{43})"  # noqa: S105  (the shape of one)
TARGET = r"(?P<target>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
CODE = r"(?P<code>[0-9A-Za-z-]{1,40})"
SIGNED = r"(?P<signed>[\w-]+)"


class IntakePageMixin(RoutablePageMixin, models.Model):
    """A page on which the kinds of `intake_kinds` can be sent.

    Its routes come before child pages: the words of `hubkit.intake.words` and of its kinds are
    no slugs for children. The links keep to the page's language, every route takes the words of
    all of them.
    """

    intake_kinds: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @classmethod
    def get_subpage_urls(cls):
        return (*super().get_subpage_urls(), *routes_of(cls.intake_kinds))

    def intake_url(
        self, code: str, target_uid: UUID | None = None, request: HttpRequest | None = None
    ) -> str:
        """Return the path of a kind's first step. Raises UnknownKindError."""
        target = [str(target_uid)] if target_uid else []
        return self._intake_path(request, kinds.get(code).words, *target)

    def status_url(self, submission: Submission, request: HttpRequest | None = None) -> str:
        """Return the path of the page that tells what became of a submission."""
        return self._intake_path(request, words.STATUS, submission.receipt)

    def find_url(self, request: HttpRequest | None = None) -> str:
        """Return the path of the page that asks for the code of a receipt."""
        return self._intake_path(request, words.STATUS)

    def _intake_path(self, request: HttpRequest | None, *parts: words.Word | str) -> str:
        return (self.get_url(request) or "/") + words.path(self.locale.language_code, *parts)

    def intake_subpath(self, request: HttpRequest) -> str:
        """Return the part of the request's path below this page; "" on the page itself."""
        url = self.get_url(request) or "/"
        return request.path.removeprefix(url) if request.path.startswith(url) else ""

    @staticmethod
    def subpath_in(language: str, subpath: str) -> str:
        """Return a subpath for the page's other language: the same step of the same form."""
        return words.subpath_in(language, subpath)


def routes_of(codes: tuple[str, ...]) -> list[URLPattern]:
    """Return the routes of the kinds, and those that every kind shares."""
    registered = kinds.registered()
    of_kinds = [registered[code].words for code in codes if code in registered]
    return [*(form_routes(of_kinds) if of_kinds else []), *shared_routes()]


def form_routes(of_kinds: list[words.Word]) -> list[URLPattern]:
    word = f"(?P<word>{words.pattern(of_kinds)})"
    summary, later_word = words.pattern([words.SUMMARY]), words.pattern([words.LATER])
    return [
        re_path(rf"^{word}/$", steps.begin, name="intake_begin"),
        re_path(rf"^{word}/{TARGET}/$", steps.begin, name="intake_begin_about"),
        re_path(rf"^{word}/{TOKEN}/$", steps.resume, name="intake_resume"),
        re_path(rf"^{word}/{TOKEN}/(?P<number>\d\d?)/$", steps.step, name="intake_step"),
        re_path(rf"^{word}/{TOKEN}/(?:{summary})/$", last.summary, name="intake_summary"),
        re_path(rf"^{word}/{TOKEN}/(?:{later_word})/$", later.later, name="intake_later"),
    ]


def shared_routes() -> list[URLPattern]:
    status = f"(?:{words.pattern([words.STATUS])})"
    confirm = f"(?:{words.pattern([words.CONFIRM])})"
    below = {name: f"(?:{words.pattern([word])})" for name, word in BELOW_STATUS.items()}
    return [
        re_path(rf"^{status}/$", receipt.find, name="intake_find"),
        re_path(rf"^{status}/{CODE}/$", receipt.status, name="intake_status"),
        *(
            re_path(rf"^{status}/{CODE}/{below[name]}/$", view, name=f"intake_{name}")
            for name, view in VIEWS_BELOW_STATUS.items()
        ),
        re_path(rf"^{status}/{CODE}/{below['revise']}/{SIGNED}/$", receipt.revise),
        re_path(rf"^{confirm}/$", confirming.new_link, name="intake_new_link"),
        re_path(rf"^{confirm}/{SIGNED}/$", confirming.confirm, name="intake_confirm"),
    ]


BELOW_STATUS = {
    "withdraw": words.WITHDRAW,
    "resend": words.RESEND,
    "correct": words.ADDRESS,
    "revise": words.REVISE,
}
VIEWS_BELOW_STATUS = {
    "withdraw": receipt.withdraw,
    "resend": receipt.resend,
    "correct": receipt.correct,
}
