"""Plain text and Markdown -> RawText. Blank lines stay: they tell paragraphs from wrapped lines."""
import re

from ..records import LineKind, RawLine, RawText
from .encoding import decode
from .headings import promote_title

FRONT_MATTER = re.compile(r"\A---\s*\n(?P<fields>(?:[^\n]*\n){0,60}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
FRONT_TITLE = re.compile(r"^title\s*[:：]\s*[\"']?(?P<title>.+?)[\"']?\s*$", re.M | re.I)
COMMENT = re.compile(r"<!--.*?-->", re.S)
HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})[ \t\u3000]+(?P<text>.*?)[ \t]*#*[ \t]*$")
UNDERLINE = re.compile(r"^ {0,3}(?P<mark>=|-)(?P=mark){2,}[ \t]*$")
RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+")
BULLET = re.compile(r"^[ \t]*[-*+][ \t]+(?=\S)")
TABLE_ROW = re.compile(r"^[ \t]*\|.*\|[ \t]*$")
TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)")
LINK = re.compile(r"\[([^\]\n]{1,200})\]\((?:[^()\n]{0,500})\)")
CODE = re.compile(r"(`+)(?!`)(.{1,500}?)(?<!`)\1(?!`)")
# "**市**县" is two masked names, not emphasis: no place word may follow the closing marks.
PLACE_WORD = r"省市县区州盟旗镇乡村街路局院同"
STRONG = re.compile(rf"(\*\*|__)(?=[^\s*_{PLACE_WORD}])([^\n*]{{0,300}}?[^\s*])\1(?![*{PLACE_WORD}])")
SLANT = re.compile(r"(?<![^\s　])([*_])(?=[^\s*_])([^\n*_]{1,300}?[^\s*_])\1(?![^\s　])")  # only when it stands free: "5月*日至*日"
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def read_text(data: bytes, name: str) -> RawText:
    """One line for each line of the file, blank ones too. Raises UnreadableSource for bytes that are no text."""
    text, encoding = decode(data, name)
    return RawText(tuple(RawLine(line) for line in text.splitlines()), "txt", encoding)


def read_markdown(data: bytes, name: str) -> RawText:
    """As ``read_text``, with ``#`` headings as such and marks undone; a single first ``#`` is the title."""
    text, encoding = decode(data, name)
    text, title = COMMENT.sub("", "\n".join(text.splitlines())), ""
    if front := FRONT_MATTER.match(text):
        found = FRONT_TITLE.search(front["fields"])
        text, title = text[front.end():], found["title"] if found else ""
    return RawText(promote_title(_markdown_lines(text.split("\n"))), "md", encoding, title)


def _markdown_lines(source: list[str]) -> list[RawLine]:
    lines: list[RawLine] = []
    for text in source:
        if FENCE.match(text) or (TABLE_RULE.match(text) and lines and lines[-1].kind is LineKind.TABLE):
            continue
        under = UNDERLINE.match(text)
        if under and lines and lines[-1].kind is LineKind.TEXT and lines[-1].text.strip():
            lines[-1] = RawLine(lines[-1].text.strip(), LineKind.HEADING, 1 if under["mark"] == "=" else 2)
        elif RULE.match(text):
            lines.append(RawLine(""))
        elif heading := HEADING.match(text):
            lines.append(RawLine(_plain(heading["text"]), LineKind.HEADING, len(heading["marks"])))
        elif TABLE_ROW.match(text):
            cells = [_plain(cell.strip()) for cell in re.split(r"(?<!\\)\|", text.strip().strip("|"))]
            lines.append(RawLine(" | ".join(cells), LineKind.TABLE))
        else:
            lines.append(RawLine(_plain(BULLET.sub("", QUOTE.sub("", text)))))
    return lines


def _plain(text: str) -> str:
    """One line without Markdown's inline marks."""
    for pattern, kept in ((IMAGE, ""), (LINK, r"\1"), (CODE, r"\2"), (STRONG, r"\2"), (SLANT, r"\2"), (ESCAPE, r"\1")):
        text = pattern.sub(kept, text)
    return text
