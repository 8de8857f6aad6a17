"""A search that somebody wants to come back to."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """Belongs to a user, or to a browser that is known by a random key in its cookie alone.

    What is new since the last look is told by which reports there were, not by a moment: ``created_at`` of a report is when its
    draft came in, days before readers see it, and ``updated_at`` moves whenever somebody corrects a role.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="saved_searches")
    browser = models.CharField(max_length=32, blank=True, db_index=True)
    name = models.CharField(_("名称"), max_length=80)
    query = models.CharField(_("检索"), max_length=8000)  # a query string as of ``asked.query_string``
    known = models.JSONField(default=dict)  # what the library held at the last look, as of ``news.Holdings``
    known_before = models.JSONField(null=True, blank=True)  # the same before something new was found last
    seen_at = models.DateTimeField(_("上次看过"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = _("存下的检索")
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False, browser="") | (Q(owner__isnull=True) & ~Q(browser="")), name="saved_search_belongs_to_one",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("saved_search", args=[self.pk])
