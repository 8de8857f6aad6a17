"""What is told anew of a stored report when a person corrected its roles or places."""
from django.db import transaction

from govreports.reports.models import Report

from .facts import facts_refresh
from .passage_places import passage_places_update


@transaction.atomic
def report_retell(report: Report) -> None:
    """Which hosts each passage speaks of, and the facts in it; a fixed number of queries. What was corrected by hand stays."""
    passage_places_update(report)
    facts_refresh(report)
