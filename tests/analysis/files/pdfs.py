"""A small PDF writer: enough for pages of Chinese text, pictures and a locked file."""
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Text:
    """A line of print: its left edge and baseline in points from the lower left corner."""

    text: str
    x: float
    y: float
    size: float = 16


def pdf_of(pages: list[list[Text]], *, picture: bool = False, is_locked: bool = False) -> bytes:
    """The bytes of a PDF, a page for each list; ``picture`` puts a full-page image on every page."""
    resources = "/Font << /F1 3 0 R >>" + (" /XObject << /P 6 0 R >>" if picture else "")
    objects = {
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        4: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 94 500]"
           b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R >>",
        5: b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
           b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        6: _stream(b"\x80", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"),
    }
    kids = []
    for number, lines in enumerate(pages):
        page = 10 + 2 * number
        kids.append(f"{page} 0 R")
        drawn = "q 595 0 0 842 0 0 cm /P Do Q\n" if picture else ""
        for line in lines:
            drawn += f"BT /F1 {line.size} Tf 1 0 0 1 {line.x} {line.y} Tm <{line.text.encode('utf-16-be').hex()}> Tj ET\n"
        objects[page] = (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
                         f" /Resources << {resources} >> /Contents {page + 1} 0 R >>").encode()
        objects[page + 1] = _stream(drawn.encode())
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>".encode()
    if is_locked:
        objects[7] = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"ab" * 32 + b"> /U <" + b"cd" * 32 + b"> >>"
    return _file(objects, "/Encrypt 7 0 R /ID [<0102> <0102>]" if is_locked else "")


def printed(paragraphs: list[str], *, per_line: int = 28, per_page: int = 22, head: str = "", size: float = 16) -> list[list[Text]]:
    """Pages as GB/T 9704 prints them: paragraphs indented by two characters, wrapped, numbered at the foot."""
    lines = []
    for paragraph in paragraphs:
        text, indent = paragraph, 2
        while text:
            lines.append((text[:per_line - indent], indent))
            text, indent = text[per_line - indent:], 0
    pages = []
    for start in range(0, len(lines), per_page):
        page = [Text(text, 79 + indent * size, 730 - 28 * row, size) for row, (text, indent) in enumerate(lines[start:start + per_page])]
        page.append(Text(f"— {len(pages) + 1} —", 280, 60, 14))
        pages.append(([Text(head, 79, 790, 10)] if head else []) + page)
    return pages


def _stream(content: bytes, entries: str = "") -> bytes:
    return f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _file(objects: dict[int, bytes], trailer: str) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += f"{number} 1\n{place:010} 00000 n \n".encode()
    out += f"trailer\n<< /Size {max(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
