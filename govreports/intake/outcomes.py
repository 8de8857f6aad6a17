"""What became of one report of one file: the record that the commands print and the upload page shows."""
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class Status(StrEnum):
    ADDED = "added"
    UNCHANGED = "unchanged"
    NEW_VERSION = "new_version"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``message`` is Chinese and complete: what was read, or why not and what to do."""

    name: str  # of the file as sent; a member of an archive as "汇编.zip/一.docx"
    status: Status
    message: str
    part: int = 1  # number of the report within its file
    report_id: int | None = None  # of the report stored, or of the one already there
    title: str = ""
    older_id: int | None = None  # of the report this is a new version of
    doubts: tuple[str, ...] = ()  # what somebody should look at before it is published

    def as_dict(self) -> dict:
        return asdict(self)


def tally(outcomes: Iterable[Outcome]) -> str:
    """The last line of ``ingest``.

    >>> tally([Outcome("a.txt", Status.ADDED, ""), Outcome("b.txt", Status.FAILED, "")])
    'added 1, unchanged 0, new version 0, failed 1'
    """
    counts = Counter(outcome.status for outcome in outcomes)
    return ", ".join(f"{status.replace('_', ' ')} {counts[status]}" for status in Status)
