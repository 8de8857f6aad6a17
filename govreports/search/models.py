"""What the search keeps in the database."""
from django.db import models

from govreports.search.kept.models import SavedSearch

__all__ = ["IndexTask", "SavedSearch"]


class IndexTask(models.Model):
    """A report the index has still to be brought in line with; written in the transaction that changed the report."""

    report = models.BigIntegerField()  # id; the report itself may be gone
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"report {self.report}"
