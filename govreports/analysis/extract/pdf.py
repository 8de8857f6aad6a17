"""PDF with a text layer -> RawText, through PDFium in a process of its own.

pypdf, pdfplumber and pypdfium2 were tried on the sample reports; all find every character. pypdf
is fast but its text has no positions, so wrapped lines cannot be told from paragraphs; pdfplumber
has them and brings five further packages along, cryptography among them. PDFium (pypdfium2,
BSD-3-Clause and Apache-2.0) has them, knows Chinese fonts without embedded tables, and ships as
one wheel that needs nothing else. Three pages take 0.15 s, most of it the start of the process.
"""
import json
import subprocess
import sys
from pathlib import Path

from ..errors import EmptyReport, UnreadableSource
from ..records import RawText
from . import limits
from .glyphs import is_garbled
from .layout import paragraphs
from .running import Page, PageLine
from .sniff import SCAN_ADVICE

CHILD = Path(__file__).with_name("pdf_pages.py")
FAULTS = {
    "password": "PDF 加了密码，读不了。请去掉密码后另存再上传",
    "damaged": "PDF 已损坏或不完整，请重新导出后再上传",
    "pages": f"PDF 超过 {limits.MAX_PAGES} 页，不像一份报告。请拆成单份报告再上传",
    "characters": f"PDF 文字超过 {limits.MAX_CHARACTERS // 10_000} 万字，不像一份报告。请拆成单份报告再上传",
    "time": "PDF 太复杂，在限定时间内读不完。请另存为 docx 或 txt 再上传",
}
SCAN = f"PDF 里只有图片，没有文字（可能是扫描件）。{SCAN_ADVICE}"
GARBLED = "PDF 里的文字没有对应的编码，取出来是乱码。请用原来的软件另存为 docx，或用文字识别（OCR）软件处理后再上传"
FEW = 15  # characters on a page with pictures; a scanner's own mark has no more


def read_pdf(data: bytes, name: str) -> RawText:
    """Paragraphs of all pages. Raises UnreadableSource (damaged, encrypted, too large) and EmptyReport for a scan."""
    pages = _pages(data, name)
    text = "".join(line.text for page in pages for line in page.lines)
    if any(page.pictures for page in pages) and len("".join(text.split())) <= FEW * len(pages):
        raise EmptyReport(name, SCAN)
    if is_garbled(text):
        raise UnreadableSource(name, GARBLED)
    lines = paragraphs(pages)
    if not lines:
        raise EmptyReport(name, f"PDF 里没有文字。{SCAN_ADVICE}")
    return RawText(lines, "pdf")


def _pages(data: bytes, name: str) -> list[Page]:
    command = [sys.executable, "-P", str(CHILD), str(limits.MAX_PAGES), str(limits.MAX_CHARACTERS), str(limits.PDF_SECONDS)]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=limits.PDF_SECONDS, check=False)
    except subprocess.TimeoutExpired as fault:
        raise UnreadableSource(name, FAULTS["time"]) from fault
    if b"No module named" in child.stderr:  # our own installation, not the file
        raise RuntimeError(child.stderr.decode(errors="replace").strip().splitlines()[-1])
    try:
        found = json.loads(child.stdout)
    except ValueError as fault:  # the child crashed on this file
        raise UnreadableSource(name, FAULTS["damaged"]) from fault
    if "fault" in found:
        raise UnreadableSource(name, FAULTS[found["fault"]])
    return [Page(page["width"], page["height"],
                 tuple(PageLine(text, left, right, page["height"] - baseline, size) for text, left, right, baseline, size in page["lines"]),
                 page["pictures"]) for page in found["pages"]]
