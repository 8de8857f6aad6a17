"""Word documents (ECMA-376, also as written by WPS) -> RawText.

The XML is read directly: it keeps paragraphs, tables and text boxes in order, and does not
stumble over parts that a converter left out. Headers, footers and notes are other parts of the
package and so never read; deleted, moved-away and hidden text is skipped.
"""
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ..records import LineKind, RawLine, RawText
from .headings import promote_title
from .numbering import Numbering, read_numbering, whole
from .package import Package, attribute, local

MAIN_PART = "word/document.xml"
HEADING_STYLE = re.compile(r"^(?:heading|标题|標題)\s*([1-9])$", re.I)
TITLE_STYLE = re.compile(r"^(?:title|标题|標題|文档标题|大标题)$", re.I)
CONTENTS_STYLE = re.compile(r"^(?:toc|目录|目錄)\s*(?:[1-9]|heading|标题)", re.I)
PLAIN_TITLE = re.compile(  # what programs write by themselves
    r"^(?:microsoft\s*(?:office)?\s*word|word\s*文档|untitled|anonymous|document\d*|无标题|未命名|文档\s*\d*$|新建|powerpoint)", re.I)
SKIPPED = frozenset({
    "del", "moveFrom", "delText", "delInstrText", "instrText", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr",
    "sdtEndPr", "rt", "rubyPr", "footnoteReference", "endnoteReference", "commentReference", "annotationRef", "footnoteRef",
    "endnoteRef", "object", "altChunk",
})
BLOCKS = frozenset({"p", "tbl", "txbxContent"})
LONG_CELL = 200  # characters; a longer cell lays out the page, it is no figure of a table


@dataclass(frozen=True, slots=True)
class Style:
    name: str = ""
    based_on: str = ""
    outline: int | None = None  # 0 is the top, 9 is body text
    number_id: str = ""
    depth: int | None = None


def read_docx(data: bytes, name: str) -> RawText:
    """Paragraphs, rows of tables and text boxes in reading order. Raises UnreadableSource for a damaged, encrypted or hostile file."""
    package = Package(data, name)
    main = _related(package, "", "officeDocument").lstrip("/")
    root = package.xml(main)
    styles = package.optional_xml(_related(package, main, "styles"))
    numbering = package.optional_xml(_related(package, main, "numbering"))
    reader = _Reader(_read_styles(styles), read_numbering(numbering))
    body = next((child for child in root if local(child) == "body"), root)
    return RawText(promote_title(list(reader.lines(body))), "docx", title=_core_title(package))


def _related(package: Package, part: str, kind: str) -> str:
    """The part that another part names as its "styles" or "numbering"; without a word of it, the usual place beside it.

    The package itself, part "", names its "officeDocument".
    """
    folder, _, base = part.rpartition("/")
    relations = package.optional_xml(posixpath.join(folder, "_rels", f"{base}.rels"))
    for relation in relations if relations is not None else ():
        target = posixpath.join("/" + folder, relation.get("Target") or "")
        if (relation.get("Type") or "").endswith(f"/{kind}") and target in package:
            return target
    return posixpath.join(folder, f"{kind}.xml") if part else MAIN_PART


def _core_title(package: Package) -> str:
    core = package.optional_xml("docProps/core.xml")
    found = next((element for element in core if local(element) == "title"), None) if core is not None else None
    title = " ".join((found.text or "").split()) if found is not None else ""
    return "" if PLAIN_TITLE.match(title) else title


def _read_styles(root: etree._Element | None) -> dict[str, Style]:
    styles = {}
    for element in root if root is not None else ():
        if local(element) == "style" and attribute(element, "type") in ("paragraph", None):
            properties = _child(element, "pPr")
            styles[attribute(element, "styleId") or ""] = Style(
                _value(element, "name") or "", _value(element, "basedOn") or "",
                whole(_value(properties, "outlineLvl")), *_list_of(properties))
    return styles


def _list_of(properties: etree._Element | None) -> tuple[str, int | None]:
    rule = _child(properties, "numPr")
    return _value(rule, "numId") or "", whole(_value(rule, "ilvl"))


