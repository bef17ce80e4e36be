"""Error budgets of the year, and the outages that they count."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from akun.actor import Actor
from akun.door import ActorRequest, for_roles
from akun.receipt import WIB
from akun.templatetags.rupa import tanggal_jam
from helpdesk import anggaran, gangguan
from helpdesk.forms.layanan import GangguanForm
from helpdesk.models import GangguanLayanan, MejaLayanan
from helpdesk.permissions_layanan import PEMBACA_ANGGARAN, PENCATAT

TAHUN_PERTAMA = 2024
PER_HALAMAN = 25


def lama(selang: timedelta) -> str:
    """A length in hours, minutes and seconds."""
    detik = int(abs(selang).total_seconds())
    jam, menit, detik = detik // 3600, detik // 60 % 60, detik % 60
    bagian = [(jam, _("%(n)s jam")), (menit, _("%(n)s menit")), (detik, _("%(n)s detik"))]
    return " ".join(kata % {"n": n} for n, kata in bagian if n) or _("0 menit")


BELUM_ADA = 0  # the number of no desk


def _sendiri(actor: Actor) -> int | None:
    """The desk whose budgets alone somebody reads: an LPSE's own, also while it has none yet. None: of all."""
    if not actor.is_lpse:
        return None
    meja = MejaLayanan.objects.milik(actor)
    return meja.pk if meja else BELUM_ADA


def anggaran_terbaca(data: Mapping[str, Any], *, by: Actor, now: datetime) -> tuple[int, list[anggaran.Anggaran]]:
    """The year that the URL names, this one when it names none, and its budgets as somebody reads them."""
    kini, diminta = now.astimezone(WIB).year, data.get("tahun", "")
    tahun = int(diminta) if diminta.isdecimal() and TAHUN_PERTAMA <= int(diminta) <= kini else kini
    return tahun, anggaran.semua(tahun, now=now, meja_id=_sendiri(by))


def tanda_anggaran(a: anggaran.Anggaran) -> dict[str, str]:
    """How a budget stands, in word, colour and icon."""
    if a.habis:
        tanda = (_("Terlampaui"), "telat", "seru")
    elif a.persen >= 80:
        tanda = (_("Hampir habis"), "awas", "awas")
    else:
        tanda = (_("Dalam batas"), "baik", "cek-bulat")
    return dict(zip(("kata", "nada", "ikon"), tanda, strict=True))


def _baris(a: anggaran.Anggaran) -> dict[str, Any]:
    sisa = lama(a.sisa)
    return {
        "a": a,
        "nama": a.layanan.sebutan,
        "meja": a.meja.nama if a.meja else "",
        "pagu": lama(a.pagu),
        "terpakai": lama(a.terpakai.galat),
        "sisa": _("lebih %(lama)s") % {"lama": sisa} if a.habis else sisa,
        "terencana": lama(a.terpakai.terencana),
        "persen": min(100, a.persen),
        "tanda": tanda_anggaran(a),
    }


@for_roles(*sorted(PEMBACA_ANGGARAN))
@require_GET
def ringkas(request: ActorRequest) -> HttpResponse:
    """How much of each budget is used, and how much is left."""
    now = timezone.now()
    kini = now.astimezone(WIB).year
    tahun, semua = anggaran_terbaca(request.GET, by=request.actor, now=now)
    isi = {
        "tahun": tahun,
        "baris": [_baris(a) for a in semua],
        "sampai": now if tahun == kini else None,
        "pilihan": [
            {"teks": t, "url": f"?tahun={t}", "aktif": t == tahun}
            for t in range(max(TAHUN_PERTAMA, kini - 4), kini + 1)
        ],
        "catat": request.actor.peran in PENCATAT,
    }
    return render(request, "helpdesk/layanan/anggaran.html", isi)


@for_roles(*sorted(PENCATAT))
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """The outages that were written down, newest first."""
    rows = GangguanLayanan.objects.select_related("layanan", "meja__unit")
    page = Paginator(rows, PER_HALAMAN).get_page(request.GET.get("halaman"))
    kepala = [{"teks": t} for t in (_("Layanan"), _("Mulai"), _("Selesai"), _("Lamanya"), _("Catatan"))]
    baris = [
        [
            {"isi": g.layanan.sebutan, "url": reverse("helpdesk:gangguan_ubah", args=[g.pk])},
            {"isi": tanggal_jam(g.mulai), "label": _("Mulai")},
            {"isi": tanggal_jam(g.selesai) if g.selesai else _("Masih terganggu"), "label": _("Selesai")},
            {"isi": lama(g.selesai - g.mulai) if g.selesai else "", "label": _("Lamanya")},
            {"isi": _catatan(g), "label": _("Catatan")},
        ]
        for g in page
    ]
    return render(request, "helpdesk/layanan/gangguan.html", {"kepala": kepala, "baris": baris, "halaman": page})


def _catatan(g: GangguanLayanan) -> str:
    siapa = f"{g.meja.nama}: " if g.meja else ""
    return f"{siapa}{g.catatan}" + (f" ({_('pemeliharaan')})" if g.terencana else "")


@for_roles(*sorted(PENCATAT))
@require_http_methods(["GET", "HEAD", "POST"])
def catat(request: ActorRequest, pk: int | None = None) -> HttpResponse:
    """Write an outage down, or correct one."""
    g = get_object_or_404(GangguanLayanan, pk=pk) if pk else None
    form = GangguanForm(request.POST or None, initial=_awal(g))
    if request.method == "POST" and form.is_valid():
        try:
            if g is None:
                gangguan.catat(isi=form.cleaned_data, by=request.actor, now=timezone.now())
            else:
                gangguan.ubah(gangguan=g, isi=form.cleaned_data, by=request.actor, now=timezone.now())
        except (PermissionDenied, ValidationError) as error:
            form.add_error(None, str(error) if isinstance(error, PermissionDenied) else error)
        else:
            messages.success(request, _("Gangguan tercatat."))
            return redirect("helpdesk:gangguan")
    status = 422 if form.is_bound else 200
    return render(request, "helpdesk/layanan/gangguan_tulis.html", {"form": form, "g": g}, status=status)


def _awal(g: GangguanLayanan | None) -> dict[str, Any]:
    if g is None:
        return {}
    mulai, selesai = g.mulai.astimezone(WIB), g.selesai.astimezone(WIB) if g.selesai else None
    return {
        **{k: getattr(g, k) for k in ("layanan", "meja", "terencana", "catatan")},
        "mulai_tanggal": mulai.date(),
        "mulai_jam": mulai.time(),
        "selesai_tanggal": selesai.date() if selesai else None,
        "selesai_jam": selesai.time() if selesai else None,
    }
