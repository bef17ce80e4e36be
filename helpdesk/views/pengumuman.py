"""Announcements as everybody reads them, and as a desk writes them."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from akun.actor import Actor
from akun.door import ActorRequest, for_roles, public
from akun.receipt import WIB
from akun.templatetags.rupa import tanggal, tanggal_jam
from helpdesk import pengumuman as domain
from helpdesk.forms.pengumuman import BatalForm, PengumumanForm, awal
from helpdesk.models import MejaLayanan, Pengumuman
from helpdesk.permissions_layanan import PENGUMUM, may_umumkan
from helpdesk.views.anggaran import lama
from sla.models import Kalender

PER_HALAMAN = 20


def tanda(p: Pengumuman, now: datetime) -> dict[str, str]:
    """How an announcement stands, in word, colour and icon."""
    if p.dibatalkan:
        dapat = (_("Dibatalkan"), "netral", "batal")
    elif not p.terbit:
        dapat = (_("Draf"), "netral", "berkas")
    elif p.selesai <= now:
        dapat = (_("Selesai"), "baik", "cek-bulat")
    elif p.mulai <= now:
        dapat = (_("Sedang berlangsung"), "awas", "awas")
    else:
        dapat = (_("Direncanakan"), "info", "kalender")
    return dict(zip(("kata", "nada", "ikon"), dapat, strict=True))


def _setempat(p: Pengumuman) -> str:
    """The time in the desk's own zone, where that is not WIB."""
    if p.zona.key == WIB.key:
        return ""
    zona = Kalender.Zona(p.zona.key).label
    return f"{p.mulai.astimezone(p.zona):%H.%M}–{p.selesai.astimezone(p.zona):%H.%M} {zona}"


def _baris(p: Pengumuman, now: datetime) -> dict[str, Any]:
    return {"p": p, "tanda": tanda(p, now), "lama": lama(p.lama), "setempat": _setempat(p)}


@public
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """What is on or to come first, then what is over."""
    now = timezone.now()
    rows = Pengumuman.objects.umum().select_related("meja__unit", "meja__kalender")
    page = Paginator(rows.filter(selesai__lte=now), PER_HALAMAN).get_page(request.GET.get("halaman"))
    isi = {
        "mendatang": [_baris(p, now) for p in rows.filter(selesai__gt=now).order_by("mulai", "pk")[:100]],
        "lewat": [_baris(p, now) for p in page],
        "halaman": page,
    }
    return render(request, "helpdesk/pengumuman/daftar.html", isi)


@public
@require_GET
def satu(request: HttpRequest, pk: int) -> HttpResponse:
    """One announcement; a draft is read by its desk alone, on its working page."""
    now = timezone.now()
    p = Pengumuman.objects.umum().select_related("meja__unit", "meja__kalender").filter(pk=pk).first()
    if p is None:
        raise Http404(_("Pengumuman ini tidak ada."))
    return render(request, "helpdesk/pengumuman/satu.html", {**_baris(p, now), "data": _data(p)})


def _data(p: Pengumuman) -> list[dict[str, Any]]:
    setempat = _setempat(p)
    waktu = [
        {"nama": _("Mulai"), "nilai": tanggal_jam(p.mulai)},
        {"nama": _("Selesai"), "nilai": tanggal_jam(p.selesai)},
    ]
    return [
        *waktu,
        *([{"nama": _("Waktu setempat"), "nilai": setempat}] if setempat else []),
        {"nama": _("Lamanya"), "nilai": lama(p.lama)},
        {"nama": _("Layanan terdampak"), "daftar": [lay.sebutan for lay in p.layanan.all()]},
        {"nama": _("Diumumkan oleh"), "nilai": p.meja.nama},
        *([{"nama": _("Terbit"), "nilai": tanggal_jam(p.terbit_pada)}] if p.terbit_pada else []),
    ]


# -- the desk ---------------------------------------------------------------------------------------------


def meja_sendiri(actor: Actor) -> MejaLayanan:
    """The desk for which somebody works. Raises PermissionDenied while there is none."""
    meja = MejaLayanan.objects.milik(actor)
    if meja is None:
        raise PermissionDenied(_("Akun Anda belum terhubung dengan helpdesk mana pun. Hubungi admin sistem."))
    return meja


def _milik(actor: Actor, pk: int) -> Pengumuman:
    rows = Pengumuman.objects.select_related("meja__unit", "meja__kalender").filter(meja=meja_sendiri(actor))
    return get_object_or_404(rows, pk=pk)


