"""The parts of a mail, read from its bytes: linear in their size, bounded in number and depth, and never an error.

The standard library's parser recurses into parts and looks for every boundary in every line, so a mail made for that
purpose stops it. Here a part is a range of the same bytes, and what passes a limit is left in the original.
"""

import binascii
import contextlib
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

MAKS_KEPALA = 256 * 1024  # bytes of one header block that are read
MAKS_BARIS = 1_000  # fields of one header block
MAKS_NILAI = 8 * 1024  # letters of one field
MAKS_PARAMETER = 2 * 1024  # letters of a Content-Type or Content-Disposition
MAKS_BAGIAN = 200
MAKS_DALAM = 20
MAKS_TEKS = 1_000_000  # bytes of one part that are read as text

Kepala = dict[str, list[str]]

# Encodings whose bytes are no UTF-8 by accident, or that cannot be told from it. Others (idna, punycode ...) are slow.
_LEBAR = re.compile(
    r"(utf-?(16|32)|gb\w*|big5\w*|shift.?jis|s?jis|cp9\d\d|euc.?\w\w|iso-?2022-?\w+|hz|hz-gb-2312)", re.A
)
_SEMPIT = re.compile(
    r"(us-?ascii|ascii|latin-?\d+|iso-?8859-?\d+|(windows|cp)-?\d+|koi8-?\w|mac\w*|tis-?620|utf-?8)", re.A
)

_KENDALI = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ARAH = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # marks that turn the direction of a line


@dataclass(frozen=True)
class Bagian:
    """A leaf of the tree: its kind, what it says of itself, and its bytes as they were before they were encoded."""

    jenis: str
    charset: str
    nama: str
    lampiran: bool  # says that it is an attachment
    sebaris: bool  # shown inside the text
    pilihan: int  # parts of one multipart/alternative share a number; 0 outside
    isi: bytes

    @property
    def teks(self) -> str:
        """The bytes as a text."""
        return teks_dari(self.isi[:MAKS_TEKS], self.charset)


@dataclass
class _Pohon:
    """The walk through one mail, with what is left of the limits."""

    raw: bytes
    sisa: int = MAKS_BAGIAN
    nomor: int = 0
    terpotong: bool = False
    daun: list[Bagian] = field(default_factory=list)


def bersih(text: str) -> str:
    """Without NUL, lone surrogates and controls other than line ends and tabs."""
    return _KENDALI.sub("", text)


