"""Sending a letter: for whom somebody writes, the form with its files, and nothing typed is ever lost."""

import re
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from akun import flow as akun_flow
from akun.actor import PETUGAS, Peran
from akun.adapter import client_address
from akun.door import ActorRequest, for_roles
from akun.models import User
from akun.permissions import may_ubah_nama
from akun.templatetags.rupa import ukuran_berkas
from berkas.limits import MAKS_UKURAN
from berkas.putusan import BerkasDitolak, Putusan
from persuratan import draf, pengirim
from persuratan.draf import BelumSiap
from persuratan.forms.kirim import FormPengirim, FormSurat, stempel
from persuratan.models import DrafSurat, Pengirim, SuratMasuk

BERAKUN = (Peran.PENGADU, *sorted(PETUGAS))
ANGKA = re.compile(r"[0-9]{1,17}")
NADA = {Putusan.MENUNGGU: "info", Putusan.TERIMA: "baik", Putusan.KARANTINA: "awas", Putusan.TOLAK: "telat"}
ANTARA = ("tetap", "hapus", "unggah", "urutkan", "gabungkan", "simpan")


@for_roles(*BERAKUN)
@require_http_methods(["GET", "HEAD", "POST"])
def data_saya(request: ActorRequest) -> HttpResponse:
    """For whom somebody writes: asked before the first letter, corrected at any time."""
    user, ada = cast(User, request.user), pengirim.milik(request.actor)
    boleh_nama = bool(may_ubah_nama(request.actor))
    awal = {"nama": user.nama}
    if ada:
        awal |= {"jenis": ada.jenis, "instansi": ada.asal, "telepon": ada.telepon}
        awal |= {"lainnya": "on"} if ada.jenis == "instansi" and not ada.instansi_id else {}
    form = FormPengirim(request.POST or None, initial=awal, boleh_nama=boleh_nama)
    if request.method == "POST" and form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        if boleh_nama and data["nama"] != user.nama:
            akun_flow.ubah_nama(user=user, nama=data["nama"], by=request.actor, now=now)
        pengirim.simpan(
            jenis=data["jenis"],
            instansi=form.instansi_cocok,
            instansi_teks=data["instansi"],
            telepon=data["telepon"],
            by=request.actor,
            now=now,
        )
        messages.success(request, _("Data pengirim tersimpan. Surat yang sudah terkirim tidak berubah."))
        return redirect("persuratan:tulis" if not ada else "persuratan:milik")
    isi = {"form": form, "boleh_nama": boleh_nama, "pertama": ada is None, "nama": user.nama}
    return render(request, "persuratan/data_saya.html", isi, status=422 if form.is_bound else 200)


@for_roles(*BERAKUN)
@require_http_methods(["GET", "HEAD", "POST"])
def tulis(request: ActorRequest) -> HttpResponse:
    """The form. Every button keeps what was typed; only "Kirim surat" sends, and once."""
    ada, now = pengirim.milik(request.actor), timezone.now()
    if ada is None:
        return redirect("persuratan:data_saya")
    row = _draf(request)
    if row.surat_id:  # a second click, or going back after sending
        return redirect("persuratan:terkirim", nomor=cast(SuratMasuk, row.surat).nomor)
    if request.method != "POST":
        return _tampilkan(request, row, _form(draf.isi(row), request), ada)
    form = FormSurat(request.POST, now=now)
    ditolak = _simpan(request, row, form)
    if antara := next((nama for nama in ANTARA if nama in request.POST), ""):
        return _antara(request, row, antara, ditolak)
    form.is_valid()
    for d in ditolak:
        form.add_error("berkas", f"{d.nama}: {d.kalimat}")
    sama = draf.kembar(draf=row, nomor_surat=form.cleaned_data.get("nomor_surat", ""), by=request.actor)
    if sama and not form.cleaned_data.get("kirim_lagi"):
        form.add_error("kirim_lagi", _("Surat ini sudah pernah Anda kirim. Centang bila memang ingin mengirim lagi."))
    return _kirim(request, row, form, ada, sama)


def _kirim(
    request: ActorRequest, row: DrafSurat, form: FormSurat, ada: Pengirim, sama: SuratMasuk | None
) -> HttpResponse:
    if form.is_valid():
        user = cast(User, request.user)
        try:
            surat = draf.kirim(
                draf=row,
                data=form.surat(ada, nama=user.nama or user.email, surel=user.email),
                by=request.actor,
                now=timezone.now(),
            )
        except BelumSiap as sebab:
            form.add_error("berkas", str(sebab))
        else:
            return redirect("persuratan:terkirim", nomor=surat.nomor)
    return _tampilkan(request, row, form, ada, sama=sama, status=422)


