"""OFD, the office format of Chinese government (GB/T 33190-2016) -> RawText.

A zip of XML: OFD.xml names documents, a document names its pages, a page has text objects. An
object stands at its Boundary in millimetres; its TextCode gives the place of the first character
and the steps to the others. Templates, annotations and seals are other parts and not read.
"""
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from lxml import etree

from ..errors import EmptyReport, UnreadableSource
from ..records import RawText
from . import limits
from .layout import COLUMN, COLUMN_GAP, SPACE_GAP, paragraphs
from .package import DAMAGED, PASSWORD, Package, local
from .running import Page, PageLine
from .sniff import SCAN_ADVICE

POINTS = 72 / 25.4  # in a millimetre
A4 = 210.0, 297.0
SAME_ROW = 0.4  # of a character's size that pieces of one line may differ in height
SLANT = 0.05  # of the matrix; slanting text is a watermark


@dataclass(frozen=True, slots=True)
class Sign:
    """One character, its left edge and its width, in points."""

    text: str
    left: float
    width: float
    top: float
    size: float


def read_ofd(data: bytes, name: str) -> RawText:
    """Paragraphs of all pages of all its documents. Raises UnreadableSource and, for pictures only, EmptyReport."""
    package = Package(data, name)
    if any(posixpath.basename(part).startswith("encrypt") for part in package.names()):
        raise UnreadableSource(name, PASSWORD)
    root = package.xml("OFD.xml")
    pages = [_page(package, area, part) for document in _texts(root, "DocRoot") for area, part in _page_parts(package, document)]
    lines = paragraphs(pages)
    if not lines:
        what = "只有图片，没有文字（可能是扫描件）" if any(page.pictures for page in pages) else "没有文字"
        raise EmptyReport(name, f"OFD 里{what}。{SCAN_ADVICE}")
    return RawText(lines, "ofd", title=next(iter(_texts(root, "Title")), ""))


def _page_parts(package: Package, document: str) -> Iterator[tuple[tuple[float, float], str]]:
    """(width and height, name of the part) of every page, in order."""
    root = package.xml(document)
    places = [element.get("BaseLoc", "") for element in root.iter() if local(element) == "Page" and element.get("BaseLoc")]
    if len(places) > limits.MAX_PAGES:
        raise UnreadableSource(package.name, f"OFD 超过 {limits.MAX_PAGES} 页，不像一份报告。请拆成单份报告再上传")
    if not places:
        raise UnreadableSource(package.name, DAMAGED)
    area = _area(root) or A4
    for place in places:
        yield area, place if place.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(document), place))


def _page(package: Package, area: tuple[float, float], part: str) -> Page:
    root = package.xml(part)
    width, height = _area(root) or area
    signs = [sign for element in root.iter() if local(element) == "TextObject" for sign in _signs(element)]
    pictures = sum(local(element) == "ImageObject" for element in root.iter())
    return Page(width * POINTS, height * POINTS, tuple(_lines(signs)), pictures)


def _signs(text_object: etree._Element) -> Iterator[Sign]:
    """The characters of a text object; none of a slanting one."""
    boundary, size = _numbers(text_object.get("Boundary")), (_numbers(text_object.get("Size")) or [3.7])[0]
    matrix = _numbers(text_object.get("CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1, 0, 0, 1, 0, 0)
    if len(boundary) < 2 or abs(b) > SLANT * abs(a) or abs(c) > SLANT * abs(d):
        return
    x = y = 0.0
    for code in text_object:
        if local(code) != "TextCode":
            continue
        x, y = (_numbers(code.get("X")) or [x])[0], (_numbers(code.get("Y")) or [y])[0]
        text = (code.text or "").replace("\r", "").replace("\n", "")
        widths = [size * (1.0 if sign > "\u2e7f" else 0.5) for sign in text]
        lefts = list(accumulate(_steps(code.get("DeltaX"), widths[:-1]), initial=x))
        drops = list(accumulate(_steps(code.get("DeltaY"), [0.0] * (len(text) - 1)), initial=y))
        for sign, left, drop, width in zip(text, lefts, drops, widths, strict=False):
            yield Sign(sign, (boundary[0] + a * left + c * drop + e) * POINTS, abs(a) * width * POINTS,
                       (boundary[1] + b * left + d * drop + f) * POINTS, abs(d) * size * POINTS)


def _steps(given: str | None, usual: list[float]) -> list[float]:
    """The steps between characters. "g 3 4.2" is 4.2 three times; what is not given is as usual."""
    steps: list[float] = []
    words = iter((given or "").split())
    for word in words:
        count = 1
        if word == "g":
            count, word = int((_numbers(next(words, "")) or [0])[0]), next(words, "")
        steps += (_numbers(word) or [0.0]) * min(count, len(usual))
        if len(steps) >= len(usual):
            break
    return (steps + usual[len(steps):])[:len(usual)]


def _lines(signs: list[Sign]) -> Iterator[PageLine]:
    """Characters of about one height are a line, from left to right; writers may give every character an object of its own."""
    row: list[Sign] = []
    for sign in sorted(signs, key=lambda sign: sign.top):
        if row and sign.top - row[0].top > SAME_ROW * max(row[0].size, 1.0):
            yield _line(row)
            row = []
        row.append(sign)
    if row:
        yield _line(row)


def _line(row: list[Sign]) -> PageLine:
    row = sorted(row, key=lambda sign: sign.left)
    text = row[0].text
    for before, sign in pairwise(row):
        gap = (sign.left - before.left - before.width) / (sign.size or 12)
        text += (COLUMN if gap > COLUMN_GAP else " " if gap > SPACE_GAP else "") + sign.text
    sizes = sorted(sign.size for sign in row)
    return PageLine(text, row[0].left, row[-1].left + row[-1].width, row[0].top, sizes[len(sizes) // 2])


def _area(root: etree._Element) -> tuple[float, float] | None:
    box = next((_numbers(element.text) for element in root.iter() if local(element) == "PhysicalBox"), [])
    return (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else None


def _texts(root: etree._Element, name: str) -> list[str]:
    return [element.text.strip() for element in root.iter() if local(element) == name and element.text and element.text.strip()]


def _numbers(text: str | None) -> list[float]:
    """Finite numbers in an attribute; what is none is left out."""
    numbers = []
    for word in (text or "").split():
        try:
            number = float(word)
        except ValueError:
            continue
        if abs(number) < 1e6:  # also leaves out nan and inf
            numbers.append(number)
    return numbers
