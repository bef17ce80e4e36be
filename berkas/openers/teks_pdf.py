"""The words of a PDF, for search: what its pages show as text, in the order in which it is drawn. Scans have none.

Written with pikepdf, which the gate opens the same file with: no second parser of hostile files comes into the house.
It is no page layout: a change of line is a line, a wide gap is a blank, and a font that does not say what its signs
mean gives nothing. It stands in the limited child (berkas.child), within the same bounds as the gate.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from berkas.alasan import Alasan, Suspect
from berkas.limits import PAGES, TEXT
from berkas.openers import pdf as satu
from berkas.openers.report import Report

for _kode in ("cp1252", "utf-16-be", "latin-1"):
    codecs.lookup(_kode)  # nothing can be imported once the child is locked up
HALAMAN = 60  # a letter and its enclosures; more pages add no words that it is looked for by
CELAH = -180  # thousandths of a font size: a gap that wide between two pieces is a blank
BARIS = 0.5  # points up or down: another line
DALAM = 6  # forms in forms
KODE = re.compile(r"<([0-9A-Fa-f\s]*)>")
BAGIAN = re.compile(r"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
RENTANG = re.compile(
    r"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[((?:\s*<[0-9A-Fa-f\s]*>)*)\s*\])"
)
TERBANYAK = 65_536  # signs of a font


class Cukup(Exception):
    """The bound of the text is reached."""


@dataclass
class Huruf:
    """What the bytes of a font mean."""

    lebar: int = 1  # bytes of a sign
    arti: dict[int, str] = field(default_factory=dict)

    def baca(self, isi: bytes) -> str:
        """The text of a drawn piece."""
        if self.lebar == 1 and not self.arti:
            return isi.decode("cp1252", errors="ignore")
        pasang = (isi[i : i + self.lebar] for i in range(0, len(isi), self.lebar))
        cadangan = "cp1252" if self.lebar == 1 else ""
        return "".join(
            self.arti.get(int.from_bytes(p, "big"), p.decode(cadangan, errors="ignore") if cadangan else "")
            for p in pasang
        )


@dataclass
class Kertas:
    """What has been written so far, and where the pen stands."""

    bagian: list[str] = field(default_factory=list)
    panjang: int = 0
    huruf: Huruf = field(default_factory=Huruf)
    di: float = 0.0

    def tulis(self, teks: str) -> None:
        """Add a piece. Raises Cukup at the bound."""
        self.bagian.append(teks)
        self.panjang += len(teks)
        if self.panjang > TEXT:
            raise Cukup

    def pindah(self, ke: float) -> None:
        """The pen goes to another place: on another line, or further on the same."""
        self.tulis("\n" if abs(ke - self.di) > BARIS else " ")
        self.di = ke


def open_file(source: BinaryIO, data: bytes, mime: str, out: BinaryIO) -> Report:
    """Write the words to `out` as UTF-8. Raises Suspect for what the gate would not take."""
    satu.check_surroundings(data)
    try:
        with pikepdf.open(source, attempt_recovery=False) as pdf:
            if pdf.is_encrypted or len(pdf.pages) > PAGES:
                raise Suspect(Alasan.SANDI if pdf.is_encrypted else Alasan.RUMIT)
            satu.check_objects(pdf)
            out.write(_rapikan(_baca(pdf)).encode()[:TEXT])
    except (pikepdf.PdfError, RuntimeError) as error:
        raise Suspect(Alasan.RUSAK) from error
    return Report(mime, salinan=True)


def _baca(pdf: Pdf) -> str:
    kertas = Kertas()
    for nomor, halaman in enumerate(pdf.pages):
        if nomor == HALAMAN:
            break
        try:
            _isi(halaman.obj, halaman.get("/Resources"), kertas, 0)
            kertas.tulis("\n")
        except Cukup:
            break
        except (pikepdf.PdfError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RuntimeError):
            continue  # a page that cannot be read does not take the others along
    return "".join(kertas.bagian)


def _isi(objek: Any, sumber: Any, kertas: Kertas, dalam: int) -> None:
    """The text of a page or of a form drawn on one."""
    bawaan = sumber if isinstance(sumber, Dictionary) else Dictionary()
    huruf: dict[str, Huruf] = {}
    for perintah in pikepdf.parse_content_stream(objek):
        operand = perintah.operands
        match str(perintah.operator):
            case "Tf":
                nama = str(operand[0])
                if nama not in huruf:
                    huruf[nama] = _huruf(bawaan.get("/Font", Dictionary()).get(nama))
                kertas.huruf = huruf[nama]
            case "Td" | "TD":
                kertas.pindah(kertas.di + float(operand[1]))
            case "Tm":
                kertas.pindah(float(operand[5]))
            case "T*":
                kertas.tulis("\n")
            case "Tj":
                kertas.tulis(kertas.huruf.baca(bytes(operand[0])))
            case "'" | '"':
                kertas.tulis("\n" + kertas.huruf.baca(bytes(operand[-1])))
            case "TJ":
                kertas.tulis("".join(_potong(operand[0], kertas.huruf)))
            case "BT":
                kertas.tulis("\n")
                kertas.di = 0.0
            case "Do" if dalam < DALAM:
                form = bawaan.get("/XObject", Dictionary()).get(str(operand[0]))
                if isinstance(form, Stream) and form.get("/Subtype") == Name.Form:
                    _isi(form, form.get("/Resources", bawaan), kertas, dalam + 1)


def _potong(deret: Any, huruf: Huruf) -> Iterator[str]:
    """The pieces of a line that is drawn with gaps."""
    for bagian in deret if isinstance(deret, Array) else ():
        if isinstance(bagian, String):
            yield huruf.baca(bytes(bagian))
        elif float(bagian) < CELAH:
            yield " "


def _huruf(font: Any) -> Huruf:
    """How to read a font: by what it says itself (ToUnicode), else as plain Western text."""
    if not isinstance(font, Dictionary):
        return Huruf()
    hasil = Huruf(lebar=2 if font.get("/Subtype") == Name.Type0 else 1)
    kamus = font.get("/ToUnicode")
    if isinstance(kamus, Stream):
        for jenis, isi in BAGIAN.findall(kamus.read_bytes().decode("latin-1")):
            (_satuan if jenis == "bfchar" else _rentang)(isi, hasil.arti)
    return hasil


def _satuan(isi: str, arti: dict[int, str]) -> None:
    kode = KODE.findall(isi)
    for dari, ke in zip(kode[::2], kode[1::2], strict=False):
        arti[_angka(dari)] = _teks(ke)


def _rentang(isi: str, arti: dict[int, str]) -> None:
    for awal, akhir, ke, daftar in RENTANG.findall(isi):
        mulai, banyak = _angka(awal), _angka(akhir) - _angka(awal) + 1
        if not 0 < banyak <= TERBANYAK or len(arti) > TERBANYAK:
            continue
        if ke:
            dasar = _angka(ke)
            arti |= {mulai + n: chr(dasar + n) for n in range(banyak) if dasar + n < 0x110000}
        else:
            arti |= {mulai + n: _teks(t) for n, t in enumerate(KODE.findall(daftar)[:banyak])}


def _angka(heksa: str) -> int:
    rapat = "".join(heksa.split())
    return int(rapat, 16) if rapat else 0


def _teks(heksa: str) -> str:
    return bytes.fromhex("".join(heksa.split())).decode("utf-16-be", errors="ignore")


def _rapikan(teks: str) -> str:
    """Single blanks, no empty lines, no signs that text cannot hold."""
    bersih = "".join(c if c in "\n\t" or c.isprintable() else " " for c in teks)
    return "\n".join(b for baris in bersih.splitlines() if (b := " ".join(baris.split())))
