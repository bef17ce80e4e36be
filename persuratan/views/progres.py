"""How far a letter is: for whoever holds number and token, and for the sender who is logged in.

Neither reads the name of an officer. Of a secret letter the token alone shows the state, never a text.
"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
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
from akun.door import ActorRequest, for_roles, public
from akun.prepared import prepared
from berkas import store
from berkas.models import Berkas
from berkas.views import kirim_berkas
from jejak import trail
from jejak.models import Jejak
from persuratan import flow_masuk, perjalanan, tindakan
from persuratan.forms.kirim import FormPenjelasan
from persuratan.models import SuratMasuk
from persuratan.status import Status
from persuratan.status_keluar import SAMPAI
from persuratan.views.kirim import BERAKUN
from sla import clock
from sla.models import Tenggat

SERTA = ("instansi", "berkas", "jawaban__berkas")


@prepared
def _terbuka(nomor: str) -> "QuerySet[SuratMasuk]":
    return SuratMasuk.objects.visible_to(Actor.pengadu(nomor)).select_related(*SERTA).defer("cari")


@prepared
def _sendiri(user_id: int, nomor: str) -> "QuerySet[SuratMasuk]":
    return SuratMasuk.objects.filter(nomor=nomor, pengirim_id=user_id).select_related(*SERTA).defer("cari")


@prepared
def _jejak(surat_id: int) -> "QuerySet[Jejak]":
    return trail.of(SuratMasuk(pk=surat_id)).filter(kejadian__in=perjalanan.RIWAYAT).only("kejadian", "pada")


@prepared
def _berjalan(surat_id: int) -> "QuerySet[Tenggat]":
    return clock.running(SuratMasuk(pk=surat_id))


def _surat(nomor: str) -> SuratMasuk | None:
    """The letter that number and token have opened, with what the page reads of it."""
    return next(iter(_terbuka(nomor)), None) if nomor else None


@public
@require_GET
def dengan_token(request: HttpRequest) -> HttpResponse:
    """Where it stands, for whoever has opened the receipt in this browser."""
    nomor = terbuka.nomor_terbuka(request.session, now=timezone.now())
    surat = _surat(nomor)
    if surat is None:
        return redirect("lacak")
    return _tampilkan(request, surat, pengirim=False)


@for_roles(*BERAKUN)
@require_GET
def milik_saya(request: ActorRequest, nomor: str) -> HttpResponse:
    """Where it stands, for the sender who is logged in."""
    return _tampilkan(request, surat_sendiri(request, nomor), pengirim=True)


def surat_sendiri(request: ActorRequest, nomor: str) -> SuratMasuk:
    """A letter that this account has sent. Raises Http404, also for letters of others that it may see by office."""
    for surat in _sendiri(request.actor.petugas_id, nomor):
        return surat
    raise Http404


def _tampilkan(
    request: HttpRequest,
    surat: SuratMasuk,
    *,
    pengirim: bool,
    form: FormPenjelasan | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    isi = {
        "surat": surat,
        "pengirim": pengirim,
        "form": form or FormPenjelasan(),
        "riwayat": perjalanan.riwayat(_jejak(surat.pk)),
        **perjalanan.keadaan(surat),
        **_janji(surat, now),
        **_teks(surat, terbuka_penuh=pengirim or not surat.rahasia, pengirim=pengirim),
    }
    return render(request, "persuratan/progres.html", isi, status=status)


def _janji(surat: SuratMasuk, now: datetime) -> dict[str, Any]:
    janji = perjalanan.janji_surat(_berjalan(surat.pk), now=now)
    return {"janji": janji, "lewat": any(j["lewat"] for j in janji)}


def _berkas_jawaban(surat: SuratMasuk, *, pengirim: bool) -> Berkas | None:
    """The answer itself, once it has left and while it holds; a secret one for the sender who is logged in only."""
    jawaban = surat.jawaban
    if jawaban is None or jawaban.status not in SAMPAI or (jawaban.rahasia and not pengirim):
        return None
    return jawaban.berkas


def _teks(surat: SuratMasuk, *, terbuka_penuh: bool, pengirim: bool) -> dict[str, Any]:
    """What the office wrote to the sender, and its answer; of a secret letter only to him."""
    status = surat.status
    ditutup = status in {Status.DIJAWAB, Status.SELESAI, Status.DIARSIPKAN}
    return {
        "tertutup": not terbuka_penuh,
        "ditanya": status == Status.MENUNGGU_INFO,
        "dikembalikan": status == Status.DIKEMBALIKAN,
        "alasan": surat.alasan if terbuka_penuh and (ditutup or status in TERTULIS) else "",
        "jawaban": surat.jawaban if terbuka_penuh and ditutup else None,
        "jawaban_bisa_dibaca": terbuka_penuh and _berkas_jawaban(surat, pengirim=pengirim) is not None,
        "ditutup": ditutup,
        "lanjutan": tindakan.lanjutan(surat) if terbuka_penuh else (),
        "berkas": surat.berkas if surat.berkas and surat.berkas.alasan else None,
    }


@public
@require_GET
def jawaban_pdf(request: HttpRequest, nomor: str) -> HttpResponseBase:
    """The answer to a letter, for its sender, or for whoever has opened its receipt in this browser.

    What one may not read does not exist: a secret answer or letter for a receipt, and every answer for anybody else.
    """
    rows = SuratMasuk.objects.select_related("jawaban__berkas").defer("cari")
    surat = get_object_or_404(rows, nomor=nomor)
    pengirim = request.user.is_authenticated and surat.pengirim_id == request.user.pk
    bertoken = terbuka.nomor_terbuka(request.session, now=timezone.now()) == nomor and not surat.rahasia
    berkas = _berkas_jawaban(surat, pengirim=pengirim) if pengirim or bertoken else None
    if berkas is None or surat.jawaban is None:
        raise Http404
    return kirim_berkas(berkas, variant=store.ASLI, nama=f"{surat.jawaban.nomor}.pdf")


TERTULIS = {Status.MENUNGGU_INFO, Status.DIKEMBALIKAN}


@public
@require_POST
def jelaskan_token(request: HttpRequest) -> HttpResponse:
    """The answer to LKPP's question from whoever holds the receipt."""
    nomor = terbuka.nomor_terbuka(request.session, now=timezone.now())
    surat = _surat(nomor)
    if surat is None or surat.rahasia:
        isi = request.POST.get("penjelasan", "")
        return render(request, "persuratan/progres_habis.html", {"isi": isi}, status=403)
    return _jelaskan(request, surat, Actor.pengadu(nomor), pengirim=False)


