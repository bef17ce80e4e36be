"""The register of numbers, for TU: every number of a unit and year, and why one has no letter that holds."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akun.actor import Actor, Peran
from akun.door import ActorRequest, for_roles
from akun.terbatas import PER_HALAMAN
from persuratan import nomor, tabel_nomor
from persuratan.forms.keluar_langkah import LanjutForm
from persuratan.models import NomorSurat, SuratKeluar
from persuratan.views.keluar_lembar import tanda_keluar, url_keluar
from persuratan.views.tanda import tanda_rahasia


@for_roles(Peran.PETUGAS_TU)
@require_http_methods(["GET", "HEAD", "POST"])
def buku(request: ActorRequest) -> HttpResponse:
    """Read a series, newest first; or say that it went on elsewhere."""
    seri = tabel_nomor.BukuNomor(request.GET, now=timezone.now())
    unit, tahun = seri.unit, seri.tahun
    lanjut = LanjutForm(request.POST or None)
    status = 200
    if lanjut.is_bound:
        status = 422
        if unit is None:
            lanjut.add_error(None, _("Pilih unitnya dahulu."))
        elif lanjut.is_valid():
            try:
                nomor.lanjutkan_dari(
                    unit=unit, tahun=tahun, by=request.actor, now=timezone.now(), **lanjut.cleaned_data
                )
            except ValidationError as error:
                lanjut.add_error("terakhir", error.messages)
                status = 409
            else:
                berikut = {"n": lanjut.cleaned_data["terakhir"] + 1}
                messages.success(request, _("Nomor berikutnya di portal: %(n)s.") % berikut)
                return redirect(f"{reverse('persuratan:keluar_buku')}?unit={unit.pk}&tahun={tahun}")
    page = Paginator(seri.rows, PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks = {
        "seri": seri.form,
        "unit": unit,
        "tahun": tahun,
        "lanjut": lanjut,
        "page": page,
        "baris": _baris(list(page.object_list), request.actor),
        "celah": list(nomor.celah(unit=unit, tahun=tahun)) if unit else [],
        "kepala": [{"teks": t} for t in (_("Urut"), _("Nomor surat"), _("Tanggal"), _("Status"), _("Keterangan"))],
    }
    return render(request, "persuratan/keluar/buku.html", konteks, status=status)


def _baris(rows: list[NomorSurat], actor: Actor) -> list[dict[str, Any]]:
    """The lines of a page. Of a letter that TU may not open it shows the envelope only."""
    amplop = tabel_nomor.amplop([r.surat_id for r in rows], actor)
    boleh = set(SuratKeluar.objects.visible_to(actor).filter(pk__in=amplop).values_list("pk", flat=True))
    hasil = []
    for r in rows:
        s = amplop.get(r.surat_id or 0)
        hasil.append(
            {
                "urut": r.urut,
                "nomor": s.nomor_surat if s else "",
                "tanggal": s.tanggal_surat if s else None,
                "url": url_keluar(s.pk) if s and s.pk in boleh else "",
                "tanda": tanda_keluar(s.status) if s else None,
                "rahasia": tanda_rahasia(s.kerahasiaan) if s and s.rahasia else None,
                "keterangan": r.penjelasan,
            }
        )
    return hasil
