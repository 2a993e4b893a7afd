"""A translation as a PO file (GNU gettext), to be worked on elsewhere and taken back."""

import datetime as dt
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

import polib
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue, extract_ids, validate_translation_links

from hubkit.bilingual.exchange.labels import place_of
from hubkit.bilingual.exchange.reading import ExchangeError, damaged, read
from hubkit.bilingual.inline import inline

BELONGS_TO = "X-WagtailLocalize-TranslationID"
TOOL = "PO"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SHOWN_PROBLEMS = 5


@dataclass
class Report:
    """What an import did: numbers of texts, and sentences about what was left out."""

    updated: int = 0
    unchanged: int = 0
    warnings: list[str] = field(default_factory=list)


def export_po(translation: Translation) -> bytes:
    """Return the texts of a page or snippet with what is translated so far, in UTF-8.

    Each has the label of its place as a comment for the translator.
    """
    po = translation.export_po()
    po.metadata |= {
        "Content-Transfer-Encoding": "8bit",
        "Language": translation.target_locale.language_code,
        "X-Source-Language": translation.source.locale.language_code,
    }
    places = {path: place for (path, _text), (_segment, place) in segments_of(translation).items()}
    for entry in po:
        entry.comment = places.get(entry.msgctxt, "")
    return str(po).encode("utf-8")


def import_po(translation: Translation, data: bytes, *, user: AbstractUser | None) -> Report:
    """Take over the translations of a file that `export_po` made, all or none, in `user`'s name.

    Empty texts leave what is there; fuzzy ones, those that the page no longer has and those that
    somebody has changed here since the export are told in the report. Raises ExchangeError, with
    nothing stored, when the file is no PO file, belongs to another page or language, or holds a
    text that would not fit into the page.
    """
    po = read(data)
    require_own(translation, po)
    plan = Plan(segments_of(translation))
    for entry in po:
        if not entry.obsolete and entry.msgstr.strip():
            plan.take(entry)
    if plan.problems:
        raise ExchangeError(refusal(plan.problems))
    store(translation, plan.changes.values(), user, plan.report, exported=exported_at(po))
    return plan.report


