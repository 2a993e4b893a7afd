"""What publishing one language asks of the other, and the form in which staff choose it."""

from typing import ClassVar

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Page, get_page_models

from hubkit.bilingual.records import is_record


class Policy(models.TextChoices):
    """What publishing one language asks of the other."""

    STRICT = "strict", _("both together")
    SOFT = "soft", _("title and summary now, the rest later")
    SINGLE = "single", _("one language is enough")

    @property
    def explanation(self):
        return {
            Policy.STRICT: _("Published only when both languages say the same."),
            Policy.SOFT: _("Title and summary in both languages now, the rest within some days."),
            Policy.SINGLE: _("Published as written; the other language's readers are told so."),
        }[self]


def page_types() -> list[type[Page]]:
    """Return the page types that are made here, in the order of their names."""
    types = [model for model in get_page_models() if model is not Page and model.is_creatable]
    types = [model for model in types if not is_record(model)]
    return sorted(types, key=lambda model: str(model._meta.verbose_name))


class PolicyWidget(forms.MultiWidget):
    """One select a page type, each with its own label."""

    template_name = "hubkit_bilingual/policy_widget.html"

    def __init__(self, attrs=None):
        self.models = page_types()
        names = {model._meta.label_lower.replace(".", "_"): model for model in self.models}
        super().__init__({name: forms.Select(choices=Policy.choices) for name in names}, attrs)

    def decompress(self, value):
        chosen = value or {}
        return [
            chosen.get(model._meta.label_lower, getattr(model, "language_policy", Policy.STRICT))
            for model in self.models
        ]

    def get_context(self, name, value, attrs):
        if isinstance(value, str):
            value = forms.JSONField().to_python(value)
        context = super().get_context(name, value, attrs)
        for model, subwidget in zip(self.models, context["widget"]["subwidgets"], strict=True):
            subwidget["label"] = capfirst(model._meta.verbose_name)
        context["policies"] = Policy
        return context

    class Media:
        css: ClassVar = {"all": ["hubkit_bilingual/css/policies.css"]}


class PolicyField(forms.MultiValueField):
    """Reads the selects as ``{"app.model": policy}``."""

    widget = PolicyWidget

    def __init__(self, **kwargs):
        self.models = page_types()
        fields = [forms.ChoiceField(choices=Policy.choices) for _model in self.models]
        super().__init__(fields=fields, widget=PolicyWidget(), **kwargs)

    def compress(self, values):
        labels = (model._meta.label_lower for model in self.models)
        return dict(zip(labels, values or [], strict=False))


class PolicyForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["choices"]
        self.fields["choices"] = PolicyField(label=field.label, required=True)
