"""Zip files, well made and not."""
import struct
import zipfile
from io import BytesIO

WHEN = (2024, 5, 1, 0, 0, 0)


class _RawInfo(zipfile.ZipInfo):
    """A member whose name is stored as it is, without the UTF-8 flag, as old programs do."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("cp437"), self.flag_bits & ~0x800


def zip_of(members: dict[str, bytes], *, encoding: str = "") -> bytes:
    """A zip of these members, names in UTF-8, or in ``encoding`` without saying so."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            info = _RawInfo(name.encode(encoding).decode("cp437"), WHEN) if encoding else zipfile.ZipInfo(name, WHEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return packed.getvalue()


def marked_encrypted(data: bytes) -> bytes:
    """The same zip with the flag of a password on every member."""
    out = bytearray(data)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at != -1:
            flags = struct.unpack_from("<H", out, at + offset)[0]
            struct.pack_into("<H", out, at + offset, flags | 1)
            at = data.find(magic, at + 4)
    return bytes(out)
