"""A web page -> RawText: what a reader sees of it, a line for each block, without menus and lists of links.

Finer noise (breadcrumbs, credits, related titles in running text) is left to cleaning: here only
what the markup itself gives away is dropped.
"""
import re
from itertools import islice, pairwise

from lxml import etree

from ..errors import UnreadableSource
from ..records import LineKind, RawLine, RawText
from . import limits
from .encoding import decode
from .headings import promote_title

UNSEEN = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg", "math", "canvas", "audio", "video",
    "map", "head", "button", "select", "option", "input", "datalist", "rt", "rp", "link", "meta",
})
ASIDE = frozenset({"nav", "footer", "aside", "menu", "dialog"})
BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "hgroup", "html", "legend", "li", "main", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
})
LINK_BOXES = frozenset({"div", "ul", "ol", "dl", "table", "section", "p", "td", "center"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|(?<!-)font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.I)
MENU_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|crumbs?|footer|sidebar|copyright|pagination|pager)(?:$|[\s_-])", re.I)
DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})|<\?xml[^>]{0,80}encoding\s*=\s*[\"']([A-Za-z0-9_\-]{2,20})", re.I)
TANGLED = "网页太复杂，不像一份报告。请把报告文字复制成 txt 或 docx 再上传"
SPACES = re.compile(r"[ \t\r\n\f]+")
LINE_END = re.compile(r"[ \t\f]*\r?\n[ \t\r\n\f]*")
CJK = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60。、；：“”]"
SPACE_IN_CJK = re.compile(rf"(?<={CJK})\x00+(?={CJK})")  # a wrapped source line shows no gap between characters
SOFT = "\x00"  # a line end of the source that only wraps
LINK_SHARE, LINKS, LONGEST_LINK = 0.8, 3, 60  # a list of links: share of its text inside <a>, how many at least, longest
LIST_SIZE = 600  # elements; a larger box holds more than a list, and looking no further keeps the work bounded
LONG_CELL = 200  # characters; a longer cell lays out the page, it is no figure of a table
WRAPPED_AT, WRAPPED_EVEN = 40, 0.75  # columns of a hard-wrapped source line at least, and its share of the longest


def read_html(data: bytes, name: str) -> RawText:
    """Visible lines in document order. Raises UnreadableSource for bytes that are no text."""
    declared = DECLARED.search(data[:4096])
    text, encoding = decode(data, name, declared=next(filter(None, declared.groups()), b"").decode() if declared else "")
    if text.count("<") > limits.MAX_HTML_TAGS:
        raise UnreadableSource(name, TANGLED)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise UnreadableSource(name, "网页内容已损坏，请重新保存网页，或复制成 txt 再上传") from fault
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):  # nested so deep that the parser stopped
        raise UnreadableSource(name, TANGLED)
    if root is None:
        return RawText((), "html", encoding)
    title = SPACES.sub(" ", "".join(root.xpath("string((//title)[1])"))).strip()
    return RawText(promote_title(_pick_title(_Page().lines_of(root), title)), "html", encoding, title)


class _Page:
    """Collects lines while walking the tree with a stack of its own: pages nest as deep as they like."""

    def __init__(self) -> None:
        self.lines: list[RawLine] = []
        self.pieces: list[str] = []

    def lines_of(self, root: etree._Element) -> list[RawLine]:
        stack: list[tuple[etree._Element, bool]] = [(root, False)]
        while stack:
            element, is_done = stack.pop()
            tag = element.tag if isinstance(element.tag, str) else ""
            if is_done:
                self._leave(element, tag)
                continue
            if tag == "tr" and (row := _table_row(element)) is not None:
                self._end_line()
                if row:
                    self.lines.append(RawLine(row, LineKind.TABLE))
                self._tail(element)
            elif not tag or tag in UNSEEN or tag in ASIDE or _is_hidden(element) or (tag in LINK_BOXES and _is_link_list(element)):
                if tag in BLOCKS or tag in ASIDE:
                    self._end_line()
                self._tail(element)
            else:
                if tag in BLOCKS or tag == "br":
                    self._end_line()
                self._text(element.text, is_kept=tag in ("pre", "textarea"))
                stack.append((element, True))
                stack.extend((child, False) for child in reversed(element))
        self._end_line()
        return self.lines

    def _leave(self, element: etree._Element, tag: str) -> None:
        if tag in BLOCKS:
            self._end_line(HEADINGS.get(tag, 0))
        self._tail(element)

    def _tail(self, element: etree._Element) -> None:
        self._text(element.tail, is_kept=element.getparent() is not None and element.getparent().tag in ("pre", "textarea"))

    def _text(self, text: str | None, *, is_kept: bool) -> None:
        if not text:
            return
        for number, piece in enumerate(text.splitlines() if is_kept else _source_lines(text)):
            if number:
                self._end_line()
            self.pieces.append(piece)

    def _end_line(self, level: int = 0) -> None:
        text = SPACE_IN_CJK.sub("", "".join(self.pieces)).replace(SOFT, " ")
        text = SPACES.sub(" ", text.replace("\xa0", " ")).strip(" ")
        self.pieces.clear()
        if text.strip():
            self.lines.append(RawLine(text, LineKind.HEADING if level else LineKind.TEXT, level))


