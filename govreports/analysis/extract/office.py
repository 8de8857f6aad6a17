"""doc, wps, rtf and odt -> RawText: LibreOffice makes a docx of them, the docx reader does the rest.

LibreOffice runs without a window, with an empty profile of its own (so that several can run at
once), without macros and without fetching what a document links to.
"""
import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ..errors import UnreadableSource, UnsupportedFormat
from ..records import RawText
from . import limits
from .docx import read_docx
from .package import PASSWORD, Package
from .sniff import FIB_MAGIC

PROGRAMS = ("soffice", "libreoffice")
SUFFIXES = {"wps": "doc"}  # WPS writes Word's format; by the name LibreOffice would take it for Microsoft Works
SETTING = '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
SETTINGS = "".join((
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">',
    SETTING.format("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    SETTING.format("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    SETTING.format("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    SETTING.format("Writer/Content/Update", "Link", "2"),  # never
    "</oor:items>",
))
FIB_FLAGS, FIB_ENCRYPTED = 10, 0x0100
FAILED = "转换失败，文件可能加了密码或已损坏。请用 Word 或 WPS 打开，另存为 docx 再上传"


def read_office(data: bytes, name: str, kind: str) -> RawText:
    """As ``read_docx``, for ``kind`` doc, wps, rtf or odt.

    Raises UnsupportedFormat where LibreOffice is not installed, UnreadableSource where it fails.
    """
    program = find_program()
    if program is None:
        raise UnsupportedFormat(name, f"读 {kind} 文件要用 LibreOffice，这台服务器没有安装。请用 Word 或 WPS 打开，另存为 docx 再上传")
    if kind == "odt":
        _check_odt(Package(data, name), name)
    elif _is_encrypted_doc(data):
        raise UnreadableSource(name, PASSWORD)
    return replace(read_docx(_converted(data, name, kind, program), name), format=kind)


def find_program() -> str | None:
    """The path of LibreOffice, or None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def _check_odt(package: Package, name: str) -> None:
    """Its bounds were looked at by opening it; an encrypted one says so in its manifest."""
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableSource(name, PASSWORD)
    package.xml("content.xml")


def _is_encrypted_doc(data: bytes) -> bool:
    """The WordDocument stream nearly always comes first, at 512."""
    head = data[512:544]
    return head.startswith(FIB_MAGIC) and bool(int.from_bytes(head[FIB_FLAGS:FIB_FLAGS + 2], "little") & FIB_ENCRYPTED)


def _converted(data: bytes, name: str, kind: str, program: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="govreports-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        source, target = place / f"source.{SUFFIXES.get(kind, kind)}", place / "out" / "source.docx"
        source.write_bytes(data)
        (place / "profile" / "user").mkdir(parents=True)
        (place / "profile" / "user" / "registrymodifications.xcu").write_text(SETTINGS, "utf-8")
        _run([program, "--headless", "--invisible", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard",
              f"-env:UserInstallation={(place / 'profile').as_uri()}",
              "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target.parent), str(source)], name)
        if not target.is_file() or target.stat().st_size > limits.MAX_BYTES * 2:
            raise UnreadableSource(name, FAILED)
        return target.read_bytes()


def _run(command: list[str], name: str) -> None:
    """Run to its end; after ``OFFICE_SECONDS`` it is stopped with all that it started."""
    nothing = subprocess.DEVNULL
    child = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
    try:
        child.wait(timeout=limits.OFFICE_SECONDS)
    except subprocess.TimeoutExpired as fault:
        raise UnreadableSource(name, "转换时间太长，已停止。请用 Word 或 WPS 打开，另存为 docx 再上传") from fault
    finally:
        if child.poll() is None:
            with suppress(OSError):
                os.killpg(child.pid, signal.SIGKILL) if hasattr(os, "killpg") else child.kill()
            child.wait()
