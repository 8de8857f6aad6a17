"""The masthead stage: title, kind, document date and visit dates out of a cleaned text.

Also says where the body begins (after titles, dates and bylines) and where the text ends.
"""
import re

from . import dates
from .records import CleanText, Kind, Masthead
from .titles import find_title
from .visit_dates import find_visit

SPEECH_TITLE = re.compile(
    r"在.{2,50}(?:会议?|仪式|班|式)上的?.{0,6}(?:讲话|发言|致辞|报告|点评|小结)|的(?:讲话|致辞|点评)(?:提纲|稿)?$|^(?:讲话|致辞)"
)
# an order or a report of duties, even if it mentions what was learned on a tour
PAPER_TITLE = re.compile(
    r"(?:方案|通知|通报|意见|办法|细则|规划|要点|建议案|决定|公告|清单|政府工作报告|(?:工作|落实|整改|进展)情况的?(?:报告|汇报))$")
GOING_TITLE = re.compile(r"赴|考察|参观|见学|取经|外出|跟班|访问|走访")
TOUR_TITLE = re.compile(r"考察|学习|调研|取经|赴|参访|访问|对标|之行|参观|外出|纪行|见闻|跟班|侧记|看\w{2,4}[:：]")
TOUR_TEXT = re.compile(
    r"(?:赴|前往|到|先后)\S{2,60}(?:学习|考察|调研|参观|取经)|考察[团组]|代表团|跟班|挂职|见学|取经|走了?一趟|看人家"
    r"|[到在去][^，。]{2,16}[住待学跑]了?[^，。]{0,2}[\d一二两三四五六七八九十半]+个?多?[天夜晚周月]"  # 在永春住了七夜
    r"|(?:派|组织|安排|带|率|跟着|结伴)\S{2,60}(?:[到去赴往]\S{2,20}[学看]|看\S{2,12}怎)"
)
OFFICE_AND_DATE = re.compile(r"^[（(]?[^，。；]{2,30}[ 　]+(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[）)]?$")
MEETING = re.compile(r"^[（(—-]*(?:19|20)\d{2}年\d{1,2}月\d{1,2}日在\S{2,30}上[）)]?$")  # ——2023年8月28日在市人大常委会会议上
MASKED_DAY = re.compile(r"^(?:19|20)\d{2}年\d{1,2}月[*＊×xX]{1,2}日$")  # of a signature: 2023年10月*日
SIGNED = re.compile(r"(?<=[一-鿿，,])(?:19|20)\d{2}年\d{1,2}月\d{1,2}日）?$")  # glued to the signature before it
# what a signature ends in, or brackets around it
AT_END = re.compile(
    r"[\d日月号年一二三四五六七八九十*＊×xX][\s）)】。]*(?:[印制下]?发|整理|报送|起草|定稿|供稿|[写成作草]?于\S{2,8})?[\s）)】。]*$|^[（(【]"
)
LONGEST_SIGNATURE = 45  # characters
LONGEST_WRITING = 400  # days from a visit to the report of it


def find_masthead(clean: CleanText) -> Masthead:
    title, body_line = find_title(clean)
    offsets, offset = [], 0
    for line in clean.lines:
        offsets.append(offset)
        offset += len(line.text) + 1
    body_start = offsets[body_line] if body_line < len(offsets) else len(clean.text)
    if body_line < len(clean.lines):
        body_start += _glued_title(clean.lines[body_line].text, title)
    body = clean.text[body_start:]
    kind = _kind(title, body)
    date = _document_date(clean, title_lines=body_line)
    if date and date != clean.site_date and not _fits(date, find_visit(body, None, kind)[1]):
        date = clean.site_date
    start, end = find_visit(body, date, kind)
    return Masthead(title, kind, date, start, end, body_start, len(clean.text))


def _glued_title(line: str, title: str) -> int:
    """How many characters at the start of a line are the title again, once or more times."""
    end = 0
    while len(title) >= 6 and line.startswith(title, end):
        end += len(title)
    return end


def _kind(title: str, body: str) -> Kind:
    if SPEECH_TITLE.search(title):
        return Kind.SPEECH
    if PAPER_TITLE.search(title) and not GOING_TITLE.search(title):
        return Kind.OTHER
    opening = f"{title}。{body[:1500]}"
    if TOUR_TITLE.search(title) and (re.search(r"考察|取经|赴|跟班|学习|之行|参观", title) or TOUR_TEXT.search(opening)):
        return Kind.STUDY_TOUR
    if re.match(r"同志们[：:，,]", body.lstrip()) and len(TOUR_TEXT.findall(opening)) < 2:
        return Kind.SPEECH
    return Kind.STUDY_TOUR if TOUR_TEXT.search(opening) else Kind.OTHER


def _fits(date: str, visit_end: str | None) -> bool:
    """Whether a date of the text can be the document's: not before the visit, nor that of an advert long after."""
    days = dates.days_between(visit_end, date) if visit_end else None
    return days is None or 0 <= days <= LONGEST_WRITING


def _document_date(clean: CleanText, *, title_lines: int) -> str | None:
    """Signature date, else the date under the title, else what the site gives."""
    tail = [line.text for line in clean.lines[-4:]]
    for text in reversed(tail):
        found = dates.find_date(text) if len(text) <= LONGEST_SIGNATURE and AT_END.search(text) else None
        if found and (len(found) == 10 or MASKED_DAY.match(text) or dates.is_date_line(text)):
            return found
    if match := SIGNED.search(clean.text[-80:]):
        return dates.find_date(match.group())
    for line in clean.lines[: title_lines + 2]:
        is_dated = dates.is_date_line(line.text) or OFFICE_AND_DATE.match(line.text) or MEETING.match(line.text)
        if is_dated and (found := dates.find_date(line.text)):
            return found
    return clean.site_date
