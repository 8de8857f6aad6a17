"""How well title, kind, dates and places are told on annotated reports: ``python -m govreports.training metadata [FOLDER…]``.

A report that has a raw file beside it (``NAME.raw*``) is read from that; another is set as plain text: its title, its
paragraphs, and the date as a signature where the text does not hold it, for the year of a visit is often told by that
alone. What the text does not tell at all counts in no figure, unless the program makes something up.
"""
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from govreports.analysis import analyze
from govreports.analysis.lexicon.divisions import name_parts, named, short_name
from govreports.training.gold import GoldHeading, GoldReport, read_folder

SAME_TITLE = 0.85  # likeness of letters from which two titles are the same
_LEVEL = re.compile(r".+?(?:自治州|自治县|自治区|省|市|区|县|盟|旗|镇|乡|村)(?!区|镇|乡)")


@dataclass(frozen=True, slots=True)
class Told:
    """One fact of one report: what a reader finds, what the program found, and how near that is (0 to 1)."""

    fact: str
    report: str
    asked: str
    found: str
    share: float


def measure_folders(folders: Iterable[Path]) -> None:
    """Print the misses, then the mean of each fact and how many reports tell it."""
    told = [each for folder in folders for report in read_folder(folder) for each in measure(report, *render(report, folder))]
    for each in told:
        if each.share < 1:
            print(f"{each.report} {each.fact} {each.share:.2f}: {each.asked or '-'} <> {each.found or '-'}")
    for fact in dict.fromkeys(each.fact for each in told):
        shares = [each.share for each in told if each.fact == fact]
        print(f"{fact:>7} {sum(shares) / len(shares):.4f}  of {len(shares)}")


def render(report: GoldReport, folder: Path) -> tuple[bytes, str, bool]:
    """The bytes and name of the file to read, and whether its date was put there by us."""
    for raw in sorted(folder.glob(f"{report.name}.raw*")):
        return raw.read_bytes(), raw.name, False
    lines = [report.title, *_lines(report)]
    adds_date = bool(report.date) and not _tells(report.date, lines)
    if adds_date:
        lines.append("".join(part + unit for part, unit in zip(report.date.split("-"), "年月日", strict=False)))
    return "\n".join(lines).encode(), f"{report.name}.txt", adds_date


def measure(report: GoldReport, data: bytes, name: str, adds_date: bool) -> Iterator[Told]:
    """Every fact of a report that its text tells, or that the program claims."""
    found = max(analyze(data, name), key=lambda each: len(each.clean.text))
    text = "\n".join([report.title, *_lines(report)])

    def told(fact: str, asked: object, given: object, share: float) -> Told:
        return Told(fact, report.name, _line(asked), _line(given), share)

    head = found.masthead
    yield told("title", report.title, head.title, float(_same_title(report.title, head.title)))
    yield told("kind", report.kind, head.kind, float(report.kind == head.kind))
    if not adds_date or head.date != report.date:
        yield told("date", report.date, head.date, float(report.date == head.date))
    visit = (head.visit_start, head.visit_end)
    if (asked := _told_visit(report, text)) != (None, None) or any(visit) or not any(report.visit):
        yield told("visit", asked, visit, float(asked == (visit[0], visit[1] if asked[1] else None)))
    for fact, asked, given in (("origin", report.origin, found.places.origin), ("hosts", report.hosts, found.places.hosts)):
        given = [each.name for each in given]
        asked = [each for each in asked if place_key(each) in text or place_key(each) in map(place_key, given)]
        if asked or given or not (report.origin if fact == "origin" else report.hosts):
            yield told(fact, asked, given, place_f1(asked, given))


def _lines(report: GoldReport) -> list[str]:
    return [block.text if isinstance(block, GoldHeading) else "".join(span.text for span in block) for block in report.blocks]


def _tells(date: str, lines: Sequence[str]) -> bool:
    """Whether a line is, or ends in, this date."""
    year, *rest = date.split("-")
    written = rf"{year}\s*[年./-]" + "".join(rf"\s*0?{int(part)}\s*[月日./-]?" for part in rest)
    return any(re.search(written + r"[）)\s]*$", line) for line in lines)


def _told_visit(report: GoldReport, text: str) -> tuple[str | None, str | None]:
    """The ends of the visit as far as the text tells them: its year at all, and the day or a count of days."""
    start, end = report.visit
    if not start or (not report.date and start[:4] not in text):
        return None, None
    days = [
        day if len(day) < 10 or re.search(rf"(?<!\d)0?{int(day[8:])}\s*[日号至到—-]", text) else None
        for day in (start, end or start)
    ]
    if days[0] and not days[1] and end and re.search(r"[\d一二三四五六七八九十]天", text):
        days[1] = end
    if not days[0] and f"{int(start[5:7])}月" in text:
        return start[:7], (end or start)[:7] if f"{int((end or start)[5:7])}月" in text else None
    return days[0], days[1] if days[0] else None


def _line(fact: object) -> str:
    return fact if isinstance(fact, str) else " ".join(filter(None, fact)) if fact else ""


def _same_title(one: str, other: str) -> bool:
    letters = [re.sub(r"[\W_]", "", title).lower() for title in (one, other)]
    return Levenshtein.normalized_similarity(*letters) >= SAME_TITLE


def place_key(name: str) -> str:
    """What makes two names the same place: the lowest of them, without its kind.

    >>> place_key("四川省成都市青羊区"), place_key("青羊"), place_key("*市")
    ('青羊', '青羊', '*市')
    """
    last = name_parts(name)[-1]
    return last if any(one.short_name == last for one in named(last)) else short_name(last)  # 景德镇 has no kind to lose


def place_f1(asked: Sequence[str], found: Sequence[str]) -> float:
    """F1 of two lists of names, 0 to 1; 1 when both are empty."""
    hits = (Counter(map(place_key, asked)) & Counter(map(place_key, found))).total()
    return 2 * hits / (len(asked) + len(found)) if asked or found else 1.0
