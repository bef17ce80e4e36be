""" "Mengapa tanggal ini?" for the complainant: how each promise was counted, in plain words and on a calendar.

Opens as the status page does, with number and token; times are told by the day, so that nothing finer of what an
anonymous complainant did is shown. A GET costs six queries at most.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from akun.actor import Actor
from akun.templatetags.rupa import tanggal
from jejak import trail
from pengaduan import hitungan, perjalanan
from pengaduan.hitungan import Geseran, Hitungan
from pengaduan.models import Pengaduan
from pengaduan.status import STAGES, Event, Status
from pengaduan.views.pengadu_lacak import terbuka_saja
from sla import clock, month


@terbuka_saja
@require_GET
def halaman(request: HttpRequest, pengaduan: Pengaduan, actor: Actor) -> HttpResponse:
    """Why this date."""
    konteks: dict[str, Any] = {"pengaduan": pengaduan}
    if pengaduan.induk is not None:  # its reasons would tell of another complaint: the date only
        konteks["tanggal_saja"] = pengaduan.induk.jatuh_tempo
    else:
        konteks |= _janji(pengaduan, timezone.now())
    return render(request, "pengaduan/pengadu/mengapa.html", konteks)


def _janji(pengaduan: Pengaduan, now: datetime) -> dict[str, Any]:
    """The promises that run: of this stage, and of the whole; and the clocks that stand still meanwhile."""
    jalan = [t for t in clock.running(pengaduan) if t.kode in perjalanan.DITUNGGU or t.kode == STAGES.overall]
    jalan.sort(key=lambda t: t.kode == STAGES.overall)
    rows = list(trail.of(pengaduan).filter(kejadian__in=hitungan.DIGESER).only("kejadian", "pada", "data"))
    geser = hitungan.geseran(rows)
    janji = [_satu(hitungan.hitung(t, now=now), geser[t.pk], now) for t in jalan if not t.dijeda]
    return {
        "janji": janji,
        "melampaui": len(janji) > 1 and janji[0]["pada"] > janji[1]["pada"],
        "berhenti": [kalimat for t in jalan if t.dijeda for kalimat in hitungan.jeda(t)][-1:],
        "menjawab": pengaduan.status == Status.PERLU_DILENGKAPI,
    }


def _satu(h: Hitungan, geser: list[Geseran], now: datetime) -> dict[str, Any]:
    """One promise."""
    t = h.tenggat
    seluruhnya = t.kode == STAGES.overall
    bulan = h.bulan
    return {
        "nama": _("Seluruh penanganan") if seluruhnya else _("Tahap sekarang"),
        "apa": _("Seluruh penanganan laporan Anda selesai, paling lambat")
        if seluruhnya
        else perjalanan.DITUNGGU[t.kode],
        "pada": t.jatuh_tempo,
        "lewat": t.jatuh_tempo < now,
        "cara": [hitungan.mulai(t), hitungan.aturan(t.kebijakan), *hitungan.jeda(t)],
        "dilewati": list(hitungan.dilewati(h.bukti)),
        "terhitung": h.terhitung,
        "terpakai": h.terpakai,
        "peringatan": hitungan.peringatan(h.bukti),
        "berubah": h.berubah,
        "geseran": [_geseran(g) for g in geser],
        "dasar": hitungan.dasar(t.kebijakan),
        "bulan": bulan,
        "legenda": month.legend(bulan),
    }


def _geseran(g: Geseran) -> str:
    isi = {"pada": tanggal(g.pada), "lama": tanggal(g.lama), "baru": tanggal(g.baru)}
    if g.jejak.kejadian == Event.KEBIJAKAN_DIPINDAH:
        return _("Pada %(pada)s tanggal ini berpindah dari %(lama)s ke %(baru)s karena lama batasnya berubah.") % isi
    return (
        _("Pada %(pada)s tanggal ini bergeser dari %(lama)s ke %(baru)s karena kalender kerja berubah.") % isi
        + f" {g.sebab}"
    )
