"""The paper of a letter: what stands where, as a PDF/A-3a that is rendered once and then signed."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from urllib.parse import urlsplit

import segno
from django.utils.safestring import SafeString, mark_safe

from berkas import cetak as mesin_cetak
from persuratan import naskah_lampiran

GAYA = "naskah.css"
GAYA_AKSARA = "naskah-aksara.css"
LUAR_LATIN = re.compile(r"[^\x00-\u058f\u1d00-\u2062\u20a0-\u218f\u2212\ufb00-\ufb06]")
"""Characters that may need the fonts of other scripts; most letters do without, and are done sooner."""
TETAP = frozenset("\n\t\u00ad\u200c\u200d")  # invisible, but they part lines or shape words and scripts
TANPA_RUPA = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})
KATA_TANPA_AKHIR = re.compile(r"[^\s<>&;]{100,}")
POTONGAN = re.compile(r".{1,40}")
PENUTUP_PANJANG = 600  # letters; a longer paragraph may be parted, and its last lines go with the signature
BILANGAN = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")


@dataclass(frozen=True)
class Isi:
    """Everything that is printed on a letter."""

    nomor_surat: str
    tempat_tanggal: str
    sifat: str
    perihal: str
    tujuan: str  # one addressee per line
    isi_html: str  # safe, from templat.html
    jabatan: str
    nama: str
    lampiran: str = ""  # empty: said by their number
    tujuan_tempat: str = ""
    tembusan: tuple[str, ...] = ()
    tiket: str = ""
    token: str = ""
    alamat_cek: str = ""  # the address in the QR code
    jumlah_lampiran: int = 0
    judul_lampiran: tuple[str, ...] = ()
    rahasia: bool = False
    klasifikasi: str = ""  # "Rahasia", "Sangat rahasia"; empty with `rahasia`: "Rahasia"
    penerbit: str = "Balai Sertifikasi Elektronik (BSrE)"  # of the signer's certificate
    konsep: bool = False  # a draft: a watermark, no QR code, and it says that it is no letter


def cetak(isi: Isi, lampiran: Sequence[bytes] = ()) -> bytes:
    """The letter and the pages of its attachments. Raises PdfTidakTersedia, HurufTakTerlukis."""
    isi = _bersih(isi)
    lembar = naskah_lampiran.lembar(lampiran, isi.judul_lampiran)
    gaya = (GAYA, GAYA_AKSARA) if LUAR_LATIN.search(_semua_teks(isi)) else (GAYA,)
    pdf = mesin_cetak.arsip("persuratan/naskah/surat.html", _konteks(isi, len(lampiran), lembar), gaya=gaya)
    return naskah_lampiran.sisipkan(pdf, lampiran)


def kode_qr(alamat: str) -> str:
    """An address as a QR code, a `data:` address for an image."""
    return str(segno.make(alamat, error="m", micro=False).svg_data_uri(scale=4, border=2))


def bilangan(n: int) -> str:
    """A small number as a letter writes it: 2 (dua)."""
    if n < len(BILANGAN):
        return f"{n} ({BILANGAN[n]})"
    return f"{n} ({BILANGAN[n - 10]} belas)" if n < 20 else str(n)


def bersih(teks: str) -> str:
    """Text without what has no place on paper: control characters, and marks that turn the order of letters round.

    Words without end get places where a line may break, unseen: to look for them takes the press minutes.
    """
    if not teks.isprintable():
        teks = "".join(h for h in teks if h in TETAP or unicodedata.category(h) not in TANPA_RUPA)
    return KATA_TANPA_AKHIR.sub(lambda kata: "\u200b".join(POTONGAN.findall(kata[0])), teks)


def _bersih(isi: Isi) -> Isi:
    """The letter with every text clean."""
    baru: dict[str, object] = {}
    for bidang in fields(isi):
        nilai = getattr(isi, bidang.name)
        if isinstance(nilai, str):
            baru[bidang.name] = bersih(nilai)
        elif isinstance(nilai, tuple):
            baru[bidang.name] = tuple(bersih(satu) for satu in nilai)
    return replace(isi, **baru)  # type: ignore[arg-type]


def _semua_teks(isi: Isi) -> str:
    """All that is to be drawn."""
    return " ".join(str(getattr(isi, bidang.name)) for bidang in fields(isi))


def _konteks(isi: Isi, jumlah: int, lembar: Sequence[naskah_lampiran.Lembar]) -> dict[str, object]:
    """What the template says."""
    jumlah = max(jumlah, isi.jumlah_lampiran)
    klasifikasi = isi.klasifikasi or ("Rahasia" if isi.rahasia else "")
    return {
        "isi": isi,
        **_isi(isi.isi_html),
        "judul": " ".join(f"Surat {isi.nomor_surat}: {isi.perihal}".split()),
        "lampiran": isi.lampiran or (f"{bilangan(jumlah)} berkas" if jumlah else "-"),
        "tanggal": isi.tempat_tanggal.rpartition(", ")[2],
        "tujuan": _baris(isi.tujuan),
        "tempat": re.sub(r"^di\s+", "", isi.tujuan_tempat.strip()),
        "tembusan": [satu for satu in isi.tembusan if satu.strip()],
        "klasifikasi": klasifikasi.upper(),
        "qr": "" if isi.konsep else kode_qr(isi.alamat_cek),
        **_alamat(isi.alamat_cek),
        "lembar": lembar,
    }


def _baris(teks: str) -> list[str]:
    """The lines that say something."""
    return [baris.strip() for baris in teks.splitlines() if baris.strip()]


def _alamat(alamat_cek: str) -> dict[str, str]:
    """Where to check, short enough to type: our site, and the page below it."""
    alamat = urlsplit(alamat_cek)
    halaman = alamat.path.strip("/").split("/")[0]
    return {"situs": f"{alamat.scheme}://{alamat.netloc}", "halaman": f"{alamat.netloc}/{halaman}"}


def _isi(isi_html: str) -> dict[str, SafeString]:
    """The body, made by templat.html; a short last paragraph stays with the signature, never alone on a page."""
    potong = isi_html.rfind("<p>") if isi_html.rstrip().endswith("</p>") else len(isi_html)
    if len(isi_html) - potong > PENUTUP_PANJANG:
        potong = len(isi_html)
    return {"isi_html": mark_safe(isi_html[:potong]), "penutup_html": mark_safe(isi_html[potong:])}
