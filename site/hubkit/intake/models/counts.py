from django.db import models


class Salt(models.Model):
    """The random key of one day's hashes; when it is deleted nobody can make them again."""

    day = models.DateField(unique=True)
    value = models.BinaryField()

    def __str__(self):
        return str(self.day)


class Count(models.Model):
    """How often one network or address did one thing within one window of time."""

    key = models.CharField(max_length=64)
    action = models.CharField(max_length=10)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "action", "starts_at"], name="intake_one_count")
        ]

    def __str__(self):
        return f"{self.action} {self.times}"
