"""A letter becomes a complaint: the form beside the letter for officers, and the way on for whoever sent it."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akun import terbuka
from akun.actor import PENANGAN
from akun.decision import require
from akun.door import ActorRequest, for_roles, public
from akun.receipt import WIB
from akun.search import arti_instansi
from pengaduan import baca_surat, flow_surat, perjalanan
from pengaduan.forms.dari_surat import FormDariSurat
from pengaduan.models import Pengaduan
from pengaduan.views.menu import rangka
from persuratan import baca, teks
from persuratan.models import Pengirim, SuratMasuk
from persuratan.permissions import PEMBACA
from persuratan.tindakan import Lanjutan


@for_roles(*sorted(PEMBACA))
@require_http_methods(["GET", "POST"])
def dari_surat(request: ActorRequest, nomor: str) -> HttpResponse:
    """Fill in what the letter says, with the letter beside it. Reading a secret one is kept on its trail."""
    now = timezone.now()
    rows = SuratMasuk.objects.visible_to(request.actor).defer("cari")
    surat = get_object_or_404(rows.select_related("berkas", "penerima__unit", "instansi", "pengirim"), nomor=nomor)
    if surat.pengaduan_nomor:
        return redirect("persuratan:surat", nomor)
    require(flow_surat.boleh(request.actor, surat))
    baca.catat(surat=surat, apa=baca.HALAMAN, by=request.actor, now=now)
    tahun_ini = now.astimezone(WIB).year
    isi_surat = teks.teks_surat(surat)
    if request.method == "POST":
        form = FormDariSurat(request.POST, tahun_ini=tahun_ini)
        if form.is_valid():
            try:
                pengaduan = flow_surat.dari_surat(
                    surat=surat,
                    data=form.data_pengaduan(),
                    tingkat=form.cleaned_data["tingkat"],
                    identitas=form.identitas(),
                    by=request.actor,
                    now=now,
                )
            except ValidationError as sebab:
                form.add_error(None, sebab.messages[0])
            else:
                return _selesai(request, surat, pengaduan)
    else:
        form = FormDariSurat(initial=_awal(surat, isi_surat), tahun_ini=tahun_ini)
    konteks = rangka(request.actor) | {"surat": surat, "form": form, "isi_surat": isi_surat}
    return render(request, "pengaduan/lkpp/dari_surat.html", konteks, status=422 if form.is_bound else 200)


def _awal(surat: SuratMasuk, isi_surat: str) -> dict[str, Any]:
    """What can be read from the letter, and who sent it."""
    terbaca = asdict(baca_surat.baca(isi_surat))
    mungkin = arti_instansi(terbaca["instansi"])
    data_pengirim = Pengirim.objects.filter(user=surat.pengirim).first() if surat.pengirim else None
    wilayah = mungkin[0].wilayah if len(mungkin) == 1 else None
    return terbaca | {
        "uraian": terbaca["uraian"] or "\n\n".join(filter(None, [surat.perihal, surat.catatan])),
        "wilayah": wilayah.nama if wilayah else "",
        "nama": surat.nama_pengirim,
        "surel": surat.pengirim.email if surat.pengirim else "",
        "telepon": data_pengirim.telepon if data_pengirim else "",
    }


def _selesai(request: ActorRequest, surat: SuratMasuk, pengaduan: Pengaduan) -> HttpResponse:
    """To the case for whoever handles cases; back to the letter for the others."""
    kata = _("Surat %(surat)s sekarang pengaduan %(pengaduan)s. Nomor tiket pengirim tetap berlaku.")
    messages.success(request, kata % {"surat": surat.nomor, "pengaduan": pengaduan.nomor})
    if request.actor.peran in PENANGAN and Pengaduan.objects.visible_to(request.actor).filter(pk=pengaduan.pk).exists():
        return redirect("pengaduan:kasus", pengaduan.nomor)
    return redirect("persuratan:surat", surat.nomor)


def lanjutan(surat: SuratMasuk) -> Lanjutan | None:
    """What became of a letter as a complaint, in public words, and the way to its page; for the page of the letter."""
    if not surat.pengaduan_nomor:
        return None
    pengaduan = Pengaduan.objects.select_related("induk").get(surat=surat.pk)
    publik = pengaduan.status_publik
    return Lanjutan(
        label=_("Pengaduan"),
        nomor=pengaduan.nomor,
        status=str(publik.label),
        keterangan=str(perjalanan.KALIMAT[publik][0]),
        url=reverse("pengaduan:buka_dari_surat"),
    )


@public
@require_POST
def buka(request: HttpRequest) -> HttpResponse:
    """From the page of his letter to that of his complaint: with the letter's receipt, or with the sender's account.

    Of a secret letter the receipt alone is not enough, as on its own page. Raises Http404.
    """
    now, nomor = timezone.now(), request.POST.get("nomor", "")[:20].replace("\x00", "")
    surat = get_object_or_404(SuratMasuk.objects.defer("cari").exclude(pengaduan_nomor=""), nomor=nomor)
    milik = request.user.is_authenticated and request.user.pk == surat.pengirim_id
    bertoken = not surat.rahasia and terbuka.nomor_terbuka(request.session, now=now) == nomor
    if not milik and not bertoken:
        raise Http404(_("Halaman ini tidak terbuka bagi Anda."))
    terbuka.buka(request.session, surat.pengaduan_nomor, now=now)
    return redirect("pengaduan:lacak_kasus")
