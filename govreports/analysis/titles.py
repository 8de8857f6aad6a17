"""Find the title of a report: part of the masthead stage.

Sites repeat titles, cut them short and add to them; documents set them in two or three lines, or with a
subtitle. In come the cleaned lines; out come the title and the number of the first line that is body.
"""
import re
from functools import cache

from . import dates
from .lexicon import load_list
from .records import CleanText, LineKind

HALF_WIDTH, FULL_WIDTH = re.compile(r"(?<=[一-鿿”》])[,:;?!]|[,:;?!](?=[一-鿿“《])"), str.maketrans(",:;?!", "，：；？！")
TITLE_WORDS = re.compile(r"考察|学习|报告|汇报|讲话|心得|体会|侧记|纪行|简报|纪要|调研|手记|见闻|发言|交流|取经|访问|对标|之行|启示")
LETTERS = re.compile(r"[^\w]|_")
BYLINE = re.compile(r"^(本报(记者|讯)?|记者|通讯员|文[/／]|作者|撰稿|来源)[\s　:：]*\S{0,20}$")
SALUTATION = re.compile(r"^\S{0,30}[：:]$")
NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])")
END = re.compile(
    r"(?:报告|汇报|讲话|发言|体会|心得|总结|材料|侧记|[手札游日随]记|[纪行]纪|纪行|行记|纪要|简报|见闻|启示|思考|感想|感悟|小结|摘要|致辞|点评)"
    r"(?:（[^（）]{1,12}）)?$"
)
# the second line of a broken title
GOES_ON = re.compile(r"^(?:[赴到的和与及暨在前]|学习|考察|调研|情况|工作|有关|报告$|汇报$|讲话$|会议|会上|上的)")
MUST_GO_ON = re.compile(r"(?:关于|的|和|与|及|暨|赴|、)$")
ASKS = re.compile(r"考察|学习|调研|赴|取经|访问|对标|参观")
DASHES = ("——", "--", "―")
BROKEN = re.compile(r"考察|学习|调研|赴|[团组局委府]|关于|^在")  # a line that may be the beginning of a title
LEAST_SUBTITLE = 8  # characters; 学习体会 is a heading
MAX_LAST = 8  # characters of the last line of three
MAX_TITLE = 90  # characters; a longer line is text
MAX_PIECE = 34  # characters of one line of a title set in several
TITLE_LINES = 30  # the first lines, among which titles are looked for; sites and file names repeat them up to five times
SAME_TITLE = 0.75  # share of a shorter title's letters in a longer one that makes them one title


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.I) for pattern in load_list("titles")[name])


def letters(text: str) -> str:
    return LETTERS.sub("", text).lower()


def tidy_title(text: str) -> str:
    """A title without what sites add.

    >>> tidy_title("市党政考察团赴三市考察学习情况报告【优秀范文】 - 范文大全"), tidy_title("篇1：《赴三市考察报告》范文")
    ('市党政考察团赴三市考察学习情况报告', '赴三市考察报告')
    """
    if len(text) > MAX_TITLE * 2:
        return text
    before = None
    while text != before:
        before = text
        for pattern in (*_patterns("before"), *_patterns("after")):
            text = pattern.sub("", text.strip())
        if text.startswith("《") and text.find("》") in (len(text) - 1, len(text) - 3):  # 《…》范文
            text = text[1:text.find("》")]
    return text.strip()


def widen(title: str) -> str:
    """Half-width punctuation between Han characters made full-width, as titles are set."""
    return HALF_WIDTH.sub(lambda match: match.group().translate(FULL_WIDTH), title)


