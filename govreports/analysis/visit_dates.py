"""First and last day of a visit: part of the masthead stage, from the body and the document's date.

Reports tell it as a stretch of days (6月3日至7日), as two ends (11月23日出去，28日回来), as a first day and a count
(6月3日…为期五天), day by day (a diary), or by the month alone. The year may stand elsewhere or only in the document's date.
"""
import re
from collections.abc import Iterator

from . import dates
from .dates import ONE_DAY, Span
from .records import Kind

OPENING = 900  # characters in which a report says when the visit was
LEAD = 300  # characters in which the first stretch of days is that of the visit
MAX_DAYS_AFTER = 60  # a document that gives the year is dated at most this long after the visit; uploads come years later
MOST_MONTHS = 9  # a visit told by its month belongs to the year of the document
MAX_DAYS = 45  # a tour whose ends stand apart is not longer; two months on secondment are told as a stretch

VISIT_WORDS = re.compile(
    r"赴|考察|学习|参观|调研|一行|率|带队|带着|组织|走了一趟|来我|来到|访|看|跟班|之行|培训|前往|[先我往]到|去了|跑了|走了|观摩|取经|研修|挂职")
SOMEBODY_WENT = re.compile(
    r"(?:带着|率|带领|组织|带队|我们|我和|我带|我请|安排|派|参加|曾|一行|考察团|考察组|代表团)[^。]{0,160}?(?:到|赴|去|往|跑了|走了|看了|考察)")
PLANNED = re.compile(r"(?:拟于?|计划于?|定于|将于?|预计|打算)[^。，]{0,6}$")
NOT_YET = re.compile(r"(?:要|将|拟|应|年内|适时|计划)[^，。]{0,12}(?:赴|到|去|组织|考察)|[底月]前|组织开展|现场推进")
LEFT = re.compile(r"出发|动身|启程|出门|出去|上路|登程|离家|登上|上车|上了车|起飞|飞机落|坐上|启行|来到|抵达|飞抵")
BACK = re.compile(
    r"(?:(?P<m>1[0-2]|[1-9])月)?(?P<d>[12]\d|3[01]|[1-9])[日号](?:[早傍当]?[上晚夜晨午]|下午|中午|凌晨|清早|一早|一大早)?[，,]?(?:[^。，；\d]{0,10})?"
    r"(?:离开|返回|返程|返抵|回程|回到|回县|回市|回区|回家|回来|回乡|归来|结束(?:考察|学习|行程|返)|往回)")
BACK_BEFORE = re.compile(r"(?:返回|返程|回程|回到|归来|回来)[^。，；\d]{0,8}是(?:(?P<m>1[0-2]|[1-9])月)?(?P<d>[12]\d|3[01]|[1-9])[日号]")
_N = r"(1?\d|2\d|[二两三四五六七八九]|十[一二三四五]?)"
LASTING = re.compile(
    rf"(?:为期|历时|全程|前后|一连|一共|整整|利用|用了|花了|走了|看了|学了|跑了|待了){_N}[个整]?天"
    rf"|[，。\n](?:这|整整)?{_N}天(?:的?时间|[，,里]|下来|行程|的?(?:学习|考察|培训))"
)
LOOKING_BACK = re.compile(
    rf"[。\n](?:这|整整)?{_N}天(?:里头?|下来|[学走看跑]下来|时间|行程)[^。]{{0,16}}(?:我们|走|路上|看|跑|学|考察|三个|两个)"
)
_DAY = r"[12]\d|3[01]|[1-9]"
_OPENS = rf"^(?:[（(【]?第?[一二三四五六七八九十\d]+[、）)】天])?\s*(?:(?P<y>(?:19|20)\d\d)年)?(?P<m>1[0-2]|[1-9])月(?P<d>{_DAY})"
# "17日傍晚，雨停了": a bare day opens a sentence only where days are told one by one
DIARY = re.compile(rf"(?:{_OPENS}|(?:^|(?<=[。”\s]))(?P<bare>{_DAY}))[日号](?!之?以?前|起|之?后|开始|至|到|[—-]|\s*\Z)", re.M)
PART_OF_MONTH = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)年)?(?:今年|去年)?(?P<m>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|上旬|中旬|下旬|初|底|末|中|间)?(?!\s*\d|[前起至]|以来)")
ONE_DAY_WORDS = re.compile("来我|莅临|到访|来访|当[天日]|上午|下午")
LAST_MONTH = re.compile(r"上个?月(?:[初底末]|[上中下]旬)?(?![\d一二三四五六七八九十])")
SAID_YEAR = re.compile(r"((?:19|20)\d{2})年[^。]{0,20}$")
SAID_BEFORE = re.compile(r"((?:19|20)\d{2})年[^。\n]{0,70}$")  # in the same sentence; good enough where nothing else tells the year
# 2021年9月到11月: a secondment
MONTHS = re.compile(r"(?:(?P<y>(?:19|20)\d\d)年|今年)(?P<m>1[0-2]|[1-9])月(?:至|到|—+|-|－)(?P<n>1[0-2]|[1-9])月(?!\d)")
HIDDEN_YEAR = re.compile(r"(?:20[1-2]?[xX×*＊]{1,2}|[xX×*＊=_]{2,4})年[^。]{0,12}$")  # 201x年, XX年, ====年


