"""A guest's addresses, for a host's urls; no language prefix: a page is in its link's language.

`path("prevod-traduzione/", include("hubkit.bilingual.guests.urls"))`
"""

from django.urls import path

from hubkit.bilingual.guests.views import preview, save_row, send_to_review, translate

app_name = "hubkit_bilingual_guests"
urlpatterns = [
    path("<str:token>/", translate, name="translate"),
    path("<str:token>/row/", save_row, name="save_row"),
    path("<str:token>/send/", send_to_review, name="send"),
    path("<str:token>/preview/", preview, name="preview"),
]
