"""Zip packages (docx, ofd, odt) opened with care: every member is counted before it is inflated.

A bomb lies in its directory, in its ratio or in its XML; all three are looked at here, so the
readers can simply ask for a part.
"""
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from ..errors import UnreadableSource
from . import limits

DAMAGED = "文件已损坏或不完整，请用原来的软件打开，另存一份再上传"
BOMB = "压缩内容展开后大得不正常，已拒绝读取。请用原来的软件打开，另存一份再上传"
PASSWORD = "文件加了密码，读不了。请去掉密码后另存再上传"
ENTITIES = "文件里有不安全的实体声明，已拒绝读取。请用原来的软件打开，另存一份再上传"
ZIP_FAULTS = (KeyError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, OverflowError, RuntimeError)
CENTRAL_ENTRY = b"PK\x01\x02"
MAX_ENTRIES = 50 * limits.MAX_MEMBERS  # counted in the raw bytes, where packages inside add theirs; more would cost seconds to list


def open_zip(data: bytes, name: str, *, members: int, inflated: int) -> zipfile.ZipFile:
    """A zip whose number of members and declared sizes are within bounds; raises UnreadableSource."""
    if data.count(CENTRAL_ENTRY) > MAX_ENTRIES:
        raise UnreadableSource(name, BOMB)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except ZIP_FAULTS as fault:
        raise UnreadableSource(name, DAMAGED) from fault
    infos = archive.infolist()
    declared = sum(info.file_size for info in infos)
    if len(infos) > members or declared > inflated:
        raise UnreadableSource(name, BOMB)
    return archive


def inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int, name: str) -> bytes:
    """The bytes of one member, at most ``limit``; raises UnreadableSource for damage, a password or more than that."""
    if info.flag_bits & 0x1:
        raise UnreadableSource(name, PASSWORD)
    if info.file_size > limit:
        raise UnreadableSource(name, BOMB)
    try:
        with archive.open(info) as member:
            content = member.read(limit + 1)
    except ZIP_FAULTS as fault:
        raise UnreadableSource(name, DAMAGED) from fault
    if len(content) > limit:
        raise UnreadableSource(name, BOMB)
    return content


class Package:
    """The parts of a docx, ofd or odt. Names are looked up without regard to case or leading slash."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._archive = open_zip(data, name, members=limits.MAX_MEMBERS, inflated=limits.MAX_INFLATED)
        infos = self._archive.infolist()
        declared = sum(info.file_size for info in infos)
        if declared > limits.RATIO_MATTERS and declared > limits.MAX_RATIO * len(data):
            raise UnreadableSource(name, BOMB)
        self._infos = {_key(info.filename): info for info in infos}
        self._left = limits.MAX_INFLATED

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._infos

    def names(self) -> list[str]:
        return list(self._infos)

    def read(self, part: str) -> bytes:
        """One part; raises UnreadableSource where it is missing, damaged, encrypted or too large."""
        info = self._infos.get(_key(part))
        if info is None:
            raise UnreadableSource(self.name, DAMAGED)
        content = inflate(self._archive, info, min(limits.MAX_PART, self._left), self.name)
        self._left -= len(content)
        return content

    def xml(self, part: str) -> etree._Element:
        """The root element of one part."""
        content = self.read(part)
        if content.count(b"<") > limits.MAX_TAGS:
            raise UnreadableSource(self.name, BOMB)
        return parse_xml(content, self.name)

    def optional_xml(self, part: str) -> etree._Element | None:
        """The root element, or None where the package has no such part."""
        return self.xml(part) if part in self else None


def parse_xml(content: bytes, name: str) -> etree._Element:
    """XML without document types, entities or network; raises UnreadableSource."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise UnreadableSource(name, ENTITIES if b"<!ENTITY" in content[:4096] else DAMAGED) from fault
    if root.getroottree().docinfo.doctype:
        raise UnreadableSource(name, ENTITIES)
    return root


def local(element: etree._Element) -> str:
    """The tag without its namespace: strict and transitional Office files differ in nothing else."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name, whatever its namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return None


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()
