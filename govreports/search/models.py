"""What the search keeps in the database."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexTask(models.Model):
    """A report the index has still to be brought in line with; written in the transaction that changed the report."""

    report = models.BigIntegerField()  # id; the report itself may be gone
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"report {self.report}"


class SavedSearch(models.Model):
    """A search somebody comes back to: a member of staff, or a browser by the random key in its cookie."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="saved_searches")
    browser = models.CharField(max_length=32, blank=True, db_index=True)
    name = models.CharField(_("名称"), max_length=80)
    query = models.CharField(_("检索"), max_length=1000)  # the query string of the search page
    seen_at = models.DateTimeField(_("上次看过"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = _("存下的检索")

    def __str__(self) -> str:
        return self.name
