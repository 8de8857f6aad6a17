"""A deleted report leaves the index. The only signal; everything else is a call in ``intake.library``."""
from django.db.models.signals import post_delete
from django.dispatch import receiver

from govreports.reports.models import Report
from govreports.search import engine


@receiver(post_delete, sender=Report)
def forget_report(instance: Report, **_rest: object) -> None:
    """Once the deletion is certain."""
    engine.follow([instance.pk])
