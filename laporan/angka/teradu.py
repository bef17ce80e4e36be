"""Roles of the persons complained about."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from laporan.angka.bentuk import PENUH, Angka, Rincian
from laporan.angka.kelompok import Kelompok, susun
from laporan.fakta import PENGADUAN
from pengaduan.pilihan import PeranTeradu

KOMA = ","


@dataclass(frozen=True)
class PerPeran(Kelompok):
    """Complaints by the list of their roles; a list counts for each role in it."""

    def sama(self) -> str:
        """The complaints that name a role; with "" those that name none."""
        return "(%(bagian)s = ANY(f.teradu) OR (%(bagian)s = '' AND f.teradu = '{}'))"

    def susun(self, jumlah: Mapping[str, int]) -> Rincian:
        """One complaint stands in the line of each of its roles, but is one complaint."""
        peran: Counter[str] = Counter()
        for daftar, banyak in jumlah.items():
            for satu in daftar.split(KOMA):
                peran[satu] += banyak
        return Rincian(tuple(susun(peran, self.kata(), str(self.kosong))), sum(jumlah.values()))


KELOMPOK = PerPeran(
    tipe=PENGADUAN,
    kolom=f"array_to_string(f.teradu, '{KOMA}')",
    kata=lambda: dict(PeranTeradu.choices),
    kosong=_("Tidak ada teradu yang dicatat"),
)
ANGKA = Angka(
    kode="teradu",
    judul=_("Teradu menurut peran"),
    tanya=_("Pelaku pengadaan mana yang diadukan?"),
    definisi=_(
        "Pengaduan yang masuk dalam periode menurut peran pelaku yang diadukan. Pengaduan yang menyebut beberapa "
        "peran dihitung di setiap peran itu, tetapi peran yang sama dihitung sekali; karena itu jumlah barisnya dapat "
        "melebihi jumlah pengaduan."
    ),
    cara=KELOMPOK,
    saringan=PENUH,
    di_balik=KELOMPOK.kasus,
)