@for_roles(*sorted(PENGUMUM))
@require_GET
def kelola(request: ActorRequest) -> HttpResponse:
    """The announcements of one's own desk, drafts included."""
    now, meja = timezone.now(), meja_sendiri(request.actor)
    rows = Pengumuman.objects.select_related("meja__unit", "meja__kalender").filter(meja=meja)
    page = Paginator(rows, PER_HALAMAN).get_page(request.GET.get("halaman"))
    isi = {"baris": [_baris(p, now) for p in page], "halaman": page, "meja": meja, "aturan": _aturan(meja, now)}
    return render(request, "helpdesk/pengumuman/kelola.html", isi)


def _aturan(meja: MejaLayanan, now: datetime) -> str:
    """By when maintenance has to be announced, as a date."""
    n, hari = domain.hari_wajib(meja), tanggal(domain.paling_awal(meja, now=now))
    kata = _("Pemeliharaan diumumkan paling lambat %(n)s hari sebelumnya. Diumumkan hari ini, paling awal %(hari)s.")
    if meja.is_lkpp:
        kata = _(
            "Pemeliharaan diumumkan paling lambat %(n)s hari kerja sebelumnya. "
            "Diumumkan hari ini, paling awal %(hari)s."
        )
    return kata % {"n": n, "hari": hari}


@for_roles(*sorted(PENGUMUM))
@require_http_methods(["GET", "HEAD", "POST"])
def tulis(request: ActorRequest, pk: int | None = None) -> HttpResponse:
    """Write a draft, or change an announcement."""
    now = timezone.now()
    p = _milik(request.actor, pk) if pk else None
    meja = p.meja if p else meja_sendiri(request.actor)
    form = PengumumanForm(request.POST or None, meja=meja, initial=awal(p) if p else {})
    if request.method == "POST" and form.is_valid():
        try:
            if p is None:
                p = domain.tulis(meja=meja, isi=form.hasil, by=request.actor, now=now)
            else:
                domain.ubah(pengumuman=p, isi=form.hasil, by=request.actor, now=now)
        except (PermissionDenied, ValidationError) as error:
            _tolak(form, error)
        else:
            return redirect("helpdesk:pengumuman_periksa", pk=p.pk)
    isi = {"form": form, "p": p, "aturan": _aturan(meja, now)}
    return render(request, "helpdesk/pengumuman/tulis.html", isi, status=422 if form.is_bound else 200)


def _tolak(form: Form, error: PermissionDenied | ValidationError) -> None:
    form.add_error(None, str(error) if isinstance(error, PermissionDenied) else error)


@for_roles(*sorted(PENGUMUM))
@require_http_methods(["GET", "HEAD", "POST"])
def periksa(request: ActorRequest, pk: int) -> HttpResponse:
    """An announcement as it will be read, and what may be done with it: publish, change, call off."""
    now, p = timezone.now(), _milik(request.actor, pk)
    sebab = ""
    if request.method == "POST":
        try:
            domain.terbitkan(pengumuman=p, by=request.actor, now=now)
        except (PermissionDenied, ValidationError) as error:
            sebab = str(error) if isinstance(error, PermissionDenied) else " ".join(error.messages)
        else:
            messages.success(request, _("Pengumuman terbit. Yang terdampak kami kabari lewat e-mail."))
            return redirect("helpdesk:pengumuman_periksa", pk=p.pk)
    telat = not p.terbit and not p.dibatalkan and not domain.tepat_waktu(p.meja, p.mulai, now=now)
    isi = {
        **_baris(p, now),
        "data": _data(p),
        "sebab": sebab,
        "boleh": bool(may_umumkan(request.actor, p.meja)),
        "telat": telat and not p.alasan_darurat,
        "aturan": _aturan(p.meja, now),
        "berjalan": p.terbit and p.selesai > now,
    }
    return render(request, "helpdesk/pengumuman/periksa.html", isi, status=409 if sebab else 200)


@for_roles(*sorted(PENGUMUM))
@require_http_methods(["GET", "HEAD", "POST"])
def batal(request: ActorRequest, pk: int) -> HttpResponse:
    """Call a maintenance off."""
    p = _milik(request.actor, pk)
    form = BatalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        alasan = form.cleaned_data["alasan"]
        try:
            domain.batalkan(pengumuman=p, alasan=alasan, by=request.actor, now=timezone.now())
        except (PermissionDenied, ValidationError) as error:
            _tolak(form, error)
        else:
            messages.success(request, _("Pemeliharaan dibatalkan. Yang sudah dikabari kami kabari lagi."))
            return redirect("helpdesk:pengumuman_periksa", pk=p.pk)
    isi = {"form": form, "p": p, "kembali": reverse("helpdesk:pengumuman_periksa", args=[p.pk])}
    return render(request, "helpdesk/pengumuman/batal.html", isi, status=422 if form.is_bound else 200)
