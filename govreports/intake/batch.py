"""Many files: what a list of paths holds, and taking it all in. Comes in: files and folders; goes out: outcomes, file by file."""
import os
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from django.utils.translation import gettext as _

from govreports.analysis.errors import UnreadableSource
from govreports.analysis.extract import limits
from govreports.reports.models import State

from .intake import take_in
from .outcomes import Outcome, Status


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Files as given, folders with all they hold, in the order of their names; hidden files are left out.

    A path that does not exist stays in the list, so that it is told like any other fault.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (one for one in sorted(path.rglob("*")) if not one.is_dir())
            found |= dict.fromkeys(one for one in inside if not any(part.startswith((".", "~$")) for part in one.relative_to(path).parts))
        else:
            found[path] = None
    return list(found)


def take_in_path(path: Path, *, state: State) -> list[Outcome]:
    """Outcomes of one file on disk, called by its path as given."""
    try:
        data = read_file(path)
    except UnreadableSource as error:
        return [Outcome(path_name(path), Status.FAILED, error.reason)]
    return take_in(data, path_name(path), state=state)


def path_name(path: Path) -> str:
    """A path as text that can be printed and stored. Unpacked archives leave names in GBK behind, which no UTF-8 system can read.

    >>> path_name(Path(os.fsdecode("考察/".encode() + "报告.txt".encode("gbk"))))
    '考察/报告.txt'
    """
    return str(Path(*(_readable(part) for part in path.parts)))


def _readable(part: str) -> str:
    try:
        part.encode()
    except UnicodeEncodeError:
        return os.fsencode(part).decode("gb18030", "replace")
    return part


def read_file(path: Path) -> bytes:
    """The bytes of a file that is small enough to look into; raises ``UnreadableSource`` otherwise."""
    try:
        found = path.stat()
        if not (S_ISREG(found.st_mode) or S_ISDIR(found.st_mode)):  # a pipe would keep us waiting, a device has no end
            raise UnreadableSource(str(path), _("这不是文件，是管道或设备，没有读。"))
        if found.st_size > limits.ARCHIVE_BYTES:
            said = {"has": found.st_size // limits.MB, "most": limits.ARCHIVE_BYTES // limits.MB}
            raise UnreadableSource(str(path), _("文件有 %(has)d MB，最多读 %(most)d MB。请拆开或去掉图片再试。") % said)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSource(str(path), _why(error)) from error


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("没有这个文件。请看看路径写得对不对。")
    if isinstance(error, IsADirectoryError):
        return _("这是文件夹，不是文件。")
    if isinstance(error, PermissionError):
        return _("没有权限读这个文件。请让它的主人放开读的权限。")
    return _("读文件时出错（%(error)s）。请换个地方存一份再试。") % {"error": error.strerror or error}
