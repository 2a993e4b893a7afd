"""What staff do to an entry and its owners by a button; each returns the sentence that says so."""

from collections.abc import Callable

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.forms import Form
from django.utils.translation import gettext as _

from directory.life import bounces, mails, owners
from directory.life.assurance import assure
from directory.life.erasure import end_entry, erase_people
from directory.life.forms import EndForm, NoteForm, OwnerForm
from directory.models.entries import AssuredBy, Entry, EntryState
from directory.models.owners import Owner


def accept(owner: Owner, by: AbstractUser) -> str:
    owners.accept(owner, by)
    return _("%(address)s looks after the entry now and has been told.") % {"address": owner}


def refuse(owner: Owner, by: AbstractUser) -> str:
    owners.refuse(owner, by)
    return _("%(address)s has been refused and told.") % {"address": owner}


def revoke(owner: Owner, by: AbstractUser) -> str:
    owners.revoke(owner, by)
    return _("%(address)s no longer looks after the entry and has been told.") % {"address": owner}


def suspend(owner: Owner, by: AbstractUser) -> str:
    owners.suspend(owner, by)
    return _("%(address)s gets no more mail, and their links are closed.") % {"address": owner}


def returned(owner: Owner, by: AbstractUser) -> str:
    bounces.came_back(owner, by)
    return _("Noted. A new contact for the entry is to be found.")


def resend(owner: Owner, by: AbstractUser) -> str:
    mails.send_links(owner.email, owner.language)
    return _("A link has been mailed to %(address)s.") % {"address": owner}


def phone(entry: Entry, form: NoteForm, by: AbstractUser) -> str:
    assure(entry, kind=AssuredBy.PHONE, user=by, note=form.cleaned_data["note"])
    return _("“%(title)s” counts as confirmed from today.") % {"title": entry.title}


def pause(entry: Entry, form: None, by: AbstractUser) -> str:
    """Take the page from the web for a while; publishing it ends the pause."""
    if entry.page is not None and entry.page.live:
        entry.page.unpublish(user=by)
    return _("“%(title)s” is paused: publish its page to show it again.") % {"title": entry.title}


@transaction.atomic
def add_owner(entry: Entry, form: OwnerForm, by: AbstractUser) -> str:
    """Let somebody in whom staff have spoken to."""
    values = form.cleaned_data
    owner, _is_new = Owner.objects.get_or_create(
        entry=entry,
        email=owners.plain(values["email"]),
        defaults={"name": values["name"], "language": values["language"]},
    )
    return accept(owner, by)


def forget_people(entry: Entry, form: None, by: AbstractUser) -> str:
    erase_people(entry, by=by)
    return _("The contact persons have been erased everywhere.")


def end(entry: Entry, form: EndForm, by: AbstractUser) -> str:
    values = form.cleaned_data
    end_entry(
        entry,
        state=EntryState(values["state"]),
        merged_into=values["merged_into"],
        do_not_list=values["do_not_list"],
        by=by,
    )
    return _("“%(title)s” is no longer in the directory.") % {"title": entry.title}


OWNER: dict[str, Callable[[Owner, AbstractUser], str]] = {
    each.__name__: each for each in (accept, refuse, revoke, suspend, returned, resend)
}
ENTRY: dict[str, tuple[type[Form] | None, Callable[..., str]]] = {
    "phone": (NoteForm, phone),
    "pause": (None, pause),
    "add_owner": (OwnerForm, add_owner),
    "erase_people": (None, forget_people),
    "end": (EndForm, end),
}
