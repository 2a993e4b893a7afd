from django.db.models import ForeignKey
from wagtail.admin.forms.models import register_form_field_override

from hubkit.places import forms, models

# An address in a page editor: grouped lists in the editor's order instead of bare ones.
for model, field in (
    (models.Settlement, forms.SettlementField),
    (models.Street, forms.StreetField),
    (models.Post, forms.PostField),
):
    register_form_field_override(ForeignKey, to=model, override={"form_class": field})