def _source_lines(text: str) -> list[str]:
    """A text node cut where its own line ends mean lines.

    Browsers show them as spaces, but pages pasted together from text rely on them:
    "标题\\n\\n2023-05-01\\n来源：本站" is three lines, a paragraph wrapped at 80 columns is one.
    """
    pieces = LINE_END.split(text)
    inner = [piece for piece in pieces if piece.strip()]
    if len(inner) < 2:
        return [LINE_END.sub(SOFT, text)]
    widths = [sum(2 if character > "\u2e7f" else 1 for character in piece) for piece in inner[:-1]]
    is_even = min(widths) >= max(WRAPPED_AT, WRAPPED_EVEN * max(widths))
    is_wrapped = is_even and not all(piece.rstrip()[-1] in "。！？" for piece in inner[:-1])
    lines = [inner[0] if pieces[0].strip() else SOFT + inner[0]]
    for before, piece in pairwise(inner):
        if is_wrapped or before.rstrip()[-1] in "，、":
            lines[-1] += SOFT + piece
        else:
            lines.append(piece)
    return [*lines[:-1], lines[-1] if pieces[-1].strip() else lines[-1] + SOFT]


def _is_hidden(element: etree._Element) -> bool:
    style = element.get("style", "")
    return element.get("hidden") is not None or bool(style and HIDDEN_STYLE.search(style))


def _is_link_list(element: etree._Element) -> bool:
    """Menus, breadcrumbs and lists of other reports: nearly all text in links. Report text never is."""
    inside = list(islice(element.iter(), LIST_SIZE + 1))
    texts = [_compact(link) for link in inside if link.tag == "a"]
    if not texts or len(inside) > LIST_SIZE or max(map(len, texts)) > LONGEST_LINK:
        return False
    if any(text.endswith(("。", "；", "！", "？")) for text in texts):
        return False
    whole = _compact(element)
    share = sum(map(len, texts)) / max(1, len(whole))
    is_named = MENU_CLASS.search(f"{element.get('class', '')} {element.get('id', '')}") is not None
    return share >= (LINK_SHARE / 2 if is_named else LINK_SHARE) and (len(texts) >= LINKS or is_named)


def _compact(element: etree._Element) -> str:
    return "".join("".join(element.itertext()).split())


def _table_row(row: etree._Element) -> str | None:
    """The cells of a row joined by bars; None where the table only lays out the page."""
    cells = [child for child in row if child.tag in ("td", "th")]
    if len(cells) < 2 or row.find(".//table") is not None:
        return None
    texts = []
    for cell in cells:
        lines = [line.text for line in _Page().lines_of(cell)]
        texts.append(" ".join(lines))
        if len(texts[-1]) > LONG_CELL:
            return None
    return " | ".join(texts) if any(texts) else ""


def _pick_title(lines: list[RawLine], title: str) -> list[RawLine]:
    """Of several h1, the one that the page's own title begins with is the title of the report."""
    tops = [line for line in lines if line.kind is LineKind.HEADING and line.level == 1]
    named = [line for line in tops if len(line.text) >= 5 and line.text.replace(" ", "")[:20] in title.replace(" ", "")]
    chosen = named[0] if named else None
    return [RawLine(line.text, LineKind.TITLE) if line is chosen else line for line in lines]
