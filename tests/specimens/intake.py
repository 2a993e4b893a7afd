# mypy: ignore-errors
"""A page with public forms."""

from wagtail.models import Page

from hubkit.intake.pages import IntakePageMixin


class FormsPage(IntakePageMixin, Page):
    """Takes a proposal in three steps, a question in one, and a change of what is known."""

    intake_kinds = ("specimen.proposal", "specimen.question", "specimen.change")
    template = "host/home_page.html"
