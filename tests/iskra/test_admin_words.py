"""The admin speaks the language of whoever uses it, on every screen and in every mail."""

from itertools import chain

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext
from wagtail.admin.mail import send_notification
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.registry import registry
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    Comment,
    GroupApprovalTask,
    Page,
    Task,
    TranslatableMixin,
    Workflow,
    WorkflowPage,
    WorkflowState,
    get_page_models,
)
from wagtail.snippets.models import get_snippet_models
from wagtail.users.models import UserProfile
from wagtail_localize.models import String, StringTranslation, Translation, TranslationSource

import directory.models
from directory.exchange.runs import upload
from directory.models import DirectoryPage, Entry, OrganisationPage, Reason
from directory.profile import read
from hubkit.bilingual.guests.links import make_link
from hubkit.bilingual.models import PairState, Term
from hubkit.bilingual.models.policy import LanguagePolicy, Policy
from hubkit.outbox.mail import queue
from hubkit.outbox.models import Message
from iskra.seeding.organisations import make_organisations
from tests.directory.visitor import Guest
from tests.hubkit.intake.visitor import picture
from tests.iskra.admin_screens import World, screens
from tests.iskra.fallbacks import recorded
from tests.iskra.visible_words import foreign, texts, words
from tests.pages import make_page
from tests.specimens.models import InquiryPage

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]

# Of the models that there are for tests nobody has translated a word.
UNTRANSLATED = "tests."
# Words of the language that are the same in English and nowhere else in its catalogs; and names:
# the root of the tree is called Root in the database, wherever Wagtail is installed, and keys
# what stands on them.
COMMON = {"sl": {"administrator"}, "it": set()}
NAMES = {"root", "iskra", "wagtail", "url", "example", "org", "com", "html", "http", "https"}
NAMES |= {"alt", "ctrl", "enter"}


@pytest.fixture(params=["sl", "it"])
def language(request):
    return request.param


@pytest.fixture
def editor(client, superuser, language):
    """A superuser who has chosen the language, logged in."""
    speak(superuser, language)
    client.force_login(superuser)
    return superuser


def speak(user, language):
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})


@pytest.fixture
def world(editor, homes):
    """A page under review with a translation, and one of everything else."""
    make_organisations()
    # Many terms, and their English, would make nearly every word one that people wrote.
    Term.objects.all().delete()
    Term.objects.create(sl="uvod", it="introduzione")
    page = make_page(homes["sl"], "Primer", lead="Uvod")
    page.save_revision(user=editor).publish()
    page.save_revision(user=editor)
    state = begin_review(page, editor)
    source, _ = TranslationSource.get_or_create_from_instance(homes["sl"])
    translation, _ = Translation.objects.get_or_create(
        source=source, target_locale=homes["it"].locale
    )
    image, document = (get().objects.first() for get in (get_image_model, get_document_model))
    collection = Collection.get_first_root_node().add_child(name="Slike")
    pairs = [pair_of(page), sent_back(pair_of(homes["sl"]))]
    link, _ = make_link(pairs[0], by=editor, name="Primer", language="it", days=3)
    named = {
        **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "page_pk"), page.pk),
        "destination_id": homes["sl"].pk,
        "task_state_id": state.current_task_state.pk,
        "task_id": state.current_task_state.task_id,
        "workflow_state_id": state.pk,
        "workflow_pk": state.workflow_id,
        "revision_id": page.latest_revision_id,
        "image_id": image.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "collection_id": collection.pk,
        "redirect_id": Redirect.objects.create(old_path="/staro", redirect_page=page).pk,
        "translation_id": translation.pk,
        "translation_source_id": source.pk,
        "link_id": link.pk,
        "translation_key": page.translation_key,
        "uidb64": urlsafe_base64_encode(force_bytes(editor.pk)),
        "token": "set-password",
    }
    routes = special(page, image, document, collection, homes["it"])
    added = {**form_routes(homes["sl"]), **pair_routes(pairs), **directory_routes(editor)}
    return World(named, routes | added)


