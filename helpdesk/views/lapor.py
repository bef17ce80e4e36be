"""Reporting to the helpdesk: one short page, with or without an account; nothing typed is ever lost."""

import re
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from akun import terbuka
from akun.actor import Actor
from akun.adapter import client_address
from akun.door import public
from akun.middleware import used_second_factor
from akun.models import User
from akun.templatetags.rupa import ukuran_berkas
from berkas.putusan import Putusan
from helpdesk import cari_meja, draf
from helpdesk.draf import BelumSiap, Ditolak, Isi
from helpdesk.faq import saran
from helpdesk.forms.lapor import LKPP, MASUKAN, FormLapor, stempel
from helpdesk.models import DrafTiket
from helpdesk.pilihan import Jenis

SESI = "draf_tiket"
ANTARA = ("hapus", "unggah", "saran")
ANGKA = re.compile(r"[0-9]{1,17}")
NADA = {Putusan.MENUNGGU: "info", Putusan.TERIMA: "baik", Putusan.KARANTINA: "awas", Putusan.TOLAK: "telat"}


def pelapor(request: HttpRequest) -> Actor:
    """Who reports: an account, when it is really his; a stranger otherwise."""
    if request.user.is_authenticated and (not request.user.is_petugas or used_second_factor(request)):
        return Actor.of(request.user)
    return Actor.pengadu("")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def lapor(request: HttpRequest) -> HttpResponse:
    """The form. Every button keeps what was typed and the files; only "Kirim laporan" sends, and once."""
    now = timezone.now()
    if request.method != "POST":
        form = FormLapor(initial=_awal(request) | {"dibuka": stempel(now)}, now=now)
        return _tampilkan(request, form, kunci=draf.kunci_baru())
    row, kunci = draf.buka(request.POST.get("kunci", ""), now=now)
    if row.tiket is not None:  # a second click, or going back after sending
        return _terkirim(request, row.tiket.nomor, kunci)
    hapus = request.POST.get("hapus", "")
    data, ditolak = draf.tampung(
        draf=row,
        data=_mentah(request),
        hapus_id=int(hapus) if ANGKA.fullmatch(hapus) else None,
        unggahan=request.FILES.getlist("berkas"),
        alamat=client_address(request),
        now=now,
    )
    jebakan = {n: request.POST.get(n, "") for n in ("situs", "dibuka")}
    if any(nama in request.POST for nama in ANTARA):
        for d in ditolak:
            messages.error(request, f"{d.nama}: {d.kalimat}")
        return _tampilkan(request, FormLapor(initial=data | jebakan, now=now), kunci=kunci, row=row)
    form = FormLapor(data | jebakan, now=now)
    return _kirim(request, row, kunci, form, ditolak)


def _kirim(request: HttpRequest, row: DrafTiket, kunci: str, form: FormLapor, ditolak: list[Ditolak]) -> HttpResponse:
    form.is_valid()
    for d in ditolak:
        form.add_error("berkas", f"{d.nama}: {d.kalimat}")
    if form.is_valid():
        try:
            tiket = draf.kirim(
                draf=row, data=form.tiket, alamat=client_address(request), by=pelapor(request), now=timezone.now()
            )
        except BelumSiap as sebab:
            form.add_error(None, str(sebab))
        else:
            return _terkirim(request, tiket.nomor, kunci)
    return _tampilkan(request, form, kunci=kunci, row=row, status=422)


def _terkirim(request: HttpRequest, nomor: str, kunci: str) -> HttpResponse:
    """This browser remembers what it has sent: the receipt, and for a while the page of the ticket."""
    request.session[SESI] = kunci
    terbuka.ingat(request.session, nomor, now=timezone.now())
    return redirect("helpdesk:terkirim")


def _mentah(request: HttpRequest) -> Isi:
    """What was typed, without the trap and what is asked anew each time."""
    return {n: request.POST.get(n, "").replace("\x00", "") for n in MASUKAN}


def _awal(request: HttpRequest) -> Isi:
    """What is known already: the desk of the link that led here, and the account."""
    awal: Isi = {"jenis": Jenis.PERTANYAAN} if request.GET.get("jenis") == Jenis.PERTANYAAN else {}
    awal["judul"] = request.GET.get("judul", "")[:150].replace("\x00", "")
    if meja := cari_meja.arti(request.GET.get("lpse", "")[:150]):
        awal["lpse"] = meja[0].nama
    if pelapor(request).user_id:
        user = cast(User, request.user)
        awal |= {"nama": user.nama, "surel": user.email}
        if pelapor(request).is_lpse:
            awal |= {"untuk": LKPP, "pengguna": "pengelola"}
    return awal


def _tampilkan(
    request: HttpRequest, form: FormLapor, *, kunci: str, row: DrafTiket | None = None, status: int = 200
) -> HttpResponse:
    isi: dict[str, Any] = {"form": form, "kunci": kunci}
    if row is not None:
        isi |= {"berkas": [_butir(b) for b in row.berkas.select_related("berkas")], "disamarkan": row.disamarkan}
        teks = " ".join(str(form[n].value() or "") for n in ("judul", "uraian"))
        isi["saran"] = saran(teks) if "saran" in request.POST else []
        isi["dicari"] = "saran" in request.POST
    return render(request, "helpdesk/publik/lapor.html", isi, status=status)


def _butir(b: Any) -> dict[str, Any]:
    """A file of the draft for komponen/berkas.html."""
    putusan = Putusan(b.berkas.putusan)
    return {
        "nama": b.berkas.nama_asli,
        "ket": f"{ukuran_berkas(b.berkas.ukuran)}. {b.berkas.kalimat}",
        "jenis": "gambar" if b.berkas.jenis == "gambar" else "berkas",
        "kata": putusan.label,
        "nada": NADA[putusan],
        "hapus": b.pk,
    }


@public
@require_GET
def saran_lpse(request: HttpRequest) -> JsonResponse:
    """Names of LPSEs while one is being typed; at most ten."""
    return JsonResponse({"hasil": cari_meja.saran(request.GET.get("q", "")[:150])})
