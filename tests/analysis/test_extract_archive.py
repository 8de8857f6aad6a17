"""Zip archives of reports: names, limits, and one bad member that does not stop the rest."""
import pytest

from govreports.analysis.errors import AnalysisError, EmptyReport, UnreadableSource, UnsupportedFormat
from govreports.analysis.extract import archive, limits
from tests.analysis.files.docxs import docx_of, p
from tests.analysis.files.ofds import ofd_of
from tests.analysis.files.zips import marked_encrypted, zip_of

REPORT = "考察报告".encode()


@pytest.mark.parametrize("encoding", ["", "gb18030", "utf-8"])
def test_names_are_read_as_they_were_meant(encoding):
    data = zip_of({"2023年/赴杭州考察报告.txt": REPORT, "plain.txt": REPORT}, encoding=encoding)
    assert list(archive.members(data, "报告集.zip")) == [("2023年/赴杭州考察报告.txt", REPORT), ("plain.txt", REPORT)]


def test_folders_and_what_systems_add_are_skipped():
    names = ["a/", "__MACOSX/a/._b.txt", ".DS_Store", "a/.hidden.txt", "a/Thumbs.db", "a/~$报告.docx"]
    data = zip_of(dict.fromkeys(names, b"") | {"a/报告.txt": REPORT})
    assert list(archive.members(data, "a.zip")) == [("a/报告.txt", REPORT)]


def test_paths_never_leave_the_archive():
    data = zip_of({"../../etc/报告.txt": REPORT, "/abs/报告.txt": REPORT, "a\\b.txt": REPORT})
    assert [path for path, _ in archive.members(data, "a.zip")] == ["etc/报告.txt", "abs/报告.txt", "a/b.txt"]


def test_a_bad_member_is_reported_in_its_place_and_the_rest_goes_on(monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 1000)
    inner = zip_of({"a.txt": b"x"})
    data = bytearray(zip_of({"好.txt": REPORT, "坏.txt": b"broken" * 20, "里.zip": inner, "大.txt": b"x" * 2000, "尾.txt": REPORT}))
    name = "坏.txt".encode()
    data[data.find(name) + len(name)] ^= 0xFF  # the first packed byte
    found = dict(archive.members(bytes(data), "a.zip"))
    assert (found["好.txt"], found["尾.txt"]) == (REPORT, REPORT)
    assert {path: type(content) for path, content in found.items() if isinstance(content, AnalysisError)} == {
        "坏.txt": UnreadableSource, "里.zip": UnsupportedFormat, "大.txt": UnreadableSource}
    assert "压缩包里又有压缩包" in found["里.zip"].reason
    assert str(found["大.txt"]).startswith("大.txt：")


def test_a_docx_inside_is_a_member_not_a_nested_archive():
    docx = docx_of(p("文字"))
    assert list(archive.members(zip_of({"a.docx": docx}), "a.zip")) == [("a.docx", docx)]


def test_members_with_a_password_are_reported():
    [(_, error)] = archive.members(marked_encrypted(zip_of({"报告.txt": REPORT})), "a.zip")
    assert isinstance(error, UnreadableSource)
    assert "密码" in error.reason


@pytest.mark.parametrize(("data", "kind", "words"), [
    (zip_of({}), EmptyReport, "没有文件"),
    (zip_of({"__MACOSX/._a": b"x"}), EmptyReport, "没有文件"),
    (zip_of({"a.txt": REPORT})[:-30], UnreadableSource, "已损坏"),
    (zip_of({f"{n}.txt": b"" for n in range(limits.ARCHIVE_MEMBERS + 1)}), UnreadableSource, "2001 个文件，超过 2000 个"),
])
def test_an_archive_that_cannot_be_read_is_refused_at_once(data, kind, words):
    with pytest.raises(kind, match=words):
        archive.members(data, "a.zip")


def test_too_much_content_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(limits, "ARCHIVE_INFLATED", 1_000_000)
    with pytest.raises(UnreadableSource, match="大得不正常"):
        archive.members(zip_of({f"{n}.txt": bytes(200_000) for n in range(6)}), "a.zip")


def test_only_plain_zips_are_archives():
    assert archive.is_archive(zip_of({"a.txt": b"x"}))
    odt = zip_of({"mimetype": b"application/vnd.oasis.opendocument.text"})
    for other in (docx_of(p("文字")), ofd_of([[]]), odt, b"text", b"PK\x03\x04cut"):
        assert not archive.is_archive(other)
