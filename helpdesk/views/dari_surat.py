"""A letter becomes a ticket: the form beside the letter for officers, and the way on for whoever sent it."""

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
from akun.decision import require
from akun.door import ActorRequest, for_roles, public
from helpdesk import flow_surat, perjalanan
from helpdesk.forms.dari_surat import FormTiketSurat
from helpdesk.forms.lapor import MAKS_JUDUL
from helpdesk.models import Tiket
from helpdesk.status import PUBLIK
from pengaduan.views.menu import rangka
from persuratan import baca, teks
from persuratan.models import Pengirim, SuratMasuk
from persuratan.permissions import PEMBACA
from persuratan.tindakan import Lanjutan


@for_roles(*sorted(PEMBACA))
@require_http_methods(["GET", "HEAD", "POST"])
def dari_surat(request: ActorRequest, nomor: str) -> HttpResponse:
    """Fill in what the letter asks for, with the letter beside it. Reading a secret one is kept on its trail."""
    now = timezone.now()
    rows = SuratMasuk.objects.visible_to(request.actor).defer("cari")
    surat = get_object_or_404(rows.select_related("berkas", "penerima__unit", "instansi", "pengirim"), nomor=nomor)
    if surat.tiket_nomor:
        return redirect("persuratan:surat", nomor)
    require(flow_surat.boleh(request.actor, surat))
    baca.catat(surat=surat, apa=baca.HALAMAN, by=request.actor, now=now)
    form = FormTiketSurat(request.POST) if request.method == "POST" else FormTiketSurat(initial=_awal(surat))
    if request.method == "POST" and form.is_valid():
        try:
            tiket = flow_surat.dari_surat(surat=surat, data=form.tiket(), by=request.actor, now=now)
        except ValidationError as sebab:
            form.add_error(None, sebab.messages[0])
        else:
            return _selesai(request, surat, tiket)
    konteks = rangka(request.actor) | {"surat": surat, "form": form, "isi_surat": teks.teks_surat(surat)}
    return render(request, "helpdesk/dari_surat.html", konteks, status=422 if form.is_bound else 200)


def _awal(surat: SuratMasuk) -> dict[str, Any]:
    """What stands on the letter, and who sent it."""
    data_pengirim = Pengirim.objects.filter(user=surat.pengirim).first() if surat.pengirim else None
    return {
        "judul": surat.perihal[:MAKS_JUDUL],
        "uraian": "\n\n".join(filter(None, [surat.perihal, surat.catatan])),
        "nama": surat.nama_pengirim,
        "surel": surat.pengirim.email if surat.pengirim else "",
        "telepon": data_pengirim.telepon if data_pengirim else "",
    }


def _selesai(request: ActorRequest, surat: SuratMasuk, tiket: Tiket) -> HttpResponse:
    """To the ticket for whoever handles tickets; back to the letter for the others."""
    kata = _("Surat %(surat)s sekarang tiket %(tiket)s. Nomor dan token surat pengirim tetap berlaku.")
    messages.success(request, kata % {"surat": surat.nomor, "tiket": tiket.nomor})
    if Tiket.objects.dibaca_petugas(request.actor).filter(pk=tiket.pk).exists():
        return redirect("helpdesk:tiket", tiket.nomor)
    return redirect("persuratan:surat", surat.nomor)


def lanjutan(surat: SuratMasuk) -> Lanjutan | None:
    """What became of a letter as a ticket, in public words, and the way to its page; for the page of the letter."""
    if not surat.tiket_nomor:
        return None
    tiket = Tiket.objects.only("nomor", "status").get(nomor=surat.tiket_nomor)
    return Lanjutan(
        label=_("tiket"),
        nomor=tiket.nomor,
        status=str(PUBLIK[tiket.status].label),
        keterangan=str(perjalanan.KALIMAT[tiket.status][0]),
        url=reverse("helpdesk:buka_dari_surat"),
    )


@public
@require_POST
def buka(request: HttpRequest) -> HttpResponse:
    """From the page of his letter to that of its ticket: with the letter's receipt, or with the sender's account.

    Of a secret letter the receipt alone is not enough, as on its own page. Raises Http404.
    """
    now, nomor = timezone.now(), request.POST.get("nomor", "")[:20].replace("\x00", "")
    surat = get_object_or_404(SuratMasuk.objects.defer("cari").exclude(tiket_nomor=""), nomor=nomor)
    milik = request.user.is_authenticated and request.user.pk == surat.pengirim_id
    bertoken = not surat.rahasia and terbuka.nomor_terbuka(request.session, now=now) == nomor
    if not milik and not bertoken:
        raise Http404(_("Halaman ini tidak terbuka bagi Anda."))
    terbuka.buka(request.session, surat.tiket_nomor, now=now)
    return redirect("helpdesk:progres")
