"""The zip container of an Office document: its directory must be honest before anything in it is believed."""

import codecs
import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from berkas.alasan import Alasan, Suspect
from berkas.limits import MEMBER_LARGE, MEMBER_RATIO, MEMBERS, STREAM_INFLATED, TAIL, TOTAL_INFLATED, MiB
from berkas.openers.report import EICAR, PADDING

BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)
codecs.lookup("cp437")  # the encoding of old member names: loaded now, for later the child can read no file


class Package:
    """The parts of a zip container, checked on opening. Raises Suspect."""

    def __init__(self, data: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise Suspect(Alasan.RUSAK) from error
        self.parts = self.zip.infolist()
        self.names = [part.filename for part in self.parts]
        self._check_directory(data)
        self._check_content()

    def read(self, name: str) -> bytes:
        """The whole part; its size was checked."""
        return self.zip.read(name)

    def xml(self, name: str) -> ElementTree.Element:
        """A part as XML. Raises Suspect for entities and for what is not XML."""
        raw = self.read(name)
        if b"<!ENTITY" in raw or b"<\0!\0E\0N\0T" in raw:
            raise Suspect(Alasan.BOM)
        try:
            return ElementTree.fromstring(raw)  # noqa: S314 - without entities, in the limited child
        except ElementTree.ParseError as error:
            raise Suspect(Alasan.RUSAK) from error

    def _check_directory(self, data: bytes) -> None:
        if len(self.parts) > MEMBERS:
            raise Suspect(Alasan.RUMIT)
        if len(set(self.names)) != len(self.names):
            raise Suspect(Alasan.RUSAK)
        if any(name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") for name in self.names):
            raise Suspect(Alasan.RUSAK)
        end = data.rfind(b"PK\x05\x06")
        behind = data[end + 22 :].strip(PADDING)
        if self.zip.start_dir > end or len(behind) > TAIL or len(self.zip.comment) > TAIL:
            raise Suspect(Alasan.POLIGLOT)
        self._check_overlap()

    def _check_overlap(self) -> None:
        """Parts that share their bytes are how a small file becomes petabytes; bytes before them are another file."""
        at = 0
        for part in sorted(self.parts, key=lambda part: part.header_offset):
            if at == 0 and part.header_offset != 0:
                raise Suspect(Alasan.POLIGLOT)
            if part.header_offset < at:
                raise Suspect(Alasan.BOM)
            at = part.header_offset + 30 + part.compress_size
        if at > self.zip.start_dir:
            raise Suspect(Alasan.BOM)

    def _check_content(self) -> None:
        total = 0
        for part in self.parts:
            if part.flag_bits & 0x1:
                raise Suspect(Alasan.SANDI)
            large = part.file_size > MEMBER_LARGE and part.file_size > MEMBER_RATIO * max(1, part.compress_size)
            total += part.file_size
            if large or part.file_size > STREAM_INFLATED or total > TOTAL_INFLATED:
                raise Suspect(Alasan.BOM)
        for part in self.parts:
            before = b""
            for piece in self._pieces(part):
                if EICAR in before + piece:
                    raise Suspect(Alasan.MALWARE)
                before = piece[-len(EICAR) :]

    def _pieces(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        """Inflate a part to its end, which also checks its length and checksum."""
        try:
            with self.zip.open(part) as opened:
                while piece := opened.read(MiB):
                    yield piece
        except BROKEN as error:
            raise Suspect(Alasan.RUSAK) from error
