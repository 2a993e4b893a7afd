"""Values of forms as JSON: what is stored, compared and shown to staff."""

import hashlib
import json
from typing import Any

from django.core.files import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet

from hubkit.intake.characters import storable
from hubkit.intake.models import SubmissionFile


class Encoder(DjangoJSONEncoder):
    """Dates as ISO 8601, decimals and UUIDs as texts, rows as their primary keys."""

    def default(self, o: Any) -> Any:
        if isinstance(o, Model):
            return o.pk
        if isinstance(o, QuerySet | set | frozenset):
            return list(o)
        return super().default(o)


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return values as JSON has them, without files and without forbidden characters."""
    files = (File, SubmissionFile)
    kept = {name: value for name, value in values.items() if not isinstance(value, files)}
    return storable(json.loads(json.dumps(kept, cls=Encoder)))


def hash_of(values: dict[str, Any]) -> str:
    """Return the SHA-256 of values as `plain` gives them, or nothing for none."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest() if values else ""
