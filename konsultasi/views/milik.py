"""What somebody has asked: his list with his rights, the receipt, and the page of one consultation.

The page is the same for the account and for whoever has opened the receipt with number and token.
"""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from akun import terbuka
from akun.actor import Actor
from akun.door import ActorRequest, for_roles, public
from berkas import store
from berkas.views import kirim_berkas
from jejak import trail
from konsultasi import draf, ics, kanal, perjalanan
from konsultasi.forms.balasan import FormLengkapi
from konsultasi.models import (
    DrafKonsultasi,
    HakPrioritas,
    Janji,
    Keluhan,
    Konsultasi,
    LampiranKonsultasi,
    PertemuanDaring,
    PesanKonsultasi,
)
from konsultasi.pilihan import BERTEMU, Kanal, Produk
from konsultasi.status import BATALKAN, SELESAIKAN, Status
from konsultasi.status_keluhan import StatusKeluhan
from konsultasi.views.pemohon import BERAKUN, SERTA, alamat, temukan

SEHALAMAN = 20
DIJAWAB = frozenset({Status.DIJAWAB, Status.SELESAI})
DILAPORKAN = frozenset({Status.LAPORAN, Status.SELESAI})


@for_roles(*BERAKUN)
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """All consultations of this account, newest first, the draft that waits, and the rights of compensation."""
    saya, now = request.actor.petugas_id, timezone.now()
    rows = Konsultasi.objects.filter(pemohon_id=saya).select_related("subjek").defer("cari").order_by("-id")
    halaman = Paginator(rows, SEHALAMAN).get_page(request.GET.get("halaman"))
    isi = {
        "halaman": halaman,
        "konsultasi": [{"k": k, **perjalanan.keadaan(k)} for k in halaman.object_list],
        "draf": DrafKonsultasi.objects.filter(user_id=saya, konsultasi=None, kunci="").exclude(isi_segel=b"").first(),
        "hak": _hak(Q(pemilik_id=saya), now),
    }
    return render(request, "konsultasi/publik/milik.html", isi)


def _hak(syarat: Q, now: datetime) -> list[dict[str, Any]]:
    """Rights as their owner reads them: from what, until when, and what they were used for."""
    rows = HakPrioritas.objects.filter(syarat).order_by("-diberikan_pada", "-id")[:SEHALAMAN]
    return [
        {
            "hak": h,
            "dipakai": h.dipakai_pada is not None,
            "lewat": h.dipakai_pada is None and h.berlaku_sampai <= now,
        }
        for h in rows
    ]


@for_roles(*BERAKUN)
@require_GET
def lihat(request: ActorRequest, nomor: str) -> HttpResponse:
    """One consultation, for the account that asked."""
    rows = Konsultasi.objects.filter(pemohon_id=request.actor.petugas_id).select_related(*SERTA).defer("cari")
    return tampilkan(request, get_object_or_404(rows, nomor=nomor), request.actor)


@public
@require_GET
def lacak(request: HttpRequest) -> HttpResponse:
    """One consultation, for whoever has opened its receipt in this browser."""
    nomor = terbuka.nomor_terbuka(request.session, now=timezone.now())
    by = Actor.pengadu(nomor)
    rows = Konsultasi.objects.visible_to(by).select_related(*SERTA).defer("cari")
    k = rows.filter(nomor=nomor).first() if nomor else None
    return tampilkan(request, k, by) if k is not None else redirect("lacak")


def tampilkan(
    request: HttpRequest, k: Konsultasi, by: Actor, *, form: FormLengkapi | None = None, status: int = 200
) -> HttpResponse:
    """The page of a consultation: status, dates, thread, answer, meeting, complaints, rights."""
    now = timezone.now()
    isi = {
        "k": k,
        "akun": not by.nomor,
        "form": form or FormLengkapi(),
        "riwayat": perjalanan.riwayat(trail.of(k)),
        **_percakapan(k),
        "berkas": _berkas(k.lampiran.filter(pesan=None).select_related("berkas"), k),
        "hak": _hak(Q(sumber_nomor=k.nomor) | Q(dipakai_nomor=k.nomor), now),
        "boleh_batal": k.status in BATALKAN.from_ and k.kanal != Kanal.SURAT,
        "boleh_selesai": k.status in SELESAIKAN.from_,
        **perjalanan.keadaan(k),
        **_janji(k, now),
        **_hasil(k),
        **_temu(k),
        **_keluhan(k, by, now),
    }
    return render(request, "konsultasi/publik/lihat.html", isi, status=status)


def _janji(k: Konsultasi, now: datetime) -> dict[str, Any]:
    janji = perjalanan.janji_konsultasi(k, now=now)
    lewat = any(j["lewat"] and j["janji"] for j in janji)
    return {"janji": janji, "belum": perjalanan.belum_dihitung(k, now=now), "terlewat": lewat}