@dataclass
class Plan:
    """What is to become of the entries of a file."""

    segments: dict[tuple[str, str], tuple[StringSegment, str]]
    changes: dict[int, tuple[StringSegment, str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    report: Report = field(default_factory=Report)

    def take(self, entry: polib.POEntry) -> None:
        segment, place = self.segments.get((entry.msgctxt, entry.msgid), (None, ""))
        if segment is None or entry.fuzzy:
            self.report.warnings.append(left_out(place, entry))
        elif problem := problem_of(entry):
            self.problems.append(f"{quoted(place, entry)} {problem}")
        elif self.changes.setdefault(segment.pk, (segment, entry.msgstr))[1] != entry.msgstr:
            self.problems.append(
                _("%(text)s stands in the file twice, with different translations.")
                % {"text": quoted(place, entry)}
            )
        elif extract_ids(entry.msgid) - extract_ids(entry.msgstr):
            self.report.warnings.append(
                _("Taken over, though a link of the original is missing: %(text)s")
                % {"text": quoted(place, entry)}
            )


def require_own(translation: Translation, po: polib.POFile) -> None:
    """Raise ExchangeError unless the file was exported from this translation."""
    uuid = po.metadata.get(BELONGS_TO, "").strip()
    if not uuid:
        raise ExchangeError(
            _(
                "The file does not say which page it belongs to: its head is missing. "
                "Export the page again and start from that file."
            )
        )
    language = po.metadata.get("Language", "").strip()
    other = translation.source.translations.exclude(pk=translation.pk)
    if uuid in {str(each.uuid) for each in other} or (
        uuid == str(translation.uuid)
        and language
        and language != translation.target_locale.language_code
    ):
        raise ExchangeError(
            _("The file is for another language. Here only translations into %(language)s fit.")
            % {"language": translation.target_locale.get_display_name()}
        )
    if uuid != str(translation.uuid):
        raise ExchangeError(
            _("The file belongs to another page. Nothing of it has been taken over.")
        )


def exported_at(po: polib.POFile) -> dt.datetime | None:
    """Return when a file went out; None where its head does not tell any longer."""
    with suppress(ValueError):
        moment = dt.datetime.fromisoformat(po.metadata.get("POT-Creation-Date", ""))
        return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    return None


def segments_of(translation: Translation) -> dict[tuple[str, str], tuple[StringSegment, str]]:
    """Return the source's texts with the labels of their places, by path and text."""
    source = translation.source
    try:
        instance = source.get_source_instance()
    except ObjectDoesNotExist as error:
        raise ExchangeError(_("What this is a translation of has been deleted.")) from error
    return {
        (each.context.path, each.string.data): (each, place_of(instance, each.context))
        for each in source.stringsegment_set.select_related("context", "string")
    }


def problem_of(entry: polib.POEntry) -> str:
    """Return why a translation cannot stand in a page, or nothing."""
    if CONTROL.search(entry.msgstr):
        return str(damaged(entry.linenum or 0))
    try:
        inline(entry.msgstr)
        validate_translation_links(entry.msgid, entry.msgstr)
    except ValidationError as error:
        return " ".join(error.messages)
    except ValueError as error:
        return str(error)
    return ""


def left_out(place: str, entry: polib.POEntry) -> str:
    reason = (
        _("Left out, because it is marked as unsure (fuzzy): %(text)s")
        if place
        else _("Left out, because the page has no such text now: %(text)s")
    )
    return reason % {"text": quoted(place, entry)}


def quoted(place: str, entry: polib.POEntry) -> str:
    text = Truncator(StringValue(entry.msgid).render_text()).chars(60)
    return f"{place}: “{text}”" if place else f"“{text}”"


def refusal(problems: list[str]) -> str:
    shown = "\n".join(problems[:SHOWN_PROBLEMS])
    head = _("Nothing has been taken over, because of texts that need correcting in the file:")
    return f"{head}\n{shown}" + ("\n…" if len(problems) > SHOWN_PROBLEMS else "")


@transaction.atomic
def store(
    translation: Translation,
    changes: Iterable[tuple[StringSegment, str]],
    user: AbstractUser | None,
    report: Report,
    *,
    exported: dt.datetime | None,
) -> None:
    """Store translations of segments and count them in the report."""
    present = {
        (each.translation_of_id, each.context_id): each
        for each in StringTranslation.objects.filter(
            locale=translation.target_locale, context__object_id=translation.source.object_id
        )
    }
    newer = 0
    for segment, data in changes:
        own = present.get((segment.string_id, segment.context_id)) or StringTranslation(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale=translation.target_locale,
        )
        if own.pk and own.data == data and not own.has_error:
            report.unchanged += 1
        elif exported and is_newer_work(own, exported):
            newer += 1
        else:
            take_over(own, data, user)
            report.updated += 1
    if newer:
        report.warnings.insert(0, left_as_newer(newer))


def is_newer_work(own: StringTranslation, exported: dt.datetime) -> bool:
    """Whether a person has written this since, here: no machine, nor an earlier import."""
    by_hand = own.translation_type == own.TRANSLATION_TYPE_MANUAL and own.tool_name != TOOL
    return bool(own.pk and by_hand and not own.has_error and own.updated_at > exported)


def left_as_newer(number: int) -> str:
    return ngettext(
        "%(number)d text was left out, because it has been changed here since the export.",
        "%(number)d texts were left out, because they have been changed here since the export.",
        number,
    ) % {"number": number}


def take_over(own: StringTranslation, data: str, user: AbstractUser | None) -> None:
    own.data, own.has_error, own.field_error = data, False, ""
    own.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    own.tool_name, own.last_translated_by = TOOL, user
    own.save()
