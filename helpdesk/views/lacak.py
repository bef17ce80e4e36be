"""The page of a ticket for its reporter: where it stands, the thread, and what is asked of him.

It opens for whoever holds number and token (lkpp_portal/lacak.py), and for the account that reported. Neither reads an
internal note or the name of an officer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from akun import terbuka
from akun.actor import Actor
from akun.adapter import client_address
from akun.door import public
from akun.prepared import prepared
from berkas import store
from berkas.views import kirim_berkas
from helpdesk import balasan, flow, perjalanan, utas
from helpdesk.forms.publik import YA, FormBalas, FormBuka, FormKonfirmasi, FormNilai
from helpdesk.models import LampiranTiket, PesanTiket, Tiket
from helpdesk.rahasia import samarkan
from helpdesk.status import BISA_DIBUKA, KONFIRMASI_SELAMA, TERBUKA, Status
from helpdesk.views.lapor import pelapor
from jejak import trail
from jejak.models import Jejak
from sla import clock
from sla.models import Tenggat

DINILAI = (Status.DIKONFIRMASI, Status.DITUTUP)
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Pemegang:
    """Who reads: the account that reported, or whoever has opened the receipt in this browser."""

    tiket: Tiket
    actor: Actor
    akun: bool

    @property
    def url(self) -> str:
        """The page of the ticket, as this reader reaches it."""
        return reverse("helpdesk:tiket_saya", args=[self.tiket.nomor]) if self.akun else reverse("helpdesk:progres")


@prepared
def _terbuka(nomor: str) -> "QuerySet[Tiket]":
    return Tiket.objects.visible_to(Actor.pengadu(nomor)).select_related("meja__unit").defer("cari", "teks")


@prepared
def _jejak(tiket_id: int) -> "QuerySet[Jejak]":
    rows = trail.of(Tiket(pk=tiket_id)).filter(kejadian__in=perjalanan.RIWAYAT)
    return rows.only("kejadian", "pada")


@prepared
def _berjalan(tiket_id: int) -> "QuerySet[Tenggat]":
    return clock.running(Tiket(pk=tiket_id))


def pemegang(request: HttpRequest, nomor: str) -> Pemegang | None:
    """Whether the ticket of this number belongs to whoever asks: by his account, or by the receipt that is open."""
    tiket = next(iter(_terbuka(nomor)), None) if nomor else None
    if tiket is None:
        return None
    actor = pelapor(request)
    if actor.user_id is not None and tiket.pelapor_id == actor.user_id:
        return Pemegang(tiket, actor, akun=True)
    if terbuka.nomor_terbuka(request.session, now=timezone.now()) == nomor:
        return Pemegang(tiket, Actor.pengadu(nomor), akun=False)
    return None


@public
@require_GET
def dengan_token(request: HttpRequest) -> HttpResponse:
    """Where it stands, for whoever has opened the receipt in this browser."""
    nomor = terbuka.nomor_terbuka(request.session, now=timezone.now())
    tiket = next(iter(_terbuka(nomor)), None) if nomor else None
    if tiket is None:
        return redirect("lacak")
    return _tampilkan(request, Pemegang(tiket, Actor.pengadu(nomor), akun=False))


@public
@require_GET
def milik_saya(request: HttpRequest, nomor: str) -> HttpResponse:
    """Where it stands, for the account that reported. Raises Http404 for everybody else."""
    siapa = pemegang(request, nomor)
    if siapa is None or not siapa.akun:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?next={request.path}")
        raise Http404
    return _tampilkan(request, siapa)


def _tampilkan(
    request: HttpRequest, siapa: Pemegang, form: forms.Form | None = None, *, status: int = 200
) -> HttpResponse:
    now, tiket = timezone.now(), siapa.tiket
    janji, akhir = perjalanan.janji_tiket(_berjalan(tiket.pk), now=now), _akhir(tiket, form, now)
    if "buka" in akhir:  # its card tells the date
        janji = [j for j in janji if j["kode"] != KONFIRMASI_SELAMA]
    pesan = PesanTiket.objects.filter(tiket=tiket, hanya_petugas=False).select_related("oleh")
    isi: dict[str, Any] = {
        "tiket": tiket,
        "pemegang": siapa,
        "form": form,
        "balas": form if isinstance(form, FormBalas) else FormBalas(),
        "ditanya": tiket.status == Status.MENUNGGU_PENGGUNA,
        "boleh_balas": tiket.status in TERBUKA,
        "riwayat": perjalanan.riwayat(_jejak(tiket.pk)),
        "pesan": perjalanan.percakapan(tiket, pesan),
        "janji": janji,
        "lewat": any(j["lewat"] for j in janji),
        **perjalanan.keadaan(tiket),
        "waktu_anda": bool(janji) and {j["kode"] for j in janji} <= perjalanan.MILIK_PELAPOR,
        **akhir,
    }
    return render(request, "helpdesk/publik/tiket.html", isi, status=status)


def _akhir(tiket: Tiket, form: forms.Form | None, now: datetime) -> dict[str, Any]:
    """What is asked of the reporter at the end: whether it is solved, why not, how he was helped."""
    isi: dict[str, Any] = {}
    if tiket.status == Status.PENYELESAIAN:
        isi["konfirmasi"] = form if isinstance(form, FormKonfirmasi) else FormKonfirmasi()
    elif tiket.status in BISA_DIBUKA and (sampai := flow.batas_buka_kembali(tiket)) and now <= sampai:
        isi |= {"buka": form if isinstance(form, FormBuka) else FormBuka(), "buka_sampai": sampai}
    if tiket.status in DINILAI and tiket.nilai is None:
        isi["survei"] = form if isinstance(form, FormNilai) else FormNilai()
    return isi


def langkah_pelapor(view: View) -> View:
    """A step of the reporter: the form names the ticket; text written after the time was up is handed back."""

    @public
    @require_POST
    @wraps(view)
    def page(request: HttpRequest) -> HttpResponseBase:
        siapa = pemegang(request, request.POST.get("nomor", "")[:20].replace("\x00", ""))
        if siapa is None:
            teks = next((request.POST[n] for n in ("isi", "sebab", "alasan", "catatan") if request.POST.get(n)), "")
            return render(request, "helpdesk/publik/habis.html", {"isi": teks}, status=403)
        return view(request, siapa)

    return page


def _jalankan(
    request: HttpRequest, siapa: Pemegang, form: forms.Form, langkah: Callable[[dict[str, Any]], str], jangkar: str = ""
) -> HttpResponse:
    """Check, take the step, and go back to the page; a refusal keeps everything typed beside its reason."""
    if not form.is_valid():
        return _tampilkan(request, siapa, form, status=422)
    try:
        kata = langkah(form.cleaned_data)
    except (PermissionDenied, ValidationError) as sebab:
        form.add_error(None, sebab.messages[0] if isinstance(sebab, ValidationError) else str(sebab))
        siapa.tiket.refresh_from_db()
        return _tampilkan(request, siapa, form, status=409)
    messages.success(request, kata)
    return redirect(siapa.url + jangkar)


@langkah_pelapor
def tulis(request: HttpRequest, siapa: Pemegang) -> HttpResponse:
    """A message, or the answer to a question, with files; refused files are named, the message is kept."""

    def langkah(data: dict[str, Any]) -> str:
        ditolak = balasan.balas(
            tiket=siapa.tiket,
            isi=data["isi"],
            unggahan=request.FILES.getlist("berkas"),
            alamat=client_address(request),
            by=siapa.actor,
            now=timezone.now(),
        )
        for d in ditolak:
            messages.error(request, f"{d.nama}: {d.kalimat}")
        if samarkan(data["isi"]).ditemukan:
            messages.warning(
                request,
                _("Kata sandi di tulisan Anda kami samarkan. Ganti kata sandi itu; kami tidak pernah memintanya."),
            )
        return _("Terima kasih. Pesan Anda sudah kami terima.")

    return _jalankan(request, siapa, FormBalas(request.POST), langkah, "#percakapan")


@langkah_pelapor
def konfirmasi(request: HttpRequest, siapa: Pemegang) -> HttpResponse:
    """Solved, or not yet."""

    def langkah(data: dict[str, Any]) -> str:
        selesai = data["selesai"] == YA
        flow.konfirmasi(tiket=siapa.tiket, selesai=selesai, isi=data["sebab"], by=siapa.actor, now=timezone.now())
        if selesai:
            return _("Terima kasih. Senang dapat menolong Anda.")
        return _("Tiket Anda dibuka kembali dan dikerjakan lagi.")

    return _jalankan(request, siapa, FormKonfirmasi(request.POST), langkah)


@langkah_pelapor
def buka_kembali(request: HttpRequest, siapa: Pemegang) -> HttpResponse:
    """It was not solved after all."""

    def langkah(data: dict[str, Any]) -> str:
        flow.buka_kembali(tiket=siapa.tiket, alasan=data["alasan"], by=siapa.actor, now=timezone.now())
        return _("Tiket Anda dibuka kembali dan dikerjakan lagi.")

    return _jalankan(request, siapa, FormBuka(request.POST), langkah)


@langkah_pelapor
def nilai(request: HttpRequest, siapa: Pemegang) -> HttpResponse:
    """One question, once."""

    def langkah(data: dict[str, Any]) -> str:
        if siapa.tiket.nilai is not None:
            raise ValidationError(_("Anda sudah memberi nilai. Terima kasih."))
        flow.nilai(tiket=siapa.tiket, skor=data["nilai"], catatan=data["catatan"], by=siapa.actor, now=timezone.now())
        return _("Terima kasih atas penilaian Anda.")

    return _jalankan(request, siapa, FormNilai(request.POST), langkah)


@public
@require_GET
def berkas(request: HttpRequest, lampiran_id: int) -> HttpResponseBase:
    """A file of the thread, his own or the desk's; what belongs to a note of the desk does not exist here."""
    rows = LampiranTiket.objects.select_related("berkas", "tiket").exclude(pesan__hanya_petugas=True)
    satu = get_object_or_404(rows, pk=lampiran_id)
    siapa = pemegang(request, satu.tiket.nomor)
    if siapa is None or not satu.berkas.bisa_diunduh:
        raise Http404
    utas.catat_unduhan(lampiran=satu, by=siapa.actor, now=timezone.now())
    return kirim_berkas(satu.berkas, variant=store.ASLI, nama=satu.berkas.nama_asli)


@public
@require_POST
def tutup(request: HttpRequest) -> HttpResponse:
    """Close the page: this browser forgets the receipt."""
    terbuka.lupakan(request.session)
    messages.success(request, _("Halaman tiket sudah ditutup di peramban ini."))
    return redirect("lacak")
