"""Desks and their teams: the list for whoever keeps it, and for the head of an LPSE his own."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from akun.actor import LPSE, Peran
from akun.door import ActorRequest, for_roles
from akun.models import User
from akun.terbatas import PER_HALAMAN
from helpdesk import organisasi
from helpdesk.forms.organisasi import FormMeja, FormRegu
from helpdesk.models import MejaLayanan, Regu
from helpdesk.permissions import PENGELOLA, may_kelola_meja
from helpdesk.permissions_organisasi import PEMBUKA, may_lihat_meja
from pengaduan.views.menu import rangka

MENU = "organisasi"


def _rangka(request: ActorRequest, isi: dict[str, Any]) -> dict[str, Any]:
    return rangka(request.actor, MENU) | isi | {"kelola": bool(may_kelola_meja(request.actor))}


def _meja(request: ActorRequest, pk: int) -> MejaLayanan:
    """A desk that this reader may see. Raises Http404 for the others."""
    meja = get_object_or_404(MejaLayanan.objects.select_related("unit", "wilayah", "kalender"), pk=pk)
    if not may_lihat_meja(request.actor, meja):
        raise Http404
    return meja


def cari(data: Mapping[str, Any]) -> "tuple[str, QuerySet[MejaLayanan]]":
    """The words of the URL, and the desks that they find: LKPP's, then by name."""
    q = str(data.get("q", "")).replace("\x00", "").strip()[:100]
    rows = MejaLayanan.objects.select_related("unit", "wilayah", "kalender").order_by("jenis", "unit__nama")
    return q, rows.filter(Q(unit__nama__icontains=q) | Q(surel__icontains=q)) if q else rows


def baris(meja: Sequence[MejaLayanan]) -> list[dict[str, Any]]:
    """Desks with how many people they have, and whether one of these is the head."""
    orang = User.objects.filter(unit__in=[m.unit_id for m in meja], peran__in=LPSE, is_active=True)
    banyak = dict(orang.order_by().values_list("unit").annotate(n=Count("pk")))
    berkepala = set(orang.filter(peran=Peran.KEPALA_LPSE).values_list("unit_id", flat=True))
    return [
        {
            "m": m,
            "orang": m.petugas().count() if m.is_lkpp else banyak.get(m.unit_id, 0),
            "berkepala": m.unit_id in berkepala,
        }
        for m in meja
    ]


@for_roles(*sorted(PEMBUKA))
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """All desks; the head of an LPSE goes straight to his own."""
    if request.actor.peran not in PENGELOLA:
        milik = MejaLayanan.objects.milik(request.actor)
        if milik is None:
            raise Http404(_("LPSE Anda belum mempunyai meja helpdesk. Hubungi helpdesk LKPP."))
        return redirect("helpdesk:organisasi_meja", pk=milik.pk)
    q, rows = cari(request.GET)
    halaman = Paginator(rows, PER_HALAMAN).get_page(request.GET.get("halaman"))
    isi = {"halaman": halaman, "baris": baris(list(halaman.object_list)), "q": q, "jumlah": halaman.paginator.count}
    return render(request, "helpdesk/organisasi/daftar.html", _rangka(request, isi))


@for_roles(*sorted(PEMBUKA))
@require_GET
def meja(request: ActorRequest, pk: int) -> HttpResponse:
    """One desk: contacts, people, teams."""
    satu = _meja(request, pk)
    orang = satu.petugas() if satu.is_lkpp else User.objects.filter(unit=satu.unit_id, peran__in=LPSE, is_active=True)
    isi = {
        "meja": satu,
        "data": _data(satu),
        "kepala": [u for u in orang if u.peran == Peran.KEPALA_LPSE],
        "petugas": [u for u in orang if u.peran != Peran.KEPALA_LPSE],
        "regu": satu.regu.prefetch_related("anggota"),
        "boleh_akun": request.actor.peran == Peran.ADMIN_SISTEM,
    }
    return render(request, "helpdesk/organisasi/meja.html", _rangka(request, isi))


def _data(m: MejaLayanan) -> list[dict[str, Any]]:
    kosong = _("Belum diisi")
    baris = (
        (_("Kode unit"), m.unit.kode),
        (_("Bentuk"), m.get_bentuk_display() or kosong),
        (_("Daerah"), m.wilayah.nama if m.wilayah else kosong),
        (_("Zona dan jam kerja"), f"{m.kalender.nama} ({m.kalender.get_zona_display()})"),
        (_("Alamat"), m.alamat or kosong),
        (_("Telepon"), m.telepon or kosong),
        (_("Alamat kotak surat"), m.surel or kosong),
        (_("Situs"), m.situs or kosong),
        (_("Menerima laporan"), _("Ya") if m.aktif else _("Tidak")),
    )
    return [{"nama": n, "nilai": v} for n, v in baris if n != _("Bentuk") or not m.is_lkpp]


@for_roles(*sorted(PENGELOLA))
@require_http_methods(["GET", "HEAD", "POST"])
def baru(request: ActorRequest) -> HttpResponse:
    """Add an LPSE."""
    return _isi(request, None)


@for_roles(*sorted(PEMBUKA))
@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: ActorRequest, pk: int) -> HttpResponse:
    """Write a desk anew, as far as one may."""
    return _isi(request, _meja(request, pk))


def _isi(request: ActorRequest, lama: MejaLayanan | None) -> HttpResponse:
    kelola = bool(may_kelola_meja(request.actor))
    awal = FormMeja.awal(lama) if lama else {}
    form = FormMeja(request.POST or None, initial=awal, kelola=kelola)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            if lama is None:
                satu = organisasi.buat_meja(data=form.meja(None), by=request.actor, now=now)
            else:
                satu = lama
                organisasi.ubah_meja(meja=lama, data=form.meja(lama), by=request.actor, now=now)
        except ValidationError as sebab:
            form.add_error(None, sebab.messages[0])
        else:
            messages.success(request, _("Data meja tersimpan."))
            return redirect("helpdesk:organisasi_meja", pk=satu.pk)
    isi = {"form": form, "meja": lama}
    return render(request, "helpdesk/organisasi/isi.html", _rangka(request, isi), status=422 if form.is_bound else 200)


@for_roles(*sorted(PEMBUKA))
@require_http_methods(["GET", "HEAD", "POST"])
def regu(request: ActorRequest, pk: int, regu_id: int | None = None) -> HttpResponse:
    """Add a team, write it anew, or take it away while no ticket ever went to it."""
    satu = _meja(request, pk)
    lama = get_object_or_404(Regu, pk=regu_id, meja=satu) if regu_id is not None else None
    form = FormRegu(request.POST or None, meja=satu, regu=lama)
    if request.method == "POST":
        try:
            if lama is not None and "hapus" in request.POST:
                organisasi.hapus_regu(regu=lama, by=request.actor, now=timezone.now())
                messages.success(request, _("Regu sudah dihapus."))
                return redirect("helpdesk:organisasi_meja", pk=satu.pk)
            if form.is_valid():
                organisasi.simpan_regu(
                    meja=satu,
                    regu=lama,
                    nama=form.cleaned_data["nama"],
                    anggota=list(form.cleaned_data["anggota"]),
                    by=request.actor,
                    now=timezone.now(),
                )
                messages.success(request, _("Regu tersimpan."))
                return redirect("helpdesk:organisasi_meja", pk=satu.pk)
        except ValidationError as sebab:
            form.add_error(None, sebab.messages[0])
    isi = {"form": form, "meja": satu, "regu": lama}
    return render(request, "helpdesk/organisasi/regu.html", _rangka(request, isi), status=422 if form.is_bound else 200)
