"""Dates as reports write them, turned into ISO dates that may stop at year or month.

Sources write 2024年5月20日, （2023年4月12日）, 2023-06-08, 二〇二三年六月八日, 4月22日至26日, 8月21至25日,
10月29日至11月4日, 2023年4月*日至*日 (days masked) and 上月26日至本月1日.
"""
import re
from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import timedelta

DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "O": "0"}
YEAR = r"(?P<{0}y>(?:19|20)\d{{2}}|二[〇零○O][〇零○O一二三四五六七八九]{{2}})\s*年"
MONTH = r"(?P<{0}m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s*月(?:份)?"
DAY = r"(?P<{0}d>[12]\d|3[01]|0?[1-9]|[*＊×XxX]{{1,2}}|二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])\s*[日号]"

WRITTEN = re.compile(rf"{YEAR.format('')}\s*(?:{MONTH.format('')}\s*(?:{DAY.format('')})?)?")
DASHED = re.compile(r"(?P<y>(?:19|20)\d{2})[-./](?P<m>1[0-2]|0?[1-9])[-./](?P<d>[12]\d|3[01]|0?[1-9])(?!\d)")
_DASHED = re.sub(r"\?P<\w>", "", DASHED.pattern)  # its groups without their names, which WRITTEN has too
DATE_LINE = re.compile(rf"^[（(\s]*(?:时间[:：]\s*)?(?:{WRITTEN.pattern}|{_DASHED})[\s）)]*$")
TO = r"\s*(?:一直)?[走住待学看]?(?:至|到|—+|－|-|~|～|－)\s*"
_START = r"[12]\d|3[01]|0?[1-9]|[*＊×Xx]{1,2}|二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九]"
RANGE = re.compile(
    rf"(?:{YEAR.format('a')})?\s*{MONTH.format('a')}\s*(?:(?P<ad>{_START})\s*[日号]?)?{TO}"
    rf"(?:(?:次年|{YEAR.format('b')})?\s*{MONTH.format('b')}\s*)?{DAY.format('b')}"
)
GLUED_RANGE = re.compile(rf"(?:{YEAR.format('a')})?\s*{MONTH.format('a')}(?P<ad>[0-3]\d)(?P<bd>[0-3]\d)日")  # 3月0509日: the dash is lost
ONE_DAY = re.compile(rf"(?:{YEAR.format('')}\s*)?{MONTH.format('')}\s*{DAY.format('')}")
RELATIVE_RANGE = re.compile(rf"(?P<a>上月|本月|上个月|这个月){DAY.format('a')}?{TO}(?P<b>上月|本月|上个月|这个月)?{DAY.format('b')}")


def number(text: str) -> int | None:
    """A day or month in digits or Chinese numerals; None where it is masked.

    >>> number("二十六"), number("十"), number("*")
    (26, 10, None)
    """
    if text.isdigit():
        return int(text)
    if not re.fullmatch(r"[一二三四五六七八九十]+", text):
        return None
    tens, ten, ones = text.rpartition("十")
    value = (int(DIGITS[tens]) if tens else 1) * 10 if ten else 0
    return value + (int(DIGITS[ones]) if ones else 0)


def year_number(text: str) -> int:
    """
    >>> year_number("2024"), year_number("二〇二三")
    (2024, 2023)
    """
    return int("".join(DIGITS.get(c, c) for c in text))


def iso(year: int, month: int | None = None, day: int | None = None) -> str:
    """
    >>> iso(2024, 5, 20), iso(2024, 5), iso(2024)
    ('2024-05-20', '2024-05', '2024')
    """
    return f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def find_date(text: str) -> str | None:
    """The first date with its year in a line, or None.

    >>> find_date("（2023年4月12日）"), find_date("二〇二三年六月八日"), find_date("近日")
    ('2023-04-12', '2023-06-08', None)
    """
    match = WRITTEN.search(text)
    if match:
        return iso(year_number(match["y"]), number(match["m"]) if match["m"] else None, number(match["d"]) if match["d"] else None)
    match = DASHED.search(text)
    return iso(int(match["y"]), int(match["m"]), int(match["d"])) if match else None


def is_date_line(text: str) -> bool:
    """Whether a line is a date and nothing else.

    >>> is_date_line("（2023年4月12日）"), is_date_line("2023年4月12日召开")
    (True, False)
    """
    return bool(DATE_LINE.match(text.strip()))


@dataclass(frozen=True, slots=True)
class Span:
    """From one day to another; years may be missing (None) where the text names none."""

    year: int | None
    start: tuple[int, int | None]  # month, day
    end: tuple[int, int | None]
    position: int

    def iso(self, year: int) -> tuple[str, str]:
        """Both ends, given the year of the start; a tour over New Year ends in the next one.

        A month whose days are masked is given as a month.
        """
        later = year + (self.end[0] < self.start[0])
        return iso(year, *self.start), iso(later, *self.end)


def find_spans(text: str, *, near: str | None = None) -> list[Span]:
    """Every stretch of days in reading order; ``near`` is the document's date, for 上月26日至本月1日."""
    found = []
    for match in RANGE.finditer(text):
        year = year_number(match["ay"]) if match["ay"] else None
        month = number(match["am"])
        start = (month, number(match["ad"]) if match["ad"] else None)
        end = (number(match["bm"]) if match["bm"] else month, number(match["bd"]))
        if start[1] is None or end[1] is None:
            start, end = (start[0], None), (end[0], None)
        found.append(Span(year, start, end, match.start()))
    for match in GLUED_RANGE.finditer(text):
        first, last = int(match["ad"]), int(match["bd"])
        if 0 < first < last <= 31:
            month = number(match["am"])
            found.append(Span(year_number(match["ay"]) if match["ay"] else None, (month, first), (month, last), match.start()))
    if near and len(near) >= 7:
        year, month = int(near[:4]), int(near[5:7])
        for match in RELATIVE_RANGE.finditer(text):
            from_last = match["a"].startswith("上")
            to_last = (match["b"] or match["a"]).startswith("上")
            before = 12 if month == 1 else month - 1
            span_year = year - 1 if from_last and month == 1 else year
            start = (before if from_last else month, number(match["ad"]) if match["ad"] else None)
            end = (before if to_last else month, number(match["bd"]))
            found.append(Span(span_year, start, end, match.start()))
    return sorted(found, key=lambda span: span.position)


def lasting(first: re.Match, count: re.Match) -> Span | None:
    """8月28日…五天: a match of ``ONE_DAY`` and of a count of days ``n``; None for a day that does not exist."""
    days = 2 if "两" in count.groups() else number(next(filter(None, count.groups())))
    try:
        day = calendar_date(year_number(first["y"]) if first["y"] else 2023, number(first["m"]), number(first["d"]))
    except ValueError:
        return None
    last = day + timedelta(days=days - 1)
    return Span(year_number(first["y"]) if first["y"] else None, (day.month, day.day), (last.month, last.day), first.start())


def days_between(earlier: str, later: str) -> int | None:
    """Whole days from one full ISO date to another, or None when either is partial or no real day."""
    try:
        return (calendar_date.fromisoformat(later) - calendar_date.fromisoformat(earlier)).days
    except ValueError:
        return None
