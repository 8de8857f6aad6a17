"""The door: formats told by content, limits kept, gold reports read whole, damaged files never worse than an error."""
import json
import logging
import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from rapidfuzz.distance import LCSseq

from govreports.analysis.errors import AnalysisError, EmptyReport, UnreadableSource, UnsupportedFormat
from govreports.analysis.extract import extract, limits
from tests.analysis.files import ofds, pdfs
from tests.analysis.files.docxs import docx_of, p
from tests.analysis.files.zips import marked_encrypted, zip_of
from tests.gold import GOLD, load_gold

DOCX, OFD = docx_of(p("考察报告")), ofds.ofd_of(ofds.printed("赴三市考察报告", ["考察组先后到三市。"] * 3))
PDF = pdfs.pdf_of(pdfs.printed(["考察组先后到三市。"] * 3))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "eval"


def compact(text):
    return "".join(text.split())


def files_in(folder):
    return sorted(path for kind in ("docx", "pdf", "html") for path in folder.rglob(f"*.raw.{kind}"))


def share_found(raw_file, gold):
    """Share of the gold body whose characters come in order in what was read, 0 to 1."""
    body = compact("".join(block.get("text") or "".join(span["text"] for span in block["spans"]) for block in gold["blocks"]))
    return LCSseq.similarity(body, compact(extract(raw_file.read_bytes(), raw_file.name).text)) / len(body)


@pytest.mark.parametrize("raw_file", files_in(GOLD), ids=lambda path: path.name)
def test_gold_reports_are_read_whole(raw_file):
    assert share_found(raw_file, load_gold(raw_file.name.split(".")[0])) >= 0.99


@pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared with further reports")
def test_further_reports_are_read_whole():
    assert files_in(SHARED)
    for path in files_in(SHARED):
        gold = json.loads(path.with_name(path.name.split(".")[0] + ".gold.json").read_text("utf-8"))
        assert share_found(path, gold) >= 0.99, path.name


@pytest.mark.parametrize("name", ["报告.docx", "报告.txt", "报告.pdf", "报告", "报告.doc.exe"])
@pytest.mark.parametrize(("data", "kind"), [
    (DOCX, "docx"), (OFD, "ofd"), (PDF, "pdf"), ("考察报告".encode(), "txt"), ("<html><p>考察报告</p></html>".encode(), "html"),
])
def test_content_decides_over_the_extension(data, kind, name):
    assert extract(data, name).format == kind


def ole_with(stream):
    """An OLE file with a directory entry of this name."""
    name = f"{stream}\0".encode("utf-16-le")
    return OLE + bytes(504) + name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + bytes(62)


def image(magic):
    return magic + bytes(range(256)) * 4


