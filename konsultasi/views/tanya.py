"""Asking on the website: what was answered is offered first, nothing typed is lost, one click is one question."""

import re
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akun import terbuka
from akun.adapter import client_address
from akun.door import ActorRequest, for_roles
from akun.models import User
from akun.templatetags.rupa import ukuran_berkas
from berkas.models import Berkas
from berkas.putusan import Putusan
from konsultasi import draf, kanal, koleksi
from konsultasi.forms.pemohon import FormTanya, stempel
from konsultasi.models import DrafKonsultasi, Konsultasi, TanyaJawab
from konsultasi.pilihan import Kanal
from konsultasi.views.koleksi import catat_terjawab
from konsultasi.views.pemohon import BERAKUN
from persuratan import pengirim
from sla.stages import StepRefused

ANGKA = re.compile(r"[0-9]{1,17}")
NADA = {Putusan.MENUNGGU: "info", Putusan.TERIMA: "baik", Putusan.KARANTINA: "awas", Putusan.TOLAK: "telat"}
ANTARA = ("tetap", "hapus", "unggah", "simpan", "menjawab")
SARAN = 3


@for_roles(*BERAKUN)
@require_http_methods(["GET", "HEAD", "POST"])
def tanya(request: ActorRequest) -> HttpResponse:
    """The form. Every button keeps what was typed; only "Kirim pertanyaan" sends, and once."""
    row = _draf(request)
    if row.konsultasi_id:  # a second click, or going back after sending
        return redirect("konsultasi:terkirim", nomor=cast(Konsultasi, row.konsultasi).nomor)
    now = timezone.now()
    if request.method != "POST":
        awal = _awal(request) | {k: v for k, v in draf.isi(row).items() if v} | {"dibuka": stempel(now)}
        return _tampilkan(request, row, FormTanya(initial=awal, now=now))
    lanjut = "tetap_kirim" in request.POST  # after the offered answers: the draft holds the rest
    data = draf.isi(row) | {"dibuka": request.POST.get("dibuka", "")} if lanjut else request.POST
    form = FormTanya(data, now=now)
    if "pratinjau" in request.POST:
        draf.simpan(draf=row, data=form.mentah, now=now)
        return render(request, "konsultasi/publik/saran.html", {"saran": _saran(form)})
    ditolak = [] if lanjut else _simpan(request, row, form)
    if antara := next((nama for nama in ANTARA if nama in request.POST), ""):
        return _antara(request, row, antara, ditolak)
    form.is_valid()
    for d in ditolak:
        form.add_error("berkas", f"{d.nama}: {d.kalimat}")
    if form.is_valid() and not lanjut and (saran := _belum_dilihat(request, form)):
        isi = {"saran": saran, "draf": row, "dibuka": request.POST.get("dibuka", "")}
        return render(request, "konsultasi/publik/sudah_dijawab.html", isi)
    return _kirim(request, row, form)


def _kirim(request: ActorRequest, row: DrafKonsultasi, form: FormTanya) -> HttpResponse:
    if form.is_valid():
        user = cast(User, request.user)
        try:
            data = form.konsultasi(surel=user.email)
            now = timezone.now()
            dibuka = terbuka.nomor_terbuka(request.session, now=now)
            k = draf.kirim(draf=row, data=data, tanda_terima=dibuka, by=request.actor, now=now)
        except StepRefused as sebab:
            form.add_error("berkas", sebab.messages[0])
        else:
            return redirect("konsultasi:terkirim", nomor=k.nomor)
    return _tampilkan(request, row, form, status=422)


def _awal(request: ActorRequest) -> dict[str, Any]:
    """What the account has told before: name, and for whom it writes letters."""
    awal: dict[str, Any] = {"nama": cast(User, request.user).nama, "pokok": request.GET.get("q", "")[:300]}
    ada = pengirim.milik(request.actor)
    return awal | ({"telepon": ada.telepon, "instansi": ada.asal} if ada else {})


def _draf(request: ActorRequest) -> DrafKonsultasi:
    """The draft that this form was opened for, or the one that is open now."""
    nomor = request.POST.get("draf", "")
    milik = DrafKonsultasi.objects.select_related("konsultasi").filter(user_id=request.actor.petugas_id, kunci="")
    row = milik.filter(pk=int(nomor)).first() if ANGKA.fullmatch(nomor) else None
    return row or draf.buka(by=request.actor, now=timezone.now())


def _simpan(request: ActorRequest, row: DrafKonsultasi, form: FormTanya) -> list[draf.Ditolak]:
    """Keep text and files, whichever button was pressed."""
    now = timezone.now()
    draf.simpan(draf=row, data=form.mentah, now=now)
    unggahan = request.FILES.getlist("berkas")
    return draf.tambah(draf=row, unggahan=unggahan, alamat=client_address(request), now=now) if unggahan else []


def _antara(request: ActorRequest, row: DrafKonsultasi, apa: str, ditolak: list[draf.Ditolak]) -> HttpResponse:
    """A button that does not send: do it, say it, and go on."""
    for d in ditolak:
        messages.error(request, f"{d.nama}: {d.kalimat}")
    nilai = request.POST[apa]
    if apa == "menjawab" and ANGKA.fullmatch(nilai):
        satu = get_object_or_404(koleksi.terbit(), pk=int(nilai))
        catat_terjawab(request, satu)
        return redirect("konsultasi:entri", pk=satu.pk)
    if apa == "hapus" and ANGKA.fullmatch(nilai):
        draf.hapus(draf=row, berkas_id=int(nilai))
    elif apa == "simpan":
        messages.success(request, _("Isian tersimpan. Anda dapat melanjutkannya dari perangkat mana pun."))
        return redirect("konsultasi:milik")
    return redirect(reverse("konsultasi:tanya") + ("" if apa == "tetap" else "#berkas"))


def _saran(form: FormTanya) -> list[TanyaJawab]:
    """What has been answered and is nearest to the question as it stands."""
    pokok = str(form.data.get("pokok", ""))
    return list(koleksi.cari(pokok.replace("\x00", ""), batas=SARAN)) if len(pokok.strip()) > 3 else []


def _belum_dilihat(request: ActorRequest, form: FormTanya) -> list[TanyaJawab]:
    """The nearest answers, unless all of them were on the page that was sent."""
    saran = _saran(form)
    dilihat = set(request.POST.getlist("ditawari"))
    return saran if {str(s.pk) for s in saran} - dilihat else []


def _tampilkan(request: ActorRequest, row: DrafKonsultasi, form: FormTanya, *, status: int = 200) -> HttpResponse:
    isi = {
        "form": form,
        "draf": row,
        "berkas": [butir_draf(b.berkas, b.pk) for b in row.berkas.select_related("berkas")],
        "saran": _saran(form) if form.is_bound else [],
        "info": kanal.info(Kanal.WEBSITE, now=timezone.now()),
        "tersimpan_pada": row.diubah_pada if row.isi_segel else None,
    }
    return render(request, "konsultasi/publik/tanya.html", isi, status=status)


def butir_draf(berkas: Berkas, pk: int) -> dict[str, Any]:
    """A file of the draft as the list shows it."""
    putusan = Putusan(berkas.putusan)
    return {
        "nama": berkas.nama_asli,
        "ket": f"{ukuran_berkas(berkas.ukuran)}. {berkas.kalimat}",
        "kata": putusan.label,
        "nada": NADA[putusan],
        "hapus": pk,
    }
