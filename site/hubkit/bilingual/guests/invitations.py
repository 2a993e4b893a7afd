"""The admin's page of a pair's links: invite somebody, see who was invited, revoke."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from hubkit.bilingual.guests import mails
from hubkit.bilingual.guests.forms import InvitationForm
from hubkit.bilingual.guests.links import require_moderator, revoke
from hubkit.bilingual.models import PairState, TranslatorLink


@never_cache
def links(request: HttpRequest, pair_id: int) -> HttpResponse:
    """List the pair's links and take an invitation; its link is shown in the answer only."""
    pair = pair_for(request, pair_id)
    language = pair.target_locale.language_code
    form = InvitationForm(request.POST or None, initial={"language": language})
    made = None
    if request.method == "POST" and form.is_valid():
        made = invite(request, pair, form)
        form = InvitationForm(initial={"language": language})
    context = {"pair": pair, "title": str(pair.source), "form": form, "made": made}
    context["links"] = links_of(pair)
    return render(request, "hubkit_bilingual/guests/links.html", context)


def links_of(pair: PairState) -> list[TranslatorLink]:
    """Return the pair's links; the states of all of them cost as many queries as that of one."""
    # Not by a join: who made several is one object, and their rights are asked for once.
    found = list(pair.links.prefetch_related("created_by"))
    version = pair.target or pair.source
    for link in found:
        link.version = version
    return found


def pair_for(request: HttpRequest, pair_id: int) -> PairState:
    """Return the pair to somebody who may moderate it. Raises Http404 or PermissionDenied."""
    pairs = PairState.objects.select_related("source_locale", "target_locale", "content_type")
    pair = get_object_or_404(pairs, pk=pair_id)
    require_moderator(request.user, pair)
    return pair


@transaction.atomic
def invite(request: HttpRequest, pair: PairState, form: InvitationForm) -> dict:
    link, token = form.save(pair=pair, by=request.user)
    path = reverse("hubkit_bilingual_guests:translate", args=[token])
    address = request.build_absolute_uri(path)
    return {"link": link, "address": address, "mailed": mails.invite(link, address=address)}


@require_POST
def revoke_link(request: HttpRequest, pair_id: int, link_id: int) -> HttpResponse:
    pair = pair_for(request, pair_id)
    link = get_object_or_404(TranslatorLink, pk=link_id, pair=pair)
    revoke(link, request.user)
    messages.success(request, _("The link of %(name)s opens no more.") % {"name": link.name})
    return redirect("hubkit_bilingual:links", pair.pk)
