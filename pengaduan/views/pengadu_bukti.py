"""Step five: files with a note each, or the plain statement that there are none; other sources."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akun.adapter import client_address
from akun.templatetags.rupa import ukuran_berkas
from berkas.putusan import Putusan
from pengaduan import batas, bukti, draf
from pengaduan.forms.langkah import FormBukti
from pengaduan.models import BuktiDukung, DrafPengaduan
from pengaduan.views.pengadu_draf import dengan_draf, tampilkan, url_langkah

MAKS_CATATAN = 1000
ANGKA = re.compile(r"[0-9]{1,17}")
NADA = {Putusan.MENUNGGU: "info", Putusan.TERIMA: "baik", Putusan.KARANTINA: "awas", Putusan.TOLAK: "telat"}
GAMBAR = {"dokumen": "berkas", "gambar": "gambar", "rekaman": "rekaman"}


@dengan_draf
@require_http_methods(["GET", "POST"])
def halaman(request: HttpRequest, row: DrafPengaduan) -> HttpResponse:
    """Take what came, keep what is good, and say of each file where it stands."""
    isi = draf.isi(row)
    data = isi.get("bukti", {})
    if request.method == "POST":
        return _terima(request, row, data)
    jumlah = row.bukti.count()
    form = FormBukti(data, jumlah_bukti=jumlah) if "periksa" in request.GET else FormBukti(initial=data)
    return _tampilkan(request, row, form, data)


def _terima(request: HttpRequest, row: DrafPengaduan, lama: dict[str, Any]) -> HttpResponse:
    unggahan = request.FILES.getlist("bukti")
    catatan = _catatan(request)
    if any(len(c) > MAKS_CATATAN for c in catatan.values()):
        messages.warning(
            request,
            _("Catatan berkas dipotong menjadi %(n)s huruf. Pindahkan selebihnya ke uraian.") % {"n": MAKS_CATATAN},
        )
    hapus = request.POST.get("hapus", "")
    data = FormBukti.mentah(request.POST) | {"ditolak": lama.get("ditolak", [])}
    ditolak = bukti.langkah(
        draf=row,
        catatan={k: c[:MAKS_CATATAN] for k, c in catatan.items()},
        hapus_id=int(hapus) if ANGKA.fullmatch(hapus) else None,
        unggahan=unggahan,
        data=data,
        alamat=client_address(request),
        now=timezone.now(),
    )
    if "nanti" in request.POST:
        return redirect("pengaduan:nanti")
    if "hapus" in request.POST or "unggah" in request.POST or ditolak:
        return redirect(reverse("pengaduan:baru_bukti") + "#berkas")
    form = FormBukti(data, jumlah_bukti=row.bukti.count())
    if form.is_valid():
        return redirect(url_langkah("tinjau"))
    return _tampilkan(request, row, form, data, status=422)


def _catatan(request: HttpRequest) -> dict[int, str]:
    """The notes typed beside the files: `catatan-<id>`."""
    nama = [k for k in request.POST if k.startswith("catatan-") and k[8:].isascii() and k[8:].isdigit()]
    return {int(k[8:]): request.POST[k].replace("\x00", "") for k in nama if len(k) < 26}


def _tampilkan(
    request: HttpRequest, row: DrafPengaduan, form: FormBukti, data: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return tampilkan(
        request,
        row,
        draf.isi(row),
        "bukti",
        status=status,
        form=form,
        berkas=daftar(row.bukti.select_related("berkas")),
        ditolak=ditolak(data),
    )


def daftar(rows: Any) -> list[dict[str, Any]]:
    """Files as the list shows them: name, size, verdict with its sentence, note, what private data they carry."""
    return [_butir(b) for b in rows]


def _butir(b: BuktiDukung) -> dict[str, Any]:
    putusan = Putusan(b.berkas.putusan)
    ukuran = ukuran_berkas(b.berkas.ukuran)
    return {
        "id": b.pk,
        "nama": b.berkas.nama_asli,
        "ukuran": ukuran,
        "kalimat": b.berkas.kalimat,
        "ket": ukuran if putusan in {Putusan.TERIMA, Putusan.MENUNGGU} else f"{ukuran}. {b.berkas.kalimat}",
        "catatan": b.catatan,
        "jenis": GAMBAR.get(b.berkas.jenis, "berkas"),
        "kata": putusan.label,
        "nada": NADA[putusan],
        "gambar": "batal" if putusan == Putusan.TOLAK else "",
        "temuan": b.berkas.kalimat_temuan,
        "bersih": b.berkas.punya_salinan,
        "menunggu": putusan == Putusan.MENUNGGU,
    }


def ditolak(data: dict[str, Any]) -> list[dict[str, str]]:
    """The files that were refused at once, with their sentences."""
    return [
        {
            "nama": d["nama"],
            "ket": batas.kalimat(d["alasan"]),
            "kata": _("Ditolak"),
            "nada": "telat",
            "gambar": "batal",
        }
        for d in data.get("ditolak", [])
    ]
