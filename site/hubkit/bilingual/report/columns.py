"""The columns of the report's table, each a template that is given a row."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn


class RowColumn(BaseColumn):
    """A column drawn by `bilingual/report/<name>.html`, with the row as `row`."""

    class Media:
        css = {"all": ["hubkit_bilingual/css/report.css"]}

    def __init__(self, name, **kwargs):
        super().__init__(name, classname=f"language-{name}", **kwargs)
        self.cell_template_name = f"bilingual/report/{name}.html"

    def get_cell_context_data(self, instance, parent_context):
        return {"row": instance, "column": self}


columns = [
    RowColumn("titles", label=_("Title"), sort_key="title"),
    RowColumn("place", label=_("Section and type"), sort_key="section"),
    RowColumn("languages", label=_("Languages"), sort_key="language"),
    RowColumn("state", label=_("State"), sort_key="state"),
    RowColumn("since", label=_("Since"), sort_key="since"),
    RowColumn("people", label=_("Who")),
]
