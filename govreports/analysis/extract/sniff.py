"""What a file is, told by its first bytes; the name only settles what bytes leave open.

>>> file_format("　　考察组一行10人".encode(), "报告.docx")
'txt'
"""
import re
import zipfile
from io import BytesIO
from pathlib import PurePosixPath

from ..errors import EmptyReport, UnreadableSource, UnsupportedFormat
from .package import CENTRAL_ENTRY, MAX_ENTRIES, ZIP_FAULTS

MIMETYPES = (("odt", b"opendocument.text"), ("ods", b"opendocument.spreadsheet"), ("odp", b"opendocument.presentation"),
             ("epub", b"epub+zip"))
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
FIB_MAGIC = b"\xec\xa5"  # [MS-DOC] 2.5.2: the head of the WordDocument stream, which nearly always comes first, at 512
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML_START = re.compile(rb"\A[\s\0]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S)
HTML_ANYWHERE = re.compile(rb"<(?:p|div|br|span|table|h[1-6]|td)\b[^<>]*>", re.I)
WORD_XML = re.compile(rb"\A\s*<\?xml[^>]*\?>\s*<\?mso-application\s+progid=.Word\.Document", re.I)
WEB_ARCHIVE = re.compile(rb"\A\s*(?:MIME-Version|From|Date|Subject|X-MimeOLE):.{0,2000}multipart/related", re.I | re.S)

# First bytes of what people send by mistake, and what to tell them.
SCAN_ADVICE = "这里只读文字，请先用文字识别（OCR）软件转成 docx 或 txt 再上传"
PACK_ADVICE = "请解压后上传里面的文件，或改压成 zip"
OTHER_ADVICE = "请用原来的软件打开，另存为 docx、pdf 或 txt 再上传"
FOREIGN = (
    (b"\xff\xd8\xff", "一张图片（JPEG）", SCAN_ADVICE),
    (b"\x89PNG\r\n\x1a\n", "一张图片（PNG）", SCAN_ADVICE),
    (b"GIF8", "一张图片（GIF）", SCAN_ADVICE),
    (b"II*\0", "一张图片（TIFF）", SCAN_ADVICE),
    (b"MM\0*", "一张图片（TIFF）", SCAN_ADVICE),
    (b"AT&TFORM", "扫描图像（DjVu）", SCAN_ADVICE),
    (b"Rar!\x1a\x07", "RAR 压缩包", PACK_ADVICE),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", PACK_ADVICE),
    (b"\x1f\x8b", "gzip 压缩包", PACK_ADVICE),
    (b"BZh", "bzip2 压缩包", PACK_ADVICE),
    (b"\xfd7zXZ\0", "xz 压缩包", PACK_ADVICE),
    (b"\x7fELF", "程序文件", "请检查是不是选错了文件"),
    (b"MZ", "程序文件（Windows）", "请检查是不是选错了文件"),
    (b"CAJ\0", "CAJ 文档", OTHER_ADVICE),
    (b"HN\0", "CAJ 文档", OTHER_ADVICE),
    (b"%!PS", "PostScript 打印文件", OTHER_ADVICE),
    (b"SQLite format 3\0", "数据库文件", "请检查是不是选错了文件"),
    (b"ID3", "一段录音（MP3）", "请先转成文字再上传"),
)
OLE_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"), ("PowerPoint Document", "ppt"))
NO_DOCUMENT = "文件已损坏或不完整，认不出里面有文字。请用 Word 或 WPS 打开，另存为 docx 再上传"
SPREADSHEET = "Excel 表格", "请把文字部分另存为 docx 或 txt 再上传"
SLIDES = "演示文稿", "请把文字部分另存为 docx 或 txt 再上传"


def file_format(data: bytes, name: str) -> str:
    """One of txt md html docx pdf ofd doc wps rtf odt.

    Raises EmptyReport for no bytes, UnsupportedFormat for anything else that can be named,
    UnreadableSource for an encrypted office file.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise EmptyReport(name, "文件是空的，请检查后重新上传")
    if data.startswith(ZIP_MAGIC):
        return _zip_format(data, name)
    if data.startswith(OLE_MAGIC):
        return _ole_format(data, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    for magic, what, advice in FOREIGN:
        if data.startswith(magic) and _is_binary(data):
            raise UnsupportedFormat(name, f"这是{what}，不是报告文档。{advice}")
    if (data.startswith(b"BM") and _is_binary(data)) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        raise UnsupportedFormat(name, f"这是一张图片，不是报告文档。{SCAN_ADVICE}")
    if data[4:8] == b"ftyp":
        raise UnsupportedFormat(name, "这是一段视频或录音，不是报告文档。请先转成文字再上传")
    return _text_format(data, name)


def suffix(name: str) -> str:
    """The file name extension in lower case, without its dot."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")


