"""Take files, folders and archives into the library: analyse, store, index, publish."""
import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from govreports.intake.batch import find_files, take_in_path
from govreports.intake.outcomes import Outcome, Status, tally
from govreports.reports.models import State
from govreports.search import engine


class Command(BaseCommand):
    help = "收文件、文件夹（含下级）和 zip：分析、存库、编索引、公开。同样的文件只收一次。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--report", type=Path, metavar="FILE", help="把每个文件的结果按 JSON 写进这个文件")
        parser.add_argument("--draft", action="store_true", help="先存为待核对，不公开")

    def handle(self, *args, paths: list[Path], report: Path | None, draft: bool, **options) -> None:
        if report and not report.resolve().parent.is_dir():
            raise CommandError(f"{report}：没有这个文件夹，写不了结果。请先建好文件夹。")
        state = State.DRAFT if draft else State.PUBLISHED
        outcomes: list[Outcome] = []
        # The bar is for people; disable=None leaves it out where the output is not a terminal.
        with engine.batches(), tqdm(find_files(paths), unit="份", disable=None, leave=False, file=sys.stderr) as files:
            for path in files:
                outcomes += take_in_path(path, state=state)
        if report:
            report.write_text(json.dumps([outcome.as_dict() for outcome in outcomes], ensure_ascii=False, indent=1), "utf-8")
        failed = [outcome for outcome in outcomes if outcome.status == Status.FAILED]
        for outcome in failed:
            self.stdout.write(f"{outcome.name}：{outcome.message}")
        self.stdout.write(tally(outcomes))
        if failed:
            sys.exit(1)
