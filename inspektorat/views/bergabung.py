"""An inspectorate applies: the form, the receipt, and how far its application is for whoever holds the receipt."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from akun import receipt, terbuka
from akun.adapter import client_address
from akun.door import public
from berkas.models import Berkas
from berkas.putusan import BerkasDitolak
from inspektorat import flow_keanggotaan as flow
from inspektorat import petugas as calon_petugas
from inspektorat import unggahan
from inspektorat.flow_keanggotaan import DataDasar, DataPermohonan, pemohon
from inspektorat.forms import DaftarPetugas, DasarForm, PermohonanForm, petugas
from inspektorat.models import Keanggotaan
from inspektorat.petugas import DataPetugas
from inspektorat.status import Status
from inspektorat.views.perjalanan import keadaan, riwayat

KUNCI = "inspektorat_terkirim"
LAMA = timedelta(minutes=30)
BATAS_JAM, BATAS_BERKAS = 10, 40  # applications and files per network address and hour


@public
@require_http_methods(["GET", "HEAD", "POST"])
def bergabung(request: HttpRequest) -> HttpResponse:
    """What membership means, and the form. A second click finds the receipt of the first."""
    if request.method != "POST":
        return _formulir(request, PermohonanForm(), petugas(None))
    now = timezone.now()
    galat = _tunda(request, now)
    form = PermohonanForm(request.POST, request.FILES, berkas_ada=unggahan.tertunda(request.session) is not None)
    baris = petugas(request.POST.dict())
    if lengkap(form, baris) and galat is None:
        nomor, _token = _terkirim(request.session, now)
        lama = Keanggotaan.objects.filter(nomor=nomor, inspektorat__instansi=form.instansi_cocok).terbuka()
        if nomor and lama.exists():
            return redirect("inspektorat:terkirim")
        try:
            row, token = _ajukan(request, form, baris.isi(), now)
        except (BerkasDitolak, ValidationError) as error:
            tolak(form, error)
        else:
            request.session[KUNCI] = [row.nomor, token, int(now.timestamp())]
            return redirect("inspektorat:terkirim")
    if galat:
        tolak(form, galat)
    return _formulir(request, form, baris, status=422)


def _tunda(request: HttpRequest, now: datetime) -> BerkasDitolak | ValidationError | None:
    """Keep what was uploaded, whatever else is wrong with the form; returns why it cannot be kept."""
    satu = request.FILES.get("berkas")
    if satu is None:
        return None
    hitungan = receipt.kunci_alamat("inspektorat-berkas", client_address(request), now=now)
    try:
        if not receipt.hitung(hitungan, BATAS_BERKAS, now=now):
            raise ValidationError(_("Terlalu banyak berkas dari jaringan ini dalam satu jam. Coba lagi nanti."))
        unggahan.tunda(request.session, satu, now)
    except (BerkasDitolak, ValidationError) as error:
        return error
    return None


def lengkap(form: forms.Form, baris: DaftarPetugas, *, admin: bool = True) -> bool:
    """Whether form and officers are valid, and somebody is admin; all errors are shown at once."""
    sah = [form.is_valid(), baris.is_valid()]
    if sah[1]:
        try:
            calon_petugas.periksa(baris.isi(), admin=admin)
        except ValidationError as error:
            baris.forms[0].add_error("peran" if admin and not baris.isi() else None, error)
            sah.append(False)
    return all(sah)


def tolak(form: forms.Form, error: BerkasDitolak | ValidationError) -> None:
    """Put a refusal where it belongs."""
    if isinstance(error, BerkasDitolak):
        form.add_error("berkas", error)
    else:
        form.add_error(None, error)


@transaction.atomic
def _ajukan(
    request: HttpRequest, form: PermohonanForm, semua: tuple[DataPetugas, ...], now: datetime
) -> tuple[Keanggotaan, str]:
    hitungan = receipt.kunci_alamat("inspektorat", client_address(request), now=now)
    if not receipt.hitung(hitungan, BATAS_JAM, now=now):
        raise ValidationError(_("Terlalu banyak permohonan dari jaringan ini dalam satu jam. Coba lagi nanti."))
    token, berkas = receipt.new_token(), unggahan.tertunda(request.session)
    row = flow.ajukan(data=permohonan(form, semua, berkas), token=token, now=now)
    unggahan.dipakai(request.session, berkas)
    return row, token


def permohonan(form: PermohonanForm, semua: tuple[DataPetugas, ...], berkas: Berkas | None) -> DataPermohonan:
    """The application as the flow takes it, from valid data."""
    data = form.cleaned_data
    if form.instansi_cocok is None:
        raise ValidationError({"instansi": _("Tulis nama instansi Anda.")})
    return DataPermohonan(
        instansi=form.instansi_cocok,
        nama=data["nama"],
        surel=data["surel"],
        telepon=data["telepon"],
        petugas=semua,
        dasar=dasar_dari(data, berkas),
    )


def _formulir(request: HttpRequest, form: PermohonanForm, baris: DaftarPetugas, *, status: int = 200) -> HttpResponse:
    tertunda = unggahan.tertunda(request.session)
    isi = {"form": form, "baris": baris, "galat": [form, baris], "tertunda": tertunda}
    return render(request, "inspektorat/bergabung/mulai.html", isi, status=status)


def _terkirim(session: SessionBase, now: datetime) -> tuple[str, str]:
    """Number and token of what was just sent from this browser; nothing after half an hour."""
    nomor, token, pada = session.get(KUNCI, ("", "", 0))
    return (nomor, token) if now.timestamp() - pada < LAMA.total_seconds() else ("", "")


@public
@require_http_methods(["GET", "HEAD", "POST"])
def terkirim(request: HttpRequest) -> HttpResponse:
    """The receipt. A POST says that it was kept: the token is forgotten, and the page of the application opens."""
    now = timezone.now()
    nomor, token = _terkirim(request.session, now)
    row = Keanggotaan.objects.visible_to(pemohon(nomor)).select_related("inspektorat").first() if nomor else None
    if row is None:
        return redirect("inspektorat:bergabung")
    if request.method == "POST":
        request.session.pop(KUNCI, None)
        terbuka.ingat(request.session, nomor, now=now)
        return redirect("inspektorat:progres")
    isi = {"nomor": nomor, "token": token, "keanggotaan": row, "surel": row.surel, **keadaan(row, now)}
    return render(request, "inspektorat/bergabung/terkirim.html", isi)


def _dibuka(request: HttpRequest, now: datetime) -> Keanggotaan | None:
    """The application whose receipt is open in this browser."""
    nomor = terbuka.nomor_terbuka(request.session, now=now)
    rows = Keanggotaan.objects.visible_to(pemohon(nomor)).select_related("inspektorat")
    return rows.first() if nomor else None


@public
@require_GET
def progres(request: HttpRequest) -> HttpResponse:
    """How far it is, for whoever has opened the receipt in this browser."""
    now = timezone.now()
    row = _dibuka(request, now)
    if row is None:
        return redirect("lacak")
    return render(request, "inspektorat/bergabung/progres.html", _isi(row, now))


def _isi(row: Keanggotaan, now: datetime) -> dict[str, Any]:
    """Nothing of LKPP's officers; of the inspectorate's own what it has named itself."""
    return {
        "keanggotaan": row,
        "petugas": calon_petugas.calon(row),
        "dasar": list(row.dasar_surat.select_related("berkas")),
        "perlu_perbaikan": row.status == Status.PERLU_PERBAIKAN,
        "riwayat": riwayat(row),
        **keadaan(row, now),
    }


@public
@require_http_methods(["GET", "HEAD", "POST"])
def perbaiki(request: HttpRequest) -> HttpResponse:
    """Mend what LKPP has asked for: the officers, and another letter where the first was not right."""
    now = timezone.now()
    row = _dibuka(request, now)
    if row is None:
        return redirect("lacak")
    if row.status != Status.PERLU_PERBAIKAN:
        return redirect("inspektorat:progres")
    if request.method != "POST":
        ada = tuple(DataPetugas(c.nama, c.surel, c.peran) for c in calon_petugas.calon(row))
        return _perbaikan(request, row, DasarForm(wajib=False), petugas(None, awal=ada))
    galat = _tunda(request, now)
    form, baris = DasarForm(request.POST, request.FILES, wajib=False), petugas(request.POST.dict())
    if lengkap(form, baris) and galat is None:
        try:
            _simpan_perbaikan(request, row, form.cleaned_data, baris.isi(), now)
        except (BerkasDitolak, ValidationError) as error:
            tolak(form, error)
        else:
            messages.success(request, _("Terima kasih. Perbaikan Anda sudah kami terima dan diperiksa lagi."))
            return redirect("inspektorat:progres")
    if galat:
        tolak(form, galat)
    return _perbaikan(request, row, form, baris, status=422)


@transaction.atomic
def _simpan_perbaikan(
    request: HttpRequest, row: Keanggotaan, data: Mapping[str, Any], semua: tuple[DataPetugas, ...], now: datetime
) -> None:
    """Mend, with the file that this browser has uploaded; all or nothing."""
    berkas = unggahan.tertunda(request.session)
    dasar = dasar_dari(data, berkas)
    flow.perbaiki(keanggotaan=row, semua=semua, dasar=dasar, by=pemohon(row.nomor), now=now)
    if dasar:
        unggahan.dipakai(request.session, berkas)


def dasar_dari(data: Mapping[str, Any], berkas: Berkas | None) -> DataDasar | None:
    """The letter, where one is named."""
    return DataDasar(data["nomor_surat"], data["tanggal_teks"], berkas) if data["nomor_surat"] else None


def _perbaikan(
    request: HttpRequest, row: Keanggotaan, form: DasarForm, baris: DaftarPetugas, *, status: int = 200
) -> HttpResponse:
    isi = {"keanggotaan": row, "form": form, "baris": baris, "galat": [form, baris]}
    isi["tertunda"] = unggahan.tertunda(request.session)
    return render(request, "inspektorat/bergabung/perbaiki.html", isi, status=status)


@public
@require_POST
def tutup(request: HttpRequest) -> HttpResponse:
    """Close the page: this browser forgets the receipt."""
    terbuka.lupakan(request.session)
    messages.success(request, _("Halaman permohonan sudah ditutup di peramban ini."))
    return redirect("lacak")