def teks_dari(isi: bytes, charset: str) -> str:
    """Bytes as text: valid UTF-8 is UTF-8 whatever it calls itself; what fits nothing is read as Windows-1252."""
    charset = charset.strip().lower().replace("_", "-")
    lebar = bool(_LEBAR.fullmatch(charset))
    coba = [charset, "utf-8"] if lebar else ["utf-8", *([charset] if _SEMPIT.fullmatch(charset) else [])]
    for nama in coba:
        try:
            return bersih(isi.decode(nama).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
        except (UnicodeError, LookupError):
            continue
    return bersih(isi.decode("cp1252", "replace").replace("\r\n", "\n").replace("\r", "\n"))


def kepala_dan_isi(raw: bytes, mulai: int = 0, akhir: int | None = None) -> tuple[Kepala, int]:
    """The header fields (names in lower case) from `mulai` on, and where the body begins."""
    akhir = len(raw) if akhir is None else akhir
    if raw.startswith((b"\n", b"\r\n"), mulai, akhir):
        return {}, mulai + (1 if raw.startswith(b"\n", mulai) else 2)
    ujung = [(i, n) for n, i in ((len(s), raw.find(s, mulai, akhir)) for s in (b"\n\n", b"\n\r\n")) if i >= 0]
    henti, lebar = min(ujung, default=(akhir, 0))
    return _baris(raw[mulai : min(henti, mulai + MAKS_KEPALA)]), henti + lebar


def _baris(blok: bytes) -> Kepala:
    kepala: Kepala = {}
    kini: list[str] = []
    nama = ""
    for mentah in [*blok.split(b"\n", MAKS_BARIS)[:MAKS_BARIS], b":"]:
        baris = mentah.rstrip(b"\r")
        if baris[:1] in {b" ", b"\t"} and nama:
            kini.append(baris.decode("utf-8", "surrogateescape").strip())
            continue
        if nama:
            kepala.setdefault(nama, []).append(" ".join(kini)[:MAKS_NILAI])
        kiri, titik, kanan = baris.partition(b":")
        nama = kiri.decode("ascii", "replace").strip().lower() if titik and b" " not in kiri.strip() else ""
        kini = [kanan.decode("utf-8", "surrogateescape").strip()]
    return kepala


def terbaca(nilai: str) -> str:
    """A header field as people read it, on one line."""
    mentah = nilai.encode("utf-8", "surrogateescape")
    nilai = teks_dari(mentah, "utf-8")
    if "=?" in nilai:
        with contextlib.suppress(HeaderParseError, ValueError, LookupError):
            nilai = "".join(_kata(potong, charset) for potong, charset in decode_header(nilai))
    return re.sub(r"\s+", " ", _ARAH.sub("", bersih(nilai))).strip()


def _kata(potong: bytes | str, charset: str | None) -> str:
    if isinstance(potong, str):
        return potong
    return teks_dari(potong, charset) if charset else potong.decode("raw-unicode-escape", "replace")


def daun(raw: bytes) -> tuple[Kepala, list[Bagian], bool]:
    """The header of a mail, its leaves in order, and whether something passed a limit."""
    if b"\n" not in raw[:MAKS_KEPALA]:
        raw = raw.replace(b"\r", b"\n")
    mulai = raw.find(b"\n") + 1 if raw.startswith((b"From ", b">From ")) else 0
    while raw.startswith((b"\n", b"\r\n"), mulai):
        mulai += 1 if raw.startswith(b"\n", mulai) else 2
    kepala, isi = kepala_dan_isi(raw, mulai)
    pohon = _Pohon(raw)
    antre = [(kepala, isi, len(raw), 0, 0)]
    while antre:
        satu, dari, sampai, dalam, pilihan = antre.pop()
        anak = _telusuri(pohon, satu, dari, sampai, dalam, pilihan)
        antre.extend(reversed(anak))
    return kepala, pohon.daun, pohon.terpotong


_Ruas = tuple[Kepala, int, int, int, int]


def _telusuri(pohon: _Pohon, kepala: Kepala, dari: int, sampai: int, dalam: int, pilihan: int) -> list[_Ruas]:
    """The parts of a part, or none once it has been put with the leaves."""
    tentang = _tentang(kepala)
    batas = _parameter(tentang, "boundary")
    if tentang.get_content_maintype() == "multipart" and batas:
        if dalam >= MAKS_DALAM:
            pohon.terpotong = True
            return []
        ruas = list(_ruas(pohon, batas.encode("utf-8", "replace"), dari, sampai))
        if ruas:
            if tentang.get_content_subtype() == "alternative":
                pohon.nomor += 1
                pilihan = pohon.nomor
            return [(*kepala_dan_isi_ruas(pohon.raw, a, b), dalam + 1, pilihan) for a, b in ruas]
    pohon.daun.append(_daun(tentang, kepala, pohon.raw[dari:sampai], pilihan))
    return []


def kepala_dan_isi_ruas(raw: bytes, mulai: int, akhir: int) -> tuple[Kepala, int, int]:
    """As `kepala_dan_isi`, with the end of the range."""
    kepala, isi = kepala_dan_isi(raw, mulai, akhir)
    return kepala, min(isi, akhir), akhir


def _ruas(pohon: _Pohon, batas: bytes, dari: int, sampai: int) -> Iterator[tuple[int, int]]:
    """Where the parts between the lines of a boundary begin and end; the last line may be missing."""
    raw, tanda = pohon.raw, b"--" + batas
    mulai = -1
    i = raw.find(tanda, dari, sampai)
    while i >= 0:
        habis = i + len(tanda)
        henti = raw.find(b"\n", habis, sampai)
        sisanya = raw[habis : min(henti if henti >= 0 else sampai, habis + 80)].strip()
        if (i == dari or raw[i - 1 : i] == b"\n") and sisanya in {b"", b"--"}:
            if mulai >= 0:
                if pohon.sisa <= 0:
                    pohon.terpotong = True
                    return
                pohon.sisa -= 1
                yield mulai, max(mulai, i - (2 if raw[i - 2 : i] == b"\r\n" else 1))
            if sisanya == b"--":
                return
            mulai = henti + 1 if henti >= 0 else sampai
        i = raw.find(tanda, habis, sampai)
    if 0 <= mulai < sampai:
        pohon.sisa -= 1
        yield mulai, sampai


def _tentang(kepala: Kepala) -> Message:
    """What a part says of itself, for the standard library's reading of parameters."""
    pesan = Message()
    for nama in ("content-type", "content-disposition"):
        if nilai := kepala.get(nama):
            pesan[nama] = bersih(nilai[0][:MAKS_PARAMETER]).replace("\n", " ")
    return pesan


def _parameter(tentang: Message, nama: str, kepala: str = "content-type") -> str:
    try:
        nilai = tentang.get_param(nama, "", kepala)
        if isinstance(nilai, tuple):
            nilai = teks_dari(nilai[2].encode("latin-1", "replace"), nilai[0] or "utf-8")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    return terbaca(str(nilai or ""))


def _daun(tentang: Message, kepala: Kepala, isi: bytes, pilihan: int) -> Bagian:
    cara = tentang.get_content_disposition() or ""
    jenis = tentang.get_content_type()
    if jenis.startswith("multipart/"):
        jenis = "text/plain"  # a container without its boundary: what is there is shown as it is
    return Bagian(
        jenis=jenis,
        charset=_parameter(tentang, "charset"),
        nama=_parameter(tentang, "filename", "content-disposition") or _parameter(tentang, "name"),
        lampiran=cara == "attachment",
        sebaris=cara == "inline" or "content-id" in kepala,
        pilihan=pilihan,
        isi=_terurai(isi, kepala.get("content-transfer-encoding", [""])[0].strip().lower()),
    )


_BUKAN_64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))


def _terurai(isi: bytes, cara: str) -> bytes:
    """Undo the transfer encoding, as far as it goes."""
    if cara == "base64":
        huruf = isi.translate(None, _BUKAN_64)
        huruf = huruf[: len(huruf) - 1] if len(huruf) % 4 == 1 else huruf
        return binascii.a2b_base64(huruf + b"=" * (-len(huruf) % 4))
    if cara == "quoted-printable":
        return quopri.decodestring(isi)
    return isi
