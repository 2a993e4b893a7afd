from wagtail import hooks

from home.blocks import body_blocks

hooks.register("register_body_blocks", body_blocks)
