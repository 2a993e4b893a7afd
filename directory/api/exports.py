"""Downloads of all listed organisations, and the description of their columns."""

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse

from directory.api.answers import MAX_AGE, json_answer, open_data
from directory.api.editions import Edition
from directory.exchange.datapackage import datapackage
from directory.exchange.export import COLUMNS, rows
from directory.exchange.spreadsheet import csv_lines, xlsx_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@open_data
def as_csv(edition: Edition) -> HttpResponseBase:
    lines = csv_lines(COLUMNS, rows(edition))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8; header=present")
    return download(response, "organizations.csv")


@open_data
def as_xlsx(edition: Edition) -> HttpResponseBase:
    file = xlsx_file("organizations", COLUMNS, rows(edition))
    return download(FileResponse(file, content_type=XLSX), "organizations.xlsx")


@open_data
def description(edition: Edition) -> HttpResponseBase:
    return json_answer(edition, datapackage(edition))


def download(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response
