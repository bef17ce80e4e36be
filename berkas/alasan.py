"""Why a file is not simply accepted: codes only, without Django, because the limited child speaks them too."""

from enum import StrEnum


class Alasan(StrEnum):
    """One code per sentence in `berkas.putusan.KALIMAT`."""

    # refused at once, nothing is kept
    KOSONG = "kosong"
    TERLALU_BESAR = "terlalu_besar"
    TERLALU_BANYAK = "terlalu_banyak"
    KUOTA = "kuota"
    GANGGUAN = "gangguan"
    JENIS = "jenis"
    HEIC = "heic"
    OFFICE_LAMA = "office_lama"
    HALAMAN_WEB = "halaman_web"
    PROGRAM = "program"
    ARSIP = "arsip"
    TEKS = "teks"
    MALWARE = "malware"
    DITOLAK_PETUGAS = "ditolak_petugas"
    # kept sealed, opened by nobody until an officer decides
    MAKRO = "makro"
    SKRIP = "skrip"
    AKSI = "aksi"
    TERTANAM = "tertanam"
    MEDIA = "media"
    XFA = "xfa"
    TAUTAN_LUAR = "tautan_luar"
    SANDI = "sandi"
    BOM = "bom"
    RUMIT = "rumit"
    POLIGLOT = "poliglot"
    RUSAK = "rusak"
    TIDAK_DIPERIKSA = "tidak_diperiksa"


KARANTINA = frozenset(
    {
        Alasan.MAKRO,
        Alasan.SKRIP,
        Alasan.AKSI,
        Alasan.TERTANAM,
        Alasan.MEDIA,
        Alasan.XFA,
        Alasan.TAUTAN_LUAR,
        Alasan.SANDI,
        Alasan.BOM,
        Alasan.RUMIT,
        Alasan.POLIGLOT,
        Alasan.RUSAK,
        Alasan.TIDAK_DIPERIKSA,
    }
)


class Suspect(Exception):
    """The file cannot be accepted, for the reason named by `alasan`."""

    def __init__(self, alasan: Alasan) -> None:
        super().__init__(alasan.value)
        self.alasan = alasan
