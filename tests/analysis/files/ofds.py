"""A small OFD writer after GB/T 33190-2016: pages of text objects in millimetres."""
from xml.sax.saxutils import escape, quoteattr

from .zips import zip_of

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
SIZE = 5.64  # 16 point
LEFT, RIGHT, TOP, LEADING = 28.0, 184.0, 45.0, 9.9


def text_object(text: str, x: float, y: float, size: float = SIZE, *, compress: bool = True, extra: str = "") -> str:
    """One line; steps are written as "g 3 5.64" or one by one."""
    steps = len(text) - 1
    delta = f"g {steps} {size}" if compress and steps > 1 else " ".join([str(size)] * steps)
    delta = f"DeltaX={quoteattr(delta)}" if steps else ""
    return (f'<ofd:TextObject ID="7" Boundary="{x} {y - size} {len(text) * size} {size * 1.4}" Font="3" '
            f'Size="{size}" {extra}><ofd:TextCode X="0" Y="{size}" {delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>')


def ofd_of(pages: list[list[str]], *, title: str = "", members: dict[str, bytes] | None = None) -> bytes:
    """The bytes of an OFD; a page is a list of objects as XML. ``members`` replaces or adds parts."""
    parts = {
        "OFD.xml": f'{HEAD}<ofd:OFD {NAMESPACE} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0f</ofd:DocID>'
                   f"<ofd:Title>{escape(title)}</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
                   "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{HEAD}<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea>"
                              f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
                              + "".join(f'<ofd:Page ID="{n + 1}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
                              + "</ofd:Pages></ofd:Document>",
    }
    for number, objects in enumerate(pages):
        layer = f'<ofd:Layer ID="9" Type="Body">{"".join(objects)}</ofd:Layer>'
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = f"{HEAD}<ofd:Page {NAMESPACE}><ofd:Content>{layer}</ofd:Content></ofd:Page>"
    return zip_of({name: text.encode() for name, text in parts.items()} | (members or {}))


def printed(title: str, paragraphs: list[str], *, per_page: int = 22) -> list[list[str]]:
    """Pages as an office prints them: a large centred title, indented and wrapped paragraphs, page numbers."""
    per_line = int((RIGHT - LEFT) / SIZE)
    lines: list[tuple[str, float, float]] = []
    for start in range(0, len(title), 18):
        piece = title[start:start + 18]
        lines.append((piece, (LEFT + RIGHT - 7.76 * len(piece)) / 2, 7.76))
    for paragraph in paragraphs:
        text, indent = paragraph, 2
        while text:
            lines.append((text[:per_line - indent], LEFT + indent * SIZE, SIZE))
            text, indent = text[per_line - indent:], 0
    pages = []
    for start in range(0, len(lines), per_page):
        rows = [text_object(text, x, TOP + LEADING * row, size, compress=row % 2 == 0)
                for row, (text, x, size) in enumerate(lines[start:start + per_page])]
        pages.append([*rows, text_object(f"— {len(pages) + 1} —", 98, 275, 4.9)])
    return pages
