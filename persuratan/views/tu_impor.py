"""Many letters from one sheet: template, dry run that names each bad row, and one confirmation for all."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from akun.actor import Peran
from akun.door import ActorRequest, for_roles
from akun.templatetags.rupa import tanggal_jam
from persuratan import impor, serah
from persuratan.lembar_kerja import MAKS_BARIS, MAKS_BERKAS, LembarDitolak
from persuratan.templat_impor import xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LembarForm(forms.Form):
    """The sheet. It is read once and not kept."""

    lembar = forms.FileField(
        label=gettext_lazy("Lembar surat (Excel .xlsx atau CSV)"),
        help_text=gettext_lazy("Paling banyak 500 baris. Berkasnya dibaca sekali dan tidak disimpan"),
        widget=forms.FileInput(attrs={"accept": f".xlsx,.csv,{XLSX},text/csv"}),
        error_messages={
            "required": gettext_lazy("Pilih lembar yang sudah diisi."),
            "empty": gettext_lazy("Berkas ini kosong."),
        },
    )


@for_roles(Peran.PETUGAS_TU)
@require_http_methods(["GET", "HEAD", "POST"])
def halaman(request: ActorRequest) -> HttpResponse:
    """Upload, look, confirm. Nothing is written before the confirmation, and then all or nothing."""
    if request.method != "POST":
        return _unggah(request, LembarForm())
    try:
        return _tulis(request, request.POST["muatan"]) if "muatan" in request.POST else _periksa(request)
    except LembarDitolak as error:
        form = LembarForm(data={})
        form.errors.clear()
        form.add_error("lembar", error)
        return _unggah(request, form, status=422)


def _unggah(request: ActorRequest, form: LembarForm, *, status: int = 200) -> HttpResponse:
    kolom = [{"judul": k.judul, "contoh": k.contoh, "wajib": k.wajib} for k in impor.KOLOM]
    return render(request, "persuratan/tu/impor.html", {"form": form, "kolom": kolom, "n": MAKS_BARIS}, status=status)


def _periksa(request: ActorRequest) -> HttpResponse:
    """The dry run: what is wrong where, and what would be entered."""
    form = LembarForm(request.POST, request.FILES)
    if not form.is_valid():
        return _unggah(request, form, status=422)
    now = timezone.now()
    isi, cacat = impor.urai(_baca(form.cleaned_data["lembar"]))
    hasil = impor.periksa(isi, now=now, cacat=cacat)
    konteks = {
        "hasil": hasil,
        "baris_cacat": len({c.baris for c in hasil.cacat}),
        "kepala": [
            {"teks": t}
            for t in (_("Baris"), _("Perihal"), _("Nomor surat"), _("Pengirim"), _("Pejabat"), _("Diterima"))
        ],
        "baik": [_baris(ke, satu) for ke, satu in hasil.baik],
        "muatan": impor.kemas(isi, by=request.actor, now=now) if hasil.siap else "",
        "form": LembarForm(),
    }
    return render(request, "persuratan/tu/impor_periksa.html", konteks, status=200 if hasil.siap else 422)


def _baca(unggahan: "UploadedFile[Any]") -> bytes:
    """The bytes, from the sealed store to which every upload goes first; at the end of the request it is gone."""
    if (unggahan.size or 0) > MAKS_BERKAS:
        raise LembarDitolak(_("Lembar ini lebih besar dari 2 MB. Bagi menjadi beberapa berkas."))
    isi: bytes = unggahan.read()
    return isi


def _baris(ke: int, form: impor.BarisForm) -> list[dict[str, Any]]:
    """A good row for komponen/tabel.html."""
    surat, data = form.surat, form.cleaned_data
    asal = (surat.instansi.nama if surat.instansi else surat.instansi_teks) or surat.nama_pengirim
    return [
        {"isi": f"{_('Baris')} {ke}"},
        {"isi": surat.perihal or "–", "label": _("Perihal")},
        {"isi": surat.nomor_surat or "–", "label": _("Nomor surat")},
        {"isi": asal, "label": _("Pengirim")},
        {"isi": str(surat.penerima), "label": _("Pejabat")},
        {"isi": tanggal_jam(data["diterima_pada"]), "label": _("Diterima")},
    ]


def _tulis(request: ActorRequest, muatan: str) -> HttpResponse:
    """Enter what was looked at: judged once more, because others have entered letters meanwhile."""
    now = timezone.now()
    hasil = impor.periksa(impor.buka(muatan, by=request.actor, now=now), now=now)
    if not hasil.siap:
        sebab = "; ".join(f"{_('Baris')} {c.baris}: {c.kalimat}" for c in hasil.cacat[:5])
        raise LembarDitolak(_("Tidak ada yang dicatat. %(sebab)s Unggah ulang lembarnya.") % {"sebab": sebab})
    try:
        jadi = impor.tulis(hasil, by=request.actor, now=now)
    except ValidationError as error:
        raise LembarDitolak(" ".join(error.messages)) from error
    serah.simpan(request.session, jadi, by=request.actor, now=now)
    return redirect("persuratan:tu_tercatat")


@for_roles(Peran.PETUGAS_TU)
@require_GET
def templat(request: ActorRequest) -> HttpResponse:
    """The empty sheet."""
    nama = {"Content-Disposition": 'attachment; filename="templat-surat-masuk.xlsx"'}
    return HttpResponse(xlsx(), content_type=XLSX, headers=nama)
