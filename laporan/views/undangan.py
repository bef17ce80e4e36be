"""Whom to invite next, and the drafts of the letters: a line per letter appears as soon as it is written.

The page is written while the work goes on, so it needs no script. Whoever leaves it loses nothing: what was drafted is
drafted. Nothing is sent here: each letter goes up its ladder and is signed like any other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akun.actor import Actor
from akun.decision import Decision, no
from akun.door import ActorRequest, for_roles
from akun.models import Instansi
from akun.templatetags.rupa import angka
from inspektorat import surat_undangan
from laporan import undangan as daftar
from laporan.forms import UndangForm
from laporan.permissions import PENGUNDANG
from laporan.undangan import Calon
from persuratan import permissions_keluar
from persuratan.models import SuratKeluar
from persuratan.status_keluar import Status

PER_HALAMAN = 25
BATAS_BARIS, TEMPAT_AKHIR = "<!-- baris -->", "<!-- akhir -->"


@dataclass
class Hasil:
    """What became of one letter."""

    nama: str
    kata: str
    nada: str
    kalimat: str = ""
    url: str = ""


@for_roles(*sorted(PENGUNDANG))
@require_http_methods(["GET", "HEAD", "POST"])
def undangan(request: ActorRequest) -> HttpResponseBase:
    """The list; or the drafts of those that were ticked."""
    calon = daftar.berikutnya()
    boleh = _boleh(request.actor)
    if request.method != "POST":
        return _tampil(request, calon, boleh, UndangForm(boleh=[]))
    page = _halaman(request, calon)
    form = UndangForm(request.POST, boleh=[c.baris.instansi_id for c in page if c.surat is None])
    if not boleh:
        form.add_error(None, boleh.sebab)
        return _tampil(request, calon, boleh, form, status=403)
    if not form.is_valid():
        return _tampil(request, calon, boleh, form, status=422)
    terpilih = [c for c in page if c.baris.instansi_id in form.cleaned_data["pilih"]]
    isi = {"jumlah": len(terpilih)}
    atas, _batas, bawah = render_to_string("laporan/undangan_jalan.html", isi, request=request).partition(BATAS_BARIS)
    alamat = request.build_absolute_uri(reverse("inspektorat:bergabung"))
    return StreamingHttpResponse(_alir(atas, bawah, terpilih, alamat, request.actor, get_language()))


def _boleh(actor: Actor) -> Decision:
    """Whether this reader may draft such a letter."""
    pejabat = surat_undangan.penandatangan()
    if pejabat is None:
        return no(_("Jabatan %(jabatan)s belum ada di daftar pejabat.") % {"jabatan": surat_undangan.JABATAN})
    return permissions_keluar.may_konsep(actor, pejabat)


def _halaman(request: ActorRequest, calon: list[Calon]) -> Any:
    return Paginator(calon, PER_HALAMAN).get_page(request.GET.get("halaman"))


def _tampil(
    request: ActorRequest, calon: list[Calon], boleh: Decision, form: UndangForm, *, status: int = 200
) -> HttpResponse:
    page = _halaman(request, calon)
    dipilih = request.POST.getlist("pilih")
    terbuka = set(
        SuratKeluar.objects.visible_to(request.actor)
        .filter(pk__in=[c.surat.pk for c in page if c.surat])
        .values_list("pk", flat=True)
    )
    konteks = {
        "form": form,
        "page": page,
        "boleh": boleh,
        "jumlah": len(calon),
        "bersurat": sum(c.surat is not None for c in calon),
        "baris": [
            {
                "pk": c.baris.instansi_id,
                "nama": c.baris.nama,
                "instansi": c.baris.instansi,
                "pengaduan": angka(c.pengaduan),
                "surat": Status(c.surat.status).label if c.surat else "",
                "url": _url(c.surat) if c.surat and c.surat.pk in terbuka else "",
                "dipilih": str(c.baris.instansi_id) in dipilih,
            }
            for c in page
        ],
    }
    return render(request, "laporan/undangan.html", konteks, status=status)


def _url(surat: SuratKeluar) -> str:
    return reverse("persuratan:keluar_surat", args=[surat.pk])


def _alir(atas: str, bawah: str, terpilih: list[Calon], alamat: str, actor: Actor, bahasa: str | None) -> Iterator[str]:
    """The page in pieces: its head, a line per letter, its foot."""
    yield atas
    jadi = 0
    for ke, satu in enumerate(terpilih, start=1):
        with override(bahasa):  # the middleware that chose it is done by now
            hasil = _satu(satu, alamat, actor)
            jadi += hasil.nada == "baik"
            baris = render_to_string("laporan/undangan_baris.html", {"h": hasil, "ke": ke, "jumlah": len(terpilih)})
        yield baris
    with override(bahasa):
        akhir = render_to_string("laporan/undangan_akhir.html", {"jadi": jadi, "jumlah": len(terpilih)})
    yield bawah.replace(TEMPAT_AKHIR, akhir)


def _satu(satu: Calon, alamat: str, actor: Actor) -> Hasil:
    """Draft one letter."""
    instansi = Instansi.objects.get(pk=satu.baris.instansi_id)
    try:
        surat = surat_undangan.konsep(
            instansi=instansi, jumlah=satu.pengaduan, alamat=alamat, by=actor, now=timezone.now()
        )
    except ValidationError as error:
        return Hasil(satu.baris.nama, _("Tidak dikonsep"), "telat", error.messages[0])
    except PermissionDenied as error:
        return Hasil(satu.baris.nama, _("Tidak dikonsep"), "telat", str(error))
    return Hasil(satu.baris.nama, _("Dikonsep"), "baik", url=_url(surat))
