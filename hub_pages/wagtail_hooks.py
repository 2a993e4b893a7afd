from wagtail import hooks

from hub_pages.blocks import body_blocks

hooks.register("register_body_blocks", body_blocks)
