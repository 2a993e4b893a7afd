"""Pages and snippets of two languages, and the people whose rights to them are tried.

The world is made once a module, inside a transaction; each trial is undone by a savepoint.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from types import SimpleNamespace

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection, models, transaction
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    ReferenceIndex,
    Site,
    Workflow,
    WorkflowContentType,
    WorkflowMixin,
    WorkflowPage,
    WorkflowTask,
)
from wagtail_localize.models import StringTranslation

from hubkit.bilingual.desk.replacements import replaceables
from hubkit.bilingual.drafts import translation_of
from hubkit.bilingual.exchange.po import export_po
from hubkit.bilingual.models import PairState, Term
from hubkit.bilingual.sending import publish, send
from tests.hubkit.conftest import pair_of, translate_all
from tests.hubkit.guest import make as make_guest
from tests.hubkit.test_desk import form_of, sheet_of
from tests.pages import body_of
from tests.specimens.models import MeetingPage

# What a role may do in its own section, and with the snippets that are its business.
ROLES: dict[str, tuple[str, ...]] = {
    "reader of the admin": (),
    "editor": ("add", "change"),
    "translator": ("change",),
    "moderator": ("add", "change", "publish"),
    "administrator": (),
}
# All that translating with wagtail-localize alone asks for; each of them has it.
STOCK = ("access_admin", "submit_translation")
WATCHED = ("wagtailcore", "wagtail_localize", "hubkit_bilingual", "specimens")


@contextmanager
def standing() -> Iterator[dict[str, Page]]:
    """Give the home pages by language, for a world that stands until the module is through."""
    with transaction.atomic():
        root = Site.objects.get(is_default_site=True).root_page
        pages = root.get_translations(inclusive=True).specific()
        yield {page.locale.language_code: page for page in pages}
        transaction.set_rollback(True)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def noted_writes() -> Iterator[list[str]]:
    """Collect what is written: only then is it worth while to compare all rows."""
    writes: list[str] = []

    def note(execute, sql, *args):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            writes.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        yield writes


def rows() -> dict[str, list]:
    """Return every row of what belongs to pages, snippets and their translations, by model."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in WATCHED and model is not ReferenceIndex
    }


def make_people() -> dict[str, models.Model]:
    people = {}
    for role in ROLES:
        name = role.split()[0]
        user = get_user_model().objects.create_user(name, f"{name}@example.org", "geslo")
        user.is_superuser = role == "administrator"
        user.save()
        group = user.groups.create(name=role)
        group.permissions.set(Permission.objects.filter(codename__in=STOCK))
        people[role] = user
    return people


def grant_pages(role: str, *sections: Page) -> None:
    codes = [f"{action}_page" for action in ROLES[role]]
    for permission in Permission.objects.filter(codename__in=codes):
        for section in sections:
            GroupPagePermission.objects.create(
                group=Group.objects.get(name=role), page=section, permission=permission
            )


def grant_snippets(role: str, kind: str) -> None:
    codes = [f"{action}_{kind}" for action in ROLES[role]]
    Group.objects.get(name=role).permissions.add(*Permission.objects.filter(codename__in=codes))


def make_page(parent: Page, title: str) -> MeetingPage:
    page = MeetingPage(title=title, slug=title.lower().replace(" ", "-"), lead="Pridite.")
    parent.add_child(instance=page)
    page.save_revision().publish()
    return MeetingPage.objects.get(pk=page.pk)


def translated(instance, admin) -> PairState:
    """Publish a translation of every segment; return the pair, which is in step."""
    translate_all(pair_of(instance))
    publish(pair_of(instance), user=admin)
    return pair_of(instance)


def add_workflow(name: str = "Presoja") -> Workflow:
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.add(Group.objects.get(name="moderator"))
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def known_of(pair: PairState, field: str) -> SimpleNamespace:
    """Return by what a translated pair is addressed, and what a person would send for it.

    The field has a new translation, "Novo.", that nobody has published yet.
    """
    translation = translation_of(pair)
    segment = translation.source.stringsegment_set.get(context__path=field)
    StringTranslation.objects.filter(
        translation_of=segment.string, context=segment.context, locale=pair.target_locale
    ).update(data="Novo.")
    sheet = sheet_of(pair)
    return SimpleNamespace(
        pair=pair.pk,
        key=pair.translation_key,
        page=pair.source.pk,
        peer=pair.target.pk,
        field=field,
        translation=translation.pk,
        origin=translation.source_id,
        segment=segment.pk,
        written=form_of(sheet, **{field: "Zapisano."}),
        row=next(row.key for row in sheet.rows if row.piece.path == field),
        po=export_po(translation).decode().replace("Novo.", "Uvoženo."),
        replace=[each.name for each in replaceables(translation, sheet.source)],
    )


def make_pages(homes) -> SimpleNamespace:
    WorkflowPage.objects.all().delete()
    people = make_people()
    admin = people["administrator"]
    section = make_page(homes["sl"], "Razdelek")
    film = {"title": "Film", "url": "https://video.example.org/sl"}
    page = body_of(make_page(section, "Sestanek"), ("video", film))
    page.save_revision().publish()
    known = known_of(translated(page, admin), "lead")
    world = SimpleNamespace(
        **vars(known),
        people=people,
        sections={"sl": section, "it": section.get_translation(homes["it"].locale)},
        elsewhere=make_page(homes["sl"], "Drugje").get_translations(inclusive=True),
        section=section.pk,
        goal=make_page(section, "Cilj").pk,
        italian=homes["it"].locale.pk,
    )
    add_untranslated(world, make_page(section, "Novica"))
    add_sent(world, make_page(section, "Poslano"), admin)
    add_changed(world, make_page(section, "Spremenjeno"), admin)
    world.link = make_guest(PairState.objects.get(pk=world.pair), admin)[0].pk
    world.term = Term.objects.create(sl="sipa", it="seppia").pk
    return world


def make_snippets(homes, people, model) -> SimpleNamespace:
    """Make the same of one kind of snippet, with or without drafts."""
    make = partial(model.objects.create, locale=homes["sl"].locale)
    pair = translated(make(text="Pridite."), people["administrator"])
    world = SimpleNamespace(
        **vars(known_of(pair, "text")),
        people=people,
        kind=model._meta.model_name,
        italian=homes["it"].locale.pk,
    )
    add_untranslated(world, make(text="Novica"))
    add_sent(world, make(text="Poslano"), people["administrator"])
    world.link = make_guest(pair, people["administrator"])[0].pk
    return world


def add_untranslated(world, instance) -> None:
    pair = pair_of(instance)
    world.fresh, world.fresh_pair, world.fresh_key = instance.pk, pair.pk, pair.translation_key


def add_sent(world, instance, admin) -> None:
    """A translation that stands in the workflow of the moderators, where there can be one."""
    pair = pair_of(instance)
    if isinstance(instance, Page):
        WorkflowPage.objects.create(page=pair.target.page_ptr, workflow=add_workflow())
    elif isinstance(instance, WorkflowMixin):
        WorkflowContentType.objects.create(content_type=pair.content_type, workflow=add_workflow())
    translate_all(pair)
    send(pair, user=admin)
    world.sent_pair = pair.pk


def add_changed(world, page: MeetingPage, admin) -> None:
    """A pair that was in step, whose source has another sentence in its draft."""
    translated(page, admin)
    draft = page.get_latest_revision_as_object()
    draft.lead = "Pridite vsi."
    draft.save_revision()
    world.changed = page.pk
