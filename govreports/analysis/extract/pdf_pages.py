"""The child process that opens a PDF: its bytes on standard input, its lines as JSON on standard output.

PDFium is C++ and the file may be hostile, so a crash, a loop or a flood of memory must not reach
the server. Run as a script, with nothing of this package imported: it starts in a tenth of a second.

Output: {"pages": [{"width", "height", "pictures", "lines": [[text, left, right, baseline, size], ...]}]},
points from the lower left corner; or {"fault": "password" | "damaged" | "pages" | "characters"}.
"""
import ctypes
import json
import sys

MEMORY = 3 * 1024 * 1024 * 1024  # bytes; PDFium needs under 0.2 GB for a report of 600 pages
CR, LF, SPACE = 13, 10, 32


def main(max_pages: int, max_characters: int, seconds: int) -> None:
    _limit_resources(seconds)
    print(json.dumps(read(sys.stdin.buffer.read(), max_pages, max_characters)))


def read(data: bytes, max_pages: int, max_characters: int) -> dict:
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        return {"fault": "password" if getattr(fault, "err_code", None) == raw.FPDF_ERR_PASSWORD or "assword" in str(fault) else "damaged"}
    if not 0 < len(document) <= max_pages:
        return {"fault": "pages" if len(document) else "damaged"}
    pages, total = [], 0
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue  # one damaged page does not lose the others
        total += text.count_chars()
        if total > max_characters:
            return {"fault": "characters"}
        width, height = page.get_size()
        pictures = sum(1 for kept in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3) if kept)
        pages.append({"width": width, "height": height, "pictures": pictures, "lines": list(_lines(text, raw))})
        text.close()
        page.close()
    return {"pages": pages} if pages else {"fault": "damaged"}


def _lines(page, raw) -> list:
    """Runs of characters on one baseline, in the order in which PDFium reads them."""
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    line = []
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if code in (CR, LF):
            yield from _line(line)
            line = []
            continue
        angle = raw.FPDFText_GetCharAngle(page, index)
        if code == 0 or 0.05 < angle % 3.14159265 < 3.09:  # no character; slanting, so a watermark
            continue
        is_made_up = raw.FPDFText_IsGenerated(page, index) == 1  # a space PDFium saw in a gap
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        raw.FPDFText_GetLooseCharBox(page, index, box)
        size = raw.FPDFText_GetFontSize(page, index)
        height = abs(box.top - box.bottom)
        if not 0.5 * size <= height <= 2.5 * size:  # the font is scaled by the page, its box is true
            size = height * 0.85
        if line and not is_made_up and abs(y.value - line[-1][3]) > 0.6 * max(size, line[-1][4]):
            yield from _line(line)
            line = []
        line.append((_character(code), box.left, box.right, line[-1][3] if is_made_up and line else y.value, size, is_made_up))
    yield from _line(line)


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _line(line: list) -> list:
    while line and line[-1][5]:
        line.pop()
    while line and line[0][5]:
        line.pop(0)
    if not line:
        return
    text, last = [], None
    for character, left, right, _, size, is_made_up in line:
        if is_made_up:
            continue
        gap = left - last if last is not None else 0.0
        if gap > 1.5 * size:
            text.append("\t")  # a gap between columns
        elif gap > 0.8 * size or (gap > 0.18 * size and text[-1][-1:].isascii() and character.isascii()):
            text.append(" ")
        text.append(character)
        last = right
    sizes = sorted(character[4] for character in line)
    yield ["".join(text), line[0][1], max(character[2] for character in line), line[0][3], sizes[len(sizes) // 2]]


def _limit_resources(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows; the parent's timeout remains
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]))
