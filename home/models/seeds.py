"""What the site's own content command has made, so that it never makes it twice."""

from django.db import models


class SeededPage(models.Model):
    """A page that the content command made once, under its name in the data files.

    The row outlives the page: a page that an editor has deleted does not come back.
    """

    name = models.CharField(max_length=100, unique=True)
    translation_key = models.UUIDField(unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.name
