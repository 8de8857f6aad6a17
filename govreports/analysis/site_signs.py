"""Signs by which a line is told to be a website's: its words, how it is built, what it repeats of the title.

Knowledge for ``site.py``; the words are in ``lexicon/noise.toml``.
"""
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from .lexicon import load_list
from .lines import Line
from .records import LineKind

FULL_WIDTH = str.maketrans("，：；（）！？【】／｜￥〔〕［］", ",:;()!?[]/|¥[][]")
HAN = "一-鿿㐀-䶿〇"
LONGEST = 240  # characters; a longer line is text


def noise_form(text: str) -> str:
    """How the patterns of ``lexicon/noise.toml`` see a line."""
    return text.translate(FULL_WIDTH).strip()


@cache
def load_pattern(*keys: str) -> re.Pattern[str]:
    """The patterns of these lists of ``lexicon/noise.toml`` as one; cached for the process."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in _patterns(keys)), re.I)


@cache
def load_matcher(*keys: str) -> Callable[[str], bool]:
    """Whether a line has one of these patterns; those that begin a line are tried there only. Cached for the process."""
    found = _patterns(keys)
    opening = re.compile("|".join(f"(?:{pattern})" for pattern in found if pattern.startswith("^")) or "(?!)", re.I)
    inside = re.compile("|".join(f"(?:{pattern})" for pattern in found if not pattern.startswith("^")) or "(?!)", re.I)
    return lambda form: bool(opening.match(form) or inside.search(form))


def _patterns(keys: Iterable[str]) -> list[str]:
    lists = [load_list("noise")[key] for key in keys]
    return [pattern for found in lists for pattern in ([found] if isinstance(found, str) else found)]


# How lines of sites are built, whatever their words.
BUILT = re.compile(
    r"https?:|www\.|[\w.-]+@[\w-]+\.\w|[»›→←↑]|>>|\S\s*>\s*\S.*>|©|^\s*>\s*\S|[\[(]\s*\d{1,4}\s*[\])]\s*(?:$|\S{1,4}\()|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
    r"|¥\s?\d|^#[^#]{2,40}#$|\d{4}[-/]\d{1,2}[-/]\d{1,2}|[℃丨]$|^\d{1,3}\s*/\s*\d{1,3}$|\.(?:docx?|pdf|txt|wps|pptx?)\b|_第?\d+页|^\.{3}"
    r"|1[3-9]\d{9}|\d{3,4}-\d{4,8}(?:-\d+)?|^\S{1,30}[-_—|]\S{2,8}$(?<=[网库站吧圈帮铺家园屋])"
)
LABELLED = re.compile(r"[^\s:,。]{2,6}\s*:\s*[^\s:]{0,30}")
TOKENS = re.compile(r"[\s|/·>»→—\-\[\]{}()]+")
FINAL_STOP = re.compile(r"[。！？!?；;：:…][”’」』）)】]*$")


FILE_NAME = re.compile(r"\S\.(?:docx?|pdf|txt|wps|pptx?)(?![a-z])", re.I)
# The head of minutes, not of a page: "时间：2021年5月24日下午", which a site would tell by the clock
OF_MINUTES = re.compile(r"^(?:会议)?(?:时间|日期)\s*:(?=.*(?:[上下]午|晚上|地点|主持))(?!.*\d:\d\d)")


@lru_cache(maxsize=512)  # the same lines are looked at for several reasons
def site_hits(form: str) -> int:
    """How many words of websites a line has, each counted once."""
    return len({match.group().lower() for match in load_pattern("site_words").finditer(form)})


def is_menu(form: str) -> bool:
    """Four or more short words in a row without a sentence: 要闻动态 | 政务公开 | 办事服务 | 互动交流."""
    if re.search("[,。;!?、“”]", form):
        return False
    tokens = [token for token in TOKENS.split(form) if token]
    return len(tokens) >= 4 and max(map(len, tokens)) <= 8


def is_site_line(form: str, *, hits_needed: int = 1) -> bool:
    """Whether a line at either end of a page is the site's: a short one by one sign, one with sentences by several words."""
    if not form or len(form) > 240:
        return False
    if OF_MINUTES.match(form):
        return False
    if load_matcher("lines", "tails", "dates")(form):
        return True
    hits = site_hits(form)
    if re.search("[。,;]|[!?]$", form) and len(form) > 24:
        return (hits >= 3 and hits * 17 >= len(form)) or FILE_NAME.search(form) is not None
    if len(form) > 120:
        return hits >= 3
    is_label = hits > 0 and re.match(r"[^\s:,。]{2,6}\s*:", form) is not None  # 文号: / 点击数:88
    return bool(hits >= hits_needed or is_label or BUILT.search(form) or len(LABELLED.findall(form)) >= 3)


TITLE_LIKE = re.compile(
    "考察|学习|报告|汇报|讲话|心得|体会|侧记|纪行|简报|纪要|调研|手记|见闻|发言|取经|访问|之行|启示|感悟|随感|札记|代表团|考察[团组队]|赴[^，。]{2,}"
)


def is_title_like(text: str, line: Line) -> bool:
    if line.kind is LineKind.TITLE:
        return True
    is_notice = site_hits(noise_form(text)) >= 2 and bool(re.search("[，,]", text))
    return 8 <= len(text) <= 90 and text[-1] not in "。；，" and bool(TITLE_LIKE.search(text)) and not is_notice


LABELLED_LINE = re.compile(r"^[^\s:,。]{2,6}\s*:\s*\S{1,12}$")  # 类别：考察报告


def is_doubtful(line: Line) -> bool:
    """A line with a word of a title that is built as a site's lines are: 首页 > 领导讲话 > 正文."""
    text, form = line.text.strip(), noise_form(line.text)
    is_site = is_menu(form) or is_site_line(form) or LABELLED_LINE.match(form) is not None
    return line.kind is not LineKind.TITLE and is_title_like(text, line) and is_site


# What stands around a title where a site repeats it: "主题：…", "《…》", "….docx", "…（第1页）", "…_某某文库", "…【最新】", "…"
BEFORE_TITLE = re.compile(r"^(?:[^：:，。]{2,6}[：:]|《|\.{3})?\s*")
ADDED = "精选|范文|最新|全文|热门|通用|优秀|完整|推荐|原创|转载|下载|编辑|word|doc|pdf|共|\\d+篇|\\d+页|第\\d+"
AFTER_TITLE = re.compile(
    rf"(?:\.{{2,}}|…+|》|\.(?:docx?|pdf|txt|wps)|[（(【\[][^)）】\]]{{0,10}}(?:{ADDED})[^)）】\]]{{0,10}}[)）】\]]"
    r"|\s*[-_|—–]+\s*[^，。：\-_|—–]{2,12}|\s*共\d+页)+$", re.I
)


def bare_title(text: str) -> str:
    """
    >>> bare_title("《赴三市考察报告》.docx_某某文库"), bare_title("主题：赴三市考察报告（第1页）")
    ('赴三市考察报告', '赴三市考察报告')
    """
    return AFTER_TITLE.sub("", BEFORE_TITLE.sub("", text.strip()))