def begin_review(page, user):
    workflow = Workflow.objects.filter(active=True).first()
    WorkflowPage.objects.create(page=page, workflow=workflow)
    return workflow.start(page, user)


def pair_of(page):
    return PairState.objects.get(translation_key=page.translation_key)


def sent_back(pair):
    pair.comment = "Primer"
    pair.save(update_fields=["comment"])
    return pair


def form_routes(home):
    form = home.add_child(instance=InquiryPage(title="Primer obrazca"))
    return {"admin/forms/submissions/": [{"page_id": form.pk}]}


def pair_routes(pairs):
    """Return both languages of a page under review, and of one that was sent back."""
    desks = [{"pair_id": pair.pk} for pair in pairs]
    every = [each | {"query": "?show=all"} for each in desks]
    return {
        "admin/languages/<int:pair_id>/": desks + every,
        "admin/languages/<int:pair_id>/links/": desks[:1],
    }


def directory_routes(editor):
    """Return an entry, what somebody sent about the directory, and a table that is imported."""
    page = DirectoryPage.objects.get(locale__language_code="sl")
    submission = Guest(Client()).submit(page, logo=picture())
    run = upload(b"naziv\nPrimer\n", "primer.csv", user=editor, publish=False, confirmed=False)
    return {
        "admin/directory/entries/": [{"uid": Entry.objects.filter(listed=True).first().uid}],
        "admin/directory/imports/": [{"pk": run.pk}],
        "admin/directory/submissions/": [{"pk": submission.pk}],
    }


def special(page, image, document, collection, translated):
    """Return the routes whose arguments go together, or are called pk, with their values."""
    pages = [names(model) for model in get_page_models() if model is not Page and ours(model)]
    by_type = [
        {"content_type_app_name": each["app_label"], "content_type_model_name": each["model_name"]}
        for each in pages
    ]
    alias = page.get_translations().get()
    sites = [{**settings_names(model), "pk": page.get_site().pk} for model in registry]
    routes = {
        "admin/bulk/": bulk_actions(page, image, document),
        "admin/collections/": [{"pk": collection.pk}],
        "admin/documents/chooser/chosen/": [{"pk": document.pk}],
        "admin/images/chooser/chosen/": [{"pk": image.pk}],
        "admin/localize/submit/snippet/": snippet_names(),
        "admin/localize/page/": [{"page_id": translated.pk}],
        "admin/outbox/": [{"pk": waiting_mail().pk}],
        "admin/pages/<int:page_id>/convert_alias/": [{"page_id": alias.pk}],
        "admin/pages/<int:page_id>/edit/": [{"page_id": every} for every in pages_of_each_type()],
        "admin/pages/^(": [{"route": f"admin/pages/{page.pk}/revisions/compare/live...latest/"}],
        "admin/pages/add/": by_type,
        "admin/pages/usage/": by_type,
        "admin/pages/create/": pages,
        "admin/pages/workflow/": [{"action_name": name} for name in ("approve", "reject")],
        "admin/settings/": sites,
        "admin/workflows/": [{"pk": Workflow.objects.filter(active=True).first().pk}],
        "admin/workflows/tasks/": [
            {"pk": GroupApprovalTask.objects.first().pk, **names(GroupApprovalTask)}
        ],
    }
    return {**first_of_each_viewset(), **snippet_routes(), **routes}


def waiting_mail():
    queue(mail.EmailMessage("Primer", "Primer", to=["primer@example.org"]))
    return Message.objects.latest("pk")


def snippet_routes():
    """Return the routes of the snippets of which there is one."""
    models = [model for model in get_snippet_models() if ours(model)]
    return {
        f"admin/{start}/{model._meta.app_label}/{model._meta.model_name}/": [{"pk": first.pk}]
        for model in models
        for start in ("snippets", "snippets/choose")
        if (first := model.objects.first())
    }


