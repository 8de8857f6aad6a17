"""Line ends and spaces that a copy put in: hard wraps, breaks in sentences, pages, tables.

Functions as in ``fixes.py``: lines in, mended lines and what was mended out. Lines are joined only where the
text itself shows that a sentence goes on.
"""
import re
from itertools import pairwise

from .lines import Line
from .records import LineKind

Fixed = tuple[list[Line], list[str]]

HAN = "一-鿿㐀-䶿〇"
FINAL = "。！？!?…"
CLOSERS = "”’」』）)》】"
LIST_MARK = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、是要]|第[一二三四五六七八九十\d]+|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|[①-⑳■▌●◆—·-]|其[一二三四五六]|首先|其次|再次|最后)"
)


PAGE_PREFIX = re.compile(r"^\s*(\d{1,3})\s*、")
MIN_PAGE = 100  # characters on a page of a preview, on average


def join_pages(lines: list[Line]) -> Fixed:
    """Undo a preview that starts each page with its number and breaks words: ``3、理体系更加完善``."""
    filled = [line for line in lines if line.text.strip()]
    numbers = [int(m.group(1)) if (m := PAGE_PREFIX.match(line.text)) else None for line in filled]
    if 1 not in numbers:
        return lines, []
    first = numbers.index(1)
    count = 0
    while first + count < len(filled) and numbers[first + count] == count + 1:
        count += 1
    pages = filled[first : first + count]
    broken = sum(page.text.rstrip()[-1] not in FINAL + CLOSERS for page in pages[:-1])
    if count < 2 or sum(len(page.text) for page in pages) < MIN_PAGE * count or broken * 2 < count - 1:
        return lines, []
    whole, removed = Line("", ""), []
    for page in pages:
        prefix = PAGE_PREFIX.match(page.text)
        removed.append(page.text[: prefix.end() + 8])
        whole = whole.join(page.slice(prefix.end()).strip())
    return [*filled[:first], whole, *filled[first + count :]], removed


MAX_WRAP = 64  # characters; longer lines are paragraphs


def join_wrapped_lines(lines: list[Line]) -> Fixed:
    """Undo hard line ends in the middle of sentences: lines of one width that do not end one."""
    texts = [line for line in lines if line.text.strip() and line.kind is LineKind.TEXT]
    lengths = sorted(len(line.text.strip()) for line in texts)
    if len(lengths) < 8 or lengths[-1] > MAX_WRAP:
        return lines, []
    width = lengths[int(len(lengths) * 0.9)]
    full = [line for line in texts if width - 4 <= len(line.text.rstrip()) <= width + 4]
    if width < 20 or len(full) < len(texts) * 0.3 or sum(line.text.rstrip()[-1] in FINAL for line in full) > len(full) * 0.5:
        return lines, []
    indented = sum(line.text[:1].isspace() for line in texts) > 2
    joined: list[Line] = []
    removed: list[str] = []
    open_line = False
    for number, line in enumerate(lines):
        text = line.text.rstrip()
        starts = line.text[:1].isspace()
        if joined and joined[-1].text[-1:] in FINAL + CLOSERS:
            # behind a full line that ends a sentence: an item, or a heading between indented paragraphs
            below = lines[number + 1].text if number + 1 < len(lines) else ""
            is_heading = indented and len(text) < width - 4 and below[:1].isspace() and text[-1:] not in FINAL
            starts = starts or bool(LIST_MARK.match(text)) or is_heading
        if open_line and text and not starts:
            removed.append(f"{joined[-1].text[-6:]}⏎{text[:6]}")
            joined[-1] = joined[-1].join(line.strip())
        elif text:
            joined.append(line.strip())
        open_line = len(text) >= width - 4 and line.kind is LineKind.TEXT
    return joined, removed


def join_after_semicolons(lines: list[Line]) -> Fixed:
    """Undo a break after every semicolon; an item of a list keeps its line."""
    joined: list[Line] = []
    removed: list[str] = []
    for line in (line for line in lines if line.text.strip()):
        text = line.text.strip()
        if joined and joined[-1].text.endswith(("；", ";")) and line.kind is LineKind.TEXT is joined[-1].kind and not LIST_MARK.match(text):
            removed.append(f"{joined[-1].text[-8:]}⏎{text[:6]}")
            joined[-1] = joined[-1].join(line.strip())
        else:
            joined.append(line)
    return joined, removed


CANNOT_START, CANNOT_END = "，。、；：！）》”,;:)%", "，、,（《“"  # no line begins, none ends with these


def join_broken_lines(lines: list[Line]) -> Fixed:
    """Undo a break before a mark that begins no line, or behind one that ends none: 全区铺开⏎，年底前办结."""
    joined: list[Line] = []
    removed: list[str] = []
    for line in (line for line in lines if line.text.strip()):
        text, before = line.text.strip(), joined[-1].text.rstrip() if joined else ""
        is_text = joined and line.kind is LineKind.TEXT is joined[-1].kind
        if is_text and (text[0] in CANNOT_START or (before[-1:] in CANNOT_END and not LIST_MARK.match(text))):
            removed.append(f"{before[-8:]}⏎{text[:6]}")
            joined[-1] = joined[-1].strip().join(line.strip())
        else:
            joined.append(line)
    return (joined, removed) if removed else (lines, [])


