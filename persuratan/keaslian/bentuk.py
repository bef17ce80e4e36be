"""What a check of a PDF says: colours, four lines per signature, and the codes behind each sentence.

Without Django, because the limited child speaks it too.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Warna(StrEnum):
    """Green: it holds. Red: it does not. Grey: nobody can tell. The last: nothing to tell."""

    HIJAU = "hijau"
    MERAH = "merah"
    ABU = "abu"
    TANPA_TANDA_TANGAN = "tanpa_tanda_tangan"


NAMA_BARIS = ("integritas", "cakupan", "rantai", "waktu")


class Kode(StrEnum):
    """One code per sentence in `kalimat.KALIMAT`."""

    # integritas
    UTUH = "utuh"
    BERUBAH = "berubah"
    TANDA_RUSAK = "tanda_rusak"
    TIDAK_DIDUKUNG = "tidak_didukung"
    # cakupan
    SELURUH = "seluruh"
    SELURUH_LALU_TANDA = "seluruh_lalu_tanda"
    SELURUH_LALU_ISIAN = "seluruh_lalu_isian"
    DIUBAH_SESUDAHNYA = "diubah_sesudahnya"
    SEBAGIAN = "sebagian"
    SETELAH_AKHIR = "setelah_akhir"
    JEJAK = "jejak"
    DITOLAK_PENANDA = "ditolak_penanda"
    # rantai
    TEPERCAYA = "tepercaya"
    TIDAK_DIKENAL = "tidak_dikenal"
    BUATAN_SENDIRI = "buatan_sendiri"
    TANPA_AKAR = "tanpa_akar"
    DICABUT = "dicabut"
    KEDALUWARSA = "kedaluwarsa"
    KEDALUWARSA_TANPA_WAKTU = "kedaluwarsa_tanpa_waktu"
    BELUM_BERLAKU = "belum_berlaku"
    BUKAN_UNTUK_INI = "bukan_untuk_ini"
    ALGORITMA_LEMAH = "algoritma_lemah"
    # waktu
    STEMPEL = "stempel"
    STEMPEL_TIDAK_DIKENAL = "stempel_tidak_dikenal"
    STEMPEL_RUSAK = "stempel_rusak"
    PENGAKUAN = "pengakuan"
    MASA_DEPAN = "masa_depan"
    TANPA_WAKTU = "tanpa_waktu"
    # any line
    TIDAK_DIPERIKSA = "tidak_diperiksa"
    TIDAK_ADA = "tidak_ada"
    # the file as a whole
    TANPA = "tanpa"
    HANYA_STEMPEL = "hanya_stempel"
    BUKAN_PDF = "bukan_pdf"
    TERLALU_BESAR = "terlalu_besar"
    TERLALU_RUMIT = "terlalu_rumit"
    TERENKRIPSI = "terenkripsi"
    RUSAK = "rusak"
    MALWARE = "malware"
    BATAS = "batas"
    TAK_TERBACA = "tak_terbaca"


@dataclass(frozen=True)
class Baris:
    """One of the four lines of a verdict."""

    nama: str
    warna: Warna
    kode: str
    kalimat: str = ""


EmpatBaris = tuple[Baris, ...]


@dataclass(frozen=True)
class TandaTangan:
    """One signature: who, attested by whom, when (`terjamin` by a trusted time stamp), and its four lines."""

    nama: str
    penerbit: str
    pada: datetime | None
    terjamin: bool
    baris: EmpatBaris
    stempel_waktu: bool = False


@dataclass(frozen=True)
class Putusan:
    """`warna`: has the document changed since it was signed. `ringkasan`: may one rely on it (see `nilai.ringkas`)."""

    warna: Warna
    ringkasan: Warna
    alasan: str
    kalimat: str
    baris: EmpatBaris
    tanda_tangan: tuple[TandaTangan, ...]
    detik: float
    memori_kib: int


@dataclass(frozen=True)
class Kepercayaan:
    """The certificates (PEM) that we trust: roots, those between, and authorities of time."""

    akar: tuple[str, ...] = ()
    perantara: tuple[str, ...] = ()
    tsa: tuple[str, ...] = ()
