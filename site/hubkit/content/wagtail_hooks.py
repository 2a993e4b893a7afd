from wagtail import hooks

from hubkit.content.blocks import common_blocks
from hubkit.content.links import PeerLinkHandler

hooks.register("register_body_blocks", common_blocks, order=-10)


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own
def link_to_peers(features):
    features.register_link_type(PeerLinkHandler)
