"""Loads LKPP's desk with its teams, and the nine kinds of incident of the SLA. What was changed since is left alone."""

from pathlib import Path

from django.db import transaction

from akun.models import Unit
from akun.reference import Dimuat, rows_of
from helpdesk.models import JenisGangguan, MejaLayanan, Regu
from helpdesk.pilihan import JenisMeja

DATA = Path(__file__).parent / "data"
UNIT_HELPDESK = "DSPD"
SUREL, TELEPON = "helpdesk-lpse@lkpp.go.id", "(021) 2991 2450"


@transaction.atomic
def load_meja() -> Dimuat:
    """The desk of LKPP and the sections behind it; nothing where there is a desk of LKPP already."""
    ada = MejaLayanan.objects.filter(jenis=JenisMeja.LKPP).count()
    if ada:
        return Dimuat("Helpdesk LKPP (yang ada tidak diubah)", 0, ada)
    unit = Unit.objects.get(kode=UNIT_HELPDESK)
    meja = MejaLayanan.objects.create(unit=unit, jenis=JenisMeja.LKPP, surel=SUREL, telepon=TELEPON)
    Regu.objects.bulk_create(Regu(meja=meja, kode=r["kode"], nama=r["nama"]) for r in rows_of(DATA / "regu.csv"))
    return Dimuat("Helpdesk LKPP (yang ada tidak diubah)", 1, 0)


@transaction.atomic
def load_jenis_gangguan() -> Dimuat:
    """The rows of the priority table that are missing."""
    ada = set(JenisGangguan.objects.values_list("kode", flat=True))
    baru = [
        JenisGangguan(
            kode=r["kode"],
            urut=int(r["urut"]),
            nama=r["nama"],
            tahapan=[int(t) for t in r["tahapan"].split()],
            r=int(r["r"]),
            k=int(r["k"]),
            galat_aplikasi=r["galat_aplikasi"] == "1",
            jaringan=r["jaringan"] == "1",
        )
        for r in rows_of(DATA / "jenis_gangguan.csv")
        if r["kode"] not in ada
    ]
    JenisGangguan.objects.bulk_create(baru)
    return Dimuat("Jenis gangguan (yang ada tidak diubah)", len(baru), len(ada))


LOADERS = (load_meja, load_jenis_gangguan)
