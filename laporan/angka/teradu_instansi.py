"""The institutions about which most complaints came in."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from akun.models import Instansi
from laporan.angka.bentuk import PENUH, Angka, Baris, Rincian
from laporan.angka.kelompok import Kelompok
from laporan.fakta import PENGADUAN

TERBANYAK = 10


@dataclass(frozen=True)
class PerInstansi(Kelompok):
    """Complaints by institution, of which the first few are lines."""

    def susun(self, jumlah: Mapping[str, int]) -> Rincian:
        """Most complaints first, then by name; `jumlah` are all complaints, also those without an institution."""
        ada = {int(kode): banyak for kode, banyak in jumlah.items() if kode}
        batas = sorted(ada.values(), reverse=True)[:TERBANYAK]
        calon = [pk for pk, banyak in ada.items() if banyak >= batas[-1]]
        nama = dict(Instansi.objects.filter(pk__in=calon).values_list("pk", "nama"))
        urut = sorted(nama, key=lambda pk: (-ada[pk], nama[pk].casefold()))[:TERBANYAK]
        return Rincian(tuple(Baris(str(pk), nama[pk], ada[pk]) for pk in urut), sum(jumlah.values()))


KELOMPOK = PerInstansi(
    tipe=PENGADUAN,
    kolom="coalesce(f.instansi_id::text, '')",
    kata=dict,
    kosong=_("Instansi belum tercatat"),
)
ANGKA = Angka(
    kode="teradu_instansi",
    judul=_("Instansi terbanyak diadukan"),
    tanya=_("Instansi mana yang paling banyak diadukan?"),
    definisi=_(
        "Sepuluh instansi dengan pengaduan masuk terbanyak dalam periode; yang sama banyak menurut abjad. Banyak "
        "pengaduan belum berarti banyak pelanggaran: instansi besar punya lebih banyak paket."
    ),
    cara=KELOMPOK,
    saringan=PENUH,
    di_balik=KELOMPOK.kasus,
)
