"""The index follows the database, whatever happens in between. Comes in: ids of changed reports; goes out: an index in line.

A task is written in the transaction that changes a report, so it is there exactly when the change is. After the
commit whoever made it works the queue: it takes the index's lock, brings the index in line for all waiting reports
in one commit, and only then deletes their tasks. Killed at any moment, the tasks are still there and the next one
to work the queue does them again, which does no harm. Who finds the lock taken waits his turn; should that take
too long he leaves his tasks, and whoever holds the lock sees them when he looks again.
"""
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import local

from django.db import transaction

from govreports.search.backend import WhooshBackend
from govreports.search.models import IndexTask
from govreports.search.store import IndexBusy

AT_ONCE = 100  # reports in one commit of the index; some seconds of work
WAITING = 50  # reports that are let wait while many come in

logger = logging.getLogger(__name__)
_batch = local()


def follow(backend: WhooshBackend, reports: Iterable[int]) -> None:
    """Call it in the transaction that changes these reports; the index follows once that is certain."""
    tasks = IndexTask.objects.bulk_create([IndexTask(report=report) for report in dict.fromkeys(reports)])
    if tasks:
        transaction.on_commit(lambda: _after_commit(backend), robust=True)


def work(backend: WhooshBackend) -> int:
    """Do what waits, also what others have left. Gives the number of reports done. Raises ``IndexBusy``."""
    done = 0
    while True:
        with backend.store.writing():
            # Read under the lock: of two who changed a report, the one who indexes later sees what both did.
            tasks = list(IndexTask.objects.values_list("pk", "report")[:AT_ONCE])
            if not tasks:
                return done
            reports = list(dict.fromkeys(report for _, report in tasks))
            backend.replace_reports(reports)
            IndexTask.objects.filter(pk__in=[pk for pk, _ in tasks]).delete()
            done += len(reports)


@contextmanager
def batches(backend: WhooshBackend) -> Iterator[None]:
    """Inside, this thread indexes many reports in one commit; at the end nothing waits. Killed inside, nothing is lost."""
    _batch.is_open = True
    try:
        yield
    finally:
        _batch.is_open = False
        work_quietly(backend)


def _after_commit(backend: WhooshBackend) -> None:
    if getattr(_batch, "is_open", False) and IndexTask.objects.count() < WAITING:
        return
    work_quietly(backend)


def work_quietly(backend: WhooshBackend) -> None:
    """The change itself is safely stored: an index that cannot follow now must not make it look as if it were not."""
    try:
        work(backend)
    except IndexBusy:
        logger.warning("The index is being written by another process; it will do what waits")
    except Exception:
        logger.exception("The index could not follow; what waits is done with the next change, or by: python manage.py check_index --mend")
