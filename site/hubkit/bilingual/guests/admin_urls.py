"""The admin's addresses of translators' links, in the namespace of `hubkit.bilingual`."""

from django.urls import path

from hubkit.bilingual.guests.invitations import links, revoke_link

urlpatterns = [
    path("languages/<int:pair_id>/links/", links, name="links"),
    path("languages/<int:pair_id>/links/<int:link_id>/revoke/", revoke_link, name="revoke_link"),
]