def snippet_names():
    return [
        {**names(model), "pk": first.pk}
        for model in get_snippet_models()
        if issubclass(model, TranslatableMixin) and (first := model.objects.first())
    ]


def ours(model):
    return not model.__module__.startswith(UNTRANSLATED)


def names(model):
    return {"app_label": model._meta.app_label, "model_name": model._meta.model_name}


def settings_names(model):
    return {"app_name": model._meta.app_label, "model_name": model._meta.model_name}


def pages_of_each_type():
    for model in get_page_models():
        if first := model.objects.filter(alias_of=None, depth__gt=1).exact_type(model).first():
            yield first.pk


def first_of_each_viewset():
    """Return values for the viewsets' routes: each is called after what it shows."""
    models = {"locales": "wagtailcore.Locale", "sites": "wagtailcore.Site"}
    models |= {"groups": "auth.Group", "users": get_user_model()._meta.label}
    first = {name: apps.get_model(label).objects.first() for name, label in models.items()}
    return {f"admin/{name}/": [{"pk": instance.pk}] for name, instance in first.items()}


def bulk_actions(*instances):
    user = get_user_model().objects.exclude(is_superuser=True).first()
    bulk_action_registry._scan_for_bulk_actions()
    for instance in (*instances, user):
        model = Page if isinstance(instance, Page) else type(instance)
        for action in bulk_action_registry.actions[model._meta.app_label][model._meta.model_name]:
            yield {**names(model), "action": action, "query": f"?id={instance.pk}"}


def screen_of(response):
    """Return what a response shows: a page, or the part of one in the answer for a script."""
    if response.headers["Content-Type"].startswith("application/json"):
        answer = response.json()
        return answer.get("html", "") if isinstance(answer, dict) else ""
    return response.text


def content_words():
    """Return the words that people wrote, and those of models that there are for tests."""
    titles = Page.objects.values_list("title", "slug")
    labels = (model._meta.label for model in apps.get_models())
    tasks = Task.objects.values_list("name")
    tests = [model for model in apps.get_models() if not ours(model)]
    fields = (str(field.verbose_name) for m in tests for field in m._meta.fields)
    kinds = (str(m._meta.verbose_name) for m in tests)
    told = (text for entry in organisations() for text in entry)
    texts = [*chain(*titles, *tasks), *labels, *fields, *kinds, *told, UNTRANSLATED]
    return words(" ".join(texts))


def organisations():
    """Yield what organisations wrote of themselves, and the words of the directory's lists."""
    for page in OrganisationPage.objects.filter(alias_of=None):
        yield texts_in(read(page))
    for model in (directory.models.Term, Reason):
        names = [field.name for field in model._meta.fields if field.name.endswith(("_sl", "_it"))]
        yield from model.objects.values_list(*names)