class _Reader:
    def __init__(self, styles: dict[str, Style], numbering: Numbering) -> None:
        self._styles, self._numbering = styles, numbering

    def lines(self, parent: etree._Element) -> Iterator[RawLine]:
        """Lines of everything below an element, its paragraphs and tables in order."""
        for element in _blocks(parent):
            if local(element) == "p":
                yield from self._paragraph(element)
            elif local(element) == "tbl":
                yield from self._table(element)
            else:
                yield from self.lines(element)

    def _paragraph(self, element: etree._Element) -> Iterator[RawLine]:
        properties = _child(element, "pPr")
        chain = self._chain(_value(properties, "pStyle") or "")
        if any(CONTENTS_STYLE.match(style.name) for style in chain[:1]):
            return
        kind, level = self._kind(properties, chain)
        label = self._label(properties, chain)
        text = _text(element)
        if kind in (LineKind.TITLE, LineKind.HEADING):
            text = text.replace("\n", "")  # a long title is broken by hand
        for number, line in enumerate(text.split("\n")):
            if line.strip():
                yield RawLine((label if number == 0 else "") + (line.lstrip() if label and number == 0 else line), kind, level)
        for box in _boxes(element):
            yield from self.lines(box)

    def _chain(self, style_id: str) -> list[Style]:
        """The style and those it is based on."""
        chain: list[Style] = []
        while style_id in self._styles and len(chain) < 12:
            chain.append(self._styles[style_id])
            style_id = chain[-1].based_on
        return chain

    def _kind(self, properties: etree._Element | None, chain: list[Style]) -> tuple[LineKind, int]:
        outline = whole(_value(properties, "outlineLvl"))
        if outline is None:
            for style in chain:
                if TITLE_STYLE.match(style.name):
                    return LineKind.TITLE, 0
                if found := HEADING_STYLE.match(style.name):
                    return LineKind.HEADING, int(found[1])
            outline = next((style.outline for style in chain if style.outline is not None), None)
        return (LineKind.HEADING, outline + 1) if outline is not None and outline < 9 else (LineKind.TEXT, 0)

    def _label(self, properties: etree._Element | None, chain: list[Style]) -> str:
        number_id, depth = _list_of(properties)
        for style in chain:
            number_id, depth = number_id or style.number_id, style.depth if depth is None else depth
        return self._numbering.label(number_id, depth or 0) if number_id not in ("", "0") else ""

    def _table(self, table: etree._Element) -> Iterator[RawLine]:
        """A row with several short cells is a row of figures; anything else lays out the page."""
        for row in _inside(table, "tr"):
            cells = [list(self.lines(cell)) for cell in _inside(row, "tc")]
            texts = [" ".join(line.text.strip() for line in cell) for cell in cells]
            if len(cells) > 1 and all(len(text) <= LONG_CELL for text in texts):
                if any(texts):
                    yield RawLine(" | ".join(texts), LineKind.TABLE)
            else:
                for cell in cells:
                    yield from cell


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables below, through content controls and marks of insertion."""
    for child in parent:
        kind = local(child)
        if kind in BLOCKS:
            yield child
        elif kind == "AlternateContent":
            yield from _blocks(_choice(child))
        elif kind and kind not in SKIPPED and not _is_contents(child):
            yield from _blocks(child)


def _inside(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    for child in parent:
        if local(child) == wanted:
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            yield from _inside(child, wanted)


def _text(paragraph: etree._Element) -> str:
    """The words of one paragraph; a line feed where the writer broke the line."""
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        kind = local(element)
        if kind == "t":
            pieces.append(element.text or "")
        elif kind in ("tab", "ptab"):
            pieces.append(" ")
        elif kind in ("br", "cr"):
            pieces.append("\n" if attribute(element, "type") in (None, "textWrapping", "page") else "")
        elif kind == "noBreakHyphen":
            pieces.append("-")
        elif kind == "AlternateContent":
            stack.append(_choice(element))
        elif kind and kind not in SKIPPED and kind != "txbxContent" and not (kind == "r" and _is_hidden(element)):
            stack.extend(reversed(element))
    return "".join(pieces)


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Text boxes anchored in a paragraph, outermost ones, each once."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        kind = local(element)
        if kind == "txbxContent":
            yield element
        elif kind == "AlternateContent":
            stack.append(_choice(element))
        elif kind and kind not in SKIPPED:
            stack.extend(reversed(element))


def _choice(alternatives: etree._Element) -> etree._Element:
    """The same thing stands in it twice, for new and for old readers."""
    return next(iter(alternatives), alternatives)


def _is_hidden(run: etree._Element) -> bool:
    vanish = _child(_child(run, "rPr"), "vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")


def _is_contents(element: etree._Element) -> bool:
    """A table of contents that Word keeps up to date."""
    galleries = (part for part in element.iter() if local(part) == "docPartGallery") if local(element) == "sdt" else ()
    return any(attribute(part, "val") == "Table of Contents" for part in galleries)


def _child(element: etree._Element | None, name: str) -> etree._Element | None:
    return next((child for child in element if local(child) == name), None) if element is not None else None


def _value(element: etree._Element | None, name: str) -> str | None:
    found = _child(element, name)
    return attribute(found, "val") if found is not None else None