def find_title(clean: CleanText) -> tuple[str, int]:
    """The title and the number of the first line of the body."""
    lines = clean.lines
    hints = [tidy_title(hint) for hint in clean.titles]
    marked = [tidy_title(line.text) for line in lines[:TITLE_LINES] if line.kind is LineKind.TITLE]
    candidates: list[str] = []
    number = 0
    while number < min(len(lines), TITLE_LINES):
        text = tidy_title(lines[number].text)
        # letters of a title may be glued to the text that follows; that line is body
        if not text or dates.is_date_line(text) or BYLINE.match(text) or (not candidates and number + 1 < len(lines) and _is_above(text)):
            number += 1
        elif any(is_same(text, other) for other in candidates + hints + marked) and len(text) <= MAX_TITLE:
            candidates.append(text)
            number += 1
        elif candidates and text.startswith(DASHES) and len(text) <= MAX_TITLE and number < 6 and not dates.find_date(text):
            candidates[-1] = candidates[-1] + "——" + text.lstrip("-—― ")
            number += 1
        elif len(candidates) == 1 and number < 5 and (joined := _joined(candidates[0], text, _text(lines, number + 1))):
            candidates[0] = joined
            number += 1
        elif not candidates and number < 4 and _looks_like_title(text, lines[number].kind):
            candidates.append(text)
            number += 1
        else:
            break
    return _best(candidates, marked, hints) or (lines[0].text[:40] if lines else ""), number if candidates or marked or hints else 0


def _best(candidates: list[str], marked: list[str], hints: list[str]) -> str:
    """The candidate that reads like a title, is repeated, and is longest; a page title continues one that is cut short."""
    found = candidates or marked or hints
    if not found:
        return ""
    named = candidates + hints
    best = max(found, key=lambda title: (bool(TITLE_WORDS.search(title)), sum(is_same(title, other) for other in named), len(title)))
    longer = [hint for hint in hints if letters(hint).startswith(letters(best)) and END.search(hint) and not END.search(best)]
    return widen(max(longer, key=len) if longer else best)


def is_same(one: str, other: str) -> bool:
    """Whether two lines are one title, perhaps cut short or with another year."""
    a, b = sorted((letters(one), letters(other)), key=len)
    if len(a) < 6:
        return a == b
    if b.startswith(a) or b.endswith(a):
        return True
    pairs = {a[i : i + 2] for i in range(len(a) - 1)}
    shared = sum(b[i : i + 2] in pairs for i in range(len(b) - 1))
    return len(a) >= len(b) * SAME_TITLE and shared >= (len(b) - 1) * SAME_TITLE


def _is_above(text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns("above"))


def _is_line_of_text(text: str) -> bool:
    return len(text) > MAX_TITLE or "。" in text or text[-1:] in "；;，," or bool(SALUTATION.match(text) or NUMBERED.match(text))


def _looks_like_title(text: str, kind: LineKind) -> bool:
    if kind is LineKind.TITLE or text == "关于":  # set in a line of its own
        return True
    return not _is_line_of_text(text) and len(text) >= 4


def _text(lines: tuple, number: int) -> str:
    return tidy_title(lines[number].text) if number < len(lines) else ""


def _joined(first: str, second: str, third: str) -> str:
    """Two lines as one title, or "" where the second is no part of it: a broken line goes on, a full one is a subtitle.

    >>> _joined("某县党政代表团", "赴苏南学习考察情况报告", ""), _joined("向山问路", "某县赴浙北学习考察侧记", "")
    ('某县党政代表团赴苏南学习考察情况报告', '向山问路——某县赴浙北学习考察侧记')
    >>> _joined("某县考察报告", "基本情况", "报告"), _joined("向山问路", "学习体会", "")
    ('', '')
    """
    if END.search(first) or len(first) > MAX_PIECE or len(second) > MAX_PIECE or _is_line_of_text(second):
        return ""
    ends = END.search(second) or (len(third) <= MAX_LAST and END.search(third))
    if ends and BROKEN.search(first) and (GOES_ON.match(second) or MUST_GO_ON.search(first)):
        return first + second
    if len(second) >= LEAST_SUBTITLE and not ASKS.search(first) and END.search(second) and ASKS.search(second):
        return f"{first}——{second}"
    return ""
