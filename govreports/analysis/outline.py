"""The outline stage: headings with levels, paragraphs and whole sentences out of a cleaned text.

Everything is cut by offset, nothing is rewritten: text[block.start:block.end] is the block's text.
"""
import re
from collections.abc import Iterator

from . import dates
from .numbering import BULLET, Number, read_number
from .parting import Block, part_lines
from .records import CleanText, Heading, LineKind, Paragraph, Sentence

STOPS = "。！？!?…"
CLOSERS = "”’」』）)》】"
MAX_HEADING = 50  # characters of a heading on a line of its own
MAX_UNNUMBERED = 34
MIN_TEXT_BELOW = 40  # characters under an unnumbered heading, so that a signature or a caption is none
LOST_BRACKETS = re.compile(r"[一二三四五六七八九十](?![是要些个条张次年月日批把根家场座路])[一-鿿]{4,}")  # "一西湖经验"
LONE = re.compile(r"[一-鿿“”]{4,20}")
FORMAL = re.compile(
    r"^(?:尊敬的|各位|同志们|特此|以上|妥否|当否|此致|敬礼|谢谢|附[：:件表图])|(?:记者|通讯员)[ 　:：]*\S{2,4}$"
)
SIGNATURE = re.compile(r"(公司|委员会|办公室|人民政府|考察团|代表团|考察组|调研组|课题组|[局委办会厅院校社])$")


def find_outline(clean: CleanText, *, body_start: int) -> tuple[tuple[Heading, ...], tuple[Paragraph, ...]]:
    """Headings and paragraphs of the body in reading order."""
    text = clean.text
    pieces = part_lines(text, list(_lines(clean, body_start)), body_start)
    families = [_family(text, pieces, number) for number in range(len(pieces))]
    families = _without_lone_guesses(text, pieces, families)
    headings, paragraphs, levels = [], [], Levels()
    for piece, family in zip(pieces, families, strict=True):
        if family:
            start = piece.start + (BULLET.match(text[piece.start : piece.end]).end() if family == "▌" else 0)
            headings.append(Heading(start, piece.end, text[start : piece.end], levels.of(family)))
        else:
            sentences = tuple(split_sentences(text, piece.start, piece.end))
            paragraphs.append(Paragraph(piece.start, piece.end, sentences, piece.kind is LineKind.TABLE))
    return tuple(headings), tuple(paragraphs)


RANKS = ("第一篇", "上篇", "一、", "（一）", "1.", "（1）", "①")  # GB/T 9704: 一、 then （一） then 1. then （1）


class Levels:
    """Level of each family of numbers by where it first appears: under an open heading, one deeper.

    A family that ranks above an open one closes it: （一） closes 1., whichever came first.
    """

    def __init__(self) -> None:
        self.open: list[str] = []

    def of(self, family: str) -> int:
        if family in RANKS:
            below = RANKS[RANKS.index(family) + 1 :]
            self.open = [other for other in self.open if other not in below]
        if family in self.open:
            del self.open[self.open.index(family) + 1 :]
        else:
            self.open.append(family)
        return len(self.open)


def _lines(clean: CleanText, body_start: int) -> Iterator[Block]:
    styles = {line.level for line in clean.lines if line.kind is LineKind.HEADING and not read_number(line.text)}
    offset = 0
    for line in clean.lines:
        start, end = max(offset, body_start), offset + len(line.text)
        while start < end and clean.text[start].isspace():
            start += 1
        if start < end:
            yield Block(start, end, kind=line.kind, level=line.level if len(styles) > 1 else 0)
        offset = end + 1


def _family(text: str, pieces: list[Block], number: int) -> str:
    """The family of a heading, or "" where the piece is a paragraph."""
    piece = pieces[number]
    content = text[piece.start : piece.end].strip()
    if piece.family:
        return piece.family
    if piece.kind is LineKind.TABLE or len(content) > MAX_HEADING or _is_formal(content):
        return ""
    mark: Number | None = read_number(content)
    if piece.kind is LineKind.HEADING:
        return mark.family if mark else f"unnumbered{piece.level or ''}"
    if BULLET.match(content) and _is_headline(BULLET.sub("", content)):
        return "▌"
    if mark and _is_headline(content[mark.length :], numbered=True):
        return mark.family
    below = pieces[number + 1] if number + 1 < len(pieces) else None
    is_short = len(content) <= MAX_UNNUMBERED and content[-1] not in "：:"
    if is_short and _is_headline(content) and below and below.end - below.start >= MIN_TEXT_BELOW:
        return "（一）" if LOST_BRACKETS.match(content) else "unnumbered"
    return ""


def _is_headline(content: str, *, numbered: bool = False) -> bool:
    """Not closed as a sentence is; without a number it does not open with a quotation or a bracket."""
    if not content or content[-1] in "。；;，,、…！!" or re.search(r"[。；]", content):
        return False
    return numbered or not content.startswith(("“", "（", "(", "——"))


def _is_formal(content: str) -> bool:
    """Salutations, signatures and dates: short lines that are no headings."""
    return dates.is_date_line(content) or bool(FORMAL.search(content))


def _without_lone_guesses(text: str, pieces: list[Block], families: list[str]) -> list[str]:
    """Unnumbered headings count where there are several, or one short one beside numbered ones."""
    guesses = [n for n, family in enumerate(families) if family == "unnumbered" and pieces[n].kind is LineKind.TEXT]
    numbered = sum(bool(family) for family in families) - len(guesses)

    def stays(number: int) -> bool:
        piece = pieces[number]
        if _is_signature(text, piece, number, len(pieces)):
            return False
        return len(guesses) >= 2 or (numbered >= 2 and LONE.fullmatch(text, piece.start, piece.end) is not None)

    return ["" if number in guesses and not stays(number) else family for number, family in enumerate(families)]


def _is_signature(text: str, piece: Block, number: int, count: int) -> bool:
    return number >= count - 3 and bool(SIGNATURE.search(text[piece.start : piece.end]))


def split_sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    """Whole sentences; joined they are text[start:end]. A stop inside quotation marks ends none.

    >>> [s.text for s in split_sentences("他们说：“先植绿。再建城。”我们记住了。", 0, 20)]
    ['他们说：“先植绿。再建城。”', '我们记住了。']
    """
    begin, at, depth = start, start, 0
    while at < end:
        character = text[at]
        depth = max(0, depth + (character in "“「（(") - (character in "”」）)"))
        at += 1
        if character in STOPS and (depth == 0 or _closes(text, at, end, depth) or at - begin > 220):
            while at < end and text[at] in STOPS + CLOSERS:
                at += 1
            if character == "…" and at < end and at - begin < 12:
                continue
            yield Sentence(begin, at, text[begin:at])
            begin, depth = at, 0
    if text[begin:end].strip() or begin < end:
        yield Sentence(begin, end, text[begin:end])


def _closes(text: str, at: int, end: int, depth: int) -> bool:
    """Whether the brackets open at a stop are closed right behind it: ……的。”"""
    closers = 0
    while at < end and text[at] in STOPS + CLOSERS:
        closers += text[at] in "”」）)"
        at += 1
    return closers >= depth
