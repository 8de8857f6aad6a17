"""What a file of results holds, whatever its format. Made by ``passages.py`` and ``grid``, written by ``writers.py``."""
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

UNFIT = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|]+')  # what Windows, and with it a network drive, does not take in a name
LONGEST_NAME = 60  # characters; with folders around it stays below the 260 of Windows


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    width: int  # characters of Latin script, as spreadsheets count; a Han character takes two
    is_wrapped: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A text or figure that opens an address; where nothing can be opened (CSV) it is the text alone."""

    text: str | int
    url: str


Cell = str | int | Link
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows are read once, while they are written."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    about: tuple[tuple[str, str], ...] = ()  # what was asked and when, for a sheet of its own where the format has sheets
    last: str = ""  # a line below the rows: that there is more


def file_name(words: str, extension: str) -> str:
    """Tells the query and the day.

    >>> name = file_name('物业/养老 "一网"', "csv")
    >>> name[:8], name[-4:]
    ('物业 养老 一网', '.csv')
    """
    fit = UNFIT.sub(" ", words).split()
    return f"{' '.join(fit)[:LONGEST_NAME].strip('. ')} {timezone.localdate().isoformat()}.{extension}"
