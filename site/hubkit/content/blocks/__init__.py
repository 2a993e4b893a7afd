"""The blocks that every plug-in's pages may be written with."""

from hubkit.content.blocks.links import CallToActionBlock, PersonBlock, RelatedPagesBlock
from hubkit.content.blocks.media import DocumentsBlock, PictureBlock, VideoBlock
from hubkit.content.blocks.text import (
    AccordionBlock,
    FiguresBlock,
    PointsBlock,
    ProseBlock,
    QuoteBlock,
    StepsBlock,
)


def common_blocks() -> list[tuple]:
    """Return the ``(name, block)`` pairs that hubkit.content itself registers."""
    return [
        ("text", ProseBlock()),
        ("points", PointsBlock()),
        ("steps", StepsBlock()),
        ("accordion", AccordionBlock()),
        ("quote", QuoteBlock()),
        ("figures", FiguresBlock()),
        ("picture", PictureBlock()),
        ("video", VideoBlock()),
        ("documents", DocumentsBlock()),
        ("call_to_action", CallToActionBlock()),
        ("related_pages", RelatedPagesBlock()),
        ("person", PersonBlock()),
    ]
