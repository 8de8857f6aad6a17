"""The masthead stage: title, kind, document date and visit dates out of a cleaned text.

Also says where the body begins (after titles, dates and bylines) and where the text ends.
"""
import re

from . import dates
from .lexicon import load_list
from .records import CleanText, Kind, LineKind, Masthead
from .visit_dates import find_visit

HALF_WIDTH, FULL_WIDTH = re.compile(r"(?<=[一-鿿”》])[,:;?!]|[,:;?!](?=[一-鿿“《])"), str.maketrans(",:;?!", "，：；？！")
TITLE_WORDS = re.compile(r"考察|学习|报告|汇报|讲话|心得|体会|侧记|纪行|简报|纪要|调研|手记|见闻|发言|交流|取经|访问|对标|之行|启示")
LETTERS = re.compile(r"[^\w]|_")
SPEECH_TITLE = re.compile(
    r"在.{2,50}(?:会议?|仪式|班|式)上的?.{0,6}(?:讲话|发言|致辞|报告|点评|小结)|的(?:讲话|致辞|点评)(?:提纲|稿)?$|^(?:讲话|致辞)"
)
TOUR_TITLE = re.compile(r"考察|学习|调研|取经|赴|参访|访问|对标|之行|参观|外出|纪行|见闻|跟班|侧记|看\w{2,4}[:：]")
TOUR_TEXT = re.compile(r"(赴|前往|到|先后)\S{2,60}(学习|考察|调研|参观|取经)|考察(团|组)|代表团")
BYLINE = re.compile(r"^(本报(记者|讯)?|记者|通讯员|文[/／]|作者|撰稿|来源)[\s　:：]*\S{0,20}$")
SALUTATION = re.compile(r"^\S{0,30}[：:]$")
OFFICE_AND_DATE = re.compile(r"^[（(]?[^，。；]{2,30}[ 　]+(?:19|20)\d{2}年\d{1,2}月\d{1,2}日[）)]?$")
MASKED_DAY = re.compile(r"^(?:19|20)\d{2}年\d{1,2}月[*＊×xX]{1,2}日$")  # of a signature: 2023年10月*日
SIGNED = re.compile(r"(?<=[一-鿿])(?:19|20)\d{2}年\d{1,2}月\d{1,2}日）?$")  # glued to the signature before it
MAX_TITLE = 90  # characters; a longer line is text
TITLE_LINES = 30  # the first lines, among which titles are looked for; sites and file names repeat them up to five times
LONGEST_WRITING = 400  # days from a visit to the report of it
SAME_TITLE = 0.75  # share of a shorter title's letters in a longer one that makes them one title


def letters(text: str) -> str:
    return LETTERS.sub("", text).lower()


def find_masthead(clean: CleanText) -> Masthead:
    title, body_line = _title(clean)
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
    start, end = find_visit(body, date, kind) if kind is not Kind.OTHER else (None, None)
    return Masthead(title, kind, date, start, end, body_start, len(clean.text))


def tidy_title(text: str) -> str:
    """A title without what sites add.

    >>> tidy_title("市党政考察团赴三市考察学习情况报告【优秀范文】 - 范文大全")
    '市党政考察团赴三市考察学习情况报告'
    """
    before = None
    while text != before:
        before = text
        for pattern in load_list("noise")["title_suffixes"]:
            text = re.sub(pattern, "", text.strip(), flags=re.I)
    return text.strip()


def _is_same(one: str, other: str) -> bool:
    """Whether two lines are one title, perhaps cut short or with another year."""
    a, b = sorted((letters(one), letters(other)), key=len)
    if len(a) < 6:
        return a == b
    if b.startswith(a) or b.endswith(a):
        return True
    pairs = {a[i : i + 2] for i in range(len(a) - 1)}
    shared = sum(b[i : i + 2] in pairs for i in range(len(b) - 1))
    return len(a) >= len(b) * SAME_TITLE and shared >= (len(b) - 1) * SAME_TITLE


def _title(clean: CleanText) -> tuple[str, int]:
    """The title and the number of the first line of the body."""
    lines = clean.lines
    hints = [tidy_title(hint) for hint in clean.titles]
    marked = [tidy_title(line.text) for line in lines[:TITLE_LINES] if line.kind is LineKind.TITLE]
    candidates: list[str] = []
    number = 0
    while number < min(len(lines), TITLE_LINES):
        text = tidy_title(lines[number].text)
        # letters of a title may be glued to the text that follows; that line is body
        if not text or dates.is_date_line(text) or BYLINE.match(text):
            number += 1
        elif any(_is_same(text, other) for other in candidates + hints + marked) and len(text) <= MAX_TITLE:
            candidates.append(text)
            number += 1
        elif candidates and text.startswith(("——", "--", "―")) and len(text) <= MAX_TITLE and number < 6:
            candidates[-1] = candidates[-1] + "——" + text.lstrip("-—― ")
            number += 1
        elif not candidates and number < 4 and _looks_like_title(text, lines[number].kind):
            candidates.append(text)
            number += 1
        else:
            break
    found = candidates or marked or hints
    if not found:
        return (lines[0].text[:40] if lines else ""), 0
    named = candidates + hints
    best = max(found, key=lambda title: (bool(TITLE_WORDS.search(title)), sum(_is_same(title, other) for other in named), len(title)))
    return widen(best), number


def _looks_like_title(text: str, kind: LineKind) -> bool:
    if kind is LineKind.TITLE:
        return True
    if len(text) > MAX_TITLE or text[-1:] in "。；;，," or SALUTATION.match(text) or re.match(r"^[一二三四五六七八九十]+、", text):
        return False
    return len(text) >= 4 and text.count("。") == 0


def widen(title: str) -> str:
    """Half-width punctuation between Han characters made full-width, as titles are set."""
    return HALF_WIDTH.sub(lambda match: match.group().translate(FULL_WIDTH), title)


def _glued_title(line: str, title: str) -> int:
    """How many characters at the start of a line are the title again, once or more times."""
    end = 0
    while len(title) >= 6 and line.startswith(title, end):
        end += len(title)
    return end


def _kind(title: str, body: str) -> Kind:
    if SPEECH_TITLE.search(title):
        return Kind.SPEECH
    opening = body[:1500]
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
        if len(text) <= 45 and (found := dates.find_date(text)) and (len(found) == 10 or MASKED_DAY.match(text) or (len(found) == 7 and dates.is_date_line(text))):
            return found
    if match := SIGNED.search(clean.text[-80:]):
        return dates.find_date(match.group())
    for line in clean.lines[: title_lines + 2]:
        if (dates.is_date_line(line.text) or OFFICE_AND_DATE.match(line.text)) and (found := dates.find_date(line.text)):
            return found
    return clean.site_date
