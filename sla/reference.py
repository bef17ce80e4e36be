"""Loads the first deadline policies and the holidays. What LKPP has changed since is never touched."""

from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_noop

from akun.reference import Dimuat, rows_of
from sla.models import HariLibur, Kebijakan

DATA = Path(__file__).parent / "data"
ANGKA = ("jumlah", "pengingat", "eskalasi_2", "eskalasi_3")
# The names in kebijakan.csv once more, where the extraction of texts finds them: pages show them translated.
NAMA = (
    gettext_noop("Verifikasi pengaduan"),
    gettext_noop("Pelapor melengkapi data"),
    gettext_noop("Telaah sampai diteruskan ke APIP"),
    gettext_noop("APIP menyatakan menerima"),
    gettext_noop("Tindak lanjut oleh APIP"),
    gettext_noop("LKPP menjawab pertanyaan APIP"),
    gettext_noop("Reviu hasil tindak lanjut"),
    gettext_noop("Pelapor menanggapi hasil"),
    gettext_noop("Batas keseluruhan"),
)


@transaction.atomic
def load_kebijakan() -> Dimuat:
    """Policies that are missing; a policy that exists stays as the officers wrote it."""
    ada = set(Kebijakan.objects.values_list("kode", flat=True))
    baru = [
        Kebijakan(**{**r, **{a: int(r[a]) for a in ANGKA}, "kebijakan_internal": r["kebijakan_internal"] == "1"})
        for r in rows_of(DATA / "kebijakan.csv")
        if r["kode"] not in ada
    ]
    Kebijakan.objects.bulk_create(baru)
    return Dimuat("Kebijakan tenggat (yang ada tidak diubah)", len(baru), len(ada))


@transaction.atomic
def load_libur() -> Dimuat:
    """Holidays of years that have none yet: once a year is there it belongs to the officers, deletions included."""
    tahun = {d.year for d in HariLibur.objects.dates("tanggal", "year")}
    ada = HariLibur.objects.count()
    baru = [
        HariLibur(tanggal=tanggal, jenis=r["jenis"], nama=r["nama"], perkiraan=r["perkiraan"] == "1")
        for r in rows_of(DATA / "libur_2023_2027.csv")
        if (tanggal := date.fromisoformat(r["tanggal"])).year not in tahun
    ]
    HariLibur.objects.bulk_create(baru)
    return Dimuat("Hari libur (tahun yang ada tidak diubah)", len(baru), ada)


LOADERS = (load_kebijakan, load_libur)
