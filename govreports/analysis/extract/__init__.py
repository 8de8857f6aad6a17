"""First stage: the bytes of an uploaded file -> RawText, or an error that says what to do.

    sniff.py            which format it is, by content before name
    text.py html.py docx.py pdf.py ofd.py office.py     one reader for each
    encoding.py         bytes -> characters
    package.py          zip and XML without bombs
    running.py measure.py layout.py     printed pages -> paragraphs (pdf, ofd)
    archive.py          a zip of many reports
"""
import logging
from collections.abc import Callable
from functools import partial

from ..errors import AnalysisError, EmptyReport, UnreadableSource
from ..records import RawText
from . import limits
from .docx import read_docx
from .html import read_html
from .ofd import read_ofd
from .office import read_office
from .pdf import read_pdf
from .sniff import file_format
from .text import read_markdown, read_text

logger = logging.getLogger(__name__)
READERS: dict[str, Callable[[bytes, str], RawText]] = {
    "txt": read_text, "md": read_markdown, "html": read_html, "docx": read_docx, "pdf": read_pdf, "ofd": read_ofd,
    **{kind: partial(read_office, kind=kind) for kind in ("doc", "wps", "rtf", "odt")},
}
TEXT_FORMATS = frozenset({"txt", "md", "html"})


def extract(data: bytes, name: str) -> RawText:
    """What a file says, one line for each paragraph; ``name`` is used for messages and as a second opinion on the format.

    Raises UnsupportedFormat, UnreadableSource or EmptyReport, nothing else; in time and memory bounded by ``limits``.

    >>> extract("　　考察组先后到三个社区。".encode("gb18030"), "报告.txt").lines[0].text
    '　　考察组先后到三个社区。'
    """
    if len(data) > limits.MAX_BYTES:
        size, most = len(data) // limits.MB, limits.MAX_BYTES // limits.MB
        raise UnreadableSource(name, f"文件有 {size} MB，超过 {most} MB 的上限。请去掉图片或拆成单份报告再上传")
    kind = file_format(data, name)
    if kind in TEXT_FORMATS and len(data) > limits.MAX_TEXT_BYTES:
        raise UnreadableSource(name, f"文字有 {len(data) // limits.MB} MB，不像一份报告。请拆成单份报告再上传")
    try:
        raw = READERS[kind](data, name)
    except AnalysisError:
        raise
    except Exception as fault:  # a file nobody thought of must not stop the batch; the log shows where to mend the reader
        logger.exception("Unexpected fault while reading a %s file: %s", kind, name)
        raise UnreadableSource(name, "读取时出错，文件可能已损坏。请用原来的软件打开，另存为 docx 或 txt 再上传") from fault
    if not any(line.text.strip() for line in raw.lines):
        raise EmptyReport(name, "文件里没有文字。如果内容在图片里，请先用文字识别（OCR）软件转成文字再上传")
    if sum(len(line.text) for line in raw.lines) > limits.MAX_CHARACTERS:
        raise UnreadableSource(name, f"文字超过 {limits.MAX_CHARACTERS // 10_000} 万字，不像一份报告。请拆成单份报告再上传")
    return raw
