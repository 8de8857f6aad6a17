"""Read a list of terms. Comes in: what was typed; goes out: the terms, each a search line of its own."""
import re
from collections.abc import Iterable, Sequence

from govreports.search.query import LONGEST

MOST_TERMS = 20  # a question to the index each, some hundredths of a second
QUOTED = "“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』|《[^》]*》"  # stays whole, whatever is in it
IN_LINES = re.compile(rf"(?:{QUOTED}|[^、，,；;])+")
IN_ONE_LINE = re.compile(rf"(?:{QUOTED}|[^、，,；;\s])+")


def read_terms(typed: Sequence[str]) -> list[str]:
    """One a line; in a single line spaces part them too. Each once; the caller cuts at ``MOST_TERMS``.

    >>> read_terms(["物业、养老，“一网 统管” 湿地"])
    ['物业', '养老', '“一网 统管”', '湿地']
    >>> read_terms(["物业 信托制\\n\\n养老；湿地\\n物业 信托制"])
    ['物业 信托制', '养老', '湿地']
    """
    lines = [line.replace("\x00", "") for value in typed for line in value.splitlines() if line.strip()]
    return list(dict.fromkeys(_parts(lines, IN_LINES if len(lines) > 1 else IN_ONE_LINE)))


def _parts(lines: Iterable[str], pattern: re.Pattern[str]) -> Iterable[str]:
    return (part for line in lines for found in pattern.findall(line) if (part := found.strip()[:LONGEST]))
