"""What an opener tells, and the tests that every opener makes."""

from dataclasses import dataclass, field

from berkas.alasan import Alasan, Suspect

# In two halves, so that this very file is not taken for the test virus.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PADDING = b" \t\r\n\0\x1a"


@dataclass
class Report:
    """An accepted file: media type, private data found, what was removed, and whether a clean copy was written.

    `halaman`: the pages of each document, where several were joined.
    """

    mime: str
    temuan: set[str] = field(default_factory=set)
    dibersihkan: set[str] = field(default_factory=set)
    salinan: bool = False
    halaman: list[int] = field(default_factory=list)

    def jawaban(self) -> dict[str, object]:
        """What the child tells its parent."""
        return {
            "mime": self.mime,
            "salinan": self.salinan,
            "halaman": self.halaman,
            "temuan": sorted(self.temuan),
            "dibersihkan": sorted(self.dibersihkan),
        }


def refuse_eicar(data: bytes) -> None:
    """Raises Suspect for the antivirus test file, so that the path can be tried without an antivirus."""
    if EICAR in data:
        raise Suspect(Alasan.MALWARE)


def refuse_zip_tail(data: bytes) -> None:
    """Raises Suspect when the end of `data` is also the end of a zip archive."""
    tail = data[-65_557:]
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and len(tail) - at >= 22 and int.from_bytes(tail[at + 20 : at + 22], "little") <= len(tail) - at - 22:
        raise Suspect(Alasan.POLIGLOT)
