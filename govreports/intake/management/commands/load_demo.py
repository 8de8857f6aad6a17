"""Fill the library with the demo reports; safe to repeat."""
import sys

from django.core.management.base import BaseCommand

from govreports.intake import demo
from govreports.intake.outcomes import Status, tally


class Command(BaseCommand):
    help = "装入演示用的报告（虚构的）。可以反复运行，不碰别的报告。"

    def handle(self, *args, **options) -> None:
        outcomes = list(demo.load())
        failed = [outcome for outcome in outcomes if outcome.status == Status.FAILED]
        for outcome in failed:
            self.stdout.write(f"{outcome.name}：{outcome.message}")
        self.stdout.write(tally(outcomes))
        if failed:
            sys.exit(1)
