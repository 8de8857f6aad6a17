"""Queries with judged passages, as ``fixtures/relevance/queries.txt`` has them."""
import re
from dataclasses import dataclass
from pathlib import Path

from opencc import OpenCC

FILE = Path(__file__).resolve().parents[2] / "fixtures" / "relevance" / "queries.txt"
HEAD = re.compile(r"([pq]\d\d) \| (\w+) \| ([^|]+?)(?: \| (.+))?")

Place = tuple[str, int]  # name of a gold report, number of a span from 0


@dataclass(frozen=True, slots=True)
class Judged:
    id: str
    kind: str
    line: str  # as a reader types it
    filters: tuple[tuple[str, str], ...]
    grades: dict[Place, int]  # 3 answers, 2 is about it, 1 touches it; what is not named does not

    @property
    def is_held(self) -> bool:
        """Every other query is held back: settings are chosen by the others."""
        return int(self.id[1:]) % 2 == 0

    def in_traditional(self) -> str:
        return OpenCC("s2t").convert(self.line)


def load_queries() -> list[Judged]:
    """Raises ``ValueError`` at the first line that is neither a query nor its grades."""
    found: list[Judged] = []
    for number, line in enumerate(FILE.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if head := HEAD.fullmatch(line):
            filters = tuple(tuple(part.split("=")) for part in (head[4] or "").split() if part)
            found.append(Judged(head[1], head[2], head[3], filters, {}))
            continue
        for grade in line.split():
            match = re.fullmatch(r"([a-z]+-\d\d):(\d+)=([123])", grade)
            if not match or not found:
                raise ValueError(f"{FILE.name}:{number}: {grade}")
            found[-1].grades[match[1], int(match[2])] = int(match[3])
    return found
