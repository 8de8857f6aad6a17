"""Lines of print -> paragraphs, for formats that only know where characters stand (PDF, OFD).

A new paragraph shows itself by an indent, by a short line before it, by more space or another
size. Justified Chinese text fills its lines, but many converters wrap at a fixed number of
characters and digits are narrower, so a line counts as full by its width or by its length.
"""
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ..records import LineKind, RawLine
from .glyphs import mend_characters
from .headings import LONGEST_HEADING
from .measure import Measure, measure_pages
from .running import Page, PageLine, drop_running

COLUMN = "\t"  # a wide gap inside a line
COLUMN_GAP, SPACE_GAP = 1.5, 0.8  # widths of a character that make a gap between columns, a space
INDENT = 1.2  # characters of indent that begin a paragraph; the usual indent is 2
LOOSE = 1.45  # times the usual distance of two lines that separates paragraphs
LOOSE_TITLE = 2.6  # times its own size that the lines of a title may be apart
TITLE_AMONG = 5  # paragraphs from the top among which the title stands: letterhead, number, title
SHORT_LINE = 40  # characters; an unnumbered heading has no more
NUMBERED = re.compile(r"^(?:第[一二三四五六七八九十]{1,3}[章节部篇站]|[一二三四五六七八九十]{1,3}[、．.]|"
                      r"[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、．.](?!\d)|[①-⑳])")
FINAL = re.compile(r"(?:[。！？；：!?;:…][”’」』）)]*|”)$")
APART = re.compile(r"^(?:[-—―]{2}|[(（])")  # a subtitle or a date below a title
LETTERHEAD = re.compile(r"(?:文件|简报|专报|公报|参阅|通报|内参|信息)$")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with the look that tells titles and tables."""

    text: str
    size: float = 0.0
    is_large: bool = False
    is_row: bool = False


def paragraphs(pages: Iterable[Page]) -> tuple[RawLine, ...]:
    """Paragraphs in reading order over all pages; the large line on top is the title, rows of columns are a table.

    Empty pages give an empty result.
    """
    kept = drop_running([replace(page, lines=tuple(_rows(page.lines))) for page in pages])
    measure = measure_pages(kept)
    if measure is None:
        return ()
    return tuple(_lines(list(_blocks(kept, measure))))


def _rows(lines: Iterable[PageLine]) -> Iterator[PageLine]:
    """Pieces that follow one another on one baseline as one line, its columns parted; blank ones dropped."""
    row: PageLine | None = None
    for line in lines:
        line = replace(line, text=mend_characters(line.text))
        if not line.text.strip():
            continue
        if row and abs(line.top - row.top) < 0.3 * row.size and line.left >= row.right - 0.5 * row.size:
            gap = (line.left - row.right) / (row.size or 12)
            glue = COLUMN if gap > COLUMN_GAP else " " if gap > SPACE_GAP else ""
            row = replace(row, text=row.text + glue + line.text, right=line.right)
        else:
            if row:
                yield row
            row = line
    if row:
        yield row


def _blocks(pages: list[Page], measure: Measure) -> Iterator[Block]:
    """Paragraphs, over page ends too."""
    lines = [(line, number) for number, page in enumerate(pages) for line in page.lines]
    parts: list[tuple[PageLine, int]] = []
    for index, (line, page) in enumerate(lines):
        following = lines[index + 1][0] if index + 1 < len(lines) else None
        if parts and _begins(parts[-1], (line, page), following, measure):
            yield _block([line for line, _ in parts], measure)
            parts = []
        parts.append((line, page))
    if parts:
        yield _block([line for line, _ in parts], measure)


def _begins(last: tuple[PageLine, int], new: tuple[PageLine, int], following: PageLine | None, measure: Measure) -> bool:
    """Whether a line begins a new paragraph after the line before it."""
    (before, old_page), (line, page) = last, new
    text, step = line.text.strip(), line.top - before.top
    if COLUMN in text or COLUMN in before.text.strip() or measure.is_other_size(line, before):
        return True
    if measure.is_large(before):
        return not (page == old_page and 0 < step < LOOSE_TITLE * before.size) or bool(APART.match(text) or NUMBERED.match(text))
    if page == old_page and not 0 <= step <= LOOSE * measure.leading:
        return True
    if measure.indent(line) > INDENT * measure.size or not measure.is_full(before, line):
        return True
    if not (FINAL.search(before.text.strip()) and measure.has_indents):
        return False
    # A heading at the margin below a paragraph that ends at the right edge.
    is_short = len(text) <= SHORT_LINE and not FINAL.search(text) and not measure.is_full(line, following)
    return is_short or NUMBERED.match(text) is not None


def _block(lines: list[PageLine], measure: Measure) -> Block:
    text = lines[0].text.rstrip()
    for line in lines[1:]:
        piece = line.text.strip()
        is_two_words = (text[-1:] + piece[:1]).isascii() and (text[-1:] + piece[:1]).isalpha()
        text += (" " if is_two_words else "") + piece
    cells = text.split(COLUMN)
    if len(cells) > 2 and all(len(cell.strip()) <= 1 for cell in cells):  # a title set wide: 会  议  纪  要
        text = "".join(cells)
    return Block(text, lines[0].size, all(map(measure.is_large, lines)), COLUMN in text.strip())


def _lines(blocks: list[Block]) -> Iterator[RawLine]:
    title = _title(blocks)
    for is_row, group in groupby(blocks, key=lambda block: block.is_row):
        rows = list(group)
        for block in rows:
            cells = [cell.strip() for cell in block.text.strip().split(COLUMN)]
            if is_row and len(rows) > 1:
                yield RawLine(" | ".join(cells), LineKind.TABLE)
            else:
                yield RawLine(block.text.replace(COLUMN, "\u3000"), LineKind.TITLE if block is title else LineKind.TEXT)


def _title(blocks: list[Block]) -> Block | None:
    """The largest of the first lines, a letterhead left out."""
    large = [block for block in blocks[:TITLE_AMONG] if block.is_large and not block.is_row and 5 <= len(block.text) <= LONGEST_HEADING
             and not LETTERHEAD.search(block.text.strip())]
    return max(large, key=lambda block: block.size) if large else None
