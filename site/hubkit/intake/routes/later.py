"""Continue later: the link to a draft, by mail."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page

from hubkit.intake import drafts
from hubkit.intake.filling import problems_of
from hubkit.intake.forms import LaterForm
from hubkit.intake.routes.doors import minutes, route, show, slow_down, waiting_time
from hubkit.intake.routes.visits import Visit, visit_of


@route("GET", "POST")
def later(page: Page, request: HttpRequest, word: str, token: str) -> HttpResponseBase:
    """Mail the link to the draft, so that it is continued another day."""
    visit = visit_of(page, request, word, token)
    if not isinstance(visit, Visit):
        return visit
    draft = visit.filling.draft
    known = draft.email or visit.filling.data.get(visit.kind.email_field, "")
    posted = request.POST if request.method == "POST" else None
    form = LaterForm(posted, initial={"email": known}, label_suffix="")
    context = {"kind": visit.kind, "form": form, "back_url": visit.address(token)}
    context |= {"expired": visit.expired, "draft": draft}
    if posted is None or visit.expired or not form.is_valid():
        return show(page, request, "later", context | {"problems": problems_of(form, 0)})
    if wait := waiting_time(request, "link", form.cleaned_data["email"]):
        return slow_down(show(page, request, "later", context | {"wait": minutes(wait)}), wait)
    drafts.mail_link(draft, token, form.cleaned_data["email"])
    return show(page, request, "later", context | {"mailed": form.cleaned_data["email"]})