PAGE = re.compile(
    r"^\W*(?:(?:第|page|p\.?)\s*)?(?P<n>\d{1,3})(?:\s*页)?(?:\s*(?:[/,，|]|of|共)\s*(?:共\s*)?\d{1,3}\s*页?)?\W*$", re.I
)
LONGEST_FOOT = 40  # characters of a running title
LEAST_FEET = 2  # pages from which numbers that rise are those of pages


def remove_page_numbers(lines: list[Line]) -> Fixed:
    """Page numbers and running titles that a printed page left in the text; the sentence they stood in is joined again.

    A number alone goes where its form comes back and rises through the text. A title with a number goes where it
    also breaks sentences, so that 第1站, 第2站 stay.
    """
    forms: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(lines):
        text = line.text.strip()
        if 0 < len(text) <= LONGEST_FOOT and line.kind is LineKind.TEXT and (digits := re.findall(r"\d+", text)):
            page = PAGE.match(text)
            value = int(page["n"]) if page else int(digits[-1][:6])
            forms.setdefault(re.sub(r"\d+", "#", re.sub(r"\s", "", text)), []).append((number, value))
    feet: set[int] = set()
    for places in forms.values():
        values = [value for _, value in places]
        is_rising = all(earlier < later for earlier, later in pairwise(values)) and values[-1] - values[0] <= 4 * len(values)
        if len(places) < LEAST_FEET or not is_rising:
            continue
        breaks = sum(_breaks_sentence(lines, number) for number, _ in places)
        is_page = all(PAGE.match(lines[number].text.strip()) for number, _ in places)
        if breaks * 2 >= len(places) if not is_page else breaks or len(places) > LEAST_FEET:
            feet |= {number for number, _ in places}
    if not feet:
        return lines, []
    kept: list[Line] = []
    for number, line in enumerate(lines):
        if number in feet:
            continue
        if number - 1 in feet and kept and _goes_on(kept[-1].text, line.text):
            kept[-1] = kept[-1].join(line.strip())
        else:
            kept.append(line)
    return kept, [lines[number].text for number in sorted(feet)]


def _breaks_sentence(lines: list[Line], number: int) -> bool:
    return 0 < number < len(lines) - 1 and _goes_on(lines[number - 1].text, lines[number + 1].text)


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence runs from the end of one line into the next."""
    before, after = before.rstrip(), after.strip()
    return len(before) >= 15 and before[-1] not in FINAL + CLOSERS + "：:；;" and bool(after) and not LIST_MARK.match(after)


BETWEEN = rf"(?:(?<=[{HAN}，。、；：！？（）《》“”%]) +(?=[{HAN}，。、；：！？（）《》“”\d])|(?<=\d) +(?=[{HAN}，。、；：%）]))"
SPACED = re.compile(BETWEEN)
MAX_SPACES = 1 / 40  # spaces for each character of running text; titles and headings have a few
LONG = 60  # characters of a line that is running text


def remove_spaces_inside_words(lines: list[Line]) -> Fixed:
    """Spaces scattered through the text (``第 三``, ``一 行``); where they are all over it, also those in headings.

    One space that parts a short line into halves of one length stays: 学安吉之路 问永联之策.
    """
    long = [line for line in lines if len(line.text) > LONG]
    spaces = [len(SPACED.findall(line.text)) for line in long]
    is_everywhere = len(long) > 2 and sum(spaces) > sum(len(line.text) for line in long) * MAX_SPACES
    done: list[Line] = []
    removed: list[str] = []
    for line in lines:
        halves = re.split(" +", line.text.strip())
        is_pair = len(halves) == 2 and len(halves[0]) == len(halves[1])
        if (is_everywhere and not is_pair) or (len(line.text) > LONG and len(SPACED.findall(line.text)) > len(line.text) * MAX_SPACES):
            line, found = line.sub(SPACED)
            removed += found
        done.append(line)
    return done, removed


CELLS = re.compile(r"\s*\|\s*|\s+")
MIN_CELLS, LONGEST_CELL = 3, 20


def mark_tables(lines: list[Line]) -> Fixed:
    """Rows of cells that stand one below the other are told to be a table; their text stays as it is."""
    cells = [_cells(line) for line in lines]
    marked = []
    for number, (line, count) in enumerate(zip(lines, cells, strict=True)):
        is_beside = count in (*cells[max(0, number - 1) : number], *cells[number + 1 : number + 2])
        marked.append(line.as_table() if line.kind is LineKind.TEXT and count >= MIN_CELLS and is_beside else line)
    return marked, []


def _cells(line: Line) -> int:
    parts = CELLS.split(line.text.strip()) if len(line.text) <= 200 else []
    return len(parts) if parts and max(map(len, parts)) <= LONGEST_CELL and not re.search("[。；]", line.text) else 0
