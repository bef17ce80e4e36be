"""Publishing the scoreboard: off until LKPP says so; whole closed quarters only, frozen, with small cells left out.

A promise is counted in the one quarter in which it was decided (laporan.papan_skor), so that no two publications
share a case, and nothing is learnt from their difference. Filters of the public page only hide rows: no figure is
counted anew for them. What is small is left out by laporan.penekanan.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import require
from inspektorat.models import Inspektorat
from jejak.trail import record
from laporan import papan_skor, penekanan, permissions
from laporan.models import SakelarPapan, TerbitanPapan
from laporan.penekanan import Sel
from laporan.penyusutan import Hitung
from laporan.periode import Triwulan
from sla.stages import StepRefused

DITERBITKAN = ("terima", "hasil")
"""Measures that the public reads. What was returned may have been returned for good reason; it stays inside."""
DINYALAKAN, DIMATIKAN = "laporan.papan_dinyalakan", "laporan.papan_dimatikan"
DIBEKUKAN = "laporan.papan_diterbitkan"


def menyala() -> bool:
    """Whether the public scoreboard is switched on."""
    return SakelarPapan.objects.values_list("menyala", flat=True).first() or False


@transaction.atomic
def nyalakan(*, menyala: bool, alasan: str, by: Actor, now: datetime) -> SakelarPapan:
    """Switch the public scoreboard on or off. Raises PermissionDenied."""
    require(permissions.may_terbitkan(by))
    satu = SakelarPapan.objects.create(menyala=menyala, alasan=alasan, oleh_id=by.petugas_id, pada=now)
    record(kejadian=DINYALAKAN if menyala else DIMATIKAN, objek=satu, by=by, now=now)
    return satu


@transaction.atomic
def terbitkan(*, triwulan: Triwulan, by: Actor, now: datetime) -> TerbitanPapan:
    """Freeze a quarter. Raises PermissionDenied, and StepRefused for one that is not closed or stands already."""
    require(permissions.may_terbitkan(by))
    if not triwulan.tertutup(now):
        raise StepRefused(_("Triwulan ini belum tertutup. Terbitkan sepuluh hari sesudah berakhir."))
    hitungan = papan_skor.hitung(dari=triwulan.awal, sampai=triwulan.akhir)
    jenis = dict(Inspektorat.objects.filter(pk__in=hitungan).values_list("pk", "jenis_instansi"))
    try:
        with transaction.atomic():
            satu = TerbitanPapan.objects.create(
                tahun=triwulan.tahun,
                triwulan=triwulan.ke,
                isi=susun(hitungan, jenis),
                dibekukan_oleh_id=by.petugas_id,
                dibekukan_pada=now,
            )
    except IntegrityError as error:
        raise StepRefused(_("Triwulan ini sudah diterbitkan, dan tidak dihitung lagi.")) from error
    record(kejadian=DIBEKUKAN, objek=satu, by=by, now=now, data={"triwulan": str(triwulan)})
    return satu


def susun(hitungan: Mapping[int, Mapping[str, Hitung]], jenis: Mapping[int, str]) -> dict[str, list[dict[str, Any]]]:
    """Measure -> published groups by kind of institution; nothing here lets what was left out be worked out."""
    return {ukuran: [_kelompok(k) for k in penekanan.tekan(_tabel(hitungan, jenis, ukuran))] for ukuran in DITERBITKAN}


def _tabel(
    hitungan: Mapping[int, Mapping[str, Hitung]], jenis: Mapping[int, str], ukuran: str
) -> dict[str, dict[int, Sel]]:
    tabel: dict[str, dict[int, Sel]] = {}
    for pk, isi in hitungan.items():
        satu = isi[ukuran]
        tabel.setdefault(jenis[pk], {})[pk] = Sel(satu.x, satu.n - satu.x)
    return dict(sorted(tabel.items()))


def _kelompok(satu: penekanan.Kelompok) -> dict[str, Any]:
    return {
        "jenis": list(satu.nama),
        "baris": [[pk, s.tepat, s.telat] for pk, s in sorted(satu.baris.items())],
        "ditekan": satu.ditekan,
        "total": [satu.total.tepat, satu.total.telat],
    }
