"""doc, wps, rtf and odt through a real LibreOffice; without one, an error that says what to do."""
import subprocess

import pytest

from govreports.analysis.errors import UnreadableSource, UnsupportedFormat
from govreports.analysis.extract import extract, office
from tests.analysis.files.docxs import docx_of, level, p, table
from tests.analysis.files.zips import zip_of

NUMBERING = f'<w:abstractNum w:abstractNumId="7">{level(0, "chineseCountingThousand", "%1.")}</w:abstractNum>' \
            '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
needs_office = pytest.mark.skipif(office.find_program() is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """The same report as doc, rtf and odt, made by LibreOffice itself."""
    folder = tmp_path_factory.mktemp("office")
    body = p("赴三市考察报告", style="a5") + p("做法", style="1", number="1") + p("　　他们敢闯敢试。") + p("启示", style="1", number="1") \
        + table(("城市", "投资"), ("南京", "12亿元")) + p("　　完。")
    (folder / "a.docx").write_bytes(docx_of(body, numbering=NUMBERING))
    command = [office.find_program(), "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to"]
    for suffix in ("doc", "rtf", "odt"):
        subprocess.run([*command, suffix, "--outdir", str(folder), str(folder / "a.docx")], check=True, capture_output=True, timeout=120)
    return {suffix: (folder / f"a.{suffix}").read_bytes() for suffix in ("doc", "rtf", "odt")}


@needs_office
@pytest.mark.parametrize(("suffix", "name"), [("doc", "报告.doc"), ("rtf", "报告.doc"), ("odt", "报告.odt"), ("doc", "报告.wps")])
def test_old_office_files_are_read_as_a_docx_would_be(converted, suffix, name):
    raw = extract(converted[suffix], name)
    assert raw.format == ("wps" if name.endswith("wps") else suffix)
    assert [line.text.strip() for line in raw.lines] == [
        "赴三市考察报告", "一.做法", "他们敢闯敢试。", "二.启示", "城市 | 投资", "南京 | 12亿元", "完。"]
    assert [line.level for line in raw.lines if line.kind == "heading"] == [1, 1]


@needs_office
def test_damaged_old_file_is_an_error_with_a_way_out(converted):
    with pytest.raises(UnreadableSource, match=r"报告\.doc：.*另存为 docx"):
        extract(converted["doc"][:3000], "报告.doc")


@pytest.mark.parametrize("name", ["报告.doc", "报告.wps"])
def test_without_libreoffice_the_message_says_what_to_do(monkeypatch, name):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnsupportedFormat, match=r"LibreOffice.*没有安装.*另存为 docx"):
        extract(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"\xec\xa5" + bytes(500), name)


@needs_office
def test_a_conversion_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(office.limits, "OFFICE_SECONDS", 0.05)
    with pytest.raises(UnreadableSource, match="时间太长"):
        extract(rb"{\rtf1 text}", "报告.rtf")


@pytest.mark.parametrize(("data", "name"), [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"\xec\xa5" + bytes(8) + b"\x00\x01" + bytes(500), "锁.doc"),
    (zip_of({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>",
             "META-INF/manifest.xml": b"<m:encryption-data xmlns:m='m'/>"}), "锁.odt"),
])
def test_files_with_a_password_are_refused_before_they_are_converted(data, name, monkeypatch):
    monkeypatch.setattr(office, "find_program", lambda: "soffice")
    with pytest.raises(UnreadableSource, match=f"{name}：.*密码"):
        extract(data, name)
