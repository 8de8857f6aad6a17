"""Compare index and database; with ``--mend`` bring the index in line."""
import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from govreports.search import engine
from govreports.search.store import IndexBusy

MOST_NAMED = 20  # reports named in a line


class Command(BaseCommand):
    help = "核对索引与数据库：缺的、多的、不一样的报告；加 --mend 就补好。Compare index and database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help="把不一致的报告重新编入索引")

    def handle(self, *args, mend: bool, **options) -> None:
        try:
            difference = engine.compare()
            self.tell(difference)
            if mend and difference.reports:
                engine.mend(difference)
                difference = engine.compare()
                self.stdout.write("已补好。Mended." if not difference.reports else "补过以后仍有不同。Still different.")
        except IndexBusy as error:
            raise CommandError("索引正由另一个进程写入，请稍后再试。The index is being written by another process.") from error
        except engine.SearchUnavailable as error:
            raise CommandError("索引打不开，请重建：python manage.py rebuild_index") from error
        if difference.reports:
            sys.exit(1)

    def tell(self, difference: engine.Difference) -> None:
        for name, reports in (("索引里缺 missing", difference.missing), ("索引里多 superfluous", difference.superfluous),
                              ("内容不同 different", difference.different)):
            if reports:
                shown = "、".join(map(str, reports[:MOST_NAMED])) + ("……" if len(reports) > MOST_NAMED else "")
                self.stdout.write(f"{name}：{len(reports)} 篇（{shown}）")
        if not difference.reports:
            self.stdout.write(f"索引与数据库一致，共 {difference.compared} 篇。Index and database agree.")
