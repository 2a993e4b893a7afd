"""While no database answers: what was posted becomes a file, and the sender reads that it is kept.

Knows nothing but the posted form: its stamp is signed, so it is one of ours.
"""

from dataclasses import asdict
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language_from_path, override

from hubkit.intake import receipts, spool, traps
from hubkit.intake.filling import posted_of
from hubkit.intake.models.files import random_name
from hubkit.intake.pictures import encode
from hubkit.intake.storage import private_files
from hubkit.intake.tokens import Stamp

# More than that many at once are no people.
MAX_FILES = 1000


def keep(request: HttpRequest) -> str | None:
    """Keep a form that could not be stored; return the page that says so, as HTML.

    For the project's ``handler500``, while the database is away: None where the request is no form
    of ours. The page is in the language of the path and asks no database; answer it with 202.
    `load_spool` takes up what is kept. The same form sent again is the same file.
    """
    try:
        stamp = Stamp.read(request.POST.get("stamp", "")) if request.method == "POST" else None
    except (BadRequest, MultiPartParserError, SuspiciousOperation, OSError):
        return None
    if stamp is None or not stamp.step or is_full():
        return None
    language = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    spool.write_file(f"kept-{stamp.key}-{stamp.step}.json", parcel_of(request, stamp, language))
    sends = stamp.step == "summary"
    context = {
        "language": language,
        "sends": sends,
        "receipt": receipts.grouped(receipts.code_of(stamp.key)),
        "address": request.build_absolute_uri(draft_path(request.path, stamp.token)),
    }
    with override(language):
        return render_to_string("hubkit_intake/kept.html", context)


def is_full() -> bool:
    return sum(1 for _path in spool.folder().glob("kept-*.json")) >= MAX_FILES


def parcel_of(request: HttpRequest, stamp: Stamp, language: str) -> dict[str, Any]:
    values, _dirty = posted_of(request.POST)
    return {
        "stamp": asdict(stamp),
        "language": language,
        "values": values,
        "action": request.POST.get("action", ""),
        "trapped": bool(request.POST.get(traps.FIELD, "").strip()),
        "files": kept_files(request),
        "at": timezone.now().isoformat(),
    }


def kept_files(request: HttpRequest) -> list[dict[str, Any]]:
    """Store the pictures that can be read; one that cannot is no reason to lose the rest."""
    found = []
    for field, upload in request.FILES.items():
        try:
            picture = encode(cast(UploadedFile, upload))
        except ValidationError:
            continue
        name = private_files.save(random_name(None, ""), picture)
        values = {"field": field, "file": name, "name": picture.name, "size": picture.size}
        found.append({**values, "width": picture.width, "height": picture.height})
    return found


def draft_path(path: str, token: str) -> str:
    """Return the address of the draft: that of the first step, or of one that has the token."""
    return f"{path.partition(token)[0]}{token}/"
