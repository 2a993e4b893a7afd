"""Lists: a page of documents, or all of them as lines that are sent as they are made."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import translation

from directory.api.answers import as_json, json_answer
from directory.api.editions import Edition
from directory.api.parameters import MOST

PER_PAGE = 25
Make = Callable[[Sequence[Any]], list[dict[str, Any]]]


def list_answer(
    edition: Edition, rows: QuerySet | Sequence, asked: Mapping[str, Any], make: Make
) -> HttpResponseBase:
    """Answer with the page of `rows` that is asked for; `make` returns the documents of some.

    ndjson has no pages: it is all of them, and so is what is asked for as `minimal`.
    """
    if asked["format"] == "ndjson":
        return StreamingHttpResponse(
            lines(edition, list(rows), make), content_type="application/x-ndjson"
        )
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    size = max(total, 1) if asked.get("minimal") else asked["per_page"] or PER_PAGE
    number = asked["page"] or 1
    contents = make(list(rows[(number - 1) * size : number * size]))
    return json_answer(edition, envelope(contents, total=total, number=number, size=size))


def envelope(contents: list, *, total: int, number: int, size: int) -> dict[str, Any]:
    pages = -(-total // size)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def lines(edition: Edition, rows: list, make: Make) -> Iterator[bytes]:
    """Yield the documents a hundred at a time, each on a line (ndjson)."""
    for start in range(0, len(rows), MOST):
        with translation.override(edition.language):
            documents = make(rows[start : start + MOST])
        yield b"".join(as_json(document) + b"\n" for document in documents)


def one_to_one(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document without its lists, as HSDS has it where not everything is asked for."""
    return {
        name: one_to_one(value) if isinstance(value, Mapping) else value
        for name, value in document.items()
        if not isinstance(value, list)
    }
