"""A deleted report leaves the index. The only signal; everything else is a call in ``intake.library``."""
from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from govreports.reports.models import Report
from govreports.search import engine


@receiver(post_delete, sender=Report)
def forget_report(instance: Report, **_rest: object) -> None:
    """Once the deletion is certain; the index failing must not undo it."""
    transaction.on_commit(partial(engine.remove_report, instance.pk), robust=True)