def _hasil(k: Konsultasi) -> dict[str, Any]:
    """The answer, the report or the refusal; nothing before it has left."""
    bertemu = k.kanal in BERTEMU
    return {
        "jawaban": k.jawaban if k.status in DIJAWAB and not bertemu else "",
        "lewat_surat": k.kanal == Kanal.SURAT and k.status in DIJAWAB,
        "laporan": _laporan(k) if bertemu and k.status in DILAPORKAN else "",
        "produk": [Produk(p).label for p in k.produk] if k.status in DIJAWAB | DILAPORKAN else [],
        "alasan": k.catatan if k.status == Status.DITOLAK else "",
    }


def _laporan(k: Konsultasi) -> str:
    if k.kanal == Kanal.TATAP_MUKA:
        janji = Janji.objects.filter(konsultasi=k).first()
        return str(janji.laporan) if janji else ""
    temu = PertemuanDaring.objects.filter(konsultasi=k).first()
    return str(temu.notulen) if temu else ""


def _temu(k: Konsultasi) -> dict[str, Any]:
    """The appointment. The link of a meeting is shown while it may still be needed."""
    kunjungan = Janji.objects.select_related("slot").filter(konsultasi=k).first()
    daring = PertemuanDaring.objects.filter(konsultasi=k).first()
    jalan = k.status in {Status.DIJADWALKAN, Status.BERLANGSUNG}
    return {
        "kunjungan": kunjungan,
        "daring": daring,
        "tautan": daring.tautan if daring and jalan else "",
        "tempat": ics.TEMPAT,
        "ada_ics": daring is not None or (kunjungan is not None and kunjungan.slot_id is not None),
        "jalan": jalan,
    }


def _percakapan(k: Konsultasi) -> dict[str, Any]:
    """The thread without the office's notes, and the question that waits for an answer."""
    rows = k.pesan.filter(hanya_petugas=False).prefetch_related("lampiran__berkas")
    milik = PesanKonsultasi.Dari.PEMOHON
    pesan = [
        {"anda": p.dari == milik, "pada": p.pada, "isi": p.isi, "lampiran": _berkas(p.lampiran.all(), k)} for p in rows
    ]
    return {"percakapan": pesan, "pertanyaan": next((p["isi"] for p in reversed(pesan) if not p["anda"]), "")}


def _berkas(rows: Any, k: Konsultasi) -> list[dict[str, Any]]:
    return [
        {"nama": b.berkas.nama_asli, "id": b.pk, "nomor": k.nomor, "ukuran": b.berkas.ukuran, "berkas": b.berkas}
        for b in rows
    ]


def _keluhan(k: Konsultasi, by: Actor, now: datetime) -> dict[str, Any]:
    rows = Keluhan.objects.visible_to(by).filter(konsultasi=k).order_by("pk")
    keluhan = [{"k": x, "dijawab": x.status == StatusKeluhan.DIJAWAB} for x in rows]
    terbuka_ = any(not x["dijawab"] for x in keluhan)
    return {"keluhan": keluhan, "boleh_mengeluh": not terbuka_, "batas_keluhan": kanal.batas_keluhan(now=now)}


@public
@require_GET
def terkirim(request: HttpRequest, nomor: str) -> HttpResponse:
    """Your request has come in: number and token, what happens next and by when."""
    k, by = temukan(request, nomor)
    now = timezone.now()
    token, sampai = draf.token_tampil(k, now=now)
    nama, arg = alamat(k, by)
    isi = {
        "k": k,
        "nomor": k.nomor,
        "token": token,
        "token_sampai": sampai,
        "akun": not by.nomor,
        "halaman": {"nama": nama, "arg": arg},
        **_janji(k, now),
        **_temu(k),
    }
    return render(request, "konsultasi/publik/terkirim.html", isi)


@public
@require_GET
def kalender(request: HttpRequest, nomor: str) -> HttpResponse:
    """The appointment as a calendar file; a cancelled one takes it out of the calendar again."""
    k, _by = temukan(request, nomor)
    kunjungan = Janji.objects.select_related("slot", "konsultasi").filter(konsultasi=k, slot__isnull=False).first()
    daring = PertemuanDaring.objects.select_related("konsultasi").filter(konsultasi=k).first()
    if daring is not None:
        isi = ics.pertemuan(daring)
    elif kunjungan is not None:
        isi = ics.kunjungan(kunjungan)
    else:
        raise Http404
    nama = {"Content-Disposition": f'attachment; filename="{k.nomor}.ics"'}
    return HttpResponse(isi, content_type="text/calendar; charset=utf-8", headers=nama)


@public
@require_GET
def berkas(request: HttpRequest, nomor: str, pk: int) -> HttpResponseBase:
    """A file of the applicant's own consultation. Those of internal notes do not exist for him."""
    k, _by = temukan(request, nomor)
    rows = LampiranKonsultasi.objects.select_related("berkas").filter(konsultasi=k)
    satu = get_object_or_404(rows.exclude(pesan__hanya_petugas=True), pk=pk)
    return kirim_berkas(satu.berkas, variant=store.ASLI, nama=satu.berkas.nama_asli)
