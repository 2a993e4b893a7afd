from django.urls import include, path
from wagtail import hooks

from hubkit.bilingual import guards
from hubkit.bilingual.localize import edit_alias_in_translation, keep_peer_alias

hooks.register("before_edit_page", edit_alias_in_translation, order=-10)
hooks.register("before_convert_alias_page", keep_peer_alias)


@hooks.register("register_admin_urls", order=-10)
def guard_translating():
    return [path("localize/", include(guards.urls))]
