"""The index that PostgreSQL's full text search needs for title and body together.

Wagtail's search asks for both as one vector and ships no index for that: with 8,000 organisations
each question read the whole table. Nothing is done where another app has made it, or on SQLite.
"""

from django.db import migrations

NAME = "search_title_body_gin"
TABLE = "wagtailsearch_indexentry"


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE INDEX IF NOT EXISTS {NAME} ON {TABLE} USING gin ((title || body))"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {NAME}")


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_initial"),
        ("wagtailsearch", "0006_customise_indexentry"),
    ]
    operations = [migrations.RunPython(make, drop)]