def find_visit(body: str, date: str | None, kind: Kind) -> tuple[str | None, str | None]:
    """Both ends as ISO dates, which may stop at the month; (None, None) where the year or the days are not told.

    A report tells it in its opening; a speech must say in the same sentence that somebody went.
    """
    for span in _spans(body, date, kind):
        if found := _with_year(span, body, date):
            return found
    if kind is Kind.STUDY_TOUR and (day := _first_day(body[:LEAD])) and (found := _with_year(_one_day(day), body, date)):
        return found if ONE_DAY_WORDS.search(body[:LEAD]) else (found[0], None)
    if kind is Kind.STUDY_TOUR:
        return _visit_month(body[:LEAD], date, VISIT_WORDS)
    return _visit_month(body, date, SOMEBODY_WENT)


def _spans(body: str, date: str | None, kind: Kind) -> Iterator[Span]:
    told = body if kind is not Kind.STUDY_TOUR else body[:OPENING]
    found = [span for span in dates.find_spans(told, near=date) if _is_of_visit(span.position, told, kind)]
    early = [span for span in found if span.position <= LEAD]
    yield from early
    if kind is Kind.STUDY_TOUR and (
        apart := _day_by_day(body, least=3) or _ends_apart(body) or _first_and_count(body) or _day_by_day(body, least=2)
    ):
        yield apart
    yield from found[len(early):]


def _is_of_visit(position: int, told: str, kind: Kind) -> bool:
    before, sentence = told[max(0, position - 80):position], told[position:].split("。", 1)[0]
    if PLANNED.search(before):
        return False
    if kind is not Kind.STUDY_TOUR:
        return bool(SOMEBODY_WENT.search(sentence))
    return position <= LEAD or bool(VISIT_WORDS.search(before + sentence))


def _with_year(span: Span, body: str, date: str | None) -> tuple[str, str] | None:
    """The span with its year: its own, that of a date just before, or that of a document dated soon after."""
    before = body[:span.position]
    if HIDDEN_YEAR.search(before):
        return None
    said = SAID_YEAR.search(before)
    if year := span.year or (said and int(said[1])):
        return span.iso(year)
    if not date or len(date) < 7:
        said = SAID_BEFORE.search(before)
        year = date or (said and said[1])
        return span.iso(int(year)) if year else None
    date = date if len(date) == 10 else f"{date}-28"
    for year in (int(date[:4]), int(date[:4]) - 1):
        days = dates.days_between(span.iso(year)[1], date)
        if days is not None and days >= 0:
            return span.iso(year) if days <= MAX_DAYS_AFTER else None
    return None


def _first_day(body: str) -> re.Match | None:
    """The first day with its month in the opening, told of somebody who sets out."""
    for day in ONE_DAY.finditer(body, 0, OPENING):
        if dates.number(day["d"]) is None or day["m"] is None:
            continue
        sentence = body[body.rfind("。", 0, day.start()) + 1:day.start()] + body[day.start():].split("。", 1)[0]
        if VISIT_WORDS.search(sentence) or LEFT.search(sentence):
            return day
    return None


