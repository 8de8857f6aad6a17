"""A zip archive of reports -> its members, one by one.

Each member comes as ``(path inside the archive, content)``, where content is its bytes, or the
AnalysisError that kept them from being read, so the caller reports that one and goes on:

    for path, content in members(data, name):
        if isinstance(content, AnalysisError): ...
"""
import posixpath
import zipfile
from collections.abc import Iterator

from ..errors import AnalysisError, EmptyReport, UnreadableSource, UnsupportedFormat
from . import limits
from .encoding import decode
from .package import inflate, open_zip
from .sniff import ZIP_MAGIC, look_into_zip

UTF8_NAME = 0x800  # flag bit 11: the name is UTF-8; else it is in whatever the writer's system used
BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})
NESTED = "压缩包里又有压缩包，没有读。请先解压，再上传里面的文件"


def is_archive(data: bytes) -> bool:
    """Whether these bytes are a zip of files; docx, ofd, odt and other office packages are not."""
    if not data.startswith(ZIP_MAGIC):
        return False
    names, kind = look_into_zip(data)
    return bool(names) and kind is None


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes | AnalysisError]]:
    """The files of an archive in its order, without folders, hidden files and what systems add.

    Raises UnreadableSource or EmptyReport at once where the archive as a whole cannot be read:
    damaged, too many members, too much content, nothing in it. A member that is encrypted,
    damaged, too large or itself an archive comes as an error in place of its bytes.
    """
    if len(data) > limits.ARCHIVE_BYTES:
        size, most = len(data) // limits.MB, limits.ARCHIVE_BYTES // limits.MB
        raise UnreadableSource(name, f"压缩包有 {size} MB，超过 {most} MB 的上限。请分成几个再上传")
    archive = open_zip(data, name, members=limits.MAX_MEMBERS * 10, inflated=limits.ARCHIVE_INFLATED)
    if (count := len(archive.infolist())) > limits.ARCHIVE_MEMBERS:
        raise UnreadableSource(name, f"压缩包里有 {count} 个文件，超过 {limits.ARCHIVE_MEMBERS} 个的上限。请分成几个再上传")
    wanted = [(path, info) for info in archive.infolist() if not info.is_dir() and not _is_by_system(path := member_path(info))]
    if not wanted:
        raise EmptyReport(name, "压缩包里没有文件，请检查后重新上传")
    return _contents(archive, wanted)


def member_path(info: zipfile.ZipInfo) -> str:
    """The path of a member with its name as it was meant: UTF-8, GBK or Big5, and never outside the archive."""
    path = info.filename
    if not info.flag_bits & UTF8_NAME:
        try:
            raw = path.encode("cp437")  # what zipfile took it for
            path = raw.decode("ascii") if raw.isascii() else decode(raw, path)[0]
        except (UnicodeError, AnalysisError):
            path = info.filename
    return posixpath.normpath("/" + path.replace("\\", "/")).lstrip("/")


def _contents(archive: zipfile.ZipFile, wanted: list[tuple[str, zipfile.ZipInfo]]) -> Iterator[tuple[str, bytes | AnalysisError]]:
    left = limits.ARCHIVE_INFLATED
    for path, info in wanted:
        try:
            if info.file_size > limits.MAX_BYTES:
                raise UnreadableSource(path, f"文件超过 {limits.MAX_BYTES // limits.MB} MB 的上限。请去掉图片或拆成单份报告再上传")
            content = inflate(archive, info, min(limits.MAX_BYTES, left), path)
            left -= len(content)
            if is_archive(content):
                raise UnsupportedFormat(path, NESTED)
        except AnalysisError as error:
            yield path, error
        else:
            yield path, content


def _is_by_system(path: str) -> bool:
    parts = path.split("/")
    return (any(part.startswith(".") or part == "__MACOSX" for part in parts)
            or parts[-1].lower() in BY_SYSTEMS or parts[-1].startswith("~$"))