def _draf(request: ActorRequest) -> DrafSurat:
    """The draft that this form was opened for, or the one that is open now."""
    nomor = request.POST.get("draf", "")
    milik = DrafSurat.objects.select_related("surat").filter(user_id=request.actor.petugas_id)
    row = milik.filter(pk=int(nomor)).first() if ANGKA.fullmatch(nomor) else None
    return row or draf.buka(by=request.actor, now=timezone.now())


def _form(isi: draf.Isi, request: HttpRequest) -> FormSurat:
    return FormSurat(initial=isi | {"dibuka": stempel(timezone.now())}, now=timezone.now())


def _simpan(request: ActorRequest, row: DrafSurat, form: FormSurat) -> list[draf.Ditolak]:
    """Keep text, order and files, whichever button was pressed."""
    return draf.tampung(
        draf=row,
        data=form.mentah,
        urutan=_urutan(request.POST),
        unggahan=request.FILES.getlist("berkas"),
        alamat=client_address(request),
        now=timezone.now(),
    )


def _urutan(data: QueryDict) -> dict[int, int]:
    """The numbers typed beside the files: `urutan-<id>`."""
    angka = {k[7:]: v.strip() for k, v in data.items() if k.startswith("urutan-") and isinstance(v, str)}
    return {int(k): int(v) for k, v in angka.items() if ANGKA.fullmatch(k) and re.fullmatch(r"[0-9]{1,4}", v)}


def _antara(request: ActorRequest, row: DrafSurat, apa: str, ditolak: list[draf.Ditolak]) -> HttpResponse:
    """A button that does not send: do it, say it, and go back to the form."""
    for d in ditolak:
        messages.error(request, f"{d.nama}: {d.kalimat}")
    if apa == "hapus" and ANGKA.fullmatch(request.POST["hapus"]):
        draf.hapus(draf=row, berkas_id=int(request.POST["hapus"]))
    elif apa == "gabungkan":
        try:
            n = draf.gabungkan(draf=row, now=timezone.now())
        except BerkasDitolak as sebab:
            messages.error(request, _("Berkas belum digabung. %(sebab)s") % {"sebab": sebab.kalimat})
        else:
            messages.success(
                request,
                ngettext(
                    "Berkas sudah digabung menjadi satu PDF, %(n)s halaman.",
                    "Berkas sudah digabung menjadi satu PDF, %(n)s halaman.",
                    n,
                )
                % {"n": n},
            )
    elif apa == "simpan":
        messages.success(request, _("Isian tersimpan. Anda dapat melanjutkannya dari perangkat mana pun."))
        return redirect("persuratan:milik")
    return redirect(reverse("persuratan:tulis") + ("" if apa == "tetap" else "#berkas"))


def _tampilkan(
    request: ActorRequest,
    row: DrafSurat,
    form: FormSurat,
    ada: Pengirim,
    *,
    sama: SuratMasuk | None = None,
    status: int = 200,
) -> HttpResponse:
    daftar = list(row.berkas.select_related("berkas"))
    isi = {
        "form": form,
        "draf": row,
        "pengirim": ada,
        "nama": request.actor.nama,
        "berkas": [_butir(b) for b in daftar],
        "halaman": sum(b.halaman or 0 for b in daftar),
        "bertanda_tangan": len(daftar) > 1 and any(b.bertanda_tangan for b in daftar),
        "terlalu_besar": sum(b.berkas.ukuran for b in daftar) > MAKS_UKURAN,
        "sama": sama,
        "tersimpan_pada": row.diubah_pada if row.isi_segel else None,
    }
    return render(request, "persuratan/tulis.html", isi, status=status)


def _butir(b: Any) -> dict[str, Any]:
    """A file of the draft as the list shows it."""
    putusan, ukuran = Putusan(b.berkas.putusan), ukuran_berkas(b.berkas.ukuran)
    halaman = ngettext("%(n)s halaman", "%(n)s halaman", b.halaman or 0) % {"n": b.halaman} if b.halaman else ""
    return {
        "id": b.pk,
        "nama": b.berkas.nama_asli,
        "ket": " · ".join(filter(None, [halaman, ukuran])),
        "kalimat": draf.alasan(b.galat) or b.berkas.kalimat,
        "urutan": b.urutan,
        "kata": putusan.label,
        "nada": NADA[putusan],
    }
