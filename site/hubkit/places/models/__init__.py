from hubkit.places.models.addresses import PostalAddress
from hubkit.places.models.outlines import Outline
from hubkit.places.models.register import Post, Settlement, Street

__all__ = ["Outline", "Post", "PostalAddress", "Settlement", "Street"]
