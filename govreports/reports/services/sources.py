"""Keep a file byte for byte, once. Comes in: bytes and their name; goes out: a ``SourceFile``."""
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from govreports.reports.models import SourceFile

MAX_NAME = 255  # characters of a file name that are kept, from its end

_written: ContextVar[list[SourceFile] | None] = ContextVar("written", default=None)


@contextmanager
def kept_together() -> Iterator[None]:
    """A transaction that also covers files: when it rolls back, files stored within it are removed again."""
    written: list[SourceFile] = []
    token = _written.set(written)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        for source in written:
            source.content.storage.delete(source.content.name)
        raise
    finally:
        _written.reset(token)


def source_store(name: str, data: bytes, *, format: str, encoding: str, user=None) -> SourceFile:
    """The stored file; the same bytes give the one already there, also when two people send them at once.

    Called within ``kept_together`` the file goes when the whole transaction goes.
    """
    digest = hashlib.sha256(data).hexdigest()
    if found := SourceFile.objects.filter(sha256=digest).first():
        return found
    source = SourceFile(sha256=digest, name=name[-MAX_NAME:], size=len(data), format=format, encoding=encoding, uploaded_by=user)
    # The name on disk is ours: names as uploaded may hold anything and be too long for a file system.
    source.content.save(f"{digest[:20]}{PurePath(name).suffix.lower()[:10]}", ContentFile(data), save=False)
    try:
        with transaction.atomic():
            source.save()
    except BaseException as error:
        source.content.storage.delete(source.content.name)
        if isinstance(error, IntegrityError) and (found := SourceFile.objects.filter(sha256=digest).first()):
            return found
        raise
    written = _written.get()
    if written is not None:
        written.append(source)
    return source


def source_delete(source: SourceFile) -> None:
    """Remove the row, and the file once the removal is certain. Reports of it must be gone (``ProtectedError``)."""
    content = source.content
    source.delete()
    transaction.on_commit(lambda: content.storage.delete(content.name))
