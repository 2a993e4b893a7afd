"""The second step: what the organisation does, for whom, and how to join."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.forms.choices import many_of, terms, tick
from directory.forms.layout import Part, ProfileForm, in_reading_order
from directory.models.options import languages, municipalities
from directory.models.taxonomies import AUDIENCES, TOPICS


def text(rows: int) -> forms.CharField:
    return forms.CharField(
        label=None, required=False, widget=forms.Textarea(attrs={"rows": rows, "cols": 40})
    )


class WhatForm(ProfileForm):
    summary_sl = text(3)
    summary_it = text(3)
    description_sl = text(8)
    description_it = text(8)
    topics = many_of(
        terms(TOPICS), required=True, help_text=gettext_lazy("One to three: what you do most.")
    )
    audiences = many_of(terms(AUDIENCES))
    areas = many_of(
        municipalities,
        help_text=gettext_lazy("Whose people you serve. Your own municipality is added by itself."),
    )
    languages = many_of(languages, help_text=gettext_lazy("In which people can talk with you."))
    volunteers = tick()
    membership_sl = text(2)
    membership_it = text(2)

    parts = (
        Part(
            gettext_lazy("In a sentence"),
            (("summary_sl", "summary_it"),),
            hint=gettext_lazy(
                "What do you do, and for whom? At most 200 characters, in the language you prefer. "
                "If you write in one, the hub helps with the other."
            ),
        ),
        Part(
            gettext_lazy("And a little more"),
            (("description_sl", "description_it"),),
            hint=gettext_lazy("As you would tell a neighbour. One language is enough here too."),
        ),
        Part(
            gettext_lazy("So that people find you"), ("topics", "audiences", "areas", "languages")
        ),
        Part(
            gettext_lazy("Taking part"),
            ("volunteers", ("membership_sl", "membership_it")),
        ),
    )

    def clean(self):
        cleaned = super().clean()
        for name in ("summary", "description"):
            self.require_one_of(
                in_reading_order(name), _("Please write it in at least one language.")
            )
        return cleaned
