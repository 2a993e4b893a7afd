"""The table of routes: who may make, renew, edit, publish or read a translation, and by what way.

Each row: the right it takes, its address, what it does when it is allowed, and what is sent.
"""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from wagtail_localize.models import StringTranslation

from hubkit.bilingual.models import PairState, TranslatorLink
from tests.hubkit.rights_matrix import (
    ANYBODY,
    EDIT_BOTH,
    EDIT_EITHER,
    JUDGE,
    PUBLISH_TARGET,
    Route,
    at,
)


def shows(text):
    return lambda world, response: response.status_code == 200 and text in body(response)


def body(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        sheet = load_workbook(io.BytesIO(content)).active
        return repr([[cell.value for cell in row] for row in sheet.rows])
    return content.decode()


def leads(name, *keys):
    return lambda world, response: getattr(response, "url", "") == at(name, *keys)(world)


TO_DESK = leads("hubkit_bilingual:desk", "pair")


def pair(world) -> PairState:
    return PairState.objects.get(pk=world.pair)


def written(world, words) -> bool:
    return StringTranslation.objects.filter(context__object_id=world.key, data=words).exists()


def public(world, words) -> bool:
    return getattr(pair(world).target, world.field) == words


def upload(world) -> dict:
    return {"file": SimpleUploadedFile("prevod.po", world.po.encode())}


def on_desk(action, **data):
    return lambda world: {"action": action, **data}


# wagtail-localize's own addresses that belong to one translation.
TRANSLATION = {
    "one sentence": Route(
        EDIT_BOTH,
        at("wagtail_localize:edit_string_translation", "translation", "segment"),
        TO_DESK,
        method="put",
    ),
    "one override": Route(
        EDIT_BOTH,
        at("wagtail_localize:edit_override", "translation", "segment"),
        TO_DESK,
        method="put",
    ),
    "the stock machine": Route(
        EDIT_BOTH, at("wagtail_localize:machine_translate", "translation"), TO_DESK
    ),
    "stopping": Route(EDIT_BOTH, at("wagtail_localize:stop_translation", "translation"), TO_DESK),
    "renewing": Route(EDIT_BOTH, at("wagtail_localize:update_translations", "origin"), TO_DESK),
    "renewing and publishing": Route(
        EDIT_BOTH,
        at("wagtail_localize:update_translations", "origin"),
        lambda world, response: TO_DESK(world, response) and not public(world, "Novo."),
        lambda world: {"publish_translations": "on"},
    ),
    "asking to renew": Route(
        EDIT_BOTH, at("wagtail_localize:update_translations", "origin"), TO_DESK, method="get"
    ),
    "PO out": Route(
        EDIT_BOTH,
        at("wagtail_localize:download_pofile", "translation"),
        shows("Novo."),
        method="get",
    ),
    "PO in": Route(
        EDIT_BOTH,
        at("wagtail_localize:upload_pofile", "translation"),
        lambda world, response: written(world, "Uvoženo."),
        upload,
    ),
}

DESK = at("hubkit_bilingual:desk", "pair")
FRESH_DESK = at("hubkit_bilingual:desk", "fresh_pair")
SENT_DESK = at("hubkit_bilingual:desk", "sent_pair")

# The desk of a pair: pages and snippets alike.
AT_DESK = {
    "reading": Route(EDIT_BOTH, DESK, shows("Novo."), method="get"),
    "following the link of a list": Route(
        EDIT_BOTH, at("hubkit_bilingual:desk_of", "key"), TO_DESK, method="get"
    ),
    "saving": Route(
        EDIT_BOTH,
        DESK,
        lambda world, response: written(world, "Zapisano."),
        lambda world: {"action": "save", **world.written},
    ),
    "saving one row": Route(
        EDIT_BOTH,
        at("hubkit_bilingual:desk_row", "pair"),
        lambda world, response: written(world, "Zapisano."),
        lambda world: {"row": world.row, **world.written},
    ),
    "sending": Route(
        EDIT_BOTH, DESK, lambda world, response: bool(pair(world).sent_at), on_desk("send")
    ),
    "publishing": Route(
        PUBLISH_TARGET, DESK, lambda world, response: public(world, "Novo."), on_desk("publish")
    ),
    "matching": Route(
        EDIT_BOTH,
        DESK,
        lambda world, response: str(pair(world).checked_by) == world.who,
        on_desk("match"),
    ),
    "turning round": Route(
        EDIT_BOTH,
        DESK,
        lambda world, response: pair(world).source_locale_id == world.italian,
        on_desk("turn"),
    ),
    "drafting by machine": Route(
        EDIT_BOTH,
        FRESH_DESK,
        lambda world, response: StringTranslation.objects.filter(
            context__object_id=world.fresh_key, translation_type="machine"
        ).exists(),
        on_desk("machine"),
    ),
    "inviting": Route(
        PUBLISH_TARGET,
        at("hubkit_bilingual:links", "pair"),
        lambda world, response: TranslatorLink.objects.filter(name="Bruna").exists(),
        lambda world: {"name": "Bruna", "email": "", "language": "it", "days": "14"},
    ),
    "reading who is invited": Route(
        PUBLISH_TARGET, at("hubkit_bilingual:links", "pair"), shows("Ana Gost"), method="get"
    ),
    "revoking": Route(
        PUBLISH_TARGET,
        at("hubkit_bilingual:revoke_link", "pair", "link"),
        lambda world, response: TranslatorLink.objects.get(pk=world.link).revoked_at is not None,
    ),
}

# What a workflow asks of its group.
JUDGING = {
    "approving": Route(
        PUBLISH_TARGET,
        SENT_DESK,
        lambda world, response: PairState.objects.get(pk=world.sent_pair).step == "in_step",
        on_desk("approve"),
    ),
    "sending back": Route(
        JUDGE,
        SENT_DESK,
        lambda world, response: PairState.objects.get(pk=world.sent_pair).comment == "Ne še.",
        on_desk("send-back", comment="Ne še."),
    ),
}

REPORT = at("hubkit_bilingual:report")


def report(ending: str):
    return lambda world: REPORT(world) + ending


# Open to all of the admin: each row of them asks for its own right.
LISTS = {
    "the report": Route(EDIT_EITHER, REPORT, shows("Sestanek"), method="get", silent=True),
    "its results": Route(
        EDIT_EITHER,
        at("hubkit_bilingual:report_results"),
        shows("Sestanek"),
        method="get",
        silent=True,
    ),
    "it as CSV": Route(
        EDIT_EITHER, report("?export=csv"), shows("Sestanek"), method="get", silent=True
    ),
    "it as XLSX": Route(
        EDIT_EITHER, report("?export=xlsx"), shows("Sestanek"), method="get", silent=True
    ),
    "the stock report": Route(
        ANYBODY,
        at("wagtail_localize:translations_report"),
        leads("hubkit_bilingual:report"),
        method="get",
    ),
    "its stock results": Route(
        ANYBODY,
        at("wagtail_localize:translations_report_results"),
        leads("hubkit_bilingual:report"),
        method="get",
    ),
    "words for scripts": Route(
        ANYBODY, at("wagtail_localize:javascript_catalog"), shows("django"), method="get"
    ),
}
