from wagtail import hooks

from hubkit.bilingual.localize import edit_alias_in_translation

hooks.register("before_edit_page", edit_alias_in_translation, order=-10)
