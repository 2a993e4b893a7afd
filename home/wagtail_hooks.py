from wagtail import hooks

from home.blocks import body_blocks
from home.explorer import start_at_home

hooks.register("register_body_blocks", body_blocks)


@hooks.register("construct_main_menu")
def explorer_starts_at_home(request, menu_items):
    start_at_home(menu_items)
