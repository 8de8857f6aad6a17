"""The cleaning stage: RawText in, CleanText out, and a record of every step that changed something.

Order matters: what hides a pattern goes first (markup, pinyin), then what is not the report (site
lines), then what was done to its lines (pages, wraps), last its punctuation.
"""
import re
from collections.abc import Callable

from . import contents, fixes, line_ends, site
from .damage import find_damage
from .lexicon import load_list
from .lines import Line
from .records import CleanText, Fix, RawLine, RawText
from .script import to_simplified
from .site_signs import noise_form

PLAN: tuple[tuple[str, Callable[[list[Line]], fixes.Fixed]], ...] = (
    ("去掉看不见的字符", fixes.remove_invisible_characters),
    ("去掉网页代码和外文填充", fixes.remove_code),
    ("去掉网页标记", fixes.remove_markup),
    ("去掉夹注的拼音", fixes.remove_pinyin),
    ("去掉防复制乱码", fixes.remove_anti_copy_strings),
    ("删去文前重复的目录", contents.remove_contents),
    ("去掉页码和页眉页脚", line_ends.remove_page_numbers),
    ("删去文后的网站内容", site.cut_tail),
    ("删去网站的话", site.remove_site_lines),
    ("接上断开的页", line_ends.join_pages),
    ("接上硬换行", line_ends.join_wrapped_lines),
    ("接上断开的句子", line_ends.join_broken_lines),
    ("标题与正文分开", site.part_title),
    ("接上分号后的断行", line_ends.join_after_semicolons),
    ("认出表格", line_ends.mark_tables),
    ("删去字间空格", line_ends.remove_spaces_inside_words),
    ("半角标点改全角", fixes.widen_punctuation),
    ("去掉空行", fixes.drop_empty_lines),
)
SAMPLE = 60  # characters of the first thing removed that are kept for the record


def clean(raw: RawText) -> CleanText:
    """The text of a report without noise; ``titles`` are what sites and the file itself call it."""
    lines = [Line(to_simplified(line.text), line.text, line.kind, line.level) for line in raw.lines]
    before = [noise_form(line.text) for line in lines]
    done: list[Fix] = []
    for name, fix in PLAN:
        lines, removed = fix(lines)
        if removed:
            done.append(Fix(name, len(removed), removed[0].strip()[:SAMPLE]))
        if removed and fix is site.cut_tail:
            lines, removed = site.cut_glued_tag(lines)
            if removed:
                done.append(Fix("删去句末的栏目词", 1, removed[0]))
    original = "\n".join(line.original for line in lines)
    text = "\n".join(line.text for line in lines)
    if original != text:
        done.insert(0, Fix("繁体转为简体", sum(a != b for a, b in zip(original, text, strict=True)), ""))
    return CleanText(
        lines=tuple(RawLine(line.text, line.kind, line.level) for line in lines),
        original=original,
        fixes=tuple(done),
        site_date=_site_date(before),
        titles=_title_hints(raw, before),
        damage=find_damage(text, around="\n".join(before)),
    )


def _site_date(forms: list[str]) -> str | None:
    """The first date that the site or newspaper around the text gives, as YYYY-MM-DD."""
    patterns = [re.compile(pattern) for pattern in load_list("noise")["dates"]]
    for form in forms:
        for pattern in patterns:
            if match := pattern.search(form):
                year, month, day = (int(part) for part in re.findall(r"\d+", match.group(1))[:3])
                if 1978 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31:
                    return f"{year}-{month:02}-{day:02}"
    return None


def _title_hints(raw: RawText, forms: list[str]) -> tuple[str, ...]:
    patterns = [re.compile(pattern) for pattern in load_list("noise")["titles"]]
    found = [match.group(1) for form in forms for pattern in patterns if (match := pattern.search(form))]
    named = [to_simplified(raw.title)] if raw.title else []
    return tuple(dict.fromkeys(found + named))
