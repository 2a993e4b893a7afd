"""The body field: any page's running content, written with the blocks that are installed."""

from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField whose blocks come from the `register_body_blocks` hook, not from the model.

    Every function registered under that hook takes no argument and returns a list of
    ``(name, block)`` pairs, called once, the first time a body is read or edited. Names are
    unique over all plug-ins (a second one raises ValueError). A block that needs a stylesheet of
    its own names it in its Meta as `stylesheet`, a path under the static files.

    Blocks are kept out of migrations, so that installing or removing a plug-in makes none.
    The price: blocks of a removed plug-in are dropped from a page at its next save.
    """

    def __init__(self, block_types=None, **kwargs):
        super().__init__(block_types or [], **kwargs)

    @cached_property
    def stream_block(self):
        block = StreamBlock(list(registered_blocks().items()))
        block.set_meta_options(self.block_opts)
        return block

    def deconstruct(self):
        # Past StreamField's own deconstruct, which would write the blocks into the migration.
        return super(StreamField, self).deconstruct()


def registered_blocks() -> dict:
    """Return the body blocks of all plug-ins by name, in the order of registration."""
    blocks = {}
    for register in hooks.get_hooks("register_body_blocks"):
        for name, block in register():
            if name in blocks:
                raise ValueError(f"Two plug-ins register a body block named {name!r}.")
            blocks[name] = block
    return blocks
