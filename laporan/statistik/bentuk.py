"""What a dataset is: its title, its definition in words, its rows and its columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from laporan.periode import Triwulan

Kata = Callable[[Triwulan], Mapping[str, str]]


class Jenis(StrEnum):
    """What the rows of a dataset say, and so which columns it has."""

    CACAH = "cacah"  # how many cases; small counts are hidden
    JANJI = "janji"  # promises decided, in tens, and the share kept
    BAGIAN = "bagian"  # a share in whole percent, without the counts behind it
    CAKUPAN = "cakupan"  # offices that have joined, of all; offices are no persons, nothing is hidden


class Kelompok(StrEnum):
    """Of what a dataset is. The cases of one group are the same ones, and have the same total."""

    MASUK = "masuk"
    SELESAI = "selesai"
    JANJI = "janji"
    PAKET = "paket"
    INSPEKTORAT = "inspektorat"
    TIKET = "tiket"
    KONSULTASI = "konsultasi"


@dataclass(frozen=True)
class Kolom:
    """One field of a row, as it is documented."""

    nama: str
    tipe: str  # of JSON Schema: "string" or "integer"
    arti: Promise
    boleh_kosong: bool = False
    nilai: tuple[str, ...] = ()  # all that it can be, where that is known


@dataclass(frozen=True)
class Dataset:
    """One published table. `kata` gives all its rows, also those without a case, so that the rows say nothing."""

    kode: str
    jenis: Jenis
    kelompok: Kelompok
    judul: Promise
    uraian: Promise
    dimensi: Promise  # what a row is
    kata: Kata
    kolom: str = ""  # expression on FaktaKasus `f` that gives the code of the row
    gabung: str = ""
    tertutup: frozenset[str] = frozenset()

    @property
    def lajur(self) -> tuple[Kolom, ...]:
        """Its columns."""
        return KOLOM[self.jenis]


AWAL = (
    Kolom("kode", "string", _("Kode baris, tetap sama di semua triwulan; kosong untuk yang tidak tercatat")),
    Kolom("label", "string", _("Nama baris dalam Bahasa Indonesia")),
)
DISEMBUNYIKAN, TELAT_SEDIKIT, TEPAT_SEDIKIT = "disembunyikan", "telat_kurang_dari_k", "tepat_kurang_dari_k"
AKHIR = (
    Kolom(
        "keterangan",
        "string",
        _("Kosong bila angkanya terbit; kalau tidak, “disembunyikan”"),
        nilai=("", DISEMBUNYIKAN),
    ),
)
KOLOM: Mapping[Jenis, tuple[Kolom, ...]] = {
    Jenis.CACAH: (
        *AWAL,
        Kolom("jumlah", "integer", _("Banyaknya kasus; kosong bila disembunyikan"), boleh_kosong=True),
        *AKHIR,
    ),
    Jenis.JANJI: (
        *AWAL,
        Kolom("diputus", "integer", _("Janji yang diputus, dibulatkan ke bawah ke puluhan"), boleh_kosong=True),
        Kolom("persen_terendah", "integer", _("Paling sedikit sekian persen ditepati"), boleh_kosong=True),
        Kolom("persen_tertinggi", "integer", _("Paling banyak sekian persen ditepati"), boleh_kosong=True),
        Kolom(
            "keterangan",
            "string",
            _(
                "Kosong bila bagiannya terbit (kurang dari 100 janji: dibulatkan ke bawah ke kelipatan 5); "
                "“telat_kurang_dari_k” atau “tepat_kurang_dari_k” bila yang terlambat atau yang ditepati kurang dari 5 "
                "(k); “disembunyikan” bila semuanya sedikit"
            ),
            nilai=("", DISEMBUNYIKAN, TELAT_SEDIKIT, TEPAT_SEDIKIT),
        ),
    ),
    Jenis.BAGIAN: (
        *AWAL,
        Kolom(
            "persen",
            "integer",
            _("Bagian dalam persen, dibulatkan ke bawah; dari kurang dari 100: ke kelipatan 5"),
            boleh_kosong=True,
        ),
        *AKHIR,
    ),
    Jenis.CAKUPAN: (
        *AWAL,
        Kolom("bergabung", "integer", _("Inspektorat yang sudah bergabung")),
        Kolom("seluruhnya", "integer", _("Semua kementerian, lembaga, atau pemerintah daerah di baris ini")),
    ),
}
"""The columns of each kind of dataset, in the order of the CSV."""