@for_roles(*BERAKUN)
@require_POST
def jelaskan(request: ActorRequest, nomor: str) -> HttpResponse:
    """The answer to LKPP's question from the sender."""
    return _jelaskan(request, surat_sendiri(request, nomor), request.actor, pengirim=True)


def _jelaskan(request: HttpRequest, surat: SuratMasuk, by: Actor, *, pengirim: bool) -> HttpResponse:
    form = FormPenjelasan(request.POST)
    if not form.is_valid():
        return _tampilkan(request, surat, pengirim=pengirim, form=form, status=422)
    try:
        flow_masuk.jelaskan(surat=surat, penjelasan=form.cleaned_data["penjelasan"], by=by, now=timezone.now())
    except ValidationError as sebab:
        form.add_error(None, sebab.messages[0])
        surat.refresh_from_db()
        return _tampilkan(request, surat, pengirim=pengirim, form=form, status=409)
    messages.success(request, _("Terima kasih. Penjelasan Anda sudah kami terima dan suratnya dikerjakan lagi."))
    return redirect(reverse("persuratan:surat_saya", args=[surat.nomor]) if pengirim else "persuratan:progres")


@public
@require_POST
def tutup(request: HttpRequest) -> HttpResponse:
    """Close the page: this browser forgets the receipt."""
    terbuka.lupakan(request.session)
    messages.success(request, _("Halaman surat sudah ditutup di peramban ini."))
    return redirect("lacak")
