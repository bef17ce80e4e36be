"""What a PDF looks like, found out in the limited child: its pages as pictures, the numbers on them, where two differ.

The `mime` says what to do (see open_file). No Django here: the child knows nothing of the portal.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NamedTuple

import PIL.PngImagePlugin  # noqa: F401 - nothing can be imported once locked up
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFont

LENGTH = 8
"""Bytes of the length in front of each document or picture, where several follow each other."""
KLAIM, HALAMAN, BANDING = "klaim", "halaman", "banding"
SKALA = 1.4  # pixels per point: A4 is 833 x 1179
TITIK = 1_600_000  # pixels of a page at the most; larger pages are drawn smaller
TERBACA = 60  # pages that are searched for numbers
DIBANDING = 40  # pages that are compared
DIGAMBAR = 8  # differing pages of which pictures are made
AMBANG = 48  # of 255: what the eye takes for the same
LAJUR = 8  # pixels of a strip in which differences are looked for
TANDA = 12  # marks on a page
HURUF = 300  # letters of a text beside a mark
SEMUA_HURUF = 9_000  # of all of them: the answer has to fit into sandbox.ANSWER
BANYAK = 20  # numbers of each kind
TIKET = re.compile(r"\bSK\d{12}\b")
TOKEN = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}\b")
NOMOR = re.compile(r"\b\d{1,6}/[A-Za-z0-9](?:[A-Za-z0-9./-]| (?=\S)){0,40}/\d{2}/\d{4}\b")
HIJAU, MERAH = "#1b6640", "#b02c08"
ANGKA = ImageFont.load_default(18)
Image.init()
for sandi in ("utf-16-le", "utf-8", "latin-1"):
    codecs.lookup(sandi)


@dataclass
class Laporan:
    """What the child answers."""

    isi: dict[str, Any] = field(default_factory=dict)

    def jawaban(self) -> dict[str, Any]:
        """As the parent reads it."""
        return {"dilihat": True, **self.isi}


class Gambar(NamedTuple):
    """A page: the picture, its scale, and the words on it."""

    citra: Image.Image
    skala: float
    teks: Any

    def bunyi(self, kotak: tuple[int, int, int, int]) -> str:
        """What stands in a part of the picture."""
        kiri, atas, kanan, bawah = (sisi / self.skala for sisi in kotak)
        tinggi = self.citra.height / self.skala
        teks: str = self.teks.get_text_bounded(kiri - 1, tinggi - bawah - 1, kanan + 1, tinggi - atas + 1)
        return " ".join(teks.split())[:HURUF]


def open_file(source: BinaryIO, data: bytes, mime: str, out: BinaryIO) -> Laporan:
    """`klaim`: numbers in the text; `halaman:N`: page N as PNG to `out` (0: count only); `banding`: two documents, each
    behind its length, pictures of differing pages to `out`, ours and theirs in turns, each behind its length.
    """
    if mime == KLAIM:
        return Laporan(_klaim(_buka(data)))
    if mime == BANDING:
        panjang = int.from_bytes(data[:LENGTH], "big")
        return Laporan(_banding(_buka(data[LENGTH : LENGTH + panjang]), _buka(data[LENGTH + panjang :]), out))
    dokumen, ke = _buka(data), int(mime.partition(":")[2])
    if ke:
        _lukis(dokumen, ke - 1).citra.save(out, "PNG")
    return Laporan({"jumlah": len(dokumen)})


def _buka(data: bytes) -> Any:
    dokumen = pypdfium2.PdfDocument(data)
    dokumen.init_forms()
    return dokumen


def _lukis(dokumen: Any, ke: int) -> Gambar:
    halaman = dokumen[ke]
    lebar, tinggi = halaman.get_size()
    skala = min(SKALA, (TITIK / max(1.0, lebar * tinggi)) ** 0.5)
    return Gambar(halaman.render(scale=skala).to_pil().convert("RGB"), skala, halaman.get_textpage())


def _klaim(dokumen: Any) -> dict[str, Any]:
    """Tickets, tokens and numbers of letters that stand in the text."""
    temu: dict[str, dict[str, None]] = {"tiket": {}, "token": {}, "nomor": {}}
    for ke in range(min(len(dokumen), TERBACA)):
        teks = dokumen[ke].get_textpage().get_text_range()
        for jenis, pola in (("tiket", TIKET), ("token", TOKEN), ("nomor", NOMOR)):
            temu[jenis] |= dict.fromkeys(pola.findall(teks))
    return {jenis: list(isi)[:BANYAK] for jenis, isi in temu.items()}


def _banding(kita: Any, mereka: Any, out: BinaryIO) -> dict[str, Any]:
    """Which pages differ, what stands there on either side, and pictures with the places marked."""
    beda: list[dict[str, Any]] = []
    dibanding = min(DIBANDING, max(len(kita), len(mereka)))
    for ke in range(dibanding):
        ada = [_lukis(dokumen, ke) if ke < len(dokumen) else None for dokumen in (kita, mereka)]
        satu, dua = ada
        tempat = list(_tempat(satu, dua)) if satu and dua else []
        if satu and dua and not tempat:
            continue
        bergambar = len(beda) < DIGAMBAR
        beda.append({"halaman": ke + 1, "bergambar": bergambar, **_rinci(ada, tempat)})
        for sisi, warna in zip(ada, (HIJAU, MERAH), strict=True) if bergambar else ():
            _tulis(out, sisi, tempat, warna)
    return {"jumlah": [len(kita), len(mereka)], "dibanding": dibanding, "beda": _hemat(beda)}


def _hemat(beda: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out what stands at marks once there is too much of it."""
    sisa = SEMUA_HURUF
    for satu in beda:
        panjang = sum(len(sisi) for dua in satu["bunyi"] for sisi in dua)
        if not satu["bergambar"] or panjang > sisa:
            satu["bunyi"] = []
        else:
            sisa -= panjang
    return beda


