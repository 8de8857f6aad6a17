"""The working line of the cleaning stage: one text in two scripts of the same length, edited together."""
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from .records import LineKind

Replacement = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line in Simplified, where rules match, and as written, which readers see."""

    text: str
    original: str
    kind: LineKind = LineKind.TEXT
    level: int = 0

    def slice(self, start: int, end: int | None = None) -> "Line":
        return replace(self, text=self.text[start:end], original=self.original[start:end])

    def as_table(self) -> "Line":
        return replace(self, kind=LineKind.TABLE)

    def strip(self) -> "Line":
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, len(self.text.rstrip()) if self.text.strip() else start)

    def join(self, other: "Line", glue: str = "") -> "Line":
        return replace(self, text=self.text + glue + other.text, original=self.original + glue + other.original)

    def sub(self, pattern: re.Pattern[str], replacement: Replacement = "") -> tuple["Line", list[str]]:
        """The line with every match replaced in both scripts, and what was matched."""
        found, text, original, last = [], [], [], 0
        for match in pattern.finditer(self.text):
            new = replacement if isinstance(replacement, str) else replacement(match)
            text += [self.text[last : match.start()], new]
            original += [self.original[last : match.start()], new]
            found.append(match.group())
            last = match.end()
        if not found:
            return self, []
        return replace(self, text="".join(text) + self.text[last:], original="".join(original) + self.original[last:]), found
