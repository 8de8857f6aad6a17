"""haystack's rebuild_index, with readers keeping the old index until the new one is complete."""
from contextlib import ExitStack

from django.core.management.base import CommandError
from haystack import connections
from haystack.management.commands.rebuild_index import Command as HaystackCommand

from govreports.search.store import IndexBusy


class Command(HaystackCommand):
    def handle(self, **options: object) -> None:
        backends = [connections[alias].get_backend() for alias in options.get("using") or connections.connections_info]
        try:
            with ExitStack() as stack:
                for backend in backends:
                    if hasattr(backend, "copying"):
                        stack.enter_context(backend.copying())
                super().handle(**options)
        except IndexBusy as error:
            raise CommandError("索引正由另一个进程写入或重建，请稍后再试。The index is being written by another process.") from error
