"""What can be wrong with a file. Every message names the file, the fault and the way out.

Callers turn these into pages, form errors or exit codes; ``str(error)`` is Chinese and complete.
"""


class AnalysisError(Exception):
    """A file that cannot become a report; ``reason`` says why and what to do about it."""

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"{name}：{reason}")


class UnsupportedFormat(AnalysisError):
    """The format is not one we read, or its converter is not installed."""


class UnreadableSource(AnalysisError):
    """The format is known but this file is damaged, encrypted, too large or hostile."""


class EmptyReport(AnalysisError):
    """The file was read and holds no text of a report."""
