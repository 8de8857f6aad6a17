"""Find the facts of all stored reports anew: after an upgrade, or after a change of lexicon/facts.toml."""
from django.core.management.base import BaseCommand

from govreports.reports.models import Report
from govreports.reports.services import facts_refresh


class Command(BaseCommand):
    help = "按现在的规则重新提取所有报告的数据与事项；可以重复运行。"

    def handle(self, *args, **options) -> None:
        count = 0
        for count, report in enumerate(Report.objects.defer("text", "original", "fixes").order_by("pk").iterator(), 1):  # noqa: B007
            facts_refresh(report)
        self.stdout.write(f"facts of {count} reports found anew")
