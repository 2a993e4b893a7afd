from wagtail import hooks

from hubkit.content.blocks import common_blocks

hooks.register("register_body_blocks", common_blocks, order=-10)