def look_into_zip(data: bytes) -> tuple[list[str], str | None]:
    """Names of its members, and what kind of package it is: docx ofd odt xlsx pptx ods odp epub, or None for a plain archive.

    No names where it is no readable zip.
    """
    if data.count(CENTRAL_ENTRY) > MAX_ENTRIES:
        return [], None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            mimetype = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except ZIP_FAULTS:
        return [], None
    return names, _package_kind({name.replace("\\", "/").lstrip("/").lower() for name in names}, mimetype)


def _package_kind(names: set[str], mimetype: bytes) -> str | None:
    if "ofd.xml" in names:
        return "ofd"
    for kind, words in MIMETYPES:
        if words in mimetype:
            return kind
    if "[content_types].xml" in names:
        folders = {name.partition("/")[0] for name in names}
        return "xlsx" if "xl" in folders else "pptx" if "ppt" in folders else "docx"
    return "docx" if "word/document.xml" in names else None


def _zip_format(data: bytes, name: str) -> str:
    names, kind = look_into_zip(data)
    if not names and suffix(name) in {"docx", "ofd", "odt"}:
        return suffix(name)  # its reader says that it is damaged
    if kind in {"docx", "ofd", "odt"}:
        return kind
    if kind in {"xlsx", "ods"}:
        raise UnsupportedFormat(name, "这是{}，不是报告文档。{}".format(*SPREADSHEET))
    if kind in {"pptx", "odp"}:
        raise UnsupportedFormat(name, "这是{}，不是报告文档。{}".format(*SLIDES))
    if kind == "epub":
        raise UnsupportedFormat(name, f"这是电子书（EPUB），不是报告文档。{OTHER_ADVICE}")
    if not names:
        raise UnreadableSource(name, "压缩包已损坏或不完整，请重新压缩后再上传")
    raise UnsupportedFormat(name, "这是 zip 压缩包，不是单份报告。请解压后上传里面的文件")


def _ole_format(data: bytes, name: str) -> str:
    if _has_stream(data, "EncryptedPackage"):
        raise UnreadableSource(name, "文件加了密码，读不了。请用 Word 或 WPS 打开，去掉密码后另存再上传")
    for stream, kind in OLE_STREAMS:
        if _has_stream(data, stream):
            if kind == "doc":
                return "wps" if suffix(name) == "wps" else "doc"
            raise UnsupportedFormat(name, "这是{}，不是报告文档。{}".format(*(SPREADSHEET if kind == "xls" else SLIDES)))
    if suffix(name) in {"doc", "wps"}:
        if data[512:514] == FIB_MAGIC:  # only its directory is missing
            return suffix(name)
        raise UnreadableSource(name, NO_DOCUMENT)  # LibreOffice would take the bytes for text
    raise UnsupportedFormat(name, f"这是旧版办公软件的文件，认不出里面有文字。{OTHER_ADVICE}")


def _has_stream(data: bytes, stream: str) -> bool:
    """Whether an OLE file has a directory entry of this name: 128 bytes, the name's length in bytes at 64."""
    wanted = (stream + "\0").encode("utf-16-le")
    at = data.find(wanted)
    while at != -1:
        if at % 128 == 0 and int.from_bytes(data[at + 64:at + 66], "little") == len(wanted):
            return True
        at = data.find(wanted, at + 1)
    return False


def _text_format(data: bytes, name: str) -> str:
    extension, head = suffix(name), data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe")
    if WORD_XML.match(head):
        return "doc"
    if WEB_ARCHIVE.match(head):
        raise UnsupportedFormat(name, f"这是单个文件网页（MHT）。{OTHER_ADVICE}")
    plain = head.replace(b"\0", b"")  # UTF-16 as well
    if HTML_START.match(plain) or (extension in {"html", "htm", "xhtml", "shtml"} and HTML_ANYWHERE.search(data.replace(b"\0", b""))):
        return "html"
    return "md" if extension in {"md", "markdown"} else "txt"


def _is_binary(data: bytes) -> bool:
    """Short marks such as BM or MZ also begin plain words; control bytes tell."""
    head = data[:2048]
    return sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head) > len(head) // 100