def _tempat(kita: Gambar, mereka: Gambar) -> Iterator[tuple[int, int, int, int]]:
    """Boxes around what differs, from top to bottom."""
    lebar = max(kita.citra.width, mereka.citra.width)
    tinggi = max(kita.citra.height, mereka.citra.height)
    dua = [Image.new("RGB", (lebar, tinggi), "white") for _sisi in range(2)]
    for kertas, sisi in zip(dua, (kita, mereka), strict=True):
        kertas.paste(sisi.citra)
    beda = ImageChops.difference(*dua).convert("L").point([0] * AMBANG + [255] * (256 - AMBANG))
    mulai, akhir, jumlah = -1, -1, 0
    for y in range(0, tinggi, LAJUR):
        if beda.crop((0, y, lebar, min(tinggi, y + LAJUR))).getbbox():
            mulai, akhir = (y if mulai < 0 else mulai), y + LAJUR
        elif mulai >= 0 and y - akhir >= LAJUR and jumlah < TANDA - 1:
            yield _kotak(beda, mulai, akhir)
            mulai, jumlah = -1, jumlah + 1
    if mulai >= 0:
        yield _kotak(beda, mulai, min(tinggi, akhir))


def _kotak(beda: Image.Image, atas: int, bawah: int) -> tuple[int, int, int, int]:
    kiri, y0, kanan, y1 = beda.crop((0, atas, beda.width, bawah)).getbbox() or (0, 0, beda.width, bawah - atas)
    return kiri, atas + y0, kanan, atas + y1


def _rinci(ada: list[Gambar | None], tempat: list[tuple[int, int, int, int]]) -> dict[str, Any]:
    """What stands at each mark, ours and theirs."""
    return {
        "ada": [sisi is not None for sisi in ada],
        "ukuran": [list(sisi.citra.size) if sisi else [] for sisi in ada],
        "bunyi": [[sisi.bunyi(kotak) if sisi else "" for sisi in ada] for kotak in tempat],
    }


def _tulis(out: BinaryIO, sisi: Gambar | None, tempat: list[tuple[int, int, int, int]], warna: str) -> None:
    """A picture with its marks, behind its length; a page that is not there has none."""
    if sisi is None:
        out.write(bytes(LENGTH))
        return
    pena = ImageDraw.Draw(sisi.citra)
    for ke, (kiri, atas, kanan, bawah) in enumerate(tempat, start=1):
        pena.rectangle((kiri - 6, atas - 6, kanan + 6, bawah + 6), outline=warna, width=3)
        pusat = (min(kanan + 6, sisi.citra.width - 16), max(16, atas - 6))
        pena.circle(pusat, 14, fill=warna)
        pena.text(pusat, str(ke), fill="white", font=ANGKA, anchor="mm")
    di = out.tell()
    out.write(bytes(LENGTH))
    sisi.citra.save(out, "PNG")
    akhir = out.tell()
    out.seek(di)
    out.write((akhir - di - LENGTH).to_bytes(LENGTH, "big"))
    out.seek(akhir)