@pytest.mark.parametrize(("data", "words"), [
    (image(b"\xff\xd8\xff\xe0"), "图片（JPEG）.*OCR"), (image(b"\x89PNG\r\n\x1a\n"), "图片（PNG）.*OCR"),
    (image(b"BM"), "图片.*OCR"),
    (image(b"RIFF\0\0\0\0WEBP"), "图片.*OCR"), (image(b"MZ"), "程序文件"), (image(b"Rar!\x1a\x07"), "RAR 压缩包.*zip"),
    (image(b"\0\0\0\x18ftypmp42"), "视频或录音"), (image(b"CAJ\0"), "CAJ"),
    (zip_of({"a.txt": b"x"}), "zip 压缩包.*解压"), (zip_of({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "Excel"),
    (zip_of({"[Content_Types].xml": b"", "ppt/a": b""}), "演示文稿"),
    (zip_of({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "Excel"),
    (zip_of({"mimetype": b"application/epub+zip"}), "电子书"), (ole_with("Workbook"), "Excel"), (OLE + bytes(600), "旧版办公软件"),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x", "MHT"),
])
def test_other_files_are_named_whatever_they_call_themselves(data, words):
    with pytest.raises(UnsupportedFormat, match=f"报告.docx：.*{words}"):
        extract(data, "报告.docx")


def test_words_that_begin_like_other_files_are_text():
    for text in ("MZ县考察报告", "BM集团考察报告", "GIF8考察报告", "ID3 tag", "II*市考察", "BZh"):
        assert extract(text.encode(), "a.txt").text == text


@pytest.mark.parametrize("name", ["报告.doc", "报告.wps"])
def test_office_file_without_a_document_is_not_taken_for_text(name):
    with pytest.raises(UnreadableSource, match=r"认不出里面有文字.*另存为 docx"):
        extract(OLE + bytes(range(1, 256)) * 9, name)


BOMB = "<!DOCTYPE x [" + '<!ENTITY a "{}">'.format("考" * 1000) + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefg", "bcdefgh", strict=True)) + "]><x>&h;</x>"


def lying_zip():
    """A docx whose directory says that a part is small."""
    data = bytearray(docx_of(p("考" * 200_000)))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        info = archive.getinfo("word/document.xml")
    entry = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[entry + 24:entry + 28] = (1000).to_bytes(4, "little")
    assert info.file_size > 200_000
    return bytes(data)


@pytest.mark.parametrize(("data", "words"), [
    (b"x" * (limits.MAX_BYTES + 1), "超过 50 MB"),
    (b"x" * (limits.MAX_TEXT_BYTES + 1), "不像一份报告"),
    (("考" * 1000 + "\n").encode() * 2001, "超过 200 万字"),
    (ole_with("EncryptedPackage"), "密码"),
    (marked_encrypted(DOCX), "密码"),
    (DOCX[:-40], "已损坏"),
    (DOCX[:200], "已损坏"),
    (docx_of("", members={"word/document.xml": b"<w:document"}), "已损坏"),
    (lying_zip(), "已损坏"),
    (docx_of("", members={"word/document.xml": BOMB.encode()}), "实体"),
    (docx_of("", members={"word/document.xml": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'}), "实体"),
    (ofds.ofd_of([[]], members={"OFD.xml": BOMB.encode()}), "实体"),
    (docx_of("", members={"word/media/a.bin": bytes(limits.RATIO_MATTERS + 1)}), "大得不正常"),
    (docx_of("", members={f"a{n}": b"" for n in range(limits.MAX_MEMBERS)}), "大得不正常"),
    (docx_of("<w:x>" * 10_000), "已损坏"),
])
def test_hostile_or_broken_files_are_refused_with_a_reason(data, words):
    with pytest.raises(UnreadableSource, match=f"报告.docx：.*{words}"):
        extract(data, "报告.docx")


def test_a_package_of_blanks_is_empty():
    with pytest.raises(EmptyReport, match="没有文字"):
        extract(docx_of(p("　　") * 3), "报告.docx")


SAMPLES = {
    "a.docx": DOCX, "a.ofd": OFD,
    "a.html": "<html><body><h1>考察报告</h1><table><tr><td>一</td><td>二</td></tr></table></html>".encode(),
    "b.html": "<html><meta charset=gbk><p>考察报告&nbsp;<br>做法</html>".encode("gb18030"),
    "a.txt": "　　考察报告。\n一、做法".encode("gb18030"), "b.txt": "　　考察报告。\n一、做法".encode("utf-16"),
    "a.md": "# 考察报告\n**做法**\n| a | b |\n".encode(),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_cut_and_flipped_files_give_text_or_one_of_our_errors(name, caplog):
    chance, data = random.Random(name), SAMPLES[name]
    damaged = [data[:len(data) * part // 20] for part in range(20)]
    for _ in range(80):
        flipped = bytearray(data)
        for _ in range(chance.choice((1, 1, 3, 20))):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        damaged.append(bytes(flipped))
    _survives(damaged, name, caplog)


def test_cut_and_flipped_pdfs_give_text_or_one_of_our_errors(caplog):
    chance = random.Random(7)
    damaged = [PDF[:len(PDF) * part // 4] for part in range(1, 4)]
    for _ in range(5):
        flipped = bytearray(PDF)
        for _ in range(30):
            flipped[chance.randrange(9, len(flipped))] = chance.randrange(256)
        damaged.append(bytes(flipped))
    _survives(damaged, "a.pdf", caplog)


def test_broken_xml_inside_a_sound_zip_gives_text_or_one_of_our_errors(caplog):
    """A flip in a packed part is caught by its checksum; here the parts themselves are damaged."""
    chance, damaged = random.Random(3), []
    listed = docx_of(p("做法", style="1", number="1") * 3, numbering='<w:abstractNum w:abstractNumId="7"/>')
    for data in (listed, OFD):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        for _ in range(60):
            name = chance.choice(sorted(parts))
            part = bytearray(parts[name])
            part[chance.randrange(len(part))] = chance.choice(b"0123456789<>\"/ -e")
            damaged.append(zip_of(parts | {name: bytes(part)}))
        damaged += [zip_of({kept: part for kept, part in parts.items() if kept != name}) for name in parts]
    _survives(damaged, "a.docx", caplog)


def _survives(damaged, name, caplog):
    read = 0
    with caplog.at_level(logging.ERROR):
        for data in damaged:
            try:
                assert extract(data, name).text.strip()
                read += 1
            except AnalysisError as error:
                assert error.name == name
                assert error.reason
    assert not [record.getMessage() for record in caplog.records if "Unexpected fault" in record.getMessage()], caplog.text[-2000:]
    assert read < len(damaged)
