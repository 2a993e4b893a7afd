"""The panels of an address in a page editor."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel

address_panels = [
    FieldRowPanel([FieldPanel("settlement"), FieldPanel("settlement_name")]),
    FieldPanel("municipality"),
    FieldRowPanel([FieldPanel("street"), FieldPanel("street_name")]),
    FieldRowPanel([FieldPanel("house_number"), FieldPanel("post")]),
]