def _one_day(day: re.Match) -> Span:
    only = (dates.number(day["m"]), dates.number(day["d"]))
    return Span(_year(day), only, only, day.start())


def _year(day: re.Match) -> int | None:
    return dates.year_number(day["y"]) if day["y"] else None


def _span(first: re.Match, month: int, day: int) -> Span | None:
    """From a first day to another, if that is no more than a tour lasts."""
    start = (dates.number(first["m"]), dates.number(first["d"]))
    span = Span(_year(first), start, (month, day), first.start())
    days = dates.days_between(*span.iso(span.year or 2023))
    return span if days is not None and 0 <= days <= MAX_DAYS else None


def _ends_apart(body: str) -> Span | None:
    """11月23日出去，28日回来; the way back may be told at the very end."""
    first = _first_day(body)
    if not first:
        return None
    for back in (*BACK_BEFORE.finditer(body, first.end()), *BACK.finditer(body, first.end())):
        month = int(back["m"]) if back["m"] else dates.number(first["m"])
        if found := _span(first, month, int(back["d"])):
            return found
    return None


def _first_and_count(body: str) -> Span | None:
    """6月3日…为期五天; 六天下来 may also look back at the end."""
    first = _first_day(body)
    lasting = first and (LASTING.search(body, first.end(), OPENING) or LOOKING_BACK.search(body, first.end()))
    return dates.lasting(first, lasting) if lasting else None


def _day_by_day(body: str, *, least: int) -> Span | None:
    """A diary, or an account whose paragraphs begin with the day: from its first to its last, at least so many."""
    days = list(DIARY.finditer(body))
    if len(days) < least - 1:
        return None
    first = _first_day(body)
    if days and days[0]["m"] and (not first or days[0].start() <= first.start()):
        first, days = days[0], days[1:]
    last, count = None, 1
    for day in days if first else ():
        if day.start() > first.start() and (later := _span(first, _month(day, last, first), int(day["d"] or day["bare"]))):
            last, count = (later, count + 1) if not last or later.end >= last.end else (last, count)
    return last if last and last.end != last.start and count >= least else None


def calendar_month_before(date: str) -> str:
    """
    >>> calendar_month_before("2020-06-05"), calendar_month_before("2024-01")
    ('2020-05', '2023-12')
    """
    year, month = int(date[:4]), int(date[5:7])
    return dates.iso(year, month - 1) if month > 1 else dates.iso(year - 1, 12)


def months_between(earlier: str, later: str) -> int:
    """From one ISO month to another; a month after the later one is far away.

    >>> months_between("2023-11", "2024-01-15"), months_between("2024-03", "2024-01-15") > 99
    (2, True)
    """
    months = (int(later[:4]) - int(earlier[:4])) * 12 + int(later[5:7] or 12) - int(earlier[5:7])
    return months if months >= 0 else 999


def _month(day: re.Match, last: Span | None, first: re.Match) -> int:
    """That of the day itself, or of the day told before it."""
    return int(day["m"]) if day["m"] else last.end[0] if last else dates.number(first["m"])


def _visit_month(opening: str, date: str | None, told_by: re.Pattern[str]) -> tuple[str | None, str | None]:
    """10月下旬, 今年9月: only the month is told, in a sentence with the words given."""
    if (months := MONTHS.search(opening)) and (year := months["y"] or (date and date[:4])):
        return dates.iso(int(year), int(months["m"])), dates.iso(int(year), int(months["n"]))
    if date and len(date) > 4 and (last := LAST_MONTH.search(opening)) and told_by.search(opening[last.end():].split("。", 1)[0]):
        month = calendar_month_before(date)
        return month, month
    for match in PART_OF_MONTH.finditer(opening):
        sentence = opening[match.end():].split("。", 1)[0]
        before = opening[:match.start()]
        sentence = before[before.rfind("。") + 1:] + match.group() + sentence
        if not told_by.search(sentence) or NOT_YET.search(sentence) or PLANNED.search(before) or HIDDEN_YEAR.search(before):
            continue
        said = SAID_YEAR.search(before)
        year = match["y"] or (said and said[1]) or (date and date[:4])
        if year:
            month = dates.iso(int(year), dates.number(match["m"]))
            if not date or months_between(month, date) <= MOST_MONTHS:
                return month, month
    return None, None
