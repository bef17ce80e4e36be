"""The service catalogue, a service with its promise, and the form by which it is asked for."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from akun.actor import Actor
from akun.door import ActorRequest, for_roles, public
from akun.models import User
from berkas import flow as berkas_flow
from berkas.models import Berkas
from berkas.putusan import BerkasDitolak
from helpdesk import layanan as domain
from helpdesk import pilihan
from helpdesk.forms.layanan import PermintaanForm
from helpdesk.models import BatasLayanan, Layanan, MejaLayanan, Tiket
from helpdesk.permissions_layanan import PEMINTA, may_minta
from helpdesk.pilihan_layanan import Pemberi, Pemohon
from helpdesk.status import TIKET
from sla.models import Tenggat


def _daftar() -> "QuerySet[Layanan]":
    return Layanan.objects.filter(aktif=True).prefetch_related("batas")


def pemberi(lay: Layanan) -> str:
    """Who gives a service, with the section where LKPP names one."""
    if lay.seksi:
        return f"{lay.get_pemberi_display()} ({lay.get_seksi_display()})"
    return str(lay.get_pemberi_display())


def kata_batas(b: BatasLayanan) -> str:
    """A limit in words."""
    lama = f"{b.jumlah} {b.get_satuan_display()}"
    if b.sejak_kapan:
        return _("%(apa)s: paling lama %(lama)s sejak %(kapan)s") % {
            "apa": b.sebutan,
            "lama": lama,
            "kapan": b.sejak_kapan,
        }
    return f"{b.sebutan}: {lama}"


def kata_anggaran(lay: Layanan) -> str:
    """The error budget in words; empty without one."""
    if lay.anggaran_galat is None:
        return ""
    jam = _("%(n)s jam") % {"n": lay.anggaran_galat}
    if lay.anggaran_per_lpse:
        return _("Masa galat setelah pemasangan paling banyak %(jam)s setahun untuk setiap LPSE") % {"jam": jam}
    return _("Masa galat paling banyak %(jam)s setahun") % {"jam": jam}


def batas(lay: Layanan) -> list[str]:
    """All limits of a service in words."""
    return [*map(kata_batas, lay.batas.all()), *filter(None, [kata_anggaran(lay)])]


@public
@require_GET
def katalog(request: HttpRequest) -> HttpResponse:
    """Every service: what it is, who gives it, when, and within which limits."""
    kelompok: dict[str, list[dict[str, Any]]] = {str(p): [] for p in (Pemberi.LKPP, Pemberi.LPSE, Pemberi.KEDUANYA)}
    for lay in _daftar():
        kelompok[lay.pemberi].append({"l": lay, "pemberi": pemberi(lay), "batas": batas(lay)})
    judul = {
        Pemberi.LKPP: _("Layanan LKPP untuk LPSE"),
        Pemberi.LPSE: _("Layanan LPSE"),
        Pemberi.KEDUANYA: _("Layanan LKPP dan LPSE"),
    }
    bagian = [{"id": str(p), "judul": judul[p], "isi": kelompok[p]} for p in judul if kelompok[p]]
    return render(request, "helpdesk/layanan/katalog.html", {"bagian": bagian})


@public
@require_GET
def satu(request: HttpRequest, kode: str) -> HttpResponse:
    """One service, and the way to ask for it."""
    lay = get_object_or_404(_daftar(), kode=kode)
    actor = getattr(request, "actor", None)
    boleh = may_minta(actor, lay) if actor else None
    data = [
        {"nama": _("Pemberi layanan"), "nilai": pemberi(lay)},
        {"nama": _("Waktu layanan"), "nilai": lay.get_jam_display()},
        {"nama": _("Batas"), "daftar": batas(lay) or [_("Katalog tidak menyebut batas waktu.")]},
    ]
    if lay.bisa_diminta:
        data.append({"nama": _("Diminta oleh"), "nilai": lay.get_pemohon_display()})
    isi = {"l": lay, "data": data, "boleh": boleh, "masuk": actor is None}
    return render(request, "helpdesk/layanan/satu.html", isi)


@for_roles(*sorted(PEMINTA))
@require_http_methods(["GET", "HEAD", "POST"])
def minta(request: ActorRequest, kode: str) -> HttpResponse:
    """Ask for a service."""
    lay = get_object_or_404(_daftar(), kode=kode)
    boleh = may_minta(request.actor, lay)
    if not boleh:
        return render(request, "helpdesk/layanan/minta.html", {"l": lay, "sebab": boleh.sebab}, status=403)
    if request.method != "POST":
        return _tampil(request, lay, PermintaanForm(layanan=lay, initial=_awal(request.actor)))
    form = PermintaanForm(request.POST, request.FILES, layanan=lay)
    tiket = _simpan(request, lay, form) if form.is_valid() else None
    if tiket is None:
        return _tampil(request, lay, form, status=422)
    return redirect("helpdesk:layanan_diterima", nomor=tiket.nomor)


def _awal(actor: Actor) -> dict[str, Any]:
    meja = MejaLayanan.objects.milik(actor) if actor.is_lpse else None
    return {"alamat": meja.alamat, "telepon": meja.telepon} if meja else {}


def _tampil(request: ActorRequest, lay: Layanan, form: PermintaanForm, *, status: int = 200) -> HttpResponse:
    isi = {"l": lay, "form": form, "batas": [kata_batas(b) for b in lay.batas.all() if b.janji]}
    isi["berkas_lagi"] = form.is_bound and bool(request.FILES)
    return render(request, "helpdesk/layanan/minta.html", isi, status=status)


def _simpan(request: ActorRequest, lay: Layanan, form: PermintaanForm) -> Tiket | None:
    """Take the files in and write the ticket; None when something has to be mended."""
    now = timezone.now()
    user = User.objects.get(pk=request.actor.petugas_id)
    try:
        with transaction.atomic():
            berkas = _terima(form, now)
            if berkas is None:
                transaction.set_rollback(True)
                return None
            permintaan = domain.Permintaan(
                layanan=lay,
                meja=form.cleaned_data.get("meja") or MejaLayanan.objects.lkpp(),
                pengguna=pilihan.Pengguna.PENGELOLA if lay.pemohon == Pemohon.LPSE else pilihan.Pengguna.LAINNYA,
                nama=user.nama,
                alamat=form.cleaned_data["alamat"],
                telepon=form.cleaned_data["telepon"],
                surel=user.email,
                isi=form.isi,
            )
            tiket, disamarkan = domain.minta(permintaan=permintaan, berkas=berkas, by=request.actor, now=now)
    except (PermissionDenied, ValidationError) as error:
        form.add_error(None, str(error) if isinstance(error, PermissionDenied) else error)
        return None
    if disamarkan:
        kata = _(
            "Ada kata sandi atau kunci di isian Anda. Kami menyamarkannya sebelum disimpan; ganti kata sandi itu bila "
            "masih dipakai."
        )
        messages.warning(request, kata)
    return tiket


def _terima(form: PermintaanForm, now: datetime) -> list[Berkas] | None:
    """The files, to be examined by the gate; None when one is refused."""
    jadi = []
    for nama, unggahan, opak in form.unggahan():
        try:
            jadi.append(berkas_flow.terima(unggahan=unggahan, now=now, opak=opak))
        except BerkasDitolak as error:
            form.add_error(nama, error)
    return None if form.errors else jadi


@for_roles(*sorted(PEMINTA))
@require_GET
def diterima(request: ActorRequest, nomor: str) -> HttpResponse:
    """What was asked for: the number, the date, and what happens next."""
    rows = Tiket.objects.visible_to(request.actor).filter(layanan__isnull=False)
    tiket = rows.select_related("layanan", "meja__unit").filter(nomor=nomor).first()
    if tiket is None or tiket.layanan is None:
        raise Http404(_("Permintaan ini tidak ada, atau tidak terbuka bagi Anda."))
    jam = Tenggat.objects.filter(objek_tipe=Tiket._meta.label_lower, objek_id=tiket.pk, kode=TIKET).first()
    isi = {
        "t": tiket,
        "l": tiket.layanan,
        "batas": jam.jatuh_tempo if jam else None,
        "jawaban": [{"nama": n, "nilai": v} for n, v in domain.terbaca(tiket.layanan, tiket.data_layanan)],
        "url": reverse("helpdesk:layanan"),
    }
    return render(request, "helpdesk/layanan/diterima.html", isi)
