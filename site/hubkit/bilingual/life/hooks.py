"""Registers what asks and refuses in the admin; importing it connects the rest of the package."""

from wagtail import hooks

from hubkit.bilingual.life import (
    bulk,
    confirming,
    copying,  # noqa: F401
    privacy,  # noqa: F401
    unpublishing,
)

hooks.register("before_unpublish_page", confirming.before_unpublish)
hooks.register("before_move_page", confirming.before_move)
hooks.register("before_copy_page", confirming.before_copy)
hooks.register("before_delete_page", confirming.before_delete)
hooks.register("construct_translated_pages_to_cascade_actions", unpublishing.cascade)
# After Wagtail's own, whose place they take.
hooks.register("register_bulk_action", bulk.UnpublishTogether, order=10)
hooks.register("register_bulk_action", bulk.MoveTogether, order=10)
hooks.register("register_bulk_action", bulk.DeleteTogether, order=10)