def texts_in(value):
    """Return the texts in a value as JSON has it, without the names of its parts."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for item in value for text in texts_in(item)]
    return [value] if isinstance(value, str) else []


def sentences():
    """Return what stands on the pages and in their translations, sentence by sentence."""
    stored = (model.objects.values_list("data") for model in (String, StringTranslation))
    return {" ".join(text.split()) for text in chain(*chain(*stored))}


@pytest.mark.slow
def test_every_screen_is_in_the_language_of_its_reader(client, world, language):
    """A word is foreign if it is one of an English message and of none in the language."""
    strange = foreign(language) - COMMON[language] - NAMES - content_words()
    written, found, unanswered = sentences(), {}, []
    with recorded(language) as missing:
        for addresses in screens(world).values():
            for address in addresses:
                response = client.get(address)
                if response.status_code not in (200, 301, 302, 405):
                    unanswered.append((address, response.status_code))
                elif response.status_code == 200:
                    for text in texts(screen_of(response)) - written:
                        if words(text) & strange:
                            found.setdefault(text, address)
    assert (unanswered, sorted(missing), found) == ([], [], {})


def test_every_address_of_the_admin_is_known(world):
    """A new screen with arguments needs a value for them here, or nobody looks at its words."""
    unknown = [route for route, addresses in screens(world).items() if not addresses]
    # There may be no snippet that can be submitted for translation.
    spare = () if snippet_names() else ("admin/localize/submit/snippet/",)
    assert [route for route in unknown if not route.startswith(spare)] == []


def test_who_is_not_logged_in_is_met_in_the_browsers_language(client, language):
    strange = foreign(language) - NAMES
    with recorded(language) as missing:
        for address in ("/admin/login/", "/admin/password_reset/", "/admin/password_reset/done/"):
            shown = texts(client.get(address, headers={"accept-language": language}).text)
            assert [text for text in shown if words(text) & strange] == []
    assert sorted(missing) == []


def test_a_message_in_no_catalog_is_noticed(language):
    with recorded(language) as missing, translation.override(language):
        assert (gettext("Nobody translated this"), gettext("Add")) != ("", "")
    assert missing == {"Nobody translated this"}


def test_an_english_word_is_noticed(language):
    shown = texts('<p title="Change this">Primer → Esempio</p><script>if (delete) {}</script>')
    assert shown == {"Change this", "Primer → Esempio"}
    assert {text for text in shown if words(text) & foreign(language)} == {"Change this"}


def people(editor, language):
    """Return someone who writes and someone who approves, of the same language."""
    made = []
    for name, group in (("pise", "Uredniki"), ("odobri", "Moderatorji")):
        user = get_user_model().objects.create_user(name, f"{name}@example.org", "geslo")
        user.groups.add(Group.objects.get(name__startswith=group))
        speak(user, language)
        made.append(user)
    return made


def sent_words(language, *receivers):
    strange = foreign(language) - NAMES - content_words() - COMMON[language]
    addresses = {user.email for user in receivers}
    return {
        text
        for message in mail.outbox
        if addresses & set(message.to)
        for text in (message.subject, *message.body.splitlines())
        if words(text) & strange
    }


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_mails_of_a_review_are_in_the_receivers_language(
    homes, editor, language, action, django_capture_on_commit_callbacks
):
    writer, moderator = people(editor, language)
    page = make_page(homes["sl"], "Primer", lead="Uvod")
    LanguagePolicy.objects.update_or_create(
        defaults={"choices": {page._meta.label_lower: Policy.SINGLE}}
    )
    page.save_revision(user=writer)
    with (
        recorded(language) as missing,
        translation.override("it" if language == "sl" else "sl"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        state = begin_review(page, writer)
        task = state.current_task_state
        getattr(task, action)(user=moderator, comment="Primer")
    state = WorkflowState.objects.get(pk=state.pk)
    assert state.status == {"approve": "approved", "reject": "needs_changes"}[action]
    assert {writer.email, moderator.email} <= {to for each in mail.outbox for to in each.to}
    assert (sorted(missing), sent_words(language, writer, moderator)) == ([], set())


def test_mails_about_comments_are_in_the_receivers_language(homes, editor, language):
    writer, _ = people(editor, language)
    page = make_page(homes["sl"], "Primer", lead="Uvod")
    comment = Comment.objects.create(page=page, user=editor, text="Primer", contentpath="title")
    about = {
        "page": page,
        "editor": editor,
        "new_comments": [comment],
        "resolved_comments": [comment],
        "deleted_comments": [comment],
        "replied_comments": [{"comment": comment, "replies": []}],
    }
    with recorded(language) as missing:
        assert send_notification([writer], "updated_comments", about)
    assert (len(mail.outbox), sorted(missing), sent_words(language, writer)) == (1, [], set())


def test_the_mail_for_a_new_password_is_in_the_language_of_who_asks(client, editor, language):
    client.logout()
    with recorded(language) as missing:
        client.post(
            "/admin/password_reset/",
            {"email": editor.email},
            headers={"accept-language": language},
        )
    assert (len(mail.outbox), sorted(missing), sent_words(language, editor)) == (1, [], set())
