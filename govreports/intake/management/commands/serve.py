"""Make everything ready and serve the site: what ``make run`` starts."""
import signal
import socket
import sys
import threading
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from waitress import create_server
from waitress.server import BaseWSGIServer

from govreports.intake import demo
from govreports.intake.outcomes import tally
from govreports.reports.models import Report, State
from govreports.search import engine

THREADS = 8  # requests answered at once; more only queue for the same two or four processors


class Command(BaseCommand):
    help = "准备好数据库、示例报告和索引，然后启动网站。Ctrl-C 停止。"
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="监听的地址（默认只有本机能访问）")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-demo", action="store_true", help="库是空的也不装示例报告")

    def handle(self, *args, host: str, port: int, no_demo: bool, **options) -> None:
        signal.signal(signal.SIGTERM, raise_exit)
        try:
            check_port(host, port)
            self.prepare(with_demo=not no_demo)
            with closing(listen(host, port)) as server:  # from here on requests wait instead of being refused
                self.greet(host, port)
                server.run()  # until a signal comes; requests under way are finished
        except (KeyboardInterrupt, SystemExit):
            pass
        self.stdout.write("已停止。")

    def prepare(self, *, with_demo: bool) -> None:
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # the static files of a page are looked for there first
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("正在准备数据库……")
            call_command("migrate", verbosity=0, interactive=False)
        if with_demo and not Report.objects.exists():
            self.stdout.write("正在装入示例报告……")
            self.stdout.write(tally(demo.load()))
        if Report.objects.filter(state=State.PUBLISHED).exists() and not index_holds_anything():
            self.stdout.write("正在编索引……")
            call_command("rebuild_index", interactive=False, verbosity=0)
        engine.catch_up()

    def greet(self, host: str, port: int) -> None:
        if not get_user_model().objects.filter(is_superuser=True, is_active=True).exists():
            self.stdout.write("还没有管理员账号。另开一个终端运行：.venv/bin/python manage.py createsuperuser")
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(f"网站已启动：http://{shown}:{port}/ （按 Ctrl-C 停止）")
        self.stdout.flush()


def raise_exit(*_: object) -> None:
    sys.exit(0)


def index_holds_anything() -> bool:
    """False as well when it cannot be read, so that it is built anew."""
    try:
        return bool(engine.known_values("role"))
    except engine.SearchUnavailable:
        return False


def check_port(host: str, port: int) -> None:
    """Raises ``CommandError`` in one line when nobody could listen there."""
    try:
        family, *_rest, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as error:
        raise CommandError(f"用不了 {host}:{port}（{error}）。多半是端口被占了，换一个：make run PORT={port + 1}") from error


def listen(host: str, port: int) -> BaseWSGIServer:
    """A server that accepts connections and answers them once it runs."""
    from govreports.wsgi import application

    threading.Thread(target=engine.warm_up, daemon=True).start()  # so that the first search need not wait for it
    return create_server(application, host=host, port=port, threads=THREADS, ident=None)
