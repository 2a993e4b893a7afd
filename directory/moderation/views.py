"""The screen on which one submission is reviewed."""

import logging
from typing import cast
from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from directory.moderation import history
from directory.moderation.actions import Action, Case, held_by, offered
from directory.moderation.applying import ObstacleError, StaleError, mark_conflict
from directory.moderation.duplicates import asked_not_to_be_listed, candidates
from directory.moderation.endings import EndForm
from directory.moderation.forms import Sheet
from directory.moderation.matters import KINDS, Matter
from directory.moderation.proposals import Proposal
from directory.moderation.rights import is_mine
from directory.moderation.showing import sections
from hubkit.intake import kinds, pictures
from hubkit.intake.models import State, Submission, SubmissionFile
from hubkit.intake.transitions import TransitionError
from hubkit.intake.traps import Reason

logger = logging.getLogger(__name__)

STAYS = {Action.TAKE, Action.TAKE_OVER}
REDRAWN = {Action.NOTE, Action.HIDE_PEOPLE}  # with all that was typed besides
CHANGED = gettext_lazy(
    "Something has changed since you opened this page. Nothing was done, and what you typed "
    "stands below; look at the marked fields and decide again."
)


class ReviewView(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """Shows a submission beside what is there, and takes the decision on it."""

    template_name = "directory/moderation/review.html"
    header_icon = "tasks"
    permission_required = "change"
    index_url_name = ""
    picture_url_name = ""
    shows_errors = False

    def get(self, request: HttpRequest, pk) -> HttpResponse:
        self.load(pk)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, pk) -> HttpResponse:
        self.load(pk, request.POST)
        action = self.pressed()
        if action is not None and self.act(action):
            if action not in REDRAWN:
                return redirect(self.next_address(action))
            self.load(pk, request.POST)
        return self.render_to_response(self.get_context_data())

    def pressed(self) -> Action | None:
        """Return what the pressed button says; None for the Enter key, which decides nothing."""
        if "same" in self.data:
            return Action.MERGE
        try:
            return Action(self.data.get("action", ""))
        except ValueError:
            return None

    def load(self, pk, data=None) -> None:
        """Read all anew; what was typed is kept."""
        rows = Submission.objects.select_related("assigned_to", "successor")
        self.submission = get_object_or_404(rows, pk=pk, kind__startswith=KINDS)
        self.proposal = Proposal(self.submission, anew="anew" in self.request.GET)
        self.data = data
        self.case = Case(
            submission=self.submission,
            sheet=Sheet(self.proposal, data),
            end=EndForm(self.proposal.subject.entry, data),
            user=cast(AbstractUser, self.request.user),
            data=data or {},
        )

    def act(self, action: Action) -> bool:
        """Do what the pressed button says; where it cannot be done, say why and stay."""
        if action not in offered(self.submission, self.case.user):
            return self.refuse([held_by(self.submission)])
        if action.judges and self.data.get("mark") != self.proposal.mark:
            return self.refuse_unseen(action)
        if action is Action.PUBLISH and not self.case.sheet.is_valid():
            return self.refuse([_("Not everything is decided; see the marked fields.")])
        return self.attempt(action)

    def attempt(self, action: Action) -> bool:
        try:
            message = action.run(self.case)
        except ValidationError as error:
            return self.refuse(self.case.sheet.complain(error))
        except ObstacleError as error:
            return self.refuse([str(error)])
        except StaleError:
            self.load(self.submission.pk, self.data)
            return self.refuse([str(CHANGED)])
        except PermissionDenied:
            told = _("You may not take this page from the web; ask somebody who publishes pages.")
            return self.refuse([told])
        except TransitionError as error:
            self.load(self.submission.pk, self.data)
            return self.refuse([held_by(error.submission)])
        except Exception:  # noqa: BLE001  (whatever broke, nothing was done and all typed is kept)
            return self.refuse_broken(action)
        messages.success(self.request, message)
        return True

    def refuse(self, texts: list[str]) -> bool:
        self.shows_errors = True
        told = " ".join(texts) or _("Not everything fits; see the marked fields.")
        messages.error(self.request, told)
        return False

    def refuse_unseen(self, action: Action) -> bool:
        if action is Action.PUBLISH and self.proposal.subject.page is not None:
            mark_conflict(self.submission, by=self.case.user)
            self.load(self.submission.pk, self.data)
        return self.refuse([str(CHANGED)])

    def refuse_broken(self, action: Action) -> bool:
        number = uuid4().hex[:8]
        logger.exception("Submission %s, %s: error %s", self.submission.pk, action, number)
        self.load(self.submission.pk, self.data)
        told = _("This failed and nothing was changed. Report the number %(number)s, please.")
        return self.refuse([told % {"number": number}])

    @property
    def address(self) -> str:
        return self.request.path

    def next_address(self, action: Action) -> str:
        if self.case.successor is not None:
            return self.request.path.replace(str(self.submission.pk), str(self.case.successor.pk))
        return self.address if action in STAYS else reverse(self.index_url_name)

    @cached_property
    def title(self) -> str:
        content = self.submission.content
        return content.get("official_name") or self.proposal.subject.title or str(self.submission)

    def get_page_title(self):
        return self.title

    def get_page_subtitle(self):
        return kinds.name_of(self.submission.kind)

    def get_breadcrumbs_items(self):
        index = {"url": reverse(self.index_url_name), "label": _("Submissions")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        submission, user = self.submission, self.case.user
        reasons = dict(Reason.choices)
        return super().get_context_data(**kwargs) | {
            "submission": submission,
            "proposal": self.proposal,
            "subject": self.proposal.subject,
            "standing": self.proposal.subject.standing.value,
            "matter": Matter.of(submission).value,
            "kind": self.get_page_subtitle(),
            "sections": sections(self.case.sheet),
            "sheet": self.case.sheet,
            "end": self.case.end,
            "offered": {action.name for action in offered(submission, user)},
            "is_mine": is_mine(submission, user),
            "shows_forms": is_mine(submission, user) or self.data is not None,
            "shows_errors": self.shows_errors,
            "is_over": State(submission.state).is_over,
            "suspicions": [reasons.get(code, code) for code in submission.reasons],
            "candidates": candidates(submission),
            "asked_not_to_be_listed": asked_not_to_be_listed(submission),
            "passages": history.passages(submission),
            "others": history.others_of(submission),
            "answers": list(history.further_answers(submission)),
            "decided": history.decided(submission),
            "consents": submission.consents.order_by("pk"),
            "picture_url_name": self.picture_url_name,
            "revive": bool(self.data) and self.data.get("revive") == "yes",
            "note": (self.data or {}).get("note", submission.note),
            "anew": self.proposal.anew,
        }


class PictureView(PermissionCheckedMixin, View):
    """A picture in quarantine, for those who decide on it."""

    permission_required = "change"

    def get(self, request: HttpRequest, pk) -> FileResponse:
        rows = SubmissionFile.objects.filter(submission__kind__startswith=KINDS)
        return pictures.response(get_object_or_404(rows, pk=pk))
