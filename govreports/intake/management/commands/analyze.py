"""Print what the program understands of files, one JSON object a line. No database, nothing is stored."""
import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from govreports import analysis
from govreports.analysis.errors import AnalysisError
from govreports.intake.batch import path_name, read_file
from govreports.intake.lines import analysis_as_dict


class Command(BaseCommand):
    help = "读文件，把读懂的内容按行打印成 JSON；不存库。"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="txt md html docx pdf ofd doc wps rtf odt")

    def handle(self, *args, files: list[str], **options) -> None:
        failed = False
        for file in files:
            for line in self._lines(file):
                failed |= "error" in line
                self.stdout.write(json.dumps(line, ensure_ascii=False))
        if failed:
            sys.exit(1)

    def _lines(self, file: str) -> list[dict]:
        name = path_name(Path(file))
        try:
            return [analysis_as_dict(name, found) for found in analysis.analyze(read_file(Path(file)), name)]
        except AnalysisError as error:
            return [{"file": name, "error": error.reason}]
